"""All flows of one release, kept in memory: trade between economies, and sales within them apart."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from entrepot.analyses.trade.measures import revealed_comparative_advantage, trade_intensity
from entrepot.metadata.icio import DATASET, ICIO_FLOWS, ICIO_INDUSTRIES, ICIO_PRODUCTION
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin
from entrepot.store.warehouse import Release, Warehouse

REST = "ROW"


@dataclass(frozen=True, eq=False)
class World:
    """The flows among a set of economies in one period.

    Attributes:
        flows: origin, destination, industry (of the seller), value in USD million; one row per combination.
            Where origin and destination are equal it is a domestic sale, which is no trade.
        production: economy, industry, output in USD million.
        industries: code, name_en, name_fr.
        release: what the flows were read from.
    """

    flows: pl.DataFrame
    production: pl.DataFrame
    industries: pl.DataFrame
    release: Release

    @cached_property
    def origin(self) -> Origin:
        """The release as the source of a figure, without a place in it."""
        return self.release.origin()

    @cached_property
    def economies(self) -> tuple[str, ...]:
        """Codes of the economies, the rest of the world left out."""
        codes = pl.concat([self.flows["origin"], self.flows["destination"]]).unique().sort()
        return tuple(code for code in codes if code != REST)

    @cached_property
    def has_rest(self) -> bool:
        """Whether the flows hold the rest of the world, as ROW."""
        return REST in self.flows["origin"].unique()

    @cached_property
    def trade(self) -> pl.DataFrame:
        """The flows from one economy to another."""
        return self.flows.filter(pl.col("origin") != pl.col("destination"))

    @cached_property
    def domestic(self) -> pl.DataFrame:
        """economy, industry, value: what is sold within each economy."""
        return self.flows.filter(pl.col("origin") == pl.col("destination")).select(
            pl.col("origin").alias("economy"), "industry", "value"
        )

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """origin, destination, value, expected, intensity: all industries together, see `trade_intensity`."""
        return trade_intensity(self.trade)

    @cached_property
    def exports(self) -> pl.DataFrame:
        """economy, industry, value, share, world_share, rca, symmetric_rca of exports."""
        return revealed_comparative_advantage(self._by("origin"), "economy", "industry")

    @cached_property
    def imports(self) -> pl.DataFrame:
        """The same of imports: rca is the revealed import specialisation; industry is that of the seller."""
        return revealed_comparative_advantage(self._by("destination"), "economy", "industry")

    def between(self, origin: str, destination: str) -> pl.DataFrame:
        """industry, value of one flow, in order of the industries' codes."""
        one = (pl.col("origin") == origin) & (pl.col("destination") == destination)
        return self.trade.filter(one).select("industry", "value").sort("industry")

    def limits(self, origins: tuple[str, ...], destinations: tuple[str, ...]) -> float | Interval:
        """USD million from any of the origins to any of the destinations, all industries.

        ROW among them stands for countries that the table does not name: their trade is somewhere between
        nothing and all that the rest of the world trades, without upper limit if the table leaves it out.
        """
        meant = pl.col("origin").is_in(origins) & pl.col("destination").is_in(destinations)
        named = (pl.col("origin") != REST) & (pl.col("destination") != REST)
        flows = self.flows.filter(meant)
        low = float(flows.filter(named)["value"].sum())
        if REST not in (*origins, *destinations):
            return low
        return Interval(low, float(flows["value"].sum()) if self.has_rest else math.inf)

    def merged(self, code: str, members: tuple[str, ...]) -> World:
        """The world in which `members` are one economy, `code`: trade among them is its domestic sales."""
        if (code, members) not in self._merged:
            self._merged[code, members] = self._merge(code, members)
        return self._merged[code, members]

    @cached_property
    def _merged(self) -> dict[tuple[str, tuple[str, ...]], World]:
        return {}

    def _merge(self, code: str, members: tuple[str, ...]) -> World:
        inside = pl.DataFrame({"from": list(members), "to": [code] * len(members)})

        def renamed(column: str) -> pl.Expr:
            return pl.col(column).replace(inside["from"], inside["to"])

        flows = self.flows.with_columns(renamed("origin"), renamed("destination"))
        production = self.production.with_columns(renamed("economy"))
        return replace(
            self,
            flows=_sums(flows, "value", "origin", "destination", "industry"),
            production=_sums(production, "output", "economy", "industry"),
        )

    def _by(self, side: str) -> pl.DataFrame:
        return _sums(self.trade, "value", side, "industry").rename({side: "economy"})


def _sums(frame: pl.DataFrame, value: str, *keys: str) -> pl.DataFrame:
    # Gathered, then added: a sum within `agg` is split among threads, in another way each time, and the last
    # digits of a brief would differ from run to run.
    gathered = frame.group_by(*keys, maintain_order=True).agg(pl.col(value))
    return gathered.with_columns(pl.col(value).list.sum())


_worlds: dict[str, World] = {}


def world(source: Warehouse | World) -> World:
    """The newest release of the inter-country tables in the store, read once per release; or the one given.

    Raises:
        NoData: if the store holds no release of them.
        StoreError: if it cannot be read.
    """
    if isinstance(source, World):
        return source
    release = source.release(DATASET)
    # A release is named by its content: two stores that hold the same one share what is in memory.
    if release.sha256 not in _worlds:
        _worlds[release.sha256] = World(
            flows=source.read(ICIO_FLOWS, release=release.id),
            production=source.read(ICIO_PRODUCTION, ("economy", "industry", "output"), release=release.id),
            industries=source.read(ICIO_INDUSTRIES, release=release.id),
            release=release,
        )
    return _worlds[release.sha256]


def industry_names(source: Warehouse | World, language: str = "en") -> dict[str, str]:
    """Names of the industries by code, in English or French; in English for any other language."""
    column = "name_fr" if language == "fr" else "name_en"
    industries = world(source).industries
    names = industries[column].str.replace_all("'", "’", literal=True)
    return dict(zip(industries["code"], names, strict=True))
