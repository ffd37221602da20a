"""Direct investment of one place in another, as the investor's and as the host's statistics have it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from entrepot.analyses.trade import context
from entrepot.analyses.trade.reported.answer import CONFLICT
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.scope import USD, refuse_overlap
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import Origin, join
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

HOW_TO_GET = (
    "Positions of direct investment by counterpart stand in the IMF’s DIP (formerly CDIS): `entrepot data "
    "add FILE` takes its SDMX-CSV."
)
_CAVEAT = (
    "Positions at the end of the year in current dollars, net, of all kinds of enterprises. The counterpart "
    "is the immediate one: what passes through holdings in a third economy is booked there. A net position "
    "may be negative, and one that a side keeps confidential is unknown, not zero."
)
_SIDES = (("outward", "investor"), ("inward", "host"))


@dataclass(frozen=True, slots=True, repr=False)
class Investment(TableResult):
    """What one place holds in another.

    Attributes:
        table: year, outward (as the investor reports), inward (as the host does), gap (inward less outward),
            relative (gap over the larger; null unless both are above zero). USD million; a side that reports
            nothing, or keeps it confidential, is null.
        last: the last row with a value, as figures by column.
        reported_by: codes of those with a value in any year, investor first.
    """

    investor: Place
    host: Place
    table: FigureTable
    last: dict[str, Figure]
    reported_by: tuple[str, ...]

    @property
    def disagree(self) -> bool:
        """Whether the two reports of the last year differ by more than a quarter of the larger."""
        relative = self.last["relative"]
        return relative.is_exact and abs(relative.number) > CONFLICT


def investment(warehouse: Warehouse, investor: Place, host: Place) -> Investment:
    """Positions of the investor in the host, from both sides' own reports; nothing derived is taken.

    Raises:
        NoData: the store holds no position of either side, or a place is no single country.
        UsageError: the places share a country.
    """
    refuse_overlap((investor, host))
    for place in (investor, host):
        if place.countries != (place.code,):
            raise NoData(f"Positions of direct investment are kept for single countries: not {place.code}.")
    frames, origins, absent = [], [], ""
    for (direction, side), (reporter, other) in zip(
        _SIDES, ((investor, host), (host, investor)), strict=True
    ):
        try:
            found = context.investment(warehouse, reporter.code, other.code)
        except NoData as nothing:
            absent = str(nothing)
            continue
        rows = found.frame.filter(direction=direction, instrument="all").drop_nulls("value")
        frames.append(rows.select(year="year", side=pl.lit(side), value="value"))
        origins.append(found.origin)
    rows = pl.concat(frames) if frames else pl.DataFrame()
    if rows.is_empty():
        raise NoData(absent or f"No position of {investor.code} in {host.code} is published.")
    return _answer(investor, host, rows, join(*((origin,) for origin in origins)))


def _answer(investor: Place, host: Place, rows: pl.DataFrame, origins: tuple[Origin, ...]) -> Investment:
    table = _table(investor, host, _years(rows), origins)
    last = str(table.data["year"].max())
    figures = {column.name: table.figure(column.name, year=last) for column in table.columns}
    sides = set(rows["side"])
    named = (("investor", investor.code), ("host", host.code))
    return Investment(
        investor,
        host,
        table,
        {name: replace(figure, period=last) for name, figure in figures.items()},
        tuple(code for side, code in named if side in sides),
    )


def _years(rows: pl.DataFrame) -> pl.DataFrame:
    def of(side: str, name: str) -> pl.DataFrame:
        return rows.filter(side=side).select("year", (pl.col("value") / 1e6).alias(name))

    both = of("investor", "outward").join(of("host", "inward"), on="year", how="full", coalesce=True)
    outward, inward = pl.col("outward"), pl.col("inward")
    positive = (outward > 0) & (inward > 0)
    return both.with_columns(
        gap=inward - outward,
        relative=pl.when(positive).then((inward - outward) / pl.max_horizontal(inward, outward)),
    ).sort("year")


def _table(investor: Place, host: Place, rows: pl.DataFrame, origins: tuple[Origin, ...]) -> FigureTable:
    i, h, derived = investor.code, host.code, Quality.DERIVED
    columns = (
        FigureColumn("outward", f"{i} reports", USD, f"direct investment of {i} in {h}, reported by {i}",
                     Quality.REPORTED),
        FigureColumn("inward", f"{h} reports", USD, f"direct investment of {i} in {h}, reported by {h}",
                     Quality.REPORTED),
        FigureColumn("gap", "Difference", USD, "host’s report less investor’s", derived, "inward - outward"),
        FigureColumn("relative", "Difference, share", "1", "difference of both reports", derived,
                     "(inward - outward) / the larger of both"),
    )  # fmt: skip
    first, last = str(rows["year"][0]), str(rows["year"][-1])
    return FigureTable(
        title=f"Direct investment of {investor.name()} in {host.name()}, end of year",
        data=rows,
        columns=columns,
        period=first if first == last else f"{first}/{last}",
        places=(i, h),
        origins=origins,
        caveat=_CAVEAT,
    )
