"""How much of what a place makes is used as an input at home, abroad, or not in the table at all."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import EXPORTS, USD, Scope, column
from entrepot.analyses.trade.world import World
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

DOMESTIC = "domestic sales of intermediate inputs, basic prices"
OUTPUT = "gross output, basic prices"


@dataclass(frozen=True, slots=True, repr=False)
class DomesticSales(TableResult):
    """Where the output of a place goes.

    Attributes:
        output: gross output.
        domestic: sold as inputs at home; for a group that includes trade among its members.
        exports: sold as inputs abroad, to the economies of the table.
        domestic_share, export_share: of output. The rest goes to final demand anywhere and, where the table
            leaves it out, to the rest of the world.
        table: industry, industry_name, output, domestic, exports, domestic_share, export_share; largest
            domestic sales first.
    """

    place: Place
    output: Figure
    domestic: Figure
    exports: Figure
    domestic_share: Figure
    export_share: Figure
    table: FigureTable
    missing: tuple[str, ...] = ()


def domestic_sales(source: Warehouse | World, place: Place) -> DomesticSales:
    """Output of a place, and the parts of it sold as inputs at home and abroad.

    For a group with members that the table lacks, all of it is about the members that it has.

    Raises:
        NoData: if the table does not have the place, or the store does not have the table.
    """
    scope = Scope.of(source, place)
    rows = _rows(scope.world, place.code)
    output, domestic, exports = (float(rows[name].sum()) for name in ("output", "domestic", "exports"))
    code = place.code

    def share(part: float, concept: str) -> Figure:
        value = part / output if output else None
        return scope.figure(value, "1", f"share of {OUTPUT}: {concept}", f"flows and production: {code}")

    return DomesticSales(
        place=place,
        output=scope.figure(output, USD, OUTPUT, f"production: {code}, all industries"),
        domestic=scope.figure(domestic, USD, DOMESTIC, f"flows: {code} -> {code}, all industries"),
        exports=scope.figure(exports, USD, EXPORTS, f"flows: {code} -> all others, all industries"),
        domestic_share=share(domestic, DOMESTIC),
        export_share=share(exports, EXPORTS),
        table=_table(scope, place, rows),
        missing=scope.absent,
    )


def _rows(world: World, code: str) -> pl.DataFrame:
    def of(frame: pl.DataFrame, value: str, name: str) -> pl.DataFrame:
        return frame.filter(pl.col("economy") == code).select("industry", pl.col(value).alias(name))

    rows = of(world.production, "output", "output")
    for part, name in ((world.domestic, "domestic"), (world.exports, "exports")):
        rows = rows.join(of(part, "value", name), on="industry", how="left")
    made = pl.when(pl.col("output") > 0)
    return rows.with_columns(pl.col("domestic", "exports").fill_null(0.0)).with_columns(
        domestic_share=made.then(pl.col("domestic") / pl.col("output")),
        export_share=made.then(pl.col("exports") / pl.col("output")),
    )


def _table(scope: Scope, place: Place, rows: pl.DataFrame) -> FigureTable:
    columns = (
        column("output", "Output", USD, OUTPUT),
        column("domestic", "Domestic sales", USD, DOMESTIC),
        column("exports", "Exports", USD, EXPORTS),
        column(
            "domestic_share", "Domestic share", "1", f"share of {OUTPUT}: {DOMESTIC}", "domestic / output"
        ),
        column("export_share", "Export share", "1", f"share of {OUTPUT}: {EXPORTS}", "exports / output"),
    )
    ordered = scope.named(rows).sort("domestic", "industry", descending=[True, False])
    title = f"Output of {place.name()} and what is sold as inputs"
    return scope.table(title, ordered, columns, f"flows and production: {place.code}, by industry")
