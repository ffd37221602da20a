"""From the records of one reporter to one row a flow: totals kept, parts left out, codes joined."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table

_FLOW = ["raw", "flow", "classification", "product"]
_BESIDE = {"file", "line"}


def totals(names: Sequence[str], rows: pl.DataFrame) -> pl.DataFrame:
    """The records that are totals over second partners, procedures and modes, each flow once.

    Args:
        names: the files by the number in the column `file`, for messages.
        rows: all records of one reporter and period, as `records.coded` gives them, with `file`.

    Raises:
        BadInput: a flow whose parts are there and whose total is not, or one that stands twice and differs.
    """
    whole = rows.filter("total")
    lost = rows.filter(~pl.col("total")).join(whole, on=_FLOW, how="anti")
    if lost.height:
        first = lost.sort("file", "line").row(0, named=True)
        flows = lost.select(_FLOW).unique().height
        raise BadInput(
            f"{flows:,} flows stand in parts only (by second partner, customs procedure or mode of "
            f"transport), the first is {_named(first)}",
            file=names[first["file"]], line=first["line"], expected="the total of each flow",
            remedy="Ask the service with partner2Code=0, customsCode=C00 and motCode=0.",
        )  # fmt: skip
    # Files that were asked for may overlap: the same record in two of them is one.
    once = whole.sort("file", "line").unique(
        [name for name in whole.columns if name not in _BESIDE], keep="first", maintain_order=True
    )
    _refuse_twice(names, whole, once)
    return once


def _refuse_twice(names: Sequence[str], whole: pl.DataFrame, once: pl.DataFrame) -> None:
    same_file = whole.select(*_FLOW, "file").is_duplicated()
    suspects = whole.filter(same_file) if same_file.any() else once.filter(once.select(_FLOW).is_duplicated())
    if suspects.is_empty():
        return
    suspects = suspects.sort("file", "line")
    first = suspects.row(0, named=True)
    second = suspects.filter(pl.all_horizontal(pl.col(n) == first[n] for n in _FLOW)).row(1, named=True)
    raise BadInput(
        f"the same flow as in line or record {first['line']} of {names[first['file']]}: {_named(first)}",
        file=names[second["file"]], line=second["line"], expected="each flow once",
        remedy="Take one of the files away: the service revises what it has.",
    )  # fmt: skip


def joined(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows of the declared table, sorted by its key; flows with several codes of one economy are added.

    A sum is absent where a part of it is; units that differ leave the quantity absent.
    """
    laid = rows.select(pl.col(name).cast(kind) for name, kind in table.schema.items())
    twice = laid.select(table.key).is_duplicated()
    if twice.any():
        laid = pl.concat([laid.filter(~twice), _added_up(laid.filter(twice), table)])
    return laid.sort(table.key)


def _added_up(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    sums = ("value", "other_valuation", "net_weight")
    agreed = pl.col("quantity_unit").n_unique() == 1
    any_of = ("net_weight_estimated", "quantity_estimated", "confidential")
    first = [name for name in ("level", "leaf", "processing", "quality", "flags") if name in rows.columns]
    same = pl.col("valuation").n_unique() == 1
    return (
        rows.group_by(table.key)
        .agg(
            *(pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()).alias(name) for name in sums),
            *(pl.col(name).any(ignore_nulls=True).alias(name) for name in any_of),
            *(pl.col(name).first() for name in first),
            pl.when(same).then(pl.col("valuation").first()).alias("valuation"),
            pl.when(agreed & (pl.col("quantity").null_count() == 0))
            .then(pl.col("quantity").sum())
            .alias("quantity"),
            pl.when(agreed).then(pl.col("quantity_unit").first()).alias("quantity_unit"),
        )
        .select(pl.col(name).cast(kind) for name, kind in table.schema.items())
    )


def _named(row: dict[str, object]) -> str:
    return f"{row['reporter']}, {row['partner']}, {row['flow']}, {row['classification']} {row['product']}"
