"""Which economies a question on goods is about, and how its numbers become figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from entrepot.analyses.trade.goods.absence import absent, never_together, none_of
from entrepot.analyses.trade.goods.caveats import about
from entrepot.analyses.trade.goods.market import Goods, goods
from entrepot.analyses.trade.goods.year import THOUSANDS, Structure, Year
from entrepot.analyses.trade.scope import refuse_overlap
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

EXPORTS = "exports of goods, FOB"
IMPORTS = "imports of goods, FOB"
USD = "USD million"
# CEPII estimates freight, weighs both reports by how reliable each side is and averages them.
QUALITY = Quality.ESTIMATED


@dataclass(frozen=True, eq=False)
class GoodsScope:
    """The places of one question; a group among them counts as one economy without its inner trade.

    Attributes:
        data: all years of the dataset.
        places: the places asked about, reporter first.
        members: for each place, codes of its countries in the dataset, in at least one year.
        missing: for each place, codes of its countries that the dataset has in no year.
    """

    data: Goods
    places: tuple[Place, ...]
    members: tuple[tuple[str, ...], ...]
    missing: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, source: Warehouse | Goods, *places: Place) -> GoodsScope:
        """The scope of a question about `places`.

        Raises:
            NoData: the store has no goods by product, a place is no country or group of it, or no year has
                trade of all of them.
            UsageError: two places share a country.
        """
        data = goods(source)
        refuse_overlap(places)
        known = frozenset().union(*(year.economies for year in data.years.values()))
        members = tuple(tuple(c for c in place.countries if c in known) for place in places)
        for place, present in zip(places, members, strict=True):
            if not present:
                raise NoData(absent(place, data))
        missing = tuple(
            tuple(c for c in place.countries if c not in present)
            for place, present in zip(places, members, strict=True)
        )
        scope = cls(data, places, members, missing)
        if not scope.years:
            raise NoData(never_together(places, data))
        return scope

    @cached_property
    def years(self) -> Mapping[int, Year]:
        """The years in which each of the places trades at all, in order.

        Where a place is not in the flows (Belgium before 1999, South Sudan before 2012) its trade is not
        known, which is no zero.
        """
        held = self.data.years.items()
        return {n: year for n, year in held if all(year.economies & {*codes} for codes in self.members)}

    def year(self, year: int | None) -> Year:
        """That year, the last with trade of all places when None; `NoData` where there is none."""
        if year is None:
            return self.years[max(self.years)]
        chosen = self.data.year(year)
        for place, codes in zip(self.places, self.members, strict=True):
            if not chosen.economies & {*codes}:
                raise NoData(none_of(place, self.data, str(year)))
        return chosen

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the places, reporter first."""
        return tuple(place.code for place in self.places)

    @cached_property
    def caveat(self) -> str:
        """What every number of this scope must be read with."""
        return about(self.data.revision, self.places, self.members, self.missing)

    def countries(self, place: Place) -> tuple[str, ...]:
        """Codes of the countries that stand for a place of this scope."""
        return self.members[self.places.index(place)]

    def flow(self, seller: Place, buyer: Place, year: Year) -> pl.DataFrame:
        """product, value (USD million), quantity (t) of one place's sales to the other in one year."""
        return year.flow(self.countries(seller), self.countries(buyer))

    def structure(self, place: Place, year: Year) -> Structure:
        """What a place trades with all others in one year, by product."""
        return year.structure(self.countries(place))

    def total(self, seller: Place, buyer: Place, year: Year) -> float:
        """One place's sales to the other, all products together, in USD million."""
        ends = pl.col("exporter").is_in(self.countries(seller)) & pl.col("importer").is_in(
            self.countries(buyer)
        )
        return float(year.pairs.filter(ends)["value"].sum()) / THOUSANDS

    def named(self, rows: pl.DataFrame, year: Year) -> pl.DataFrame:
        """The frame with the publisher's description of each `product` in second place."""
        codes = rows["product"]
        names = pl.Series("product_name", [year.names.get(code, code) for code in codes], pl.String)
        rest = [column for column in rows.columns if column != "product"]
        return rows.with_columns(names).select("product", "product_name", *rest)

    def figure(
        self, value: float | Interval | None, unit: str, concept: str, year: Year, at: str, method: str = ""
    ) -> Figure:
        """A number of this scope with its source and caveat; None is a ratio that is not defined.

        `at` says where in the flows it stands, e.g. "BEL -> KAZ, all products".
        """
        return Figure(
            value=Interval.unknown(nonnegative=False) if value is None else value,
            unit=unit,
            period=str(year.year),
            concept=concept,
            places=self.codes,
            quality=QUALITY,
            origins=(year.release.origin(f"flows: {at}"),),
            method=method,
            caveat=self.caveat,
        )

    def table(
        self,
        title: str,
        data: pl.DataFrame,
        columns: tuple[FigureColumn, ...],
        years: Sequence[Year],
        at: str,
        place_column: str = "",
    ) -> FigureTable:
        """Rows of numbers of this scope, from one year or several, with source and caveat."""
        first, last = years[0].year, years[-1].year
        return FigureTable(
            title=title,
            data=data,
            columns=columns,
            period=str(last) if first == last else f"{first}/{last}",
            places=self.codes,
            origins=(_origin(years, at),),
            caveat=self.caveat,
            place_column=place_column,
        )


def column(
    name: str, label: str, unit: str, concept: str, method: str = "", quality: Quality = QUALITY
) -> FigureColumn:
    """A column of numbers from the flows of goods."""
    return FigureColumn(name, label, unit, concept, quality, method)


def _origin(years: Sequence[Year], at: str) -> Origin:
    """Several years as one publication, each release named by its id, which begins its hash."""
    last = years[-1].release.origin(f"flows: {at}")
    if len(years) == 1:
        return last
    before = f"{years[0].year} to {years[-2].year}" if len(years) > 2 else str(years[0].year)
    releases = ", ".join(year.release.id for year in years)
    return replace(
        last.at(f"flows: {at}; releases {releases}"), dataset=f"{last.dataset}, and those of {before}"
    )
