"""Who buys from a place and who sells to it, ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

import polars as pl

from entrepot.analyses.trade.measures import ranks, shares
from entrepot.analyses.trade.result import Result, TableResult
from entrepot.analyses.trade.scope import EXPORTS, IMPORTS, USD, Scope, column
from entrepot.analyses.trade.world import REST, World
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


class Flow(StrEnum):
    """The direction of trade, seen from the place asked about."""

    EXPORTS = "exports"
    IMPORTS = "imports"

    @classmethod
    def read(cls, written: str) -> Flow:
        """The flow of that name; raises `UsageError` if there is none."""
        if written in (cls.EXPORTS, cls.IMPORTS):
            return cls(written)
        raise UsageError(f"no flow {written!r}: ask for 'exports' or 'imports'")

    @property
    def side(self) -> Literal["origin", "destination"]:
        """Where the place asked about stands in a flow."""
        return "origin" if self is Flow.EXPORTS else "destination"

    @property
    def other_side(self) -> Literal["origin", "destination"]:
        """Where its partner stands."""
        return "destination" if self is Flow.EXPORTS else "origin"

    @property
    def concept(self) -> str:
        """What is counted, in the field's words."""
        return EXPORTS if self is Flow.EXPORTS else IMPORTS

    @property
    def noun(self) -> str:
        """A partner of this flow: a customer or a supplier."""
        return "customer" if self is Flow.EXPORTS else "supplier"


@dataclass(frozen=True, slots=True)
class Standing(Result):
    """Where one partner stands among all customers or suppliers of a place.

    Attributes:
        rank: 1 is the largest; None when there is no trade with it.
        out_of: number of partners with trade, the rest of the world not counted.
        share: its part of the place's trade in that direction.
    """

    rank: Figure | None
    out_of: int
    share: Figure


@dataclass(frozen=True, slots=True, repr=False)
class Partners(TableResult):
    """All customers (exports) or suppliers (imports) of a place.

    Attributes:
        total: its trade with all of them, the rest of the world included where the table has it.
        table: partner, value, share, cumulative_share, rank, intensity; largest first. The rest of the world,
            where the table has it, comes last, with its share and without a rank.
        missing: countries of the place that the table does not have; the rest then stands for the others.
    """

    place: Place
    flow: Flow
    total: Figure
    table: FigureTable
    missing: tuple[str, ...] = ()

    @property
    def out_of(self) -> int:
        """Number of partners that have a rank."""
        return self.table.data["rank"].count()

    def standing(self, partner: str) -> Standing:
        """Rank and share of the partner of that code; raises `KeyError` if it is no partner."""
        share = self.table.figure("share", partner=partner)
        rank = self.table.figure("rank", partner=partner)
        return Standing(rank if rank.is_exact else None, self.out_of, share)


def partners(source: Warehouse | World, place: Place, flow: Flow | str) -> Partners:
    """All partners of a place in one direction, ranked by value.

    Raises:
        NoData: if the table does not have the place, or the store does not have the table.
        UsageError: if `flow` is neither "exports" nor "imports".
    """
    return partners_within(Scope.of(source, place), place, Flow.read(flow))


def partners_within(scope: Scope, place: Place, flow: Flow) -> Partners:
    """The same in a scope already made, in which another group may count as one partner."""
    return Partners(
        place=place,
        flow=flow,
        total=scope.total(place.code, flow.side, flow.concept),
        table=_table(scope, place, flow),
        missing=scope.absent,
    )


def _table(scope: Scope, place: Place, flow: Flow) -> FigureTable:
    concept, noun = flow.concept, flow.noun
    columns = (
        column("value", flow.value.capitalize(), USD, concept),
        column("share", "Share", "1", f"share of all {concept}", "value / total"),
        column(
            "cumulative_share", "Cumulative", "1", f"share of this and all larger {noun}s", "sum of shares"
        ),
        column("rank", "Rank", "rank", f"rank among {noun}s", "1 + number of larger partners"),
        column(
            "intensity",
            "Intensity",
            "1",
            f"trade intensity: share in {concept} over share in the world's",
            "(x_ij / X_i) / (M_j / W)",
        ),
    )
    ends = f"{place.code} -> all others" if flow is Flow.EXPORTS else f"all others -> {place.code}"
    title = f"{noun.capitalize()}s of {place.name()}"
    table = scope.table(title, _ranked(scope.world, place.code, flow), columns, f"flows: {ends}")
    return replace(table, places=(place.code,))


def _ranked(world: World, code: str, flow: Flow) -> pl.DataFrame:
    mine = world.pairs.filter(pl.col(flow.side) == code).rename({flow.other_side: "partner"})
    # The rest of the world is no partner that could have a rank; its trade is in the total all the same.
    is_ranked = (pl.col("partner") != REST) & (pl.col("value") > 0)
    whole = shares(mine).with_columns(is_ranked.alias("ranked"))
    rows = ranks(whole, by=("ranked",)).with_columns(rank=pl.when("ranked").then("rank"))
    rows = rows.sort(pl.col("partner") == REST, -pl.col("value"), "partner")
    cumulative = pl.col("share").cum_sum().alias("cumulative_share")
    return rows.select("partner", "value", "share", cumulative, "rank", "intensity")
