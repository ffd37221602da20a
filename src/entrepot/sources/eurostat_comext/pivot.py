"""Observations of Eurostat's service become flows: an indicator a column, a flow a row."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMEXT_EXTRACT
from entrepot.metadata.tables import Table
from entrepot.sources.eurostat_comext.extract import Extract
from entrepot.sources.eurostat_comext.flows import valuation

_KEY = ["period", "reporter", "partner", "flow", "classification", "product"]


def pivoted(files: Sequence[Extract], rows: pl.DataFrame) -> dict[Table, pl.DataFrame]:
    """The declared tables of observations as `observations` gives them.

    Raises:
        BadInput: an observation stands twice, in one file or in two.
    """
    _refuse_twice(files, rows)
    flows = rows.group_by(*_KEY, "apart").agg(
        *(pl.col("value").filter(pl.col("column") == name).first().alias(name) for name in _COLUMNS),
        confidential=pl.col("hidden").any(),
        derived=pl.col("derived").any(),
        flags=pl.col("flag").drop_nulls().unique().sort().str.join(" "),
    )
    laid = _laid_out(flows)
    split = {COMEXT_EXTRACT.flows: ~flows["apart"], COMEXT_EXTRACT.aggregates: flows["apart"]}
    return {table: laid.filter(mask).sort(table.key) for table, mask in split.items() if mask.any()}


_COLUMNS = ("value", "net_weight", "quantity")


def _laid_out(flows: pl.DataFrame) -> pl.DataFrame:
    product = pl.col("product")
    absent = {
        "other_valuation",
        "processing",
        "net_weight_estimated",
        "quantity_unit",
        "quantity_estimated",
        "leaf",
    }
    return flows.with_columns(
        level=pl.when(product == "TOTAL").then(0)
        .when(product.str.contains("^[0-9X]+$")).then(product.str.len_chars()),
        valuation=valuation(),
        quality=pl.when("derived").then(pl.lit("derived")).otherwise(pl.lit("reported")),
        flags=pl.when(pl.col("flags") != "").then("flags"),
        **{name: pl.lit(None) for name in absent},
    ).select(pl.col(name).cast(kind) for name, kind in COMEXT_EXTRACT.flows.schema.items())  # fmt: skip


def _refuse_twice(files: Sequence[Extract], rows: pl.DataFrame) -> None:
    key = [*_KEY, "column"]
    twice = rows.select(key).is_duplicated()
    if not twice.any():
        return
    again = rows.filter(twice).sort("file", "line", maintain_order=True)
    first = again.row(0, named=True)
    second = again.filter(pl.all_horizontal(pl.col(n) == pl.lit(first[n]) for n in key)).row(1, named=True)
    raise BadInput(
        f"the same observation as in line {first['line']} of {files[first['file']].member.base}: "
        f"{', '.join(str(first[name]) for name in key)}",
        file=files[second["file"]].member.where, line=second["line"], expected="each observation once",
        remedy="Give files one by one, or ask the service for all of it at once.",
    )  # fmt: skip
