"""Parameters in a terminal: what is stated, what is in use at a place, who says so and who disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from entrepot.analyses.corridors.parameters import Parameters
from entrepot.analyses.corridors.times import at_border
from entrepot.cli.corridors_tables import cited, wrapped
from entrepot.cli.corridors_what_if_text import place as named
from entrepot.cli.corridors_what_if_text import span
from entrepot.cli.output import note, print_table
from entrepot.metadata.corridors import Layer, Leg, Mode, Parameter
from entrepot.sources.corridors import closure


def place(text: str, layer: Layer) -> str:
    """What these words name, as parameters write it; "" for everywhere.

    Raises:
        UnknownPlace: nothing is called so.
        AmbiguousPlace: several terminals are.
    """
    written = text.strip()
    if written in ("", "everywhere"):
        return ""
    if any(p.where == written for p in layer.parameters):  # gauge:1520, group:EU27 are no closures
        return written
    return closure(written, layer)


def same_place(where: str, at: str) -> bool:
    """Whether two written forms are of one place; a border is the same from both sides."""
    kind, _, name = at.partition(":")
    return where == at or (kind == "border" and where == f"border:{':'.join(reversed(name.split(':')))}")


def in_use(quantity: str, at: str, modes: Sequence[str], layer: Layer) -> tuple[Parameter, ...]:
    """The parameters that hold at a place, each mode's, whatever place they are stated for.

    In a country a railway's figures may depend on its gauge: those of every gauge that lies there are told.
    """
    table, wanted = Parameters(layer.parameters), modes or tuple(Mode)
    found = (p for mode in wanted for p in _holds(table, quantity, at, Mode(mode), layer))
    return tuple(dict.fromkeys(p for p in found if p is not None))


def _holds(table: Parameters, quantity: str, at: str, mode: Mode, layer: Layer) -> Iterator[Parameter | None]:
    kind, _, name = at.partition(":")
    if kind == "terminal":
        terminal = layer.terminals[name]
        due = len(terminal.gauges) > 1 if quantity.startswith("gauge_") else True
        if due and mode in terminal.modes:
            yield table.stated(quantity, mode, terminal=name, countries=(terminal.country,))
    elif kind in ("border", "leg"):
        yield _on_leg(table, quantity, _leg(at, mode, layer), layer)
    elif kind in ("country", "passage"):
        for gauge in _gauges(kind, name, mode, layer):
            if kind == "country":
                yield table.stated(quantity, mode, countries=(name,), gauge=gauge)
            else:
                yield table.stated(quantity, mode, passages=(name,))


def _gauges(kind: str, name: str, mode: Mode, layer: Layer) -> list[int]:
    """Gauges of the legs of that mode in a country or passage; none where there are no such legs."""
    legs = (leg for leg in layer.legs.values() if leg.mode is mode)
    return sorted(
        {leg.gauge for leg in legs if name in (leg.countries if kind == "country" else leg.passages)}
    )


def _on_leg(table: Parameters, quantity: str, leg: Leg | None, layer: Layer) -> Parameter | None:
    if leg is None:
        return None
    if quantity.startswith("border_"):
        _, stated = at_border(quantity, leg, layer, table)
        return stated[0] if stated else None
    return table.stated(quantity, leg=leg)


def _leg(at: str, mode: Mode, layer: Layer) -> Leg | None:
    kind, _, name = at.partition(":")
    if kind == "leg":
        leg = layer.legs[name]
        return leg if leg.mode is mode else None
    ends = set(name.split(":"))
    return next((x for x in layer.legs.values() if x.mode is mode and {x.start, x.end} == ends), None)


def as_row(p: Parameter, layer: Layer) -> dict[str, Any]:
    """A parameter as one row, with its source in full."""
    origin = layer.origins.get(p.source)
    return {
        "quantity": p.quantity,
        "mode": p.mode,
        "where": p.where,
        "low": p.span.low,
        "typical": p.span.typical,
        "high": p.span.high,
        "unit": p.unit,
        "year": p.year,
        "quality": p.quality.word,
        "used": p.used,
        "source": origin.cite() if origin else p.source,
        "url": origin.url if origin else "",
        "note": p.note,
    }


def print_parameters(
    found: Sequence[Parameter], used: Sequence[Parameter], at: str | None, layer: Layer, few: int
) -> None:
    """What is stated; then what is in use at the place, where that is stated elsewhere; then the sources."""
    wider = [p for p in used if p not in found]
    everything = [*found, *wider]
    keys = {key: number for number, key in enumerate(dict.fromkeys(p.source for p in everything), start=1)}
    if found:
        _table(found, keys, layer, with_notes=len(everything) <= few)
    elif at:
        click.echo(f"Nothing is stated for {named(at, layer)} itself.")
    if wider:
        click.echo("\nIn use there, stated for a wider place:")
        _table(wider, keys, layer, with_notes=len(everything) <= few)
    lines = []
    for key, number in keys.items():
        if key in layer.origins:
            lines += cited([layer.origins[key]], f"[{number}] ")
    note("\n" + "\n".join(["Sources:", *lines]))
    if any(not p.used for p in everything):
        note("Beside: kept because the source differs from the one in use.")


def _table(found: Sequence[Parameter], keys: dict[str, int], layer: Layer, with_notes: bool) -> None:
    order = {key: number for number, key in enumerate(dict.fromkeys((p.where, p.mode) for p in found))}
    found = sorted(found, key=lambda p: (order[p.where, p.mode], not p.used))
    quantities = list(dict.fromkeys(p.quantity for p in found))
    for quantity in quantities:
        rows = [p for p in found if p.quantity == quantity]
        click.echo(f"{'' if quantity == quantities[0] else chr(10)}{quantity}, {rows[0].unit}:")
        if with_notes:
            for p in rows:
                click.echo(_told(p, keys, layer))
        else:
            heads = ("mode", "where", "low", "typical", "high", "year", "figure", "", "source")
            print_table(heads, [_cells(p, keys, layer) for p in rows], right=heads[2:5])


def _cells(p: Parameter, keys: dict[str, int], layer: Layer) -> tuple[str, ...]:
    numbers = tuple(f"{value:,.6g}" for value in (p.span.low, p.span.typical, p.span.high))
    used = "" if p.used else "beside"
    where = named(p.where, layer).replace(f" ({p.where})", "")
    return (p.mode or "all", where, *numbers, p.year, p.quality.word, used, f"[{keys[p.source]}]")


def _told(p: Parameter, keys: dict[str, int], layer: Layer) -> str:
    state = "in use" if p.used else "beside, not in use"
    head = f"  {p.mode or 'all modes'}, {named(p.where, layer)}: {span(p.span)}"
    facts = ", ".join(part for part in (p.year, p.quality.word, state) if part)
    lines = [wrapped(f"{head.strip()}; {facts} [{keys[p.source]}]", "  ")]
    return "\n".join([*lines, *([wrapped(p.note, "    ")] if p.note else [])])
