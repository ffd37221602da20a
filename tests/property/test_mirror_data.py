"""What must hold of mirror data whatever is reported."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.mirror import DOTS_2017, SAME_VALUATION, discrepancies, reconcile, summary

PLACES, PRODUCTS = "abcde", "xy"
CELLS = [(i, j, k) for i in PLACES for j in PLACES if i != j for k in PRODUCTS]
AMOUNTS = st.one_of(st.none(), st.floats(min_value=1e-2, max_value=1e7))
SIDES = st.lists(AMOUNTS, min_size=len(CELLS), max_size=len(CELLS))
few = settings(max_examples=20, deadline=None)


def reports(exported: list[float | None], imported: list[float | None]) -> pl.DataFrame:
    rows = [(i, j, "X", k, v) for (i, j, k), v in zip(CELLS, exported, strict=True) if v is not None]
    rows += [(j, i, "M", k, v) for (i, j, k), v in zip(CELLS, imported, strict=True) if v is not None]
    assume(rows)
    return pl.DataFrame(rows, schema=["reporter", "partner", "flow", "product", "value"], orient="row")


def true_trade(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).lognormal(5, 2, len(CELLS))


@few
@given(SIDES, SIDES)
def test_what_is_reconciled_lies_between_the_two_reports(
    exported: list[float | None], imported: list[float | None]
) -> None:
    told = reconcile(reports(exported, imported)).flows
    both = told.filter(pl.col("quality") == "both")
    low = both.select(pl.min_horizontal("value_exporter", "value_importer_fob")).to_series()
    high = both.select(pl.max_horizontal("value_exporter", "value_importer_fob")).to_series()
    assert (both["reconciled"] >= low * (1 - 1e-12)).all()
    assert (both["reconciled"] <= high * (1 + 1e-12)).all()
    assert both["weight_exporter"].is_between(0, 1).all()
    weighed = both["weight_exporter"] * both["value_exporter"]
    weighed += (1 - both["weight_exporter"]) * both["value_importer_fob"]
    assert np.allclose(weighed, both["reconciled"])


@few
@given(SIDES, SIDES)
def test_one_side_alone_is_kept_as_it_is(exported: list[float | None], imported: list[float | None]) -> None:
    told = reconcile(reports(exported, imported)).flows
    known = [i is not None or j is not None for i, j in zip(exported, imported, strict=True)]
    assert len(told) == sum(known)
    for side, other, value in (
        ("exporter only", "value_importer", "value_exporter"),
        ("importer only", "value_exporter", "value_importer_fob"),
    ):
        lone = told.filter(pl.col("quality") == side)
        assert lone[other].is_null().all()
        assert lone["reconciled"].to_list() == lone[value].to_list()
        assert lone["log_ratio"].is_null().all()
    shares = summary(reconcile(reports(exported, imported))).drop_nulls()
    assert abs(shares["share_of_value"].sum() - 1) < 1e-9
    assert shares["rows"].sum() == len(told)


@few
@given(st.integers(min_value=0, max_value=999))
def test_a_perfect_mirror_changes_nothing(seed: int) -> None:
    trade = true_trade(seed)
    result = reconcile(reports(list(trade), list(trade * 1.06)), margin=DOTS_2017)
    assert np.allclose(result.flows["reconciled"], result.flows["value_exporter"], rtol=1e-12)
    assert (result.flows["weight_exporter"] == 0.5).all()
    assert (result.reporters["error_variance"] == 0).all()
    assert np.allclose(discrepancies(result.flows)["relative"], 0, atol=1e-12)


@few
@given(st.floats(min_value=0.2, max_value=5), st.integers(min_value=0, max_value=999))
def test_where_all_are_alike_both_sides_count_alike(factor: float, seed: int) -> None:
    trade = true_trade(seed)
    result = reconcile(reports(list(trade), list(trade * factor)), margin=SAME_VALUATION)
    assert np.allclose(result.flows["weight_exporter"], 0.5)


@few
@given(SIDES, SIDES, st.floats(min_value=1e-3, max_value=1e3))
def test_another_unit_changes_no_weight(
    exported: list[float | None], imported: list[float | None], unit: float
) -> None:
    rows = reports(exported, imported)
    plain = reconcile(rows).flows
    scaled = reconcile(rows.with_columns(pl.col("value") * unit)).flows
    assert np.allclose(scaled["weight_exporter"], plain["weight_exporter"], rtol=1e-6)
    assert np.allclose(scaled["reconciled"], plain["reconciled"] * unit, rtol=1e-6)


@few
@given(st.integers(min_value=0, max_value=999), st.sampled_from(PLACES))
def test_who_reports_noise_is_found_and_counts_little(seed: int, bad: str) -> None:
    rng = np.random.default_rng(seed)
    trade = true_trade(seed)

    def said(side: int) -> list[float]:
        noise = [rng.normal(0, 1.5 if cell[side] == bad else 0.05) for cell in CELLS]
        return list(trade * np.exp(noise))

    result = reconcile(reports(said(0), said(1)), margin=SAME_VALUATION)
    worst = result.reporters.sort("error_variance", descending=True)["reporter"][0]
    assert worst == bad
    trusts = result.flows.with_columns(
        trust=pl.when(pl.col("exporter") == bad)
        .then("weight_exporter")
        .when(pl.col("importer") == bad)
        .then(1 - pl.col("weight_exporter"))
    )["trust"].drop_nulls()
    assert (trusts < 0.5).all()
    assert trusts.median() < 0.2  # four partners and two products: one may by chance look as bad


@few
@given(SIDES, SIDES, st.integers(min_value=0, max_value=99))
def test_the_order_of_rows_does_not_matter(
    exported: list[float | None], imported: list[float | None], seed: int
) -> None:
    rows = reports(exported, imported)
    mixed = rows.sample(fraction=1, shuffle=True, seed=seed)
    assert reconcile(mixed).flows.equals(reconcile(rows).flows)
