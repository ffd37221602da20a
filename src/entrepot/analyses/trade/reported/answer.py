"""Reported against mirrored: what exporter and importer say of the same goods, and what both leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.mirror.reconcile import BOTH, EXPORTER_ONLY, IMPORTER_ONLY
from entrepot.analyses.trade.reported.compared import Compared, compared
from entrepot.analyses.trade.reported.held import GOODS, Reports, between, holders
from entrepot.analyses.trade.reported.products import apart, named, products
from entrepot.analyses.trade.reported.told import Telling
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import refuse_overlap
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

HOW_TO_GET = (
    "Download what each side reports from UN Comtrade, or a month or year of Eurostat’s Comext where one is "
    "a member of the Union: `entrepot data fetch` says how, `entrepot data add FILE` reads it."
)
# Reports that differ by more are said to be in conflict; two thirds of all jointly reported flows do
# (Growth Lab, scope and limitations of the Atlas).
CONFLICT = 0.25


@dataclass(frozen=True, slots=True, repr=False)
class Reported(TableResult):
    """What two places report of the goods that one sells the other.

    Attributes:
        unit: "USD million" (UN Comtrade) or "EUR million" (Eurostat); never both in one answer.
        table: year, value_exporter (as the exporter reports, FOB), value_importer (as the importer does,
            CIF), cif_margin, margin_from ("importer": its own FOB value; "convention"), value_importer_fob,
            gap (importer at FOB less exporter), ratio (importer at FOB over exporter), relative (gap over
            the larger), re_exports, re_export_share (of what the exporter reports), weight_exporter,
            weighted ("network" or "equal"), reconciled (FOB), export_share and import_share (of what each
            reports of its trade with the world, where that is held), reported_by (codes), exporter_whole and
            importer_whole (false where a total was not downloaded: the value is then a lower bound, and not
            compared). What only one side reports stands alone: nothing is averaged with it.
        last: the last row as figures by column.
        products: of the last year with products: product, product_name (label of its chapter),
            value_exporter, value_importer, value_importer_fob, gap, relative, share; larger first.
        discrepancies: the same rows where both report, widest gap first.
        apart: reason, reporter, value: withheld or not specified, see `products.apart`.
        quality: "both", "exporter only" or "importer only", of the last year.
    """

    seller: Place
    buyer: Place
    unit: str
    table: FigureTable
    last: dict[str, Figure]
    products: FigureTable
    discrepancies: FigureTable
    apart: FigureTable
    quality: str

    @property
    def disagree(self) -> bool:
        """Whether the two reports of the last year differ by more than a quarter of the larger."""
        relative = self.last["relative"]
        return relative.is_exact and abs(relative.number) > CONFLICT

    @property
    def best(self) -> Figure:
        """The last year's value: out of both reports, else of the one there is."""
        names = {BOTH: "reconciled", EXPORTER_ONLY: "value_exporter", IMPORTER_ONLY: "value_importer"}
        known = self.last[names[self.quality]]
        return known if not known.is_unknown else self.last["value_exporter"]


def reported(
    warehouse: Warehouse, seller: Place, buyer: Place, unit: str = "", language: str = "en"
) -> Reported:
    """What both sides report of what the seller sold to the buyer, from the reports in the store.

    Args:
        warehouse: the open store.
        seller: who sells; a group is the sum of what its members report.
        buyer: who buys, likewise.
        unit: "USD million" or "EUR million"; without it the one with the latest year, dollars of equals.
        language: of the labels of products.

    Raises:
        NoData: the store holds no reports of the pair.
        UsageError: the places share a country.
    """
    found = all_reported(warehouse, seller, buyer, language)
    wanted = [one for one in found if unit in ("", one.unit)]
    if not wanted:
        raise NoData(
            f"The store holds no report of goods from {seller.code} to {buyer.code}"
            f"{f' in {unit}' if unit else ''}. {HOW_TO_GET}"
        )
    return max(wanted, key=lambda one: one.table.rows()[-1]["year"])


def all_reported(
    warehouse: Warehouse, seller: Place, buyer: Place, language: str = "en"
) -> tuple[Reported, ...]:
    """The same in every currency that there are reports in, dollars first; empty without reports.

    Of Eurostat's two forms of publication the one with the later year, the whole months of equals.

    Raises:
        UsageError: the places share a country.
    """
    refuse_overlap((seller, buyer))
    found: dict[str, Reported] = {}
    for reports in GOODS:
        if one := _of(warehouse, reports, seller, buyer, language):
            known = found.get(one.unit)
            if known is None or one.last["value_exporter"].period > known.last["value_exporter"].period:
                found[one.unit] = one
    return tuple(found.values())


def _of(
    warehouse: Warehouse, reports: Reports, seller: Place, buyer: Place, language: str
) -> Reported | None:
    sellers, buyers = seller.countries, buyer.countries
    if not (sellers and buyers and holders(warehouse, reports.flows)):
        return None
    rows = between(warehouse, reports, sellers, buyers)
    found = compared(warehouse, reports, rows, sellers, buyers)
    if found.years.is_empty():
        return None
    telling = Telling(warehouse, reports, seller, buyer, found.years)
    shown = _products(rows, found, sellers, buyers)
    year = int(shown[1] or found.years["year"].max())  # type: ignore[arg-type]
    listed = telling.products(named(shown[0], language), year)
    wide = listed.data.filter(pl.col("gap").is_not_null()).sort(
        pl.col("gap").abs(), "product", descending=[True, False]
    )
    return Reported(
        seller,
        buyer,
        reports.unit,
        telling.years(),
        telling.last(),
        listed,
        telling.products(wide, year, scaled=True),
        telling.apart(apart(warehouse, reports, rows, sellers, buyers, year), year),
        _quality(found.years.row(-1, named=True)),
    )


def _products(
    rows: pl.DataFrame, found: Compared, sellers: Sequence[str], buyers: Sequence[str]
) -> tuple[pl.DataFrame, int | None]:
    """The products of the last year that has any, and that year."""
    listed = None
    for year in found.years["year"].sort(descending=True):
        listed = products(rows, found.margins, sellers, buyers, year)
        if not listed.is_empty():
            return listed, int(year)
    assert listed is not None  # noqa: S101 - there is a year
    return listed, None


def _quality(row: dict[str, object]) -> str:
    if row["value_exporter"] is None:
        return IMPORTER_ONLY
    return EXPORTER_ONLY if row["value_importer"] is None else BOTH
