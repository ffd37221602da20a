"""Dollars of legs, lifts, borders and changes of gauge for a consignment, and when haste pays."""

from __future__ import annotations

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.parameters import Known, Parameters
from entrepot.analyses.corridors.times import NOT_DUE, at_border, at_terminal, stretches
from entrepot.metadata.corridors import Criteria, Layer, Leg, Mode, Span, Terminal
from entrepot.metadata.corridors.span import NOTHING

DAY = 24.0


def leg_price(leg: Leg, cargo: Cargo, parameters: Parameters) -> Known:
    """Price of moving the consignment over the leg: as stated for the leg, else rate times kilometres.

    By air both are of a chargeable kilogram, otherwise of an FEU, of which a lot pays the share it fills; by
    rail, road and barge the rate is looked up for each country's share of the way.

    Raises:
        NoData: no rate is stated for the mode.
    """
    stated = parameters.stated("price", leg=leg)
    if stated is not None:
        return stated.span * (chargeable_kg(cargo, parameters) if leg.mode is Mode.AIR else cargo.feu), (
            stated,
        )
    if leg.mode is Mode.AIR:
        rate = parameters.needed("air_rate", leg=leg)
        return rate.span * (leg.km / 1000.0 * chargeable_kg(cargo, parameters)), (rate,)
    total, used = NOTHING, []
    for country, km in stretches(leg):
        rate = parameters.needed("rate", leg=leg, countries=country)
        total += rate.span * (km * cargo.feu)
        used.append(rate)
    return total, tuple(dict.fromkeys(used))


def start_price(mode: str, leg: Leg | None, cargo: Cargo, parameters: Parameters) -> Known:
    """Price of boarding a mode, whatever the distance: shunting, documents, surcharges, the driver's start.

    `leg` is the first one run after boarding, for what is stated of its countries; None for the mode's own.
    """
    if mode == Mode.AIR:
        stated = parameters.stated("air_start_price", mode, leg=leg)
        return (stated.span * chargeable_kg(cargo, parameters), (stated,)) if stated else NOT_DUE
    stated = parameters.stated("start_price", mode, leg=leg)
    return (stated.span * cargo.feu, (stated,)) if stated else NOT_DUE


def handling_price(terminal: Terminal, mode: str, cargo: Cargo, parameters: Parameters) -> Known:
    """Price of one lift on or off that mode in the terminal."""
    if mode == Mode.AIR:
        known = at_terminal("air_handling_price", terminal, mode, parameters)
        return _scaled(known, chargeable_kg(cargo, parameters))
    return _scaled(at_terminal("handling_price", terminal, mode, parameters), cargo.feu)


def gauge_price(terminal: Terminal, cargo: Cargo, parameters: Parameters) -> Known:
    """Price of a change of gauge in the terminal."""
    return _scaled(at_terminal("gauge_price", terminal, Mode.RAIL, parameters), cargo.feu)


def border_price(leg: Leg, cargo: Cargo, layer: Layer, parameters: Parameters) -> Known:
    """Price of the border that the leg crosses, both sides together, duties not included."""
    return _scaled(at_border("border_price", leg, layer, parameters), cargo.feu)


def chargeable_kg(cargo: Cargo, parameters: Parameters) -> float:
    """Kilograms that air freight is billed for: its weight, or that of its volume if that is more."""
    density = parameters.span("chargeable", Mode.AIR)
    return cargo.chargeable_kg(density.typical) if density else cargo.chargeable_kg()


def value_density(fast: Criteria, cheap: Criteria, cargo: Cargo, time_value: Span) -> Span | None:
    """Value of the goods, USD per kg, above which the faster of two routes pays for itself.

    A day costs goods a share of their value (Hummels and Schaur, AER 103(7), 2013: 0.6 to 2.1 %); the faster
    route pays where the days saved, at that share, are worth more than its price is higher.

    Args:
        fast: the faster route's hours and USD, for this consignment.
        cheap: the cheaper route's.
        cargo: the consignment, for its weight.
        time_value: share of the value a day costs; its high end gives the low end of the answer.

    Returns:
        USD per kg; zero where the faster route is not dearer; None where it is not faster, so never pays.
    """
    days = (cheap.hours - fast.hours) / DAY
    if days <= 0.0:
        return None
    dearer = max(0.0, fast.usd - cheap.usd)
    return time_value.under(dearer / (days * cargo.tonnes * 1000.0))


def _scaled(known: Known, factor: float) -> Known:
    span, used = known
    return span * factor, used
