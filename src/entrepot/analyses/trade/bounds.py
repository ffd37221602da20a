"""What can be said of a flow that the table does not name."""

from __future__ import annotations

from entrepot.analyses.trade.partners import Flow
from entrepot.analyses.trade.scope import QUALITY, USD, about_the_table, refuse_overlap
from entrepot.analyses.trade.world import REST, World, world
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse


def bounds(source: Warehouse | World, reporter: Place, partner: Place, flow: Flow | str) -> Figure:
    """Between what limits the trade of a pair lies when the table lacks one of the places, or both.

    A place that the table does not name is part of the rest of the world: its trade with another is at most
    that of the rest of the world. A release without the rest of the world gives no upper limit, and the
    figure is unknown. For a pair that the table has, both limits are the flow itself.

    Raises:
        NoData: if a place is neither a country nor a group.
        UsageError: if the places share a country, or `flow` is neither "exports" nor "imports".
    """
    there, flow = world(source), Flow.read(flow)
    refuse_overlap((reporter, partner))
    for place in (reporter, partner):
        if not place.countries:
            raise NoData(f"{there.release.title} is about countries; {place.code} lies inside one.")
    sides = tuple(_codes(there, place) for place in (reporter, partner))
    origins, destinations = sides if flow is Flow.EXPORTS else sides[::-1]
    locator = f"flows: {' + '.join(origins)} -> {' + '.join(destinations)}, all industries"
    return Figure(
        value=there.limits(origins, destinations),
        unit=USD,
        period=there.release.period,
        concept=flow.concept,
        places=(reporter.code, partner.code),
        quality=QUALITY,
        origins=(there.origin.at(locator),),
        method="a place that the table does not name is part of the rest of the world (ROW)",
        caveat=about_the_table(there, len(there.economies)),
    )


def _codes(there: World, place: Place) -> tuple[str, ...]:
    named = tuple(code for code in place.countries if code in there.economies)
    return named if len(named) == len(place.countries) else (*named, REST)
