"""One value out of two reports, with its weight, and both originals kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

import polars as pl
from narwhals.typing import IntoFrame, IntoFrameT

from entrepot.analyses.trade.mirror.apart import COMTRADE, Unspecified
from entrepot.analyses.trade.mirror.margin import DOTS_2017, Margin, at_fob
from entrepot.analyses.trade.mirror.reliability import error_variances
from entrepot.analyses.trade.mirror.reported import CELL, both_sides
from entrepot.metadata.errors import UsageError

BOTH, EXPORTER_ONLY, IMPORTER_ONLY = "both", "exporter only", "importer only"


@dataclass(frozen=True, eq=False)
class Reconciliation(Generic[IntoFrameT]):
    """What `reconcile` gives back; all three tables are of the kind of frame it was given.

    Attributes:
        flows: a row per exporter, importer and product, see `reconcile`.
        reporters: reporter, partners, error_variance: how far off each usually is (log values).
        apart: the rows that have no mirror, as given, and `reason`.
        words: what was done, a line each.
    """

    flows: IntoFrameT
    reporters: IntoFrameT
    apart: IntoFrameT
    words: tuple[str, ...]


def reconcile(
    reported: IntoFrameT,
    *,
    margin: Margin = DOTS_2017,
    margins: IntoFrame | None = None,
    quantity: str | None = None,
    re_export_share: float = 0.1,
    unspecified: Unspecified = COMTRADE,
) -> Reconciliation[IntoFrameT]:
    """Lay what exporters and importers report beside each other, and weigh it by how reliable they are.

        value_importer_fob = value_importer / (1 + cif_margin)
        weight_exporter    = a_importer / (a_exporter + a_importer)      (inverse variances)
        reconciled         = weight_exporter value_exporter + (1 - weight_exporter) value_importer_fob

    with a the error variance of each reporter, see `error_variances`; the weight is 0.5 where nobody errs.
    A flow that one side reports is kept as that side has it (weight 1 or 0) and says so: it is never
    averaged with a zero. The two disagree for reasons that are no error: goods in transit, the origin
    that importers record against the destination exporters know, time at sea, confidential trade. The
    discrepancy is therefore a result of its own, see `discrepancies`.

    Source: weighing by reliability after Gaulier and Zignago (2010), BACI, CEPII WP 2010-23; the form of the
    weight is ours, see `error_variances`.

    Args:
        reported: reporter, partner, flow ("X" exports FOB, "M" imports CIF, "RX" re-exports, "RM"
            re-imports), product, value >= 0 in one unit; one period. As in Comtrade, re-exports are a
            part of exports and re-imports of imports.
        margin: CIF/FOB margin of pairs that `margins` lacks.
        margins: exporter, importer, margin: such as `estimate_margins` gives.
        quantity: column with a quantity, which is carried along and not reconciled.
        re_export_share: from which share of re-exports on a flow is flagged, and not used to judge
            reporters.
        unspecified: codes that are no partner or product.

    Returns:
        flows: exporter, importer, product, value_exporter (FOB), value_importer (CIF), cif_margin,
        margin_given, value_importer_fob, log_ratio (ln importer_fob / exporter), relative ((importer_fob -
        exporter) / the larger, -1 to 1), re_exports, re_export_share (of exports), re_export (flag),
        re_imports, weight_exporter, reconciled (FOB), quality ("both", "exporter only", "importer only"),
        other_reports (of a flow that one side has: whether the other reports any exports or imports, as the
        case may be, so that its silence here means something).

    Raises:
        BadInput: if a frame is not as declared.
        UsageError: if the share of re-exports is not between 0 and 1.
    """
    if not 0 <= re_export_share <= 1:
        raise UsageError("The share of re-exports from which a flow is flagged lies between 0 and 1.")
    cells, apart, kind = both_sides(reported, unspecified, quantity)
    priced = _compared(at_fob(cells, margin, margins), re_export_share)
    variances = error_variances(priced)
    flows = _weighed(priced, variances)
    quantities = [name for name in flows.columns if name.startswith("quantity_")]
    words = (
        f"CIF to FOB: {'margins given by pair, else ' if margins is not None else ''}{margin}",
        "weights: inverse error variances from a network of mirror ratios",
        f"re-exports flagged from {re_export_share:.0%} of exports on, and not used to judge reporters",
        f"{len(apart):,} rows without a mirror kept apart",
    )
    return Reconciliation(
        kind.like(flows.select(*COLUMNS, *quantities)), kind.like(variances), kind.like(apart), words
    )


COLUMNS = (
    *CELL,
    "value_exporter",
    "value_importer",
    "cif_margin",
    "margin_given",
    "value_importer_fob",
    "log_ratio",
    "relative",
    "re_exports",
    "re_export_share",
    "re_export",
    "re_imports",
    "weight_exporter",
    "reconciled",
    "quality",
    "other_reports",
)


def _compared(cells: pl.DataFrame, flagged_from: float) -> pl.DataFrame:
    exporter, importer = pl.col("value_exporter"), pl.col("value_importer_fob")
    share = pl.col("re_exports") / exporter
    quality = (
        pl.when(exporter.is_null())
        .then(pl.lit(IMPORTER_ONLY))
        .when(importer.is_null())
        .then(pl.lit(EXPORTER_ONLY))
        .otherwise(pl.lit(BOTH))
    )
    both = exporter.is_not_null() & importer.is_not_null()
    return cells.with_columns(
        quality=quality,
        log_ratio=(importer / exporter).log(),
        relative=pl.when(both).then((importer - exporter) / pl.max_horizontal(importer, exporter)),
        re_export_share=share,
        re_export=(pl.col("re_exports").is_not_null() & (share >= flagged_from)).fill_null(value=False),
    )


def _weighed(cells: pl.DataFrame, variances: pl.DataFrame) -> pl.DataFrame:
    for side in ("exporter", "importer"):
        mine = variances.select(pl.col("reporter").alias(side), pl.col("error_variance").alias(f"_{side}"))
        cells = cells.join(mine, on=side, how="left", maintain_order="left")
    total = pl.col("_exporter") + pl.col("_importer")
    weight = (
        pl.when(pl.col("quality") == EXPORTER_ONLY)
        .then(1.0)
        .when(pl.col("quality") == IMPORTER_ONLY)
        .then(0.0)
        .when(total > 0)
        .then(pl.col("_importer") / total)
        .otherwise(0.5)
    )
    mean = pl.col("value_importer_fob") + weight * (pl.col("value_exporter") - pl.col("value_importer_fob"))
    sells = cells.filter(pl.col("value_exporter").is_not_null())["exporter"].unique().to_list()
    buys = cells.filter(pl.col("value_importer").is_not_null())["importer"].unique().to_list()
    return cells.with_columns(
        weight_exporter=weight,
        reconciled=pl.coalesce(mean, "value_exporter", "value_importer_fob"),
        other_reports=pl.when(pl.col("quality") == EXPORTER_ONLY)
        .then(pl.col("importer").is_in(buys))
        .when(pl.col("quality") == IMPORTER_ONLY)
        .then(pl.col("exporter").is_in(sells)),
    )
