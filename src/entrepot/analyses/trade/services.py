"""Trade in services by category, as two places report it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.reported.compared import difference
from entrepot.analyses.trade.reported.held import SERVICES, between, holders
from entrepot.analyses.trade.reported.totals import one_classification
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import USD, refuse_overlap
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

HOW_TO_GET = (
    "Trade in services by category stands in UN Comtrade (type S), for economies that report it by partner: "
    "`entrepot data add FILE` reads what was downloaded there."
)
# Codes of all services together: EBOPS 2010, EBOPS 2002, and the service's own.
ALL = ("S", "200", "TOTAL")
# The twelve main categories of EBOPS 2010 (Manual on Statistics of International Trade in Services 2010);
# finer codes begin with one of them and are parts of it.
MAIN = tuple(f"S{letter}" for letter in "ABCDEFGHIJKL")
_RELATIVE = "(M - X) / the larger of both"
_CAVEAT = (
    "Services as each side reports them, in current dollars; neither side sees them cross a border, so that "
    "reports rest on surveys and differ widely. The store holds what was downloaded, which may be a part."
)


@dataclass(frozen=True, slots=True, repr=False)
class Services(TableResult):
    """Services that one place sells the other, as both report them, in the last year that is held.

    Attributes:
        table: category (EBOPS code; "ALL" for all services together), exporter, importer (USD million, null
            where not reported), gap (importer less exporter) and relative (over the larger), where both
            report; all together first, then the larger first. Parts of a main category are left out.
        reported_by: codes of those that report.
    """

    seller: Place
    buyer: Place
    table: FigureTable
    reported_by: tuple[str, ...]


def services(warehouse: Warehouse, seller: Place, buyer: Place) -> Services:
    """What both sides report of services from the seller to the buyer.

    Raises:
        NoData: the store holds no report of services between the two.
        UsageError: the places share a country.
    """
    refuse_overlap((seller, buyer))
    sellers, buyers = seller.countries, buyer.countries
    rows = between(warehouse, SERVICES, sellers, buyers)
    sold = pl.col("reporter").is_in(list(sellers)) & (pl.col("flow") == "X")
    bought = pl.col("reporter").is_in(list(buyers)) & (pl.col("flow") == "M")
    mine = rows.filter(sold | bought)
    if mine.is_empty():
        raise NoData(
            f"The store holds no report of services from {seller.code} to {buyer.code}. {HOW_TO_GET}"
        )
    year = int(mine["year"].max())  # type: ignore[arg-type]
    last = one_classification(mine.filter(year=year))
    reporters = tuple(last["reporter"].unique().sort())
    return Services(seller, buyer, _table(warehouse, seller, buyer, _categories(last), year), reporters)


def _categories(rows: pl.DataFrame) -> pl.DataFrame:
    """category, exporter, importer, gap, relative."""
    product = pl.col("product")
    main = product.is_in(list(MAIN)) | ((pl.col("level") == 1) & product.str.starts_with("S").not_())
    kept = rows.filter(product.is_in(list(ALL)) | main).with_columns(
        category=pl.when(product.is_in(list(ALL))).then(pl.lit("ALL")).otherwise(product)
    )
    sides = kept.group_by("category", "flow", maintain_order=True).agg(pl.col("value"))
    sums = sides.with_columns(pl.col("value").list.sum() / 1e6)
    exporter = sums.filter(flow="X").select("category", exporter="value")
    importer = sums.filter(flow="M").select("category", importer="value")
    both = exporter.join(importer, on="category", how="full", coalesce=True)
    one, other = pl.col("exporter"), pl.col("importer")
    larger = pl.max_horizontal(one, other)
    reported = one.is_not_null() & other.is_not_null()
    return both.with_columns(
        gap=pl.when(reported).then(difference(one, other)),
        relative=pl.when(reported & (larger > 0)).then(difference(one, other) / larger),
    ).sort(pl.col("category") == "ALL", larger, "category", descending=[True, True, False])


def _table(warehouse: Warehouse, seller: Place, buyer: Place, rows: pl.DataFrame, year: int) -> FigureTable:
    s, b = seller.code, buyer.code

    def of(name: str, label: str, unit: str, concept: str, method: str = "") -> FigureColumn:
        return FigureColumn(
            name, label, unit, concept, Quality.DERIVED if method else Quality.REPORTED, method
        )

    columns = (
        of("exporter", f"{s} reports", USD, f"exports of services, reported by {s}"),
        of("importer", f"{b} reports", USD, f"imports of services, reported by {b}"),
        of("gap", "Difference", USD, "importer’s report less exporter’s", "M - X"),
        of(
            "relative", "Difference, share", "1", "difference of both reports", "(M - X) / the larger of both"
        ),
    )
    release = holders(warehouse, SERVICES.flows)[0]
    return FigureTable(
        title=f"Services from {seller.name()} to {buyer.name()} as each side reports them",
        data=rows,
        columns=columns,
        period=str(year),
        places=(s, b),
        origins=(release.origin(f"{s} -> {b}, services by category"),),
        caveat=_CAVEAT,
    )
