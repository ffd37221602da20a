"""Listed partners that cannot be right: a share worth more than all that the partner trades."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from entrepot.analyses.profile.facts import bounds, entries, facts_of, figures
from entrepot.analyses.profile.partners import Flow, Partner, implied_trade, main_partners, total_trade
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

__all__ = ["Implausible", "implausible_partners"]

_SEEN_FROM_THE_PARTNER: dict[Flow, Flow] = {"exports": "imports", "imports": "exports"}


@dataclass(frozen=True, slots=True)
class Implausible:
    """A listed partner whose share is worth more than its whole trade the other way.

    Attributes:
        partner: as listed, with its share.
        implied: the value of that share, an interval.
        whole: the partner's own total in that direction (its exports, for a listed supplier).
    """

    partner: Partner
    implied: Figure
    whole: Figure


def implausible_partners(warehouse: Warehouse, place: Place, flow: Flow) -> tuple[Implausible, ...]:
    """Partners on the Factbook's list of which the Factbook's own totals say that they cannot be there.

    Both bounds are taken in the listed partner's favour: the least its share can be worth is held against the
    most its total of the same year can be (of the latest year, where that one is missing). Re-exports through
    a partner are in that total, so they are no excuse.

    Raises:
        NoData: the Factbook has no entry for the place.
    """
    listed = main_partners(warehouse, place, flow)
    try:
        own = total_trade(warehouse, place, flow, listed[0].share.period) if listed else None
    except NoData:
        own = None
    if own is None:
        return ()
    # One question for all partners: a profile each would take many times as long.
    mirror = _SEEN_FROM_THE_PARTNER[flow]
    totals = facts_of(warehouse, [partner.code for partner in listed], [mirror])
    beyond = [p for p in listed if _beyond(p.share.interval.low * own.interval.low, p, totals)]
    return tuple(_found(warehouse, place, partner, flow, totals) for partner in beyond)


def _total(partner: Partner, totals: pl.DataFrame) -> pl.DataFrame:
    """The partner's total of the year of the share, or the latest if there is none of that year."""
    of_the_year = (pl.col("period") == partner.share.period).cast(pl.Int8)
    own = totals.filter(pl.col("economy") == partner.code)
    return own.sort(of_the_year, pl.col("period"), descending=True).head(1)


def _beyond(least: float, partner: Partner, totals: pl.DataFrame) -> bool:
    total = _total(partner, totals)
    return not total.is_empty() and least > bounds(total.row(0, named=True)).high


def _found(
    warehouse: Warehouse, place: Place, partner: Partner, flow: Flow, totals: pl.DataFrame
) -> Implausible:
    concept = f"{_SEEN_FROM_THE_PARTNER[flow]} of goods and services"
    there = entries(warehouse, [partner.code])
    (whole,) = figures(_total(partner, totals), there, concept, additive=False)
    return Implausible(partner, implied_trade(warehouse, place, get(partner.code), flow), whole)
