"""What `prepare` and a market refuse, and how they say so."""

from __future__ import annotations

import math

import polars as pl
import pytest

from entrepot.analyses.trade.potential import Screen, prepare
from entrepot.metadata.errors import BadInput, NoData, UsageError
from written_potential import DISTANCES, GROWTH, flows, rates


def test_what_is_no_trade_is_refused() -> None:
    home = pl.concat([flows(), flows().head(1).with_columns(importer=pl.col("exporter"))])
    with pytest.raises(BadInput, match="1 rows in which AAA or others sell to themselves"):
        prepare(home)
    with pytest.raises(NoData, match="no trade"):
        prepare(flows().with_columns(value=pl.lit(0.0)))
    with pytest.raises(UsageError, match="does not export to itself"):
        prepare(flows()).pair("AAA", "AAA")
    with pytest.raises(NoData, match="ZZZ trades nothing"):
        prepare(flows()).exporter("ZZZ")
    with pytest.raises(UsageError, match="give growth too"):
        prepare(flows(), elasticities=rates(1, ("importer", "product")))
    with pytest.raises(UsageError, match="Not a table"):
        prepare([1, 2])  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (pl.lit(270900).alias("product"), "column product: codes are text"),
        (pl.lit(None, pl.String).alias("importer"), "line 1, column importer: a code is empty"),
        (pl.lit(-1.0).alias("value"), "line 1, column value: a value is empty, not finite or negative"),
        (pl.lit(math.nan).alias("value"), "not finite"),
        (pl.lit("much").alias("value"), "not a number"),
    ],
)
def test_flows_that_are_not_as_declared_are_named(change: pl.Expr, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        prepare(flows().with_columns(change))


def test_tables_beside_the_flows_are_checked_too() -> None:
    with pytest.raises(BadInput, match=r"line 1, column importer: importer and product stand twice"):
        prepare(flows(), mfn=pl.concat([rates(1, ("importer", "product"))] * 2))
    with pytest.raises(BadInput, match="a distance is 0"):
        prepare(flows(), distances=DISTANCES.with_columns(distance=pl.lit(0.0)))
    with pytest.raises(BadInput, match="a ratio is 0"):
        prepare(flows(), growth=GROWTH.with_columns(gdp_ratio=pl.lit(0.0)))
    with pytest.raises(BadInput, match="lacks a column"):
        prepare(flows().drop("product"))
    with pytest.raises(UsageError, match="a share between 0 and 1"):
        Screen(cumulative=1.5)
