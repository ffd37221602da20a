"""What a way is made of that could be taken away: terminals, legs, passages, countries, border points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from entrepot.analyses.corridors.expansion import Arc
from entrepot.analyses.corridors.network_questions.pairs import Pair
from entrepot.analyses.corridors.steps import Way
from entrepot.analyses.corridors.times import is_border
from entrepot.metadata.corridors import Layer, Leg, Mode
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import get

What = Literal["terminals", "legs", "passages", "countries", "border points"]
KINDS = {
    "terminals": "terminal",
    "legs": "leg",
    "passages": "passage",
    "countries": "country",
    "border points": "border",
}
_BY_LAND = (Mode.ROAD, Mode.RAIL, Mode.BARGE)


def parts_of(layer: Layer, pair: Pair, way: Way, what: str) -> tuple[str, ...]:
    """The closures that would each shut the way, in written form, each once, in the order met.

    Countries in which the pair begins or ends are left out.

    Raises:
        UsageError: `what` is none of the kinds.
    """
    if what not in KINDS:
        raise UsageError(f"Nothing is called {what!r} here: name one of {', '.join(KINDS)}.")
    found = [name for arc in way.arcs for name in _names(layer, arc, what)]
    if what == "terminals":
        found = [*_of_miles(pair, way), *found]
    home = {pair.origin.country, pair.destination.country} if what == "countries" else set()
    return tuple(dict.fromkeys(f"{KINDS[what]}:{name}" for name in found if name not in home))


def _of_miles(pair: Pair, way: Way) -> tuple[str, ...]:
    """Terminals that the miles lead to, which matter where nothing lies between them."""
    ends = {pair.origin.end, pair.destination.end}
    miles = (leg for leg in (way.first, way.last) if leg is not None and way.last is not None)
    return tuple(code for leg in miles for code in (leg.start, leg.end) if code not in ends)


def _names(layer: Layer, arc: Arc, what: str) -> Iterator[str]:
    if what == "terminals":
        yield from (arc.start, arc.end)
    elif what == "countries":
        yield from arc.leg.countries if arc.leg else ()
        yield from (layer.terminals[code].country for code in (arc.start, arc.end))
    elif arc.leg is not None:
        single = part_of_leg(layer, arc.leg, what)
        yield from arc.leg.passages if what == "passages" else (single,) if single else ()


def part_of_leg(layer: Layer, leg: Leg, what: str) -> str:
    """The leg itself ("legs"), or the border point that it crosses by land ("border points"), "" if none."""
    if what == "legs":
        return leg.id
    crosses = what == "border points" and leg.mode in _BY_LAND and is_border(leg, layer)
    return ":".join(sorted((leg.start, leg.end))) if crosses else ""


def name_of(layer: Layer, closure: str) -> str:
    """What a closure shuts, in English words."""
    kind, _, name = closure.partition(":")
    if kind == "terminal":
        return layer.terminals[name].name()
    if kind == "passage" and name in layer.passages:
        return layer.passages[name].names["en"]
    if kind == "country":
        return get(name).name()
    if kind == "border":
        return " – ".join(layer.terminals[code].name() for code in name.split(":"))
    if kind == "leg":
        return _leg_name(layer, name)
    return name


def _leg_name(layer: Layer, identity: str) -> str:
    leg = layer.legs[identity]
    ends = f"{layer.terminals[leg.start].name()} – {layer.terminals[leg.end].name()}"
    variant = ":".join(identity.split(":")[3:])
    return leg.title or f"{ends} ({leg.mode}{', ' + variant if variant else ''})"
