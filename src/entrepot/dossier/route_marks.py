"""The places of routes that a map marks, each once, as the weightiest thing that happens there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from entrepot.dossier.drawn import MapMark
from entrepot.dossier.route_words import place
from entrepot.metadata.corridors import Route, Step

Point = tuple[float, float]

_WEIGHT = ("end", "gauge change", "border", "transfer", "terminal")
# Of what a step is, what the map calls it; a wait has no mark, for what one waits for has.
_KINDS = {"gauge change": "gauge change", "border": "border", "handling": "transfer"}
# Degrees within which two marks are one: some 10 km.
_NEAR = 0.1


def marks(routes: Sequence[Route]) -> tuple[MapMark, ...]:
    """Ends, changes of gauge, borders, transfers and terminals passed, the weightier first.

    A change of gauge between the two posts of a border is marked once, as such.
    """
    found = [mark for route in routes for mark in _marks(route)]
    kept: list[MapMark] = []
    for mark in sorted(found, key=lambda mark: _WEIGHT.index(mark.kind)):
        if not any(_near(mark, other) for other in kept):
            kept.append(mark)
    return tuple(kept)


def _marks(route: Route) -> Iterable[MapMark]:
    for spot in (route.origin, route.destination):
        yield MapMark(spot.longitude, spot.latitude, spot.name, "end")
    where = _where(route)
    for step in route.steps:
        if step.kind in _KINDS and (at := _at(step, where)):
            yield MapMark(*at, place(step), _KINDS[step.kind])  # type: ignore[arg-type]
        elif step.kind == "running" and step.end != route.destination.code and step.end in where:
            yield MapMark(*where[step.end], step.end_name, "terminal")


def _where(route: Route) -> dict[str, Point]:
    """Places of terminals: the ends of what runs to or from them."""
    where: dict[str, Point] = {}
    for step in route.steps:
        if step.kind == "running" and len(step.line) > 1:
            where.setdefault(step.start, step.line[0])
            where[step.end] = step.line[-1]
    return where


def _at(step: Step, where: dict[str, Point]) -> Point | None:
    """Where a step that does not run lies; between its two sides, or on the one that is known."""
    known = [where[code] for code in (step.start, step.end) if code in where]
    if len(known) == 2 and abs(known[0][0] - known[1][0]) < 180.0:
        return (known[0][0] + known[1][0]) / 2.0, (known[0][1] + known[1][1]) / 2.0
    return known[0] if known else None


def _near(a: MapMark, b: MapMark) -> bool:
    return abs(a.longitude - b.longitude) < _NEAR and abs(a.latitude - b.latitude) < _NEAR
