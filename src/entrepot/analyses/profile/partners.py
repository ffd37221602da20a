"""Main partners and goods in trade as listed, and what the lists say of a partner that is not on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from entrepot.analyses.profile.facts import Entry, bounds, entries, facts_of, figures, noted
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.factbook import COMMODITIES, PARTNERS
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

__all__ = ["Flow", "Goods", "Partner", "implied_trade", "main_goods", "main_partners", "partner_share"]

Flow = Literal["exports", "imports"]
_WITHOUT_MEMBERS = "does not include internal trade"


@dataclass(frozen=True, slots=True)
class Partner:
    """A listed partner: ISO code, place in the list (1 first), share (an interval: it is printed rounded)."""

    code: str
    position: int
    share: Figure


@dataclass(frozen=True, slots=True)
class Goods:
    """Main goods in the Factbook's order, with the period (EDTF) of the list; no amounts are given."""

    flow: Flow
    names: tuple[str, ...]
    period: str
    note: str
    origin: Origin


def main_partners(warehouse: Warehouse, place: Place, flow: Flow) -> tuple[Partner, ...]:
    """The partners the Factbook lists for a country, first the greatest; empty if it lists none.

    Raises:
        NoData: the Factbook has no entry for the place (it lists no partners of groups, except of the EU).
    """
    entry, rows = _listed(warehouse, place, flow)
    return tuple(
        Partner(row["partner"], row["position"], _share(row, entry, row["partner"]))
        for row in rows.iter_rows(named=True)
    )


def main_goods(warehouse: Warehouse, place: Place, flow: Flow) -> Goods | None:
    """The main goods the Factbook lists for a country; None if it lists none.

    Raises:
        NoData: the Factbook has no entry for the place.
    """
    entry = _main_entry(warehouse, place)
    rows = warehouse.read(COMMODITIES, where={"entity": [entry.code], "flow": [flow]}).sort("position")
    if rows.is_empty():
        return None
    first = rows.row(0, named=True)
    return Goods(flow, tuple(rows["commodity"]), first["period"], first["note"], entry.at(first["path"]))


def partner_share(warehouse: Warehouse, place: Place, partner: Place, flow: Flow) -> Figure:
    """Share of a partner in a country's exports or imports, always an interval.

    A listed partner has the share printed, half a percent either way. One that is not listed has at most the
    smallest listed share, and at most what the listed ones leave; never zero for want of a line. A group of
    partners has the sum over its members.

    Raises:
        NoData: the Factbook lists no partners for the place.
        UsageError: the partner lies within the place, or is no country.
    """
    entry, rows = _listed(warehouse, place, flow)
    if rows.is_empty():
        raise NoData(f"The World Factbook lists no partners in {flow} for {place.name()}.")
    members = [code for code in partner.countries if code not in place.countries]
    if not members:
        raise UsageError(f"{partner.name()} is no country outside {place.name()}, so no partner of it.")
    inside = rows.filter(pl.col("partner").is_in(members))
    unlisted = len(members) - inside["partner"].n_unique()
    first = rows.row(0, named=True)
    if not unlisted and inside.height == 1:
        return _share(inside.row(0, named=True), entry, partner.code)
    ceiling = _ceiling(rows, unlisted)
    return Figure(
        value=Interval(float(inside["low"].sum()), min(1.0, float(inside["high"].sum()) + ceiling)),
        unit="1",
        period=first["period"],
        concept=f"share in {flow}",
        places=(place.code, partner.code),
        quality=Quality.ESTIMATED,
        origins=(entry.at(first["path"]),),
        method=_method(list(inside["partner"]), unlisted, rows.height),
        caveat=_caveat(first),
    )


def implied_trade(warehouse: Warehouse, place: Place, partner: Place, flow: Flow) -> Figure:
    """Value of a country's exports to, or imports from, a partner that its share and its total imply, in USD.

    An estimate and an interval: the total is of goods and services, and the Factbook does not say whether the
    shares are of goods alone.

    Raises:
        NoData: no list of partners, no total, or one of another scope (the EU's holds internal trade).
    """
    share = partner_share(warehouse, place, partner, flow)
    if _WITHOUT_MEMBERS in share.caveat:
        raise NoData(f"The total {flow} of {place.name()} hold trade between its members, the shares do not.")
    total = total_trade(warehouse, place, flow, share.period)
    year = (
        ""
        if total.period == share.period
        else f" The total is of {total.period}, the share of {share.period}."
    )
    return Figure(
        value=share.interval * total.interval,
        unit=total.unit,
        period=share.period,
        concept=f"{flow} implied by the share listed",
        places=share.places,
        quality=Quality.ESTIMATED,
        origins=(*share.origins, *total.origins),
        method=f"share in {flow}, {share.period} ({share.method}) x {total.concept}, {total.period}",
        caveat="An estimate: the total is of goods and services, and the Factbook does not say whether "
        f"the shares are of goods alone.{year}",
    )


def total_trade(warehouse: Warehouse, place: Place, flow: Flow, period: str) -> Figure:
    """All exports or imports of a country in a period, else the latest; raises `NoData` where it has none."""
    own = entries(warehouse, [place.code])
    series = figures(
        facts_of(warehouse, [place.code], [flow]), own, f"{flow} of goods and services", additive=True
    )
    if not series:
        raise NoData(f"The World Factbook gives no total {flow} for {place.name()}.")
    return next((figure for figure in series if figure.period == period), series[0])


def _listed(warehouse: Warehouse, place: Place, flow: Flow) -> tuple[Entry, pl.DataFrame]:
    entry = _main_entry(warehouse, place)
    return entry, warehouse.read(PARTNERS, where={"entity": [entry.code], "flow": [flow]}).sort("position")


def _main_entry(warehouse: Warehouse, place: Place) -> Entry:
    for entry in entries(warehouse, [place.code]).values():
        return entry
    raise NoData(f"The World Factbook has no entry for {place.name()} ({place.code}); ask for its members.")


def _share(row: dict[str, Any], entry: Entry, partner: str) -> Figure:
    printed = "" if row["share"] is None else f"printed as {row['share'] * 100:g} %"
    return Figure(
        value=bounds(row),
        unit="1",
        period=row["period"],
        concept=f"share in {row['flow']}",
        places=(entry.economy, partner),
        quality=Quality.REPORTED if printed else Quality.ESTIMATED,
        origins=(entry.at(row["path"]),),
        method=printed or f"bounds of the words {row['text']!r}",
        caveat=_caveat(row),
    )


def _ceiling(rows: pl.DataFrame, unlisted: int) -> float:
    smallest = float(rows["high"].min())  # type: ignore[arg-type]
    left = max(0.0, 1.0 - float(rows["low"].sum()))
    return min(unlisted * smallest, left)


def _method(listed: list[str], unlisted: int, length: int) -> str:
    parts = [f"{', '.join(listed)} as printed"] if listed else []
    if unlisted:
        who = "not listed" if unlisted == 1 else f"{unlisted} not listed"
        parts.append(
            f"{who} among the first {length}: from nothing up to the smallest listed share each, "
            "and to no more than the listed ones leave"
        )
    return "; ".join(parts)


def _caveat(row: dict[str, Any]) -> str:
    return f"Shares are printed rounded. {noted(row['note'])}".strip()
