"""Rows of Comext added up to one a flow, and laid out as the declared table."""

from __future__ import annotations

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMEXT
from entrepot.sources.eurostat_comext.codes import stated

NO_UNIT = "NO_SU"
_ROW = ["raw", "trade_type", "flow", "product", "procedure", "unit", "other"]


def refuse_twice(where: str, group: pl.DataFrame) -> None:
    """Raises `BadInput` for a row of one reporter that stands twice, with both lines."""
    if group.select(_ROW).is_unique().all():
        return
    twice = group.filter(group.select(_ROW).is_duplicated()).sort("line")
    first = twice.row(0, named=True)
    again = twice.filter(pl.all_horizontal(pl.col(n).eq_missing(pl.lit(first[n])) for n in _ROW))
    raise BadInput(
        f"the same flow as in line {first['line']}: {first['reporter']}, {first['raw']}, {first['product']}",
        file=where, line=int(again["line"][1]), expected="one row for a flow and statistical procedure",
        remedy="The file was put together from several: give each as Eurostat has it.",
    )  # fmt: skip


def added_up(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for a reporter, partner, flow and product.

    A net weight or quantity of zero beside a value was not recorded, or rounds to nothing: it is absent, and
    so is the sum that would leave it out. Quantities in two units are not added.
    """
    beside_value = pl.col("value") > 0
    processing = [code for code, kind in stated("procedures").items() if kind]
    known = rows.with_columns(
        net_weight=pl.when(~beside_value | (pl.col("net_weight") > 0)).then("net_weight"),
        unit=pl.col("unit").replace(NO_UNIT, None),
    ).with_columns(
        quantity=pl.when((~beside_value | (pl.col("quantity") > 0)) & pl.col("unit").is_not_null()).then(
            "quantity"
        )
    )
    one_unit = pl.col("unit").n_unique() == 1
    return known.group_by("reporter", "partner", "flow", "product").agg(
        pl.col("value").sum(),
        processing=pl.col("value").filter(pl.col("procedure").is_in(processing)).sum(),
        net_weight=pl.when(pl.col("net_weight").null_count() == 0).then(pl.col("net_weight").sum()),
        quantity=pl.when(one_unit & (pl.col("quantity").null_count() == 0)).then(pl.col("quantity").sum()),
        quantity_unit=pl.when(one_unit).then(pl.col("unit").first()),
        confidential=pl.any_horizontal("masked", "secret").any(),
    )


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
