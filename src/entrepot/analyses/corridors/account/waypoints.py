"""A route in the names of a few places: where goods are lifted, change gauge or cross borders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from entrepot.metadata.corridors import Layer, Route

MOST = 6
"""More names than this nobody reads."""
_WEIGHT = {"handling": 0, "gauge change": 1, "border": 2, "waiting": 3}


def waypoints(route: Route, most: int = MOST) -> tuple[str, ...]:
    """Codes of the terminals by way of which a route runs, in order, at most so many.

    Of the two sides of a border the first is named. Where there are too many, borders go first, then changes
    of gauge, the later first.
    """
    ends = {route.origin.end, route.destination.end}
    weight: dict[str, int] = {}
    for step in route.steps:
        if step.kind != "running" and step.start not in ends:
            weight[step.start] = min(weight.get(step.start, 9), _WEIGHT[step.kind])
    kept = sorted(weight, key=lambda code: weight[code])[:most]
    return tuple(code for code in weight if code in kept)


def first_lift(route: Route) -> str:
    """The terminal where goods leave the first truck; empty for a truck all the way."""
    return next((s.end for s in route.steps if s.kind == "handling" and s.end not in _ends(route)), "")


def last_lift(route: Route) -> str:
    """The terminal where goods are put on the last truck; empty for a truck all the way."""
    lifts = (s.start for s in reversed(route.steps) if s.kind == "handling" and s.start not in _ends(route))
    return next(lifts, "")


def most_used(codes: Iterable[str]) -> str:
    """The code that most routes have, of equals the first; empty where none has any."""
    counted = Counter(code for code in codes if code)
    return counted.most_common(1)[0][0] if counted else ""


def carriers(route: Route, share: float = 0.1) -> tuple[str, ...]:
    """The modes that run at least that share of the kilometres, in the order first run: how goods go, the
    lorries at both ends aside.
    """
    km = Counter[str]()
    for step in route.steps:
        km[step.mode] += step.km  # type: ignore[assignment]
    return tuple(mode for mode in route.modes if km[mode] >= share * route.km)


def needs(route: Route, layer: Layer) -> tuple[str, ...]:
    """Countries of transit, those overflown or touched at a terminal too, and passages, in written form."""
    home = {route.origin.country, route.destination.country}
    touched = (layer.terminals[code].country for code in route.terminals)
    countries = (f"country:{code}" for code in (*route.countries, *touched) if code not in home)
    passages = (f"passage:{key}" for step in route.steps for key in step.passages)
    return tuple(dict.fromkeys((*countries, *passages)))


def _ends(route: Route) -> set[str]:
    return {route.origin.end, route.destination.end}
