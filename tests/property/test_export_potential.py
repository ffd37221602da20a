"""What must hold of export potentials whatever the flows."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.potential import prepare, smoothed

PLACES, PRODUCTS = "abcd", "xyz"
CELLS = [(i, j, k) for i in PLACES for j in PLACES if i != j for k in PRODUCTS]
AMOUNTS = st.one_of(st.just(0.0), st.floats(min_value=1e-2, max_value=1e7))
few = settings(max_examples=25, deadline=None)


@st.composite
def worlds(draw: st.DrawFn) -> pl.DataFrame:
    """Sparse flows among four economies; every economy and product is traded."""
    values = np.array(draw(st.lists(AMOUNTS, min_size=len(CELLS), max_size=len(CELLS))))
    rows = pl.DataFrame(CELLS, schema=["exporter", "importer", "product"], orient="row")
    ring = [(i, j) in {("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")} for i, j, _ in CELLS]
    flows = rows.with_columns(value=pl.Series(values + np.array(ring, dtype=float)))
    return flows.filter(pl.col("value") > 0)


def potentials(flows: pl.DataFrame, **inputs: pl.DataFrame) -> np.ndarray:
    return np.stack([block.potential.copy() for block in prepare(flows, **inputs).blocks()])


@few
@given(worlds())
def test_without_inputs_the_potentials_of_a_pair_add_up_to_its_trade(flows: pl.DataFrame) -> None:
    market = prepare(flows)
    for block in market.blocks():
        potential, actual, untapped = block.by_importer()
        assert np.allclose(potential, actual, rtol=1e-12)
        assert (untapped >= 0).all() and (untapped <= potential).all()


@few
@given(worlds(), st.floats(min_value=1e-3, max_value=1e3))
def test_another_unit_scales_potentials_and_nothing_else(flows: pl.DataFrame, unit: float) -> None:
    scaled = flows.with_columns(pl.col("value") * unit)
    assert np.allclose(potentials(scaled), potentials(flows) * unit, rtol=1e-9)
    assert np.allclose(prepare(scaled).ease, prepare(flows).ease, rtol=1e-9)


@few
@given(worlds(), st.integers(min_value=0, max_value=99), st.integers(min_value=2, max_value=5))
def test_order_of_rows_and_split_cells_do_not_matter(flows: pl.DataFrame, seed: int, parts: int) -> None:
    mixed = flows.sample(fraction=1, shuffle=True, seed=seed)
    assert np.array_equal(potentials(mixed), potentials(flows))
    split = pl.concat([flows.with_columns(pl.col("value") / parts)] * parts)
    assert np.allclose(potentials(split), potentials(flows), rtol=1e-9)


@few
@given(worlds(), st.floats(min_value=0, max_value=80), st.floats(min_value=10, max_value=2e4))
def test_what_treats_all_alike_changes_nothing(flows: pl.DataFrame, tariff: float, km: float) -> None:
    markets = flows.select("importer", "product").unique().with_columns(tariff=pl.lit(tariff))
    pairs = flows.select("exporter", "importer").unique().with_columns(distance=pl.lit(km))
    growth = pl.DataFrame({"economy": list(PLACES), "gdp_ratio": 1.0, "population_ratio": 1.0})
    alike = potentials(flows, mfn=markets, distances=pairs, growth=growth)
    assert np.allclose(alike, potentials(flows), rtol=1e-9)


@few
@given(worlds(), st.floats(min_value=1.01, max_value=3))
def test_the_shares_of_supply_stay_shares_when_some_grow(flows: pl.DataFrame, ratio: float) -> None:
    growth = pl.DataFrame(
        {"economy": list(PLACES), "gdp_ratio": [ratio, 1.0, 1.0, 1.0], "population_ratio": 1.0}
    )
    supply = prepare(flows, growth=growth).supply
    assert np.allclose(supply.sum(axis=0), 1.0)
    assert (supply[0] >= prepare(flows).supply[0] - 1e-12).all()


@few
@given(worlds(), st.integers(min_value=1, max_value=6))
def test_the_mean_of_the_same_year_again_is_that_year(flows: pl.DataFrame, years: int) -> None:
    again = pl.concat([flows.with_columns(year=pl.lit(2000 + year)) for year in range(years)])
    mean = smoothed(again)
    assert mean["years"].unique().to_list() == [min(years, 5)]
    assert np.allclose(mean["value"], flows.sort("exporter", "importer", "product")["value"])
