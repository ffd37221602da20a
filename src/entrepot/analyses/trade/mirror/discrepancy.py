"""Where the two sides disagree most, and how much of trade they agree on."""

from __future__ import annotations

from typing import Literal

import polars as pl
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.mirror.reconcile import BOTH, EXPORTER_ONLY, IMPORTER_ONLY, Reconciliation
from entrepot.analyses.trade.potential.kind import read
from entrepot.metadata.errors import UsageError

Level = Literal["product", "pair"]
WITHIN = 0.25
_CODES = ("exporter", "importer", "product")
_OTHERS = ("value_exporter", "value_importer_fob", "reconciled", "re_exports")


def discrepancies(flows: IntoFrameT, level: Level = "product", top: int | None = None) -> IntoFrameT:
    """The flows of a reconciliation in order of what the two sides disagree by.

    A disagreement is a finding and not a fault in the table: it may be transit and re-exports, the origin
    of goods against their destination, timing, confidential trade, smuggling or misinvoicing; the numbers
    do not tell which.

    Source: ours.

    Args:
        flows: the flows that `reconcile` gives.
        level: rows of products, or products of a pair added up first.
        top: how many rows at most.

    Returns:
        rank, exporter, importer, product (not at the level of pairs), value_exporter, value_importer_fob,
        gap (importer_fob - exporter; a side that is silent counts as nothing here), log_ratio and relative
        (of flows both report), re_exports, quality; the largest gap, up or down, first.

    Raises:
        BadInput: if these are not the flows of a reconciliation.
        UsageError: if there is no such level.
    """
    table, kind = read(flows, _CODES, (), _OTHERS)
    rows = _levelled(table, level)
    exporter, importer = pl.col("value_exporter"), pl.col("value_importer_fob")
    gap = importer.fill_null(0.0) - exporter.fill_null(0.0)
    keys = [name for name in _CODES if name in rows.columns]
    ranked = (
        rows.with_columns(gap=gap, log_ratio=(importer / exporter).log(), relative=_relative())
        .with_columns(rank=pl.col("gap").abs().rank("min", descending=True).cast(pl.Int64))
        .sort("rank", *keys)
    )
    shown = ("value_exporter", "value_importer_fob", "gap", "log_ratio", "relative", "re_exports", "quality")
    return kind.like(ranked.select("rank", *keys, *shown).head(len(ranked) if top is None else top))


def summary(result: Reconciliation[IntoFrameT], level: Level = "product") -> IntoFrameT:
    """How much of trade both sides agree on.

    Source: classes as in the Growth Lab's account of its data (trade methodology).

    Returns:
        class, rows, share_of_rows, value (reconciled, FOB) and share_of_value: both within 25 % (the
        smaller report is at least 75 % of the larger), both beyond it, exporter only, importer only. Then,
        without shares, since nobody mirrors them, a line per reason for what stands apart, its values as
        reported (FOB or CIF).

    Raises:
        BadInput: if these are not the flows of a reconciliation.
        UsageError: if there is no such level.
    """
    table, kind = read(result.flows, _CODES, (), _OTHERS)
    near = _relative().abs() <= WITHIN
    named = (
        pl.when(pl.col("quality") != BOTH)
        .then("quality")
        .when(near)
        .then(pl.lit(CLASSES[0]))
        .otherwise(pl.lit(CLASSES[1]))
    )
    rows = _levelled(table, level).with_columns(**{"class": named})
    found = rows.group_by("class").agg(rows=pl.len().cast(pl.Int64), value=pl.col("reconciled").sum())
    classes = pl.DataFrame({"class": CLASSES}).join(found, on="class", how="left", maintain_order="left")
    filled = classes.with_columns(pl.col("rows").fill_null(0), pl.col("value").fill_null(0.0))
    shares = filled.with_columns(
        share_of_rows=pl.col("rows") / pl.col("rows").sum(),
        share_of_value=pl.col("value") / pl.col("value").sum(),
    )
    aside, _ = read(result.apart, ("reason",), ("value",))
    reasons = aside.group_by("reason").agg(rows=pl.len().cast(pl.Int64), value=pl.col("value").sum())
    apart = reasons.sort("reason").select(
        ("apart: " + pl.col("reason")).alias("class"),
        "rows",
        "value",
        share_of_rows=pl.lit(None, pl.Float64),
        share_of_value=pl.lit(None, pl.Float64),
    )
    order = ("class", "rows", "share_of_rows", "value", "share_of_value")
    return kind.like(pl.concat([shares.select(order), apart.select(order)]))


CLASSES = ("both, within 25 %", "both, beyond 25 %", EXPORTER_ONLY, IMPORTER_ONLY)


def _relative() -> pl.Expr:
    exporter, importer = pl.col("value_exporter"), pl.col("value_importer_fob")
    both = exporter.is_not_null() & importer.is_not_null()
    return pl.when(both).then((importer - exporter) / pl.max_horizontal(importer, exporter))


def _levelled(table: pl.DataFrame, level: Level) -> pl.DataFrame:
    """The rows of that level, with quality; a sum of nothing is nothing, not zero."""
    if level not in ("product", "pair"):
        raise UsageError(f"There is no level: {level}. Take product or pair.")
    rows = table.with_columns(pl.col(_CODES).cast(pl.String))
    if level == "pair":
        rows = rows.group_by("exporter", "importer").agg(
            pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name) for name in _OTHERS
        )
    quality = (
        pl.when(pl.col("value_exporter").is_null())
        .then(pl.lit(IMPORTER_ONLY))
        .when(pl.col("value_importer_fob").is_null())
        .then(pl.lit(EXPORTER_ONLY))
        .otherwise(pl.lit(BOTH))
    )
    return rows.with_columns(quality=quality)
