"""What must hold of the measures of trade whatever the numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.measures import (
    aggregate_grubel_lloyd,
    finger_kreinin,
    herfindahl,
    michaely_complementarity,
    ranks,
    revealed_comparative_advantage,
    shares,
    trade_balance,
    trade_intensity,
)

AMOUNTS = st.one_of(st.just(0.0), st.floats(min_value=1e-3, max_value=1e6))
few = settings(max_examples=20, deadline=None)
ECONOMIES, PRODUCTS = "abcd", "xyz"
CLOSE = {"rel_tol": 1e-9, "abs_tol": 1e-9}


@st.composite
def worlds(draw: st.DrawFn) -> pl.DataFrame:
    """Flows among four economies in three products, domestic sales and zeros among them; some trade."""
    keys = [(i, j, k) for i in ECONOMIES for j in ECONOMIES for k in PRODUCTS]
    values = draw(st.lists(AMOUNTS, min_size=len(keys), max_size=len(keys)))
    rows = pl.DataFrame(keys, schema=["origin", "destination", "product"], orient="row")
    flows = rows.with_columns(value=pl.Series(values))
    # Every economy sells something to every other, so that no total is zero.
    return flows.with_columns(
        value=pl.when(pl.col("product") == "x").then(pl.col("value") + 1).otherwise(pl.col("value"))
    )


def exports(flows: pl.DataFrame, side: str = "origin", name: str = "exporter") -> pl.DataFrame:
    return flows.filter(pl.col("origin") != pl.col("destination")).rename({side: name})


@few
@given(worlds())
def test_shares_add_up_to_one_in_each_group(flows: pl.DataFrame) -> None:
    totals = shares(flows, by=("origin",)).group_by("origin").agg(pl.col("share").sum())["share"]
    assert all(math.isclose(total, 1.0, **CLOSE) for total in totals)


@few
@given(worlds())
def test_a_rank_is_one_more_than_the_number_of_larger_rows(flows: pl.DataFrame) -> None:
    ranked = ranks(flows, by=("origin",))
    for _, group in ranked.group_by("origin"):
        values = group["value"].to_list()
        assert group["rank"].to_list() == [1 + sum(other > value for other in values) for value in values]


@few
@given(worlds())
def test_the_hhi_lies_between_equal_parts_and_one_part(flows: pl.DataFrame) -> None:
    for row in herfindahl(flows, by=("origin",)).to_dicts():
        assert 1 / row["n"] - 1e-12 <= row["hhi"] <= 1 + 1e-12
        assert -1e-9 <= row["normalised_hhi"] <= 1 + 1e-9
        assert 1 - 1e-9 <= row["equivalent_number"] <= row["n"] + 1e-9


@few
@given(worlds())
def test_the_hhi_does_not_see_zeros(flows: pl.DataFrame) -> None:
    assert herfindahl(flows).to_dicts() == [
        pytest.approx(row) for row in herfindahl(flows.filter(pl.col("value") > 0)).to_dicts()
    ]


@few
@given(worlds())
def test_rca_weighted_with_world_shares_is_one(flows: pl.DataFrame) -> None:
    index = revealed_comparative_advantage(exports(flows)).drop_nulls()
    means = index.group_by("exporter").agg((pl.col("rca") * pl.col("world_share")).sum())["rca"]
    assert all(math.isclose(mean, 1.0, **CLOSE) for mean in means)


@few
@given(worlds())
def test_symmetric_rca_keeps_the_side_of_neutral(flows: pl.DataFrame) -> None:
    for row in revealed_comparative_advantage(exports(flows)).drop_nulls().to_dicts():
        assert -1 <= row["symmetric_rca"] <= 1
        assert (row["rca"] > 1) == (row["symmetric_rca"] > 0)


@few
@given(worlds())
def test_complementarity_is_the_half_sum_of_differences_of_its_definition(flows: pl.DataFrame) -> None:
    sold, bought = exports(flows), exports(flows, "destination", "importer")
    parts_sold, parts_bought = structure(sold, "exporter"), structure(bought, "importer")
    for row in michaely_complementarity(sold, bought).to_dicts():
        x, m = parts_sold[row["exporter"]], parts_bought[row["importer"]]
        defined = 100 * (1 - sum(abs(m[k] - x[k]) for k in PRODUCTS) / 2)
        assert math.isclose(row["complementarity"], defined, rel_tol=1e-9, abs_tol=1e-7)
        assert -1e-9 <= row["complementarity"] <= 100 + 1e-9


def structure(frame: pl.DataFrame, trader: str) -> dict[str, dict[str, float]]:
    totals: dict[str, dict[str, float]] = {code: dict.fromkeys(PRODUCTS, 0.0) for code in ECONOMIES}
    for row in frame.to_dicts():
        totals[row[trader]][row["product"]] += row["value"]
    return {
        code: {k: v / math.fsum(parts.values()) for k, v in parts.items()} for code, parts in totals.items()
    }


@few
@given(worlds())
def test_a_structure_complements_itself_fully(flows: pl.DataFrame) -> None:
    sold = exports(flows)
    itself = michaely_complementarity(sold, sold.rename({"exporter": "importer"}))
    same = itself.filter(pl.col("exporter") == pl.col("importer"))["complementarity"]
    assert len(same) == len(ECONOMIES)
    assert all(math.isclose(value, 100.0, **CLOSE) for value in same)


@few
@given(worlds())
def test_similarity_is_symmetric(flows: pl.DataFrame) -> None:
    rows = finger_kreinin(exports(flows)).to_dicts()
    index = {(row["exporter"], row["other_exporter"]): row["similarity"] for row in rows}
    assert all(math.isclose(value, index[b, a], **CLOSE) for (a, b), value in index.items())


@few
@given(worlds())
def test_intensity_weighted_with_world_import_shares_is_one(flows: pl.DataFrame) -> None:
    index = trade_intensity(flows)
    world = index["value"].sum()
    weights = index.group_by("destination").agg(weight=pl.col("value").sum() / world)
    means = (
        index.join(weights, on="destination")
        .group_by("origin")
        .agg((pl.col("intensity") * pl.col("weight")).sum())
    )
    assert all(math.isclose(mean, 1.0, **CLOSE) for mean in means["intensity"])


@few
@given(worlds())
def test_intensity_within_products_treats_each_product_as_a_world(flows: pl.DataFrame) -> None:
    together = trade_intensity(flows, by=("product",), exclude_origin=True)
    for product in PRODUCTS:
        alone = trade_intensity(flows.filter(pl.col("product") == product), exclude_origin=True)
        part = together.filter(pl.col("product") == product).drop("product")
        assert same(part, alone)


@few
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=8))
def test_balance_changes_sign_and_intra_industry_trade_stays_when_the_sides_are_exchanged(
    rows: list[tuple[float, float]],
) -> None:
    trade = pl.DataFrame(rows, schema=["exports", "imports"], orient="row")
    mirrored = trade.rename({"exports": "imports", "imports": "exports"})
    assert same(trade_balance(trade).select(-pl.col("balance")), trade_balance(mirrored).select("balance"))
    assert same(aggregate_grubel_lloyd(trade), aggregate_grubel_lloyd(mirrored))


CALLS: dict[str, Callable[[Any], Any]] = {
    "shares": lambda flows: shares(flows, by=("origin",)),
    "ranks": lambda flows: ranks(flows, by=("origin",)),
    "herfindahl": lambda flows: herfindahl(flows, by=("origin",)),
    "rca": lambda flows: revealed_comparative_advantage(flows, "origin"),
    "complementarity": lambda flows: michaely_complementarity(flows, flows, "origin", "destination"),
    "similarity": lambda flows: finger_kreinin(flows, "origin"),
    "intensity": lambda flows: trade_intensity(flows, by=("product",)),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@few
@given(worlds())
def test_every_kind_of_frame_gives_the_same(call: Callable[[Any], Any], flows: pl.DataFrame) -> None:
    expected = call(flows)
    assert same(nw.from_native(call(flows.to_pandas())).to_polars(), expected)
    assert same(nw.from_native(call(flows.to_arrow())).to_polars(), expected)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@few
@given(worlds(), st.sampled_from([0.5, 4.0, 1024.0]))
def test_no_index_depends_on_the_unit(call: Callable[[Any], Any], flows: pl.DataFrame, factor: float) -> None:
    amounts = ["value", "expected"]
    scaled = call(flows.with_columns(pl.col("value") * factor))
    assert same(call(flows).drop(amounts, strict=False), scaled.drop(amounts, strict=False))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@few
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_means_nothing(
    call: Callable[[Any], Any], flows: pl.DataFrame, luck: Any
) -> None:
    order = list(range(flows.height))
    luck.shuffle(order)
    first, second = call(flows), call(flows[order])
    keys = [name for name in first.columns if not first.schema[name].is_numeric()]
    assert same(first.sort(keys), second.sort(keys))


def same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Equal keys, and numbers equal up to rounding; an empty cell equals only an empty cell."""

    def equal(a: Any, b: Any) -> bool:
        a, b = (None if isinstance(v, float) and math.isnan(v) else v for v in (a, b))
        return (
            math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
            if isinstance(a, float) and b is not None
            else a == b
        )

    rows = zip(one.rows(), other.rows(), strict=True)
    return one.columns == other.columns and all(
        equal(a, b) for row, twin in rows for a, b in zip(row, twin, strict=True)
    )
