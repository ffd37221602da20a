"""Hours of legs, lifts, borders, changes of gauge and waiting: for one box, low, typical and high."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entrepot.analyses.corridors.parameters import Known, Parameters
from entrepot.metadata.corridors import Layer, Leg, Mode, Span, Terminal
from entrepot.metadata.corridors.span import NOTHING

NOT_DUE: Known = (NOTHING, ())
# What a train, lorry or barge does depends on whose network it is on; a ship or aircraft only passes by.
BY_COUNTRY = (Mode.RAIL, Mode.ROAD, Mode.BARGE)


def leg_hours(leg: Leg, parameters: Parameters) -> Known:
    """Hours from leaving the start to reaching the end: as stated for the leg, else kilometres over speed.

    By rail, road and barge the speed is looked up for each country's share of the way.

    Raises:
        NoData: no speed is stated for the mode.
    """
    stated = parameters.stated("hours", leg=leg)
    if stated is not None:
        return stated.span, (stated,)
    total, used = NOTHING, []
    for country, km in stretches(leg):
        speed = parameters.needed("speed", leg=leg, countries=country)
        total += speed.span.under(km)
        used.append(speed)
    return total, tuple(dict.fromkeys(used))


def handling_hours(terminal: Terminal, mode: str, parameters: Parameters) -> Known:
    """Hours of one lift on or off that mode in the terminal, time in the yard included."""
    return at_terminal("handling_hours", terminal, mode, parameters)


def gauge_hours(terminal: Terminal, parameters: Parameters) -> Known:
    """Hours of a change of gauge in the terminal, from arriving on one to leaving on the other."""
    return at_terminal("gauge_hours", terminal, Mode.RAIL, parameters)


def border_hours(leg: Leg, layer: Layer, parameters: Parameters) -> Known:
    """Hours at the border that the leg crosses, both sides together; nothing where there is none."""
    return at_border("border_hours", leg, layer, parameters)


def waiting(mode: str, leg: Leg | None, parameters: Parameters) -> Known:
    """Hours until the next departure: none at best, half the headway typically, all of it at worst."""
    headway = parameters.stated("headway", mode, leg=leg)
    if headway is None:
        return NOT_DUE
    return Span(0.0, headway.span.typical / 2.0, headway.span.high), (headway,)


def is_border(leg: Leg, layer: Layer) -> bool:
    """Whether the leg's ends lie in two countries that have a border procedure between them."""
    first, second = sorted((layer.terminals[leg.start].country, layer.terminals[leg.end].country))
    return first != second and (first, second) not in layer.open_borders


def stretches(leg: Leg) -> Iterator[tuple[tuple[str, ...], float]]:
    """Kilometres and the country they lie in, for modes that have to do with it; else the whole leg.

    The countries' kilometres are brought to the length of the leg, which is the one that counts.
    """
    total = sum(leg.countries.values())
    if leg.mode not in BY_COUNTRY or total <= 0.0:
        yield (), leg.km
        return
    for country, km in leg.countries.items():
        yield (country,), km * leg.km / total


def at_terminal(quantity: str, terminal: Terminal, mode: str, parameters: Parameters) -> Known:
    """What is stated for a terminal, its country or the mode; nothing where none of them has it."""
    countries = (terminal.country,)
    stated = parameters.stated(quantity, mode, terminal=terminal.code, countries=countries)
    return (stated.span, (stated,)) if stated else NOT_DUE


def at_border(quantity: str, leg: Leg, layer: Layer, parameters: Parameters) -> Known:
    """What is stated for the border that a leg crosses.

    Where nothing is stated for the border itself and both countries have a figure, the higher one holds:
    goods are not through before the slower side has finished.
    """
    if not is_border(leg, layer):
        return NOT_DUE
    countries: Iterable[str] = (layer.terminals[leg.start].country, layer.terminals[leg.end].country)
    found = (parameters.stated(quantity, leg=leg, countries=(country,)) for country in countries)
    known = [parameter for parameter in found if parameter is not None]
    if not known:
        return NOT_DUE
    worst = max(known, key=lambda parameter: parameter.span.typical)
    return worst.span, (worst,)
