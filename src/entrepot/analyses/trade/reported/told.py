"""Reports as figures with their sources: the tables of an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from entrepot.analyses.trade.reported.about import about
from entrepot.analyses.trade.reported.held import Reports, holders
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

MILLION = 1e6
_AMOUNTS = ("value_exporter", "value_importer", "value_importer_fob", "gap", "re_exports", "reconciled")


@dataclass(frozen=True, eq=False)
class Telling:
    """The words and sources of what was found in one kind of reports.

    Attributes:
        warehouse: the open store.
        reports: which reports.
        seller, buyer: the direction.
        found: the rows by year, in the unit of the reports' table.
    """

    warehouse: Warehouse
    reports: Reports
    seller: Place
    buyer: Place
    found: pl.DataFrame

    def years(self) -> FigureTable:
        """The comparison by year."""
        order = [
            "year", "value_exporter", "value_importer", "cif_margin", "margin_from", "value_importer_fob",
            "gap", "ratio", "relative", "re_exports", "re_export_share", "weight_exporter", "weighted",
            "reconciled", "export_share", "import_share", "reported_by", "exporter_whole", "importer_whole",
        ]  # fmt: skip
        first, last = int(self.found["year"][0]), int(self.found["year"][-1])
        period = str(last) if first == last else f"{first}/{last}"
        title = f"Goods from {self.seller.name()} to {self.buyer.name()} as each side reports them"
        return self._table(title, _scaled(self.found).select(order), self._columns, period, "all products")

    def last(self) -> dict[str, Figure]:
        """The last year as figures by column; what was downloaded in part is at least that much."""
        table = self.years()
        year = table.data["year"].max()
        figures = {c.name: table.figure(c.name, year=year) for c in self._columns}
        row = self.found.row(-1, named=True)
        for name, whole in (("value_exporter", "exporter_whole"), ("value_importer", "importer_whole")):
            if row[whole] is False:
                least = figures[name].number
                figures[name] = replace(figures[name], value=Interval(least, float("inf")))
        return {name: replace(figure, period=str(year)) for name, figure in figures.items()}

    def products(self, rows: pl.DataFrame, year: int, *, scaled: bool = False) -> FigureTable:
        """Both reports by product in one year."""
        names = ("value_exporter", "value_importer", "value_importer_fob", "gap", "relative")
        columns = (
            *(c for c in self._columns if c.name in names),
            self._column(
                "share", "Share", "1", "share of all products, by the larger report", "value / total",
                Quality.DERIVED,
            ),
        )  # fmt: skip
        title = (
            f"Goods from {self.seller.name()} to {self.buyer.name()} by product, as each side reports them"
        )
        return self._table(title, rows if scaled else _scaled(rows), columns, str(year), "by product")

    def apart(self, rows: pl.DataFrame, year: int) -> FigureTable:
        """What is withheld or not specified."""
        value = self._column("value", "Value", self.reports.unit, "goods withheld or not specified")
        title = f"Withheld or not specified, {self.seller.name()} to {self.buyer.name()}"
        scaled = rows.with_columns(pl.col("value") / MILLION)
        return self._table(title, scaled, (value,), str(year), "withheld and unspecified")

    def _table(
        self, title: str, rows: pl.DataFrame, columns: tuple[FigureColumn, ...], period: str, what: str
    ) -> FigureTable:
        return FigureTable(
            title=title,
            data=rows,
            columns=columns,
            period=period,
            places=(self.seller.code, self.buyer.code),
            origins=(self._origin.at(f"{self.seller.code} -> {self.buyer.code}, {what}"),),
            caveat=self.caveat,
        )

    @cached_property
    def caveat(self) -> str:
        """What every number of this answer must be read with."""
        found = self.found
        return about(
            self.reports,
            (*self.seller.countries, *self.buyer.countries),
            frozenset(found["margin_from"].drop_nulls()),
            frozenset(found["weighted"].drop_nulls()),
        )

    @cached_property
    def _origin(self) -> Origin:
        """The publication; of several downloads the latest stands for all."""
        return holders(self.warehouse, self.reports.flows)[0].origin()

    @cached_property
    def _columns(self) -> tuple[FigureColumn, ...]:
        s, b, unit = self.seller.code, self.buyer.code, self.reports.unit
        fob = f"imports of goods at FOB, reported by {b}"
        derived, estimated = Quality.DERIVED, Quality.ESTIMATED
        of = self._column
        return (
            of("value_exporter", f"{s} reports, FOB", unit, f"exports of goods, FOB, reported by {s}"),
            of("value_importer", f"{b} reports, CIF", unit, f"imports of goods, CIF, reported by {b}"),
            of("cif_margin", "CIF over FOB", "1", "margin of CIF over FOB", "CIF / FOB - 1", estimated),
            of("value_importer_fob", f"{b} at FOB", unit, fob, "CIF / (1 + margin)", estimated),
            of("gap", "Difference", unit, "importer’s report at FOB less exporter’s", "M - X", estimated),
            of("ratio", "Ratio", "ratio", "importer’s report at FOB over exporter’s", "M / X", estimated),
            of("relative", "Difference, share", "1", "difference of both reports", _RELATIVE, estimated),
            of("re_exports", "Re-exports", unit, f"re-exports of goods, FOB, reported by {s}"),
            of("re_export_share", "Re-exports, share", "1", f"share of re-exports in what {s} reports",
               "re-exports / exports", derived),
            of("weight_exporter", "Weight of the exporter", "1", "weight of the exporter’s report",
               "inverse variances, or one half", estimated),
            of("reconciled", "Reconciled", unit, "goods, FOB, out of both reports", _WEIGHED, estimated),
            of("export_share", "Share of exports", "1", f"share of all exports of goods that {s} reports",
               "value / total", derived),
            of("import_share", "Share of imports", "1", f"share of all imports of goods that {b} reports",
               "value / total", derived),
        )  # fmt: skip

    @staticmethod
    def _column(
        name: str, label: str, unit: str, concept: str, method: str = "", quality: Quality = Quality.REPORTED
    ) -> FigureColumn:
        return FigureColumn(name, label, unit, concept, quality, method)


_RELATIVE = "(M - X) / the larger of both"
_WEIGHED = "weight x exporter’s report + (1 - weight) x importer’s at FOB"


def _scaled(rows: pl.DataFrame) -> pl.DataFrame:
    """Amounts in millions."""
    return rows.with_columns(pl.col(name) / MILLION for name in _AMOUNTS if name in rows.columns)
