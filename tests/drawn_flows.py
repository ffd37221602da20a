"""Flows that Hypothesis draws for the tests of measures: zeros, ties and absent cells among them."""

from __future__ import annotations

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st

AMOUNTS = st.one_of(st.just(0.0), st.just(5.0), st.floats(min_value=1e-3, max_value=1e6))
few = settings(max_examples=15, deadline=None)
PLACES, PRODUCTS, YEARS = "abcd", "wxyz", (2019, 2020, 2021, 2022, 2023)
EXACT = {"rel_tol": 1e-9, "abs_tol": 1e-9}


@st.composite
def exports(draw: st.DrawFn) -> pl.DataFrame:
    """Four exporters, four products, every cell there, zeros and ties among them."""
    cells = [(i, k) for i in PLACES for k in PRODUCTS]
    values = draw(st.lists(AMOUNTS, min_size=len(cells), max_size=len(cells)))
    rows = pl.DataFrame(cells, schema=["exporter", "product"], orient="row")
    return rows.with_columns(value=pl.Series(values))


@st.composite
def histories(draw: st.DrawFn) -> pl.DataFrame:
    """Flows among three places in three products in two of five years and more; some cells absent."""
    cells = [
        (i, j, k, t) for i in PLACES[:3] for j in PLACES[:3] for k in PRODUCTS[:3] for t in YEARS if i != j
    ]
    values = draw(st.lists(AMOUNTS, min_size=len(cells), max_size=len(cells)))
    rows = pl.DataFrame(cells, schema=["exporter", "importer", "product", "year"], orient="row")
    flows = rows.with_columns(value=pl.Series(values))
    return pl.concat([flows.filter(pl.col("value") > 0), flows.head(len(YEARS))])
