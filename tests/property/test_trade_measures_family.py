"""What holds for measures of structure and of pairs whatever the flows: identities, and naive sums."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_flows import AMOUNTS, EXACT, PLACES, PRODUCTS, exports, few
from entrepot.analyses.trade import measures as m


def matrix(frame: pl.DataFrame) -> np.ndarray:
    wide = frame.group_by("exporter", "product").agg(pl.col("value").sum()).sort("exporter", "product")
    return wide["value"].to_numpy().reshape(len(PLACES), len(PRODUCTS))


@few
@given(exports())
def test_forms_of_rca_keep_what_their_authors_promise(flows: pl.DataFrame) -> None:
    index = m.rca_forms(flows)
    for _, rows in index.drop_nulls("rca").group_by("exporter"):
        assert math.isclose((rows["rca"] * rows["world_share"]).sum(), 1.0, **EXACT)
        assert math.isclose(rows["weighted_rca"].mean(), 1.0, **EXACT)
        assert math.isclose(rows["additive_rca"].sum(), 0.0, **EXACT)
    for _, rows in index.drop_nulls("rca").group_by("product"):
        assert math.isclose(rows["normalised_rca"].sum(), 0.0, **EXACT)
    for row in index.drop_nulls("rca").to_dicts():
        assert (row["rca"] > 1) == (row["continuous_rca"] > 0.5)
        assert (row["log_rca"] is None) == (row["rca"] == 0)
        assert -0.25 - 1e-12 <= row["normalised_rca"] <= 0.25 + 1e-12


@few
@given(exports(), st.lists(st.floats(1, 1e6), min_size=4, max_size=4))
def test_rpop_weighted_with_people_is_one(flows: pl.DataFrame, heads: list[float]) -> None:
    people = pl.DataFrame({"exporter": list(PLACES), "population": heads})
    index = m.rpop(flows, people).drop_nulls().join(people, on="exporter")
    for _, rows in index.group_by("product"):
        assert math.isclose((rows["rpop"] * rows["population"]).sum() / sum(heads), 1.0, **EXACT)


@few
@given(exports(), st.lists(st.floats(1, 1e5), min_size=4, max_size=4))
def test_sophistication_is_a_mean_of_incomes(flows: pl.DataFrame, incomes: list[float]) -> None:
    gdp = pl.DataFrame({"exporter": list(PLACES), "income": incomes})
    values = matrix(flows)
    totals = values.sum(axis=1, keepdims=True)
    shares = np.divide(values, totals, out=np.zeros_like(values), where=totals > 0)
    weight = shares.sum(axis=0)
    naive = np.divide(shares.T @ np.array(incomes), weight, out=np.zeros(4), where=weight > 0)
    found = m.prody(flows, gdp)["prody"].fill_null(0.0).to_numpy()
    np.testing.assert_allclose(found, naive, rtol=1e-9)
    basket = m.expy(flows, gdp)["expy"].fill_null(0.0).to_numpy()
    np.testing.assert_allclose(basket, shares @ naive, rtol=1e-9)


@few
@given(exports(), st.integers(4, 50))
def test_theil_adds_up_and_lies_in_its_range(flows: pl.DataFrame, lines: int) -> None:
    for row in m.theil(flows, by=["exporter"], lines=lines).drop_nulls().to_dicts():
        values = flows.filter(pl.col("exporter") == row["exporter"])["value"].to_numpy()
        scaled = values[values > 0] * lines / values.sum()
        assert math.isclose(row["theil"], (scaled * np.log(scaled)).sum() / lines, **EXACT)
        assert math.isclose(row["theil"], row["intensive"] + row["extensive"], **EXACT)
        assert row["intensive"] >= -1e-9 and -1e-9 <= row["theil"] <= math.log(lines) + 1e-9


@few
@given(exports())
def test_theil_of_sectors_adds_up_to_theil(flows: pl.DataFrame) -> None:
    sectors = flows.with_columns(
        sector=pl.col("product").replace_strict(dict(zip("wxyz", "uuvv", strict=True)))
    )
    split = m.theil_between_sectors(sectors, by=["exporter"]).drop_nulls()
    whole = m.theil(flows, by=["exporter"], lines=4).drop_nulls()
    assert split["exporter"].to_list() == whole["exporter"].to_list()
    np.testing.assert_allclose(split["theil"], whole["theil"], atol=1e-9)
    np.testing.assert_allclose(split["within"] + split["between"], whole["theil"], atol=1e-9)


@few
@given(exports(), st.integers(4, 20))
def test_gini_is_half_the_mean_difference_over_the_mean(flows: pl.DataFrame, lines: int) -> None:
    for row in m.gini(flows, by=["exporter"], lines=lines).drop_nulls().to_dicts():
        values = flows.filter(pl.col("exporter") == row["exporter"])["value"].to_numpy()
        values = np.concatenate([values, np.zeros(lines - len(values))])
        differences = np.abs(values[:, None] - values[None, :]).sum()
        assert math.isclose(row["gini"], differences / (2 * lines * values.sum()), **EXACT)


@few
@given(exports(), exports())
def test_pairs_in_blocks_joins_and_naive_sums_are_one(flows: pl.DataFrame, others: pl.DataFrame) -> None:
    # Every other exporter lacks a product altogether, and a product nobody else has: absent is zero.
    flows = flows.filter((pl.col("exporter") != "b") | (pl.col("product") != "x"))
    bought = others.rename({"exporter": "importer"}).with_columns(pl.col("product").replace("z", "zz"))
    answers = []
    for cells in (0, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("entrepot.analyses.trade.measures.similarity.FEW", cells)
            answers.append((m.michaely_complementarity(flows, bought), m.finger_kreinin(flows)))
    for in_blocks, joined in zip(*answers, strict=True):
        assert in_blocks.select(in_blocks.columns[:2]).equals(joined.select(joined.columns[:2]))
        assert in_blocks[:, 2].is_null().equals(joined[:, 2].is_null())
        np.testing.assert_allclose(in_blocks[:, 2].drop_nulls(), joined[:, 2].drop_nulls(), atol=1e-9)
    for row in answers[0][0].drop_nulls().to_dicts():
        sold = shares(flows, "exporter", row["exporter"])
        want = shares(bought, "importer", row["importer"])
        gap = sum(abs(sold.get(k, 0.0) - want.get(k, 0.0)) for k in {*sold, *want})
        assert math.isclose(row["complementarity"], 100 * (1 - gap / 2), rel_tol=1e-9, abs_tol=1e-7)


def shares(frame: pl.DataFrame, side: str, code: str) -> dict[str, float]:
    rows = frame.filter(pl.col(side) == code)
    total = rows["value"].sum()
    return {row["product"]: row["value"] / total for row in rows.to_dicts()}


@few
@given(exports())
def test_krugman_is_the_sum_of_differences(flows: pl.DataFrame) -> None:
    values = matrix(flows)
    index = dict(m.krugman_specialisation(flows).iter_rows())
    world = dict(m.krugman_specialisation(flows, against="world").iter_rows())
    for place, code in enumerate(PLACES):
        own, rest = values[place], values.sum(axis=0) - values[place]
        if index[code] is not None:
            assert math.isclose(
                index[code], np.abs(own / own.sum() - rest / rest.sum()).sum(), **EXACT | {"abs_tol": 1e-7}
            )
        if world[code] is not None:
            gap = np.abs(own / own.sum() - values.sum(axis=0) / values.sum()).sum()
            assert math.isclose(world[code], gap, **EXACT | {"abs_tol": 1e-7})


PAIR = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=8)


@few
@given(PAIR)
def test_qualities_add_up_to_grubel_and_lloyd(rows: list[tuple[float, ...]]) -> None:
    names = ["exports", "imports", "export_unit_value", "import_unit_value"]
    trade = pl.DataFrame(rows, schema=names, orient="row")
    whole = m.aggregate_grubel_lloyd(trade)["grubel_lloyd"][0]
    for band in ("greenaway", "fontagne"):
        split = m.vertical_intra_industry(trade, threshold=0.25, band=band).to_dicts()[0]  # type: ignore[arg-type]
        parts = [split[name] for name in ("horizontal", "vertical_high", "vertical_low", "unknown")]
        if whole is None:
            assert parts == [None] * 4
        else:
            assert math.isclose(sum(parts), whole, **EXACT) and math.isclose(
                split["grubel_lloyd"], whole, **EXACT
            )


@few
@given(PAIR)
def test_marginal_trade_and_performance_are_two_sides(rows: list[tuple[float, ...]]) -> None:
    trade = pl.DataFrame(
        rows, schema=["exports_before", "imports_before", "exports", "imports"], orient="row"
    )
    for row in m.marginal_intra_industry(trade).drop_nulls("marginal_iit").to_dicts():
        assert -1e-9 <= row["marginal_iit"] <= 1 and math.isclose(
            abs(row["performance"]), 1 - row["marginal_iit"], **EXACT
        )
    weights = (trade["exports"] - trade["exports_before"]).abs() + (
        trade["imports"] - trade["imports_before"]
    ).abs()
    index = m.marginal_intra_industry(trade)["marginal_iit"].fill_null(0.0)
    if weights.sum() > 0:
        whole = m.aggregate_marginal_intra_industry(trade)["marginal_iit"][0]
        assert math.isclose((index * weights).sum() / weights.sum(), whole, rel_tol=1e-7, abs_tol=1e-7)
