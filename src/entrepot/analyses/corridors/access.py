"""First and last miles: from any place of the world to the terminals a truck can reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entrepot.metadata.corridors import Layer, Mode, Spot, Terminal
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.errors import NoData

NEAREST = 4
"""Terminals of each mode that a first or last mile may lead to."""
FAR_KM = 50.0
"""A way to the nearest terminal longer than this is told."""


@dataclass(frozen=True, slots=True)
class Mile:
    """A truck's way between a spot and a terminal, as the crow flies.

    Attributes:
        terminal: the terminal's code.
        crow_km: great-circle kilometres.
        countries: share of the way in each country, by ISO alpha-3: halves where the two differ.
    """

    terminal: str
    crow_km: float
    countries: dict[str, float]


def miles(
    layer: Layer, spot: Spot, reach_km: float, closed: frozenset[str] = frozenset()
) -> tuple[Mile, ...]:
    """The terminals that a truck from the spot would serve: for each mode the nearest few within reach.

    A terminal beyond a border with procedure counts only where the spot's own country has none of that mode
    within reach, and lorries cross that border. Where nothing at all is within reach, the nearest of each
    mode is taken, however far.

    Args:
        layer: the layer of corridors.
        spot: where goods start or end.
        reach_km: great-circle kilometres a truck may go.
        closed: codes of terminals that are closed.

    Raises:
        NoData: no terminal stands on the spot's landmass.
    """
    everything = sorted(_around(layer, spot, closed), key=lambda pair: (pair[0], pair[1].code))
    beyond = _neighbours(layer, spot.country)
    around = [pair for pair in everything if pair[1].country in beyond] or everything
    if not around:
        raise NoData(
            f"No terminal can be reached by road from {spot.name}: the layer has none that is open on its "
            "landmass. Add a lane from the nearest port or airport in a YAML of your own."
        )
    within = [pair for pair in around if pair[0] <= reach_km]
    near, most = (within, NEAREST) if within else (around, 1)
    chosen: dict[str, Mile] = {}
    for mode in Mode:
        served = [pair for pair in near if mode in pair[1].modes]
        home = [pair for pair in served if _is_open(layer, spot.country, pair[1].country)]
        for km, terminal in (home or served)[:most]:
            chosen.setdefault(terminal.code, Mile(terminal.code, km, _countries(spot, terminal)))
    return tuple(chosen.values())


def _neighbours(layer: Layer, country: str) -> frozenset[str]:
    """The country and those that a lorry gets to from it: over an open border, or by a road of the layer.

    Where the layer has no road between neighbours their border is shut, or no lorry takes it.
    """
    crossings = (
        {layer.terminals[leg.start].country, layer.terminals[leg.end].country}
        for leg in layer.legs.values()
        if leg.mode is Mode.ROAD
    )
    by_road = (pair for pair in crossings if country in pair)
    open_to = (set(pair) for pair in layer.open_borders if country in pair)
    return frozenset({country}).union(*by_road, *open_to)


def _around(layer: Layer, spot: Spot, closed: frozenset[str]) -> Iterator[tuple[float, Terminal]]:
    for terminal in layer.terminals.values():
        if terminal.landmass == spot.landmass and terminal.code not in closed:
            here = spot.latitude, spot.longitude
            yield great_circle(*here, terminal.latitude, terminal.longitude), terminal


def _is_open(layer: Layer, a: str, b: str) -> bool:
    return a == b or (min(a, b), max(a, b)) in layer.open_borders


def _countries(spot: Spot, terminal: Terminal) -> dict[str, float]:
    if spot.country == terminal.country:
        return {spot.country: 1.0}
    return {spot.country: 0.5, terminal.country: 0.5}
