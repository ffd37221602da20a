"""A parameter that is to be otherwise: which statements give way, and what takes their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Change, Layer, Mode, Parameter, Span
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.places import Scheme, get
from entrepot.sources.corridors.bounds import bounds


def changed(layer: Layer, change: Change, source: str) -> tuple[Parameter, ...]:
    """All parameters of the layer after a change; those that give way are kept, no longer `used`.

    A change holds for the place it names and for everything within. A factor multiplies each statement that
    is meant; where only a wider place says something, that, multiplied, becomes a statement on the place.

    Args:
        layer: what is changed.
        change: what is to be otherwise.
        source: key of its origin.

    Raises:
        UsageError: neither a value nor a factor is given, the quantity does not exist, a value is out of
            bounds, or nothing is stated that a factor could hold for.
    """
    if change.quantity not in QUANTITIES or (change.to is None) is (change.times is None):
        raise UsageError(f"A change of {change.quantity} needs a known quantity, and a value or a factor.")
    meant = [p for p in layer.parameters if _is_meant(layer, p, change)]
    if change.to is not None:
        made = [_stating(change, change.mode, change.to, source, Quality.REPORTED, "")]
    else:
        made = [_scaled(p, change, p.where, p.mode, source) for p in meant]
        made += [_scaled(p, change, change.where, mode, source) for mode, p in _wider(layer, change)]
        if not made:
            where = f" of {change.where}" if change.where else ""
            raise UsageError(f"No {change.quantity}{where} is stated that a factor could hold for.")
    for parameter in made:
        check(parameter)
    gone = {id(p) for p in meant}
    kept = [replace(p, used=False) if id(p) in gone else p for p in layer.parameters]
    return (*kept, *made)


def check(parameter: Parameter) -> None:
    """Raise `UsageError` if the quantity cannot be so low or so high."""
    low, high = bounds(parameter.quantity)
    if not (low <= parameter.span.low and parameter.span.high <= high):
        span, place = parameter.span, parameter.where or "everywhere"
        raise UsageError(
            f"{parameter.quantity} of {place} would be {span.low:g} to {span.high:g} {parameter.unit}: "
            f"it lies between {low:g} and {high:g}."
        )


def _is_meant(layer: Layer, parameter: Parameter, change: Change) -> bool:
    return (
        parameter.used
        and parameter.quantity == change.quantity
        and change.mode in ("", parameter.mode)
        and (parameter.where == change.where or _is_within(layer, parameter.where, change.where))
    )


def _is_within(layer: Layer, inner: str, outer: str) -> bool:
    """Whether a place lies in a wider one: a border in each of its two countries, a leg in its passages."""
    if not outer:
        return True
    kind, _, name = outer.partition(":")
    if kind == "passage" and inner.startswith("leg:"):
        leg = layer.legs.get(inner.partition(":")[2])
        return leg is not None and name in leg.passages
    if kind not in ("country", "group"):
        return False
    inside, around = _countries(layer, inner), _countries(layer, outer)
    return bool(inside & around) if inner.startswith("border:") else inside <= around


def _countries(layer: Layer, where: str) -> frozenset[str]:
    """Countries that a place is, or in which it lies; the empty string where it lies in none known."""
    kind, _, name = where.partition(":")
    if kind == "country":
        return frozenset({name})
    if kind == "group":
        return frozenset(get(name, Scheme.GROUP).members)
    codes = name.split(":") if kind in ("terminal", "border") else []
    if kind == "leg" and name in layer.legs:
        codes = [layer.legs[name].start, layer.legs[name].end]
    inside = {layer.terminals[code].country for code in codes if code in layer.terminals}
    return frozenset(inside or {""})


def _wider(layer: Layer, change: Change) -> Iterator[tuple[str, Parameter]]:
    """By mode, what holds at the place that is changed only because a wider one says so."""
    table = Parameters(layer.parameters)
    for mode in [change.mode] if change.mode else ["", *Mode]:
        stated = _stated(layer, table, change, mode)
        if stated is None or stated.where == change.where:
            continue
        if change.mode or stated.mode == mode:
            yield mode, stated


def _stated(layer: Layer, table: Parameters, change: Change, mode: str) -> Parameter | None:
    kind, _, name = change.where.partition(":")
    if kind == "leg":
        leg = layer.legs.get(name)
        return table.stated(change.quantity, leg=leg) if leg and mode in ("", leg.mode) else None
    return table.stated(
        change.quantity,
        mode,
        terminal=name if kind == "terminal" else "",
        border=name if kind == "border" else "",
        countries=sorted(_countries(layer, change.where) - {""}) if kind != "group" else (),
        gauge=int(name) if kind == "gauge" else 0,
        passages=(name,) if kind == "passage" else (),
    )


def _scaled(old: Parameter, change: Change, where: str, mode: str, source: str) -> Parameter:
    factor = change.times or 1.0
    note = f"{factor:g} times {old.span.low:g}, {old.span.typical:g}, {old.span.high:g} of {old.source}"
    made = _stating(change, mode, old.span * factor, source, Quality.ESTIMATED, note)
    return replace(made, where=where)


def _stating(change: Change, mode: str, span: Span, source: str, quality: Quality, note: str) -> Parameter:
    told = quality if change.source else Quality.ESTIMATED
    unit = QUANTITIES[change.quantity]
    return Parameter(change.quantity, unit, mode, change.where, span, "", source, told, note=note)
