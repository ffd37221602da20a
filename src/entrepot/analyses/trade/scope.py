"""Which economies a question is about, which of them the table has, and how its numbers become figures."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import polars as pl

from entrepot.analyses.trade.world import REST, World, world
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.interval import Interval
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

EXPORTS = "exports of intermediate inputs, basic prices"
IMPORTS = "imports of intermediate inputs, basic prices"
USD = "USD million"
# The OECD balances national accounts and trade statistics until they agree: nobody reported these flows.
# A ratio of estimates is no better than they are.
QUALITY = Quality.ESTIMATED
REMEDY = "A product-level dataset such as CEPII BACI or UN Comtrade would tell."


@dataclass(frozen=True, slots=True)
class Scope:
    """The places of one question, in a world where each group among them counts as one economy.

    Attributes:
        world: the flows, with the covered members of each group merged under the group's code.
        places: the places asked about, reporter first.
        missing: for each place, codes of the countries in it that the table does not have.
        economies: how many economies the table names, before any is merged.
    """

    world: World
    places: tuple[Place, ...]
    missing: tuple[tuple[str, ...], ...]
    economies: int

    @classmethod
    def of(cls, source: Warehouse | World, *places: Place) -> Scope:
        """The scope of a question about `places`.

        Raises:
            NoData: if a place is no country or group, or none of its countries is in the table.
            UsageError: if two places share a country.
        """
        there = world(source)
        refuse_overlap(places)
        missing = tuple(tuple(c for c in p.countries if c not in there.economies) for p in places)
        for place, absent in zip(places, missing, strict=True):
            there = _placed(there, place, absent)
        return cls(there, places, missing, len(world(source).economies))

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the places, reporter first."""
        return tuple(place.code for place in self.places)

    @property
    def absent(self) -> tuple[str, ...]:
        """All countries that were asked about and are not in the table."""
        return tuple(code for codes in self.missing for code in codes)

    @property
    def caveat(self) -> str:
        """What every number of this scope must be read with."""
        coverage = map(_coverage, self.places, self.missing)
        return " ".join(filter(None, (about_the_table(self.world, self.economies), *coverage)))

    def flow(self, origin: str, destination: str, concept: str) -> Figure:
        """Trade from one place to another; an interval where the table lacks a country of either."""
        origins, destinations = (
            (code, REST) if self._lacks(code) else (code,) for code in (origin, destination)
        )
        value = self.world.limits(origins, destinations)
        return self.figure(value, USD, concept, f"flows: {origin} -> {destination}, all industries")

    def total(self, code: str, side: str, concept: str) -> Figure:
        """All trade of one economy, as "origin" or "destination" of it."""
        other = "destination" if side == "origin" else "origin"
        flows = self.world.pairs.filter(pl.col(side) == code)
        value: float | Interval = float(flows["value"].sum())
        if self._lacks(code):
            # What goes to the rest of the world may go to a member that the table does not name.
            value = Interval(float(flows.filter(pl.col(other) != REST)["value"].sum()), math.inf)
        ends = f"{code} -> all others" if side == "origin" else f"all others -> {code}"
        return replace(self.figure(value, USD, concept, f"flows: {ends}, all industries"), places=(code,))

    def figure(
        self, value: float | Interval | None, unit: str, concept: str, locator: str, method: str = ""
    ) -> Figure:
        """A number of this scope with its source and caveat; None is a ratio that is not defined."""
        return Figure(
            value=Interval.unknown(nonnegative=False) if value is None else value,
            unit=unit,
            period=self.world.release.period,
            concept=concept,
            places=self.codes,
            quality=QUALITY,
            origins=(self.world.origin.at(locator),),
            method=method,
            caveat=self.caveat,
        )

    def table(
        self, title: str, data: pl.DataFrame, columns: tuple[FigureColumn, ...], locator: str
    ) -> FigureTable:
        """Rows of numbers of this scope with source and caveat; a `partner` in them is a place's code."""
        return FigureTable(
            title=title,
            data=data,
            columns=columns,
            period=self.world.release.period,
            places=self.codes,
            origins=(self.world.origin.at(locator),),
            caveat=self.caveat,
            place_column="partner" if "partner" in data.columns else "",
        )

    def named(self, industries: pl.DataFrame) -> pl.DataFrame:
        """The frame with the English name of each `industry` in second place."""
        names = self.world.industries.select(pl.col("code").alias("industry"), industry_name="name_en")
        rest = [column for column in industries.columns if column != "industry"]
        return industries.join(names, on="industry", how="left").select("industry", "industry_name", *rest)

    def _lacks(self, code: str) -> bool:
        return any(
            absent and place.code == code for place, absent in zip(self.places, self.missing, strict=True)
        )


def about_the_table(there: World, economies: int) -> str:
    """What the flows are, and among how many economies: the caveat of every number of this room."""
    rest = " and the rest of the world" if there.has_rest else "; the rest of the world is not in it"
    return (
        f"Trade in intermediate inputs only, among the {economies} economies of the table{rest}; "
        "final goods and services are excluded."
    )


def column(name: str, label: str, unit: str, concept: str, method: str = "") -> FigureColumn:
    """A column of numbers from the inter-country tables."""
    return FigureColumn(name, label, unit, concept, QUALITY, method)


def refuse_overlap(places: tuple[Place, ...]) -> None:
    """Raises `UsageError` if two places share a country: trade of a place with itself is not trade."""
    for i, first in enumerate(places):
        for second in places[i + 1 :]:
            if shared := sorted(set(first.countries) & set(second.countries)):
                raise UsageError(
                    f"{first.code} and {second.code} share {', '.join(shared)}; name two that do not."
                )


def _placed(there: World, place: Place, absent: tuple[str, ...]) -> World:
    members = tuple(code for code in place.countries if code not in absent)
    title = there.release.title
    if not place.countries:
        raise NoData(f"{title} is about countries; {place.code} ({place.name()}) lies inside one.")
    if not members:
        economies = len(there.economies)
        raise NoData(
            f"{title} names {economies} economies; {place.code} ({place.name()}) is not one. {REMEDY}"
        )
    return there if members == (place.code,) else there.merged(place.code, members)


def _coverage(place: Place, absent: tuple[str, ...]) -> str:
    if not absent:
        return ""
    members = ", ".join(code for code in place.countries if code not in absent)
    return f"{place.code} stands for {members}: the table lacks {', '.join(absent)}."
