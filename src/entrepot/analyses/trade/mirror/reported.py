"""Customs reports of both sides laid beside each other, a row per exporter, importer and product."""

from __future__ import annotations

import polars as pl
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.mirror.apart import Unspecified, reasons_apart
from entrepot.analyses.trade.potential.kind import Kind, read
from entrepot.metadata.errors import BadInput

CELL = ("exporter", "importer", "product")
# Flow, who the reporter is, who the partner is, what the value is called.
SIDES = {
    "X": ("exporter", "importer", "value_exporter"),
    "M": ("importer", "exporter", "value_importer"),
    "RX": ("exporter", "importer", "re_exports"),
    "RM": ("importer", "exporter", "re_imports"),
}
_OF = {"RX": "X", "RM": "M"}


def both_sides(
    frame: IntoFrameT, codes: Unspecified, quantity: str | None
) -> tuple[pl.DataFrame, pl.DataFrame, Kind[IntoFrameT]]:
    """The cells that either side reports, the rows that stand apart (with `reason`), and the kind of frame.

    Raises:
        BadInput: if a column is missing or wrong, a flow is none of X, M, RX and RM, or a reporter gives
            the same flow of a product twice.
    """
    rows, kind = read(
        frame, ("reporter", "partner", "flow", "product"), ("value",), (quantity,) if quantity else ()
    )
    rows = rows.with_columns(
        pl.col("reporter", "partner", "flow", "product").cast(pl.String).str.strip_chars()
    )
    _check(rows)
    marked = rows.with_columns(reason=reasons_apart(codes))
    apart = [marked.filter(pl.col("reason").is_not_null())]
    rows = marked.filter(pl.col("reason").is_null()).drop("reason")
    sides = {flow: _side(rows, flow) for flow in SIDES}
    for part, whole in _OF.items():
        apart.append(_without(sides[part], sides[whole], rows, part))
    cells = sides["X"].join(sides["M"], on=CELL, how="full", coalesce=True)
    for part in _OF:
        cells = cells.join(sides[part], on=CELL, how="left")
    if quantity:
        for flow, side in (("X", "exporter"), ("M", "importer")):
            measured = _side(rows, flow, quantity, f"quantity_{side}")
            cells = cells.join(measured, on=CELL, how="left")
    return cells.sort(CELL), pl.concat(apart), kind


def _side(rows: pl.DataFrame, flow: str, value: str = "value", name: str = "") -> pl.DataFrame:
    reporter, partner, called = SIDES[flow]
    one = rows.filter(pl.col("flow") == flow)
    columns = {reporter: "reporter", partner: "partner", "product": "product", name or called: value}
    return one.select(pl.col(old).alias(new) for new, old in columns.items()).select(*CELL, name or called)


def _without(part: pl.DataFrame, whole: pl.DataFrame, rows: pl.DataFrame, flow: str) -> pl.DataFrame:
    # Re-exports are a part of exports: without them there is nothing they could be a part of.
    reporter, partner, _ = SIDES[flow]
    lone = part.join(whole, on=CELL, how="anti").select(
        pl.col(reporter).alias("reporter"), pl.col(partner).alias("partner"), "product", flow=pl.lit(flow)
    )
    reason = pl.lit(f"{flow} without {_OF[flow]}").alias("reason")
    keys = ["reporter", "partner", "product", "flow"]
    return rows.join(lone, on=keys, how="semi").with_columns(reason)


def _check(rows: pl.DataFrame) -> None:
    strange = rows.filter(~pl.col("flow").is_in(list(SIDES)))["flow"].unique().sort()
    if len(strange):
        raise BadInput(
            f"flows that are none of X, M, RX, RM: {', '.join(strange)}",
            column="flow",
            expected="X exports FOB, M imports CIF, RX re-exports (part of X), RM re-imports (part of M)",
            remedy="Map them, or drop those rows.",
        )
    doubled = rows.select("reporter", "partner", "flow", "product").is_duplicated()
    if doubled.any():
        raise BadInput(
            "a reporter gives the same flow of a product twice",
            line=int(doubled.arg_max() or 0) + 1,
            column="reporter",
            expected="one row per reporter, partner, flow and product",
            remedy="Take one period, and the total over modes of transport, procedures and second partners.",
        )
