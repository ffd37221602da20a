"""Rows of Comext added up to one a flow, and laid out as the declared table."""

from __future__ import annotations

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMEXT
from entrepot.sources.eurostat_comext.codes import stated

NO_UNIT = "NO_SU"
_FLOW = ["partner", "flow", "product"]
_ROW = ["raw", "trade_type", "flow", "product", "procedure", "unit", "other"]
_ADDED = [
    "reporter", *_FLOW, "value", "processing", "net_weight", "quantity", "quantity_unit", "confidential",
]  # fmt: skip


def added_up(where: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of one reporter as one for each partner, flow and product.

    A net weight or quantity of zero beside a value was not recorded, or rounds to nothing: it is absent, and
    so is the sum that would leave it out. Quantities in two units are not added.

    Raises:
        BadInput: a row stands twice; both lines are named.
    """
    known = _known(rows)
    several = rows.select(_FLOW).is_duplicated()
    if not several.any():
        return known.select(_ADDED)
    _refuse_twice(where, rows.filter(several))
    return pl.concat([known.filter(~several).select(_ADDED), _sums(known.filter(several))])


def _known(rows: pl.DataFrame) -> pl.DataFrame:
    beside_value = pl.col("value") > 0
    processing = [code for code, kind in stated("procedures").items() if kind]
    unit = pl.col("unit").replace(NO_UNIT, None)
    counted = unit.is_not_null() & (~beside_value | (pl.col("quantity") > 0))
    return rows.with_columns(
        processing=pl.when(pl.col("procedure").is_in(processing)).then("value").otherwise(0.0),
        net_weight=pl.when(~beside_value | (pl.col("net_weight") > 0)).then("net_weight"),
        quantity=pl.when(counted).then("quantity"),
        quantity_unit=unit,
        confidential=pl.any_horizontal("masked", "secret"),
    )


def _sums(rows: pl.DataFrame) -> pl.DataFrame:
    unit = pl.col("quantity_unit")
    whole = rows.group_by("reporter", *_FLOW).agg(
        pl.col("value", "processing", "net_weight", "quantity").sum(),
        pl.col("net_weight", "quantity").null_count().name.suffix("_absent"),
        pl.col("confidential").any(),
        quantity_unit=unit.first(),
        units=unit.fill_null("").n_unique(),
    )
    one_unit = pl.col("units") == 1
    return whole.with_columns(
        net_weight=pl.when(pl.col("net_weight_absent") == 0).then("net_weight"),
        quantity=pl.when(one_unit & (pl.col("quantity_absent") == 0)).then("quantity"),
        quantity_unit=pl.when(one_unit).then("quantity_unit"),
    ).select(_ADDED)


def _refuse_twice(where: str, rows: pl.DataFrame) -> None:
    twice = rows.filter(rows.select(_ROW).is_duplicated()).sort("line")
    if twice.is_empty():
        return
    first = twice.row(0, named=True)
    again = twice.filter(pl.all_horizontal(pl.col(n).eq_missing(pl.lit(first[n])) for n in _ROW))
    raise BadInput(
        f"the same flow as in line {first['line']}: {first['reporter']}, {first['raw']}, {first['product']}",
        file=where, line=int(again["line"][1]), expected="one row for a flow and statistical procedure",
        remedy="The file was put together from several: give each as Eurostat has it.",
    )  # fmt: skip


def laid_out(flows: pl.DataFrame, period: str) -> pl.DataFrame:
    """Flows of CN subheadings in the columns of the declared table, sorted by its key.

    Every row but TOTAL has level 8, withheld ones too: together they are the total.
    """
    total = pl.col("product") == "TOTAL"
    return (
        flows.with_columns(
            period=pl.lit(period),
            classification=pl.lit("CN"),
            level=pl.when(total).then(0).otherwise(8),
            leaf=~total,
            valuation=valuation(),
            other_valuation=pl.lit(None, pl.Float64),
            net_weight_estimated=pl.lit(None, pl.Boolean),
            quantity_estimated=pl.lit(None, pl.Boolean),
            quality=pl.lit("reported"),
            flags=pl.lit(None, pl.String),
        )
        .select(pl.col(name).cast(kind) for name, kind in COMEXT.flows.schema.items())
        .sort(COMEXT.flows.key)
    )


def valuation() -> pl.Expr:
    """How Eurostat values a flow: imports CIF, exports FOB."""
    return pl.when(pl.col("flow") == "M").then(pl.lit("CIF")).otherwise(pl.lit("FOB"))
