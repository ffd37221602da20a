"""Customs reports of both sides laid beside each other, a row per exporter, importer and product."""

from __future__ import annotations

import polars as pl
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.mirror.apart import Unspecified, reasons_apart
from entrepot.analyses.trade.potential.kind import Kind, read
from entrepot.metadata.errors import BadInput

CELL = ("exporter", "importer", "product")
CODES = ("reporter", "partner", "flow", "product")
# What the value of a flow is called. The reporter exports X and RX and imports M and RM.
SIDES = {"X": "value_exporter", "M": "value_importer", "RX": "re_exports", "RM": "re_imports"}
_OF = {"RX": "X", "RM": "M"}


def both_sides(
    frame: IntoFrameT, codes: Unspecified, quantity: str | None
) -> tuple[pl.DataFrame, pl.DataFrame, Kind[IntoFrameT]]:
    """The cells that either side reports, the rows that stand apart (with `reason`), and the kind of frame.

    Raises:
        BadInput: if a column is missing or wrong, a flow is none of X, M, RX and RM, or a reporter gives
            the same flow of a product twice.
    """
    rows, kind = read(frame, CODES, ("value",), (quantity,) if quantity else ())
    rows = rows.with_columns(pl.col(CODES).cast(pl.String).str.strip_chars())
    _known(rows)
    places = pl.concat([rows["reporter"], rows["partner"]]).unique().sort()
    products = rows["product"].unique().sort()
    rows = rows.with_columns(_cell=_numbers(places, products), reason=reasons_apart(codes))
    _once(rows)
    marked = _lone_parts(rows)
    left = marked.filter(pl.col("reason").is_null())
    cells = _joined(left, quantity)
    apart = marked.filter(pl.col("reason").is_not_null()).drop("_cell")
    return _named(cells.sort("_cell"), places, products), apart, kind


def _numbers(places: pl.Series, products: pl.Series) -> pl.Expr:
    """One number per exporter, importer and product, in order of the codes: joins on text take seconds."""
    reporter, partner = (pl.col(name).cast(pl.Enum(places)).to_physical() for name in ("reporter", "partner"))
    forth = pl.col("flow").is_in(["X", "RX"])
    exporter = pl.when(forth).then(reporter).otherwise(partner).cast(pl.Int64)
    importer = pl.when(forth).then(partner).otherwise(reporter).cast(pl.Int64)
    product = pl.col("product").cast(pl.Enum(products)).to_physical().cast(pl.Int64)
    return (exporter * len(places) + importer) * len(products) + product


def _named(cells: pl.DataFrame, places: pl.Series, products: pl.Series) -> pl.DataFrame:
    n, k = max(len(places), 1), max(len(products), 1)
    number = cells["_cell"]
    at = {
        "exporter": places.gather(number // (n * k)),
        "importer": places.gather(number // k % n),
        "product": products.gather(number % k),
    }
    return cells.with_columns(**at).select(*CELL, pl.exclude("_cell", *CELL))


def _joined(rows: pl.DataFrame, quantity: str | None) -> pl.DataFrame:
    def side(flow: str, value: str, name: str) -> pl.DataFrame:
        return rows.filter(pl.col("flow") == flow).select("_cell", pl.col(value).alias(name))

    values = {flow: side(flow, "value", name) for flow, name in SIDES.items()}
    cells = values["X"].join(values["M"], on="_cell", how="full", coalesce=True)
    for part in _OF:
        cells = cells.join(values[part], on="_cell", how="left")
    if quantity:
        for flow, name in (("X", "quantity_exporter"), ("M", "quantity_importer")):
            cells = cells.join(side(flow, quantity, name), on="_cell", how="left")
    return cells


def _lone_parts(rows: pl.DataFrame) -> pl.DataFrame:
    # Re-exports are a part of exports: without them there is nothing they could be a part of.
    for part, whole in _OF.items():
        is_part = pl.col("flow") == part
        if rows.select(is_part.any()).item():
            wholes = rows.filter((pl.col("flow") == whole) & pl.col("reason").is_null())["_cell"].unique()
            lone = is_part & pl.col("reason").is_null() & ~pl.col("_cell").is_in(wholes.implode())
            reason = pl.when(lone).then(pl.lit(f"{part} without {whole}")).otherwise("reason")
            rows = rows.with_columns(reason=reason)
    return rows


def _once(rows: pl.DataFrame) -> None:
    doubled = pl.Series(rows.select("_cell", "flow").is_duplicated())
    if doubled.any():
        raise BadInput(
            "a reporter gives the same flow of a product twice",
            line=int(doubled.arg_max() or 0) + 1,
            column="reporter",
            expected="one row per reporter, partner, flow and product",
            remedy="Take one period, and the total over modes of transport, procedures and second partners.",
        )


def _known(rows: pl.DataFrame) -> None:
    strange = rows.filter(~pl.col("flow").is_in(list(SIDES)))["flow"].unique().sort()
    if len(strange):
        raise BadInput(
            f"flows that are none of X, M, RX, RM: {', '.join(strange)}",
            column="flow",
            expected="X exports FOB, M imports CIF, RX re-exports (part of X), RM re-imports (part of M)",
            remedy="Map them, or drop those rows.",
        )
