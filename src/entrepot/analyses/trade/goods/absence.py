"""Why the flows of goods have nothing of a place, in words."""

from __future__ import annotations

from entrepot.analyses.trade.goods.caveats import UNION
from entrepot.analyses.trade.goods.market import Goods
from entrepot.metadata.places.place import Place

_ELSEWHERE = "Another year or revision may have it: `entrepot data add FILE` reads it."
# Belgium and Luxembourg report apart from this year on.
_APART = 1999


def absent(place: Place, data: Goods) -> str:
    """Why no year has trade of the place."""
    if not place.countries:
        return f"Trade in goods is kept for countries; {place.code} ({place.name()}) lies inside one."
    return f"{none_of(place, data, _span(data))} {_ELSEWHERE}"


def none_of(place: Place, data: Goods, years: str) -> str:
    """That these years have no trade of the place; of Belgium and Luxembourg, why."""
    told = f"{_head(data)}, {years}, has no trade of {place.code} ({place.name()})."
    apart = min(data.years) >= _APART or not {"BEL", "LUX"} & {*place.countries}
    return told if apart else f"{told} {UNION}"


def never_together(places: tuple[Place, ...], data: Goods) -> str:
    """That no year has trade of all of the places."""
    both = " and ".join(place.code for place in places)
    return f"{_head(data)}, {_span(data)}, has no year with trade of both {both}."


def _head(data: Goods) -> str:
    return f"BACI {data.revision.upper()}"


def _span(data: Goods) -> str:
    first, last = min(data.years), max(data.years)
    return str(first) if first == last else f"{first} to {last}"
