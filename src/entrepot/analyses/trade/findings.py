"""The few facts about a pair that are worth saying: structured, for others to put into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from entrepot.analyses.trade.bilateral import Bilateral
from entrepot.analyses.trade.opportunities import opportunities
from entrepot.analyses.trade.partners import Flow
from entrepot.analyses.trade.result import Result
from entrepot.analyses.trade.world import World
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

OPPORTUNITIES = 3


class Kind(StrEnum):
    """What a finding says, and the figures it holds.

    LARGEST: the industry that sells most: value, share, market_share.
    INTENSITY: how the flow compares with the buyer's weight in world trade: intensity, share (the buyer's of
        the seller's exports), rank (of the buyer among the seller's customers; absent without trade).
    OPPORTUNITY: the seller is specialised in it, the buyer imports more of it than the world does, and yet
        the flow is below what the pair's own intensity would give: seller_rca, buyer_specialisation, value,
        expected.
    """

    LARGEST = "largest"
    INTENSITY = "intensity"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True, slots=True)
class Finding(Result):
    """One fact about one direction of the trade of a pair.

    Attributes:
        kind: what it says; `Kind` lists the figures that each kind holds.
        flow: the direction, seen from the reporter.
        seller, buyer: the places, in the direction of the goods.
        figures: by name, each with its source.
        industry: code of the seller's industry; empty if the fact is about all of them.
    """

    kind: Kind
    flow: Flow
    seller: Place
    buyer: Place
    figures: Mapping[str, Figure]
    industry: str = ""


def findings(source: Warehouse | World, pair: Bilateral) -> tuple[Finding, ...]:
    """What stands out in the trade of a pair, exports first; at most three opportunities in each direction.

    Raises:
        NoData: if the store does not have the table that the pair was read from.
    """
    return tuple(_findings(source, pair))


def _findings(source: Warehouse | World, pair: Bilateral) -> Iterator[Finding]:
    for flow in Flow:
        is_export = flow is Flow.EXPORTS
        seller, buyer = (pair.reporter, pair.partner) if is_export else (pair.partner, pair.reporter)
        industries = pair.export_industries if is_export else pair.import_industries
        if len(industries):
            yield Finding(Kind.INTENSITY, flow, seller, buyer, _weight(pair, flow))
            code = industries.data["industry"][0]
            figures = _cells(industries, code, ("value", "share", "market_share"))
            yield Finding(Kind.LARGEST, flow, seller, buyer, figures, code)
        table = opportunities(source, seller, buyer).table.head(OPPORTUNITIES)
        for code in table.data["industry"]:
            figures = _cells(table, code, ("seller_rca", "buyer_specialisation", "value", "expected"))
            yield Finding(Kind.OPPORTUNITY, flow, seller, buyer, figures, code)


def _cells(table: FigureTable, industry: str, names: tuple[str, ...]) -> dict[str, Figure]:
    return {name: table.figure(name, industry=industry) for name in names}


def _weight(pair: Bilateral, flow: Flow) -> dict[str, Figure]:
    is_export = flow is Flow.EXPORTS
    standing = pair.partner_as_customer if is_export else pair.reporter_as_customer
    intensity = pair.export_intensity if is_export else pair.import_intensity
    rank = {"rank": standing.rank} if standing.rank else {}
    return {"intensity": intensity, "share": standing.share, **rank}
