"""Costs of pairs from estimates, on drawn panels: what must hold whatever the panel."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.gravity import Change, estimate, pair_costs

MANY = 6


def panel(seed: int) -> pl.DataFrame:
    chance = np.random.default_rng(seed)
    begins = np.triu(chance.choice([2, 3, 4], (MANY, MANY)), 1)
    begins += begins.T
    rows = [
        (
            "ABCDEF"[i],
            "ABCDEF"[n],
            year,
            float(trade),
            float(100 + abs(i - n)),
            float(i != n and begun <= year),
        )
        for year in (1, 2, 3, 4)
        for i in range(MANY)
        for n in range(MANY)
        for trade, begun in [(chance.gamma(2.0) * (9.0 if i == n else 1.0), begins[i, n])]
    ]
    names = ["exporter", "importer", "year", "trade", "dist", "rta"]
    return pl.DataFrame(rows, schema=names, orient="row")


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), unit=st.sampled_from([1e-6, 1e3, 1e9]))
def test_neither_the_unit_of_trade_nor_the_order_of_rows_matters(seed: int, unit: float) -> None:
    rows = panel(seed)
    other = rows.with_columns(pl.col("trade") * unit).sample(fraction=1.0, shuffle=True, seed=seed)
    made = [
        pair_costs(one, estimate(one, "rta"), Change("rta", 0.0), year=4).table.sort("exporter", "importer")
        for one in (rows, other)
    ]
    for column in ("before", "after"):
        np.testing.assert_allclose(made[0][column], made[1][column], rtol=1e-5)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_costs_are_measured_from_home_and_differ_by_the_effect_alone(seed: int) -> None:
    rows = panel(seed)
    found = estimate(rows, "rta")
    table = pair_costs(rows, found, Change("rta", 0.0), year=4).table
    home = table.filter(pl.col("exporter") == pl.col("importer"))
    np.testing.assert_allclose(home["before"], 1.0, rtol=1e-9)
    agreed = rows.filter(year=4)["rta"].to_numpy()
    ratio = np.log(table["before"].to_numpy() / table["after"].to_numpy())
    np.testing.assert_allclose(ratio, found["rta"].value * agreed, atol=1e-9)
    # Symmetric pairs have the same effect both ways.
    squares = [
        table.sort(*ends)["after"].to_numpy() for ends in (("exporter", "importer"), ("importer", "exporter"))
    ]
    np.testing.assert_allclose(squares[0], squares[1], rtol=1e-9)
