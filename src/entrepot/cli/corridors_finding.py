"""Terminals and legs of the layer by what people write."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.metadata.corridors import Layer, Leg, Terminal
from entrepot.metadata.errors import PlaceError, UnknownPlace
from entrepot.metadata.places import Scheme, resolver
from entrepot.metadata.places.spelling import fold
from entrepot.sources.corridors.naming import closures, meanings


def finding(text: str, layer: Layer) -> list[Terminal]:
    """Terminals of that code, name, part of a name, or country; the nearest matches first.

    Args:
        text: what a user writes; empty for all.
        layer: where to look.

    Raises:
        UnknownPlace: nothing is called so; `candidates` names the nearest.
    """
    if not text.strip():
        return sorted(layer.terminals.values(), key=lambda one: (one.country, one.name()))
    key = fold(text)
    inside = _in_country(text, layer)
    if inside:
        return sorted(inside, key=Terminal.name)
    graded = [(_grade(key, one), one.name(), one) for one in layer.terminals.values()]
    found = [one for grade, _, one in sorted(graded, key=lambda each: each[:2]) if grade < _NOTHING]
    if found:
        return found
    meant = closures([text], layer)  # raises with the nearest names
    raise UnknownPlace(f"“{text}” is no terminal, but {', '.join(meant)}.", text)


def legs_at(a: str, b: str, layer: Layer) -> list[Leg]:
    """Legs at what `a` names, or between it and what `b` names; a passage names the legs that need it.

    Raises:
        UnknownPlace: nothing is called so.
    """
    here = _meant(a, layer)
    there = _meant(b, layer) if b.strip() else None
    found = (leg for leg in layer.legs.values() if _is_at(leg, layer, here, there))
    return sorted(found, key=lambda leg: (leg.mode, layer.terminals[leg.start].name(), leg.km))


_NOTHING = 9


def _grade(key: str, one: Terminal) -> int:
    """How well a terminal is meant: 0 by its code or name, 1 or 2 by the beginning, 3 by a part of a name."""
    names = [fold(name) for name in (one.code, *one.names.values(), *one.also) if name]
    if key in names:
        return 0
    if any(name.startswith(f"{key} ") for name in names):
        return 1
    if any(name.startswith(key) for name in names):
        return 2
    return 3 if len(key) > 2 and any(key in name for name in names) else _NOTHING


def _in_country(text: str, layer: Layer) -> list[Terminal]:
    if text.strip() in layer.terminals:
        return []
    try:
        found = resolver.match(text, schemes=(Scheme.ISO3, Scheme.GROUP))
    except PlaceError:
        return []
    codes = set(found.place.members) if found.place.scheme is Scheme.GROUP else {found.place.code}
    return [] if found.guessed else [one for one in layer.terminals.values() if one.country in codes]


def _meant(text: str, layer: Layer) -> frozenset[str]:
    """Written forms of what these words mean, a group as its countries; else terminals so named in part."""
    try:
        meant = closures(meanings(text, layer), layer)
    except PlaceError:
        codes = list(_parts(fold(text), layer))
        if not codes:
            raise
        return frozenset(codes)
    return frozenset(meant)


def _parts(key: str, layer: Layer) -> Iterator[str]:
    return (f"terminal:{one.code}" for one in layer.terminals.values() if _grade(key, one) < _NOTHING)


def _is_at(leg: Leg, layer: Layer, here: frozenset[str], there: frozenset[str] | None) -> bool:
    start, end = (_tags(layer.terminals[code]) for code in (leg.start, leg.end))
    on = {f"passage:{key}" for key in leg.passages} | {f"leg:{leg.id}", f"mode:{leg.mode}"}
    if there is None:
        return not here.isdisjoint(start | end | on)
    sides = (start, end), (end, start)
    between = any(not here.isdisjoint(one) and not there.isdisjoint(other) for one, other in sides)
    either = not here.isdisjoint(on) and not there.isdisjoint(start | end)
    return between or either or (not there.isdisjoint(on) and not here.isdisjoint(start | end))


def _tags(terminal: Terminal) -> set[str]:
    return {f"terminal:{terminal.code}", f"country:{terminal.country}"}
