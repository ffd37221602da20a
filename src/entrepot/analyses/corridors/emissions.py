"""Kilograms CO2e of a consignment, well to wheel, by the rules of ISO 14083 and the GLEC Framework.

Emission of a leg = tonnes x kilometres x emission intensity. Kilometres are the shortest feasible distance,
brought to those really run by `distance_factor` where the intensity does not have that inside; by air they
are the great circle plus 95 km. Average load and empty return are inside the default intensities. Operations
at hubs are transport chain elements of their own and counted at every lift.
"""

from __future__ import annotations

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.parameters import Known, Parameters
from entrepot.analyses.corridors.times import at_terminal, stretches
from entrepot.metadata.corridors import Leg, Mode, Parameter, Span, Terminal
from entrepot.metadata.corridors.span import NOTHING

GRAMS = 1000.0


def leg_co2e(leg: Leg, cargo: Cargo, parameters: Parameters) -> Known:
    """Kilograms CO2e of the consignment on the leg.

    Raises:
        NoData: no intensity is stated for the mode, nor for rail what it is made of.
    """
    total = NOTHING
    used: list[Parameter] = []
    factor = parameters.stated("distance_factor", leg=leg)
    extra = parameters.stated("extra_km", leg=leg)
    added = extra.span.typical if extra else 0.0
    for country, km in stretches(leg):
        intensity, made_of = intensity_of(leg, country, parameters)
        run = (factor.span if factor else Span.exactly(1.0)) * km + Span.exactly(added)
        total += intensity.times(run) * (cargo.tonnes / GRAMS)
        used += made_of
        added = 0.0  # once per leg, not once per country
    used += [parameter for parameter in (factor, extra) if parameter is not None]
    return total, tuple(dict.fromkeys(used))


def intensity_of(leg: Leg, countries: tuple[str, ...], parameters: Parameters) -> Known:
    """Emission intensity in g CO2e/tkm on the leg's stretch in those countries.

    As stated; where it is not, by rail: share under wire x kWh/tkm x the country's grid, the rest diesel.

    Raises:
        NoData: neither is stated.
    """
    stated = parameters.stated("intensity", leg=leg, countries=countries)
    if stated is not None:
        return stated.span, (stated,)
    if leg.mode is not Mode.RAIL:
        needed = parameters.needed("intensity", leg=leg, countries=countries)
        return needed.span, (needed,)
    names = ("electrified", "electricity", "grid", "diesel_intensity")
    made_of = tuple(parameters.needed(name, leg=leg, countries=countries) for name in names)
    return _traction(*made_of), made_of


def handling_co2e(terminal: Terminal, mode: str, cargo: Cargo, parameters: Parameters) -> Known:
    """Kilograms CO2e of one lift on or off that mode in the terminal."""
    span, used = at_terminal("handling_co2e", terminal, mode, parameters)
    return span * cargo.tonnes, used


def gauge_co2e(terminal: Terminal, cargo: Cargo, parameters: Parameters) -> Known:
    """Kilograms CO2e of a change of gauge in the terminal."""
    span, used = at_terminal("gauge_co2e", terminal, Mode.RAIL, parameters)
    return span * cargo.tonnes, used


def _traction(electrified: Parameter, electricity: Parameter, grid: Parameter, diesel: Parameter) -> Span:
    """The mix is linear in the share under wire, so its extremes lie at the share's own."""
    share, burnt = electrified.span, diesel.span
    drawn = electricity.span.times(grid.span)
    shares = (share.low, share.high)
    return Span(
        min(drawn.low * part + burnt.low * (1.0 - part) for part in shares),
        drawn.typical * share.typical + burnt.typical * (1.0 - share.typical),
        max(drawn.high * part + burnt.high * (1.0 - part) for part in shares),
    )
