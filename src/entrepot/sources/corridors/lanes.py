"""A lane that someone adds, as a leg of the layer: its length, gauge and countries where not given."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.metadata.corridors import Addition, Layer, Leg, Mode
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality

_HALVED = (Mode.ROAD, Mode.RAIL)
"""Modes whose way between two countries, where nothing else is known, is taken to lie in each by half."""


def lane(layer: Layer, addition: Addition, name: str, source: str = "") -> Leg:
    """The leg that an addition makes.

    Kilometres and countries that were not given are those of the layer's own leg of that mode between the two
    terminals, by air the great circle.

    Args:
        layer: what it is added to.
        addition: the lane; both its terminals are in the layer.
        name: last part of the leg's id.
        source: key of the origin.

    Raises:
        UsageError: length or gauge is neither given nor known, or the lane is shorter than the crow flies.
    """
    own = min(_between(layer, addition), key=lambda leg: leg.km, default=None)
    km = _length(layer, addition, own)
    start, end = addition.start, addition.end
    if not addition.one_way:
        start, end = sorted((start, end))
    return Leg(
        id=f"{addition.mode}:{start}:{end}:{name}",
        mode=addition.mode,
        start=start,
        end=end,
        km=km,
        gauge=_gauge(layer, addition, own) if addition.mode is Mode.RAIL else 0,
        countries=_countries(layer, addition, own, km),
        passages=addition.passages or (own.passages if own else ()),
        source=source,
        quality=Quality.ESTIMATED if addition.km is None and own is None else Quality.REPORTED,
        note=_note(addition, own),
        one_way=addition.one_way,
        title=addition.title,
    )


def _between(layer: Layer, addition: Addition) -> Iterator[Leg]:
    ends = {addition.start, addition.end}
    for leg in layer.legs.values():
        if leg.mode is addition.mode and {leg.start, leg.end} == ends:
            yield leg


def _length(layer: Layer, addition: Addition, own: Leg | None) -> float:
    a, b = layer.terminals[addition.start], layer.terminals[addition.end]
    crow = great_circle(a.latitude, a.longitude, b.latitude, b.longitude)
    if addition.km is not None:
        if addition.km < 0.9 * crow - 10.0:
            raise UsageError(f"{addition.km:g} km, but {a.name()} and {b.name()} lie {crow:.0f} km apart.")
        return addition.km
    if own is not None:
        return own.km
    if addition.mode is Mode.AIR:
        return max(crow, 0.01)
    raise UsageError(f"The layer has no leg by {addition.mode} from {a.code} to {b.code}: give km.")


def _gauge(layer: Layer, addition: Addition, own: Leg | None) -> int:
    if addition.gauge or own:
        return addition.gauge or (own.gauge if own else 0)
    both = set(layer.terminals[addition.start].gauges) & set(layer.terminals[addition.end].gauges)
    if len(both) != 1:
        raise UsageError(f"{addition.start} and {addition.end} do not share one gauge: give gauge.")
    return both.pop()


def _note(addition: Addition, own: Leg | None) -> str:
    """What was not given, and how it was had."""
    if own is not None:
        return "" if addition.km else f"Length as {own.id}."
    length = "" if addition.km else "Length: great circle. "
    return length + ("Countries: half the way in each." if addition.mode in _HALVED else "")


def _countries(layer: Layer, addition: Addition, own: Leg | None, km: float) -> dict[str, float]:
    if own is not None:
        return {code: share * km / own.km for code, share in own.countries.items()}
    a, b = layer.terminals[addition.start].country, layer.terminals[addition.end].country
    return {a: km} if a == b else {a: km / 2, b: km / 2} if addition.mode in _HALVED else {}
