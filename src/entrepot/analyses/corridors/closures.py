"""What is shut when something is closed: legs, terminals and changes of gauge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from entrepot.metadata.corridors import Layer, Leg, Mode
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import Scheme, get
from entrepot.sources.corridors.naming import KINDS, closure, closures

__all__ = ["check_request", "closed_gauges", "closed_legs", "closed_terminals", "closure", "closures"]

_BY_LAND = (Mode.ROAD, Mode.RAIL, Mode.BARGE)
"""A border between two countries is shut for these; ships, ferries and aircraft do not stand at it."""


@dataclass
class _Shut:
    """Closures in their written form, by kind; seasons and groups taken apart."""

    countries: set[str] = field(default_factory=set)
    passages: set[str] = field(default_factory=set)
    terminals: set[str] = field(default_factory=set)
    legs: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    gauges: set[str] = field(default_factory=set)
    borders: set[frozenset[str]] = field(default_factory=set)


def closed_legs(layer: Layer, closures: Iterable[str]) -> frozenset[str]:
    """Ids of the legs that are shut.

    A country shuts the legs that cross, overfly or touch it; a terminal those that end there; a border the
    legs by land between its two terminals, or between terminals of its two countries.

    Args:
        layer: the layer.
        closures: in written form: "country:RUS", "group:EAEU", "passage:suez", "terminal:KZAAU",
            "border:A:B", "leg:<id>", "mode:air", "gauge:TERMINAL", "season:winter".

    Raises:
        UsageError: a closure is of no known kind, or a season does not exist.
    """
    shut = _shut(layer, closures)
    terminals = _terminals(layer, shut)
    return frozenset(leg.id for leg in layer.legs.values() if _is_shut(leg, layer, shut, terminals))


def closed_terminals(layer: Layer, closures: Iterable[str]) -> frozenset[str]:
    """Codes of the terminals that are shut, by name or with their country; arguments as `closed_legs`."""
    return _terminals(layer, _shut(layer, closures))


def closed_gauges(layer: Layer, closures: Iterable[str]) -> frozenset[str]:
    """Codes of the terminals where goods cannot change gauge; arguments as `closed_legs`."""
    shut = _shut(layer, closures)
    return frozenset(shut.gauges) | _terminals(layer, shut)


def check_request(
    layer: Layer, closures: Iterable[str] = (), via: Iterable[str] = (), modes: Iterable[str] = ()
) -> None:
    """Hold what is to be avoided against what is to be passed and used.

    Args:
        layer: the layer.
        closures: what is closed or to be avoided, in written form.
        via: what is to be passed, in written form.
        modes: modes that may be used; empty for all.

    Raises:
        UsageError: no mode is left, or a place to be passed is itself closed, or lies in what is.
    """
    stated = tuple(closures)
    shut = _shut(layer, stated)
    wanted = set(modes) or {mode.value for mode in Mode}
    if unknown := wanted - {mode.value for mode in Mode}:
        raise UsageError(f"No mode is called {', '.join(sorted(unknown))}: there are {', '.join(Mode)}.")
    if not wanted - shut.modes:
        raise UsageError(f"Every mode that may be used is closed: {', '.join(sorted(wanted))}.")
    terminals = _terminals(layer, shut)
    for place in via:
        kind, _, name = place.partition(":")
        inside = {
            "terminal": terminals,
            "country": shut.countries,
            "passage": shut.passages,
            "leg": shut.legs,
        }
        if place in stated or name in inside.get(kind, ()):
            raise UsageError(f"{place} is to be passed, but it is closed or lies in what is to be avoided.")
        if kind == "mode" and name not in wanted - shut.modes:
            raise UsageError(f"{place} is to be used, but this mode is closed or left out.")


def _shut(layer: Layer, closures: Iterable[str]) -> _Shut:
    shut = _Shut()
    kinds = {
        "country": shut.countries,
        "passage": shut.passages,
        "terminal": shut.terminals,
        "leg": shut.legs,
        "mode": shut.modes,
        "gauge": shut.gauges,
    }
    for kind, name in _taken_apart(layer, closures):
        if kind == "border":
            shut.borders.add(frozenset(name.split(":")))
        else:
            kinds[kind].add(name)
    return shut


def _taken_apart(layer: Layer, closures: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in closures:
        kind, colon, name = text.partition(":")
        if kind == "season" and name in layer.seasons:
            yield from (_parted(closed) for closed in layer.seasons[name].closes)
        elif kind == "group":
            yield from (("country", code) for code in get(name, Scheme.GROUP).members)
        elif colon and kind in KINDS and kind != "season":
            yield kind, name
        else:
            raise UsageError(f"“{text}” is not the written form of a closure, such as country:RUS.")


def _parted(text: str) -> tuple[str, str]:
    kind, _, name = text.partition(":")
    return kind, name


def _terminals(layer: Layer, shut: _Shut) -> frozenset[str]:
    if not shut.countries:
        return frozenset(shut.terminals)
    inside = {t.code for t in layer.terminals.values() if t.country in shut.countries}
    return frozenset(shut.terminals | inside)


def _is_shut(leg: Leg, layer: Layer, shut: _Shut, terminals: frozenset[str]) -> bool:
    return (
        leg.id in shut.legs
        or leg.mode in shut.modes
        or leg.start in terminals
        or leg.end in terminals
        or not shut.passages.isdisjoint(leg.passages)
        or not shut.countries.isdisjoint(leg.countries)
        or (bool(shut.borders) and leg.mode in _BY_LAND and _at_border(leg, layer, shut.borders))
    )


def _at_border(leg: Leg, layer: Layer, borders: set[frozenset[str]]) -> bool:
    nations = frozenset((layer.terminals[leg.start].country, layer.terminals[leg.end].country))
    return frozenset((leg.start, leg.end)) in borders or nations in borders
