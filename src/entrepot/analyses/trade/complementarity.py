"""Whether one place buys what the other sells."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.measures import michaely_complementarity, ranks
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import EXPORTS, IMPORTS, Scope, column
from entrepot.analyses.trade.world import REST, World
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

INDEX = "trade complementarity (Michaely) of exports with imports of intermediate inputs"
METHOD = "100 (1 - sum of |import share - export share| / 2)"
SCALE = "0 to 100"  # the unit by which a dossier knows to print "63 of 100"


@dataclass(frozen=True, slots=True, repr=False)
class Complementarity(TableResult):
    """How far the structure of one place's exports matches that of another's imports.

    Attributes:
        index: 0 (nothing in common) to 100 (the same structure).
        rank: of the importer among all importers, for this exporter: 1 is the best match; None if undefined.
        out_of: number of importers compared, the rest of the world not counted.
        table: industry, industry_name, export_share, import_share, overlap; largest overlap first. The
            overlaps (the smaller share of the two) add up to index / 100.
    """

    exporter: Place
    importer: Place
    index: Figure
    rank: Figure | None
    out_of: int
    table: FigureTable
    missing: tuple[str, ...] = ()


def complementarity(source: Warehouse | World, exporter: Place, importer: Place) -> Complementarity:
    """Michaely's index for one direction; ask again with the places exchanged for the other.

    Raises:
        NoData: if the table does not have one of the places, or the store does not have the table.
        UsageError: if the places share a country.
    """
    scope = Scope.of(source, exporter, importer)
    scores = _scores(scope.world, exporter.code)
    mine = scores.filter(pl.col("importer") == importer.code)
    score, rank = (None, None) if mine.is_empty() else mine.select("complementarity", "rank").row(0)
    ends = f"exports of {exporter.code}, imports of {importer.code}, by industry"
    place = scope.figure(rank, "rank", f"rank among importers by {INDEX}", f"flows: {ends}")
    return Complementarity(
        exporter=exporter,
        importer=importer,
        index=scope.figure(score, SCALE, INDEX, f"flows: {ends}", METHOD),
        rank=place if rank is not None else None,
        out_of=scores.height,
        table=_table(scope, exporter, importer, ends),
        missing=scope.absent,
    )


def _scores(world: World, exporter: str) -> pl.DataFrame:
    sold = world.exports.filter(pl.col("economy") == exporter).rename({"economy": "exporter"})
    # A place is no market for itself, and the rest of the world is not one importer.
    bought = world.imports.filter(~pl.col("economy").is_in([exporter, REST])).rename({"economy": "importer"})
    scores = michaely_complementarity(sold, bought, product="industry")
    return ranks(scores.drop_nulls(), "complementarity")


def _table(scope: Scope, exporter: Place, importer: Place, ends: str) -> FigureTable:
    sold = scope.world.exports.filter(pl.col("economy") == exporter.code)
    bought = scope.world.imports.filter(pl.col("economy") == importer.code)
    both = sold.select("industry", export_share="share").join(
        bought.select("industry", import_share="share"), on="industry", how="full", coalesce=True
    )
    rows = both.with_columns(pl.col("export_share", "import_share").fill_null(0.0)).with_columns(
        overlap=pl.min_horizontal("export_share", "import_share")
    )
    columns = (
        column(
            "export_share", "Share of exports", "1", f"share of {exporter.code}'s {EXPORTS}", "X_ik / X_i"
        ),
        column(
            "import_share", "Share of imports", "1", f"share of {importer.code}'s {IMPORTS}", "M_jk / M_j"
        ),
        column("overlap", "Overlap", "1", "contribution to complementarity", "the smaller of the two shares"),
    )
    title = f"What {exporter.name()} sells against what {importer.name()} buys"
    ordered = scope.named(rows).sort("overlap", "industry", descending=[True, False])
    return scope.table(title, ordered, columns, f"flows: {ends}")
