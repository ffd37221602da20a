"""Hours, USD and delay of each arc of a network; after a small change, only of the arcs that it touches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.expansion import Arc
from entrepot.analyses.corridors.network import UNIT, Network
from entrepot.metadata.corridors import Layer, Mode, Parameter

Array = NDArray[np.float64]
TAKEN = (0, 1, 3)
"""Hours, USD and delay among the four criteria of the network."""
_BY_NAME = frozenset({"terminal", "border", "leg"})
"""Kinds of place whose parameters hold for arcs that bear the name, and for no others."""


def arc_costs(network: Network, cargo: Cargo) -> Array:
    """float64[M, 3] for the consignment."""
    return np.ascontiguousarray(network.cost(cargo)[:, TAKEN])


def changed_costs(network: Network, cargo: Cargo, other: Network, known: Array) -> Array:
    """The same, from what is known of another network.

    Looking up what an arc takes is most of the work; where parameters alone differ, and only such as are of
    terminals, borders or legs by name, all other arcs take what they took.

    Args:
        network: whose arcs.
        cargo: the consignment.
        other: a network that differs a little, or not at all.
        known: `arc_costs` of the other.
    """
    if network is other:
        return known
    touched = _Touched.of(other.layer, network.layer)
    if touched is None:
        return arc_costs(network, cargo)
    found, billed = known.copy(), network.chargeable_tonnes(cargo)
    both_ways: dict[tuple[str, ...], tuple[float, float, float]] = {}
    for row, arc in enumerate(network.expansion.arcs):
        if touched.has(arc):
            # As in `Network.units`, a leg takes the same both ways, to the last digit.
            key = (arc.happening, arc.mode, arc.leg.id if arc.leg else f"at {arc.start}")
            if key not in both_ways:
                both_ways[key] = _taken(network, arc, billed if arc.mode is Mode.AIR else cargo.feu)
            found[row] = both_ways[key]
    return found


def same_ground(one: Layer, other: Layer) -> bool:
    """Whether two layers have the same graph: at most parameters differ."""
    bare = (replace(layer, parameters=(), origins={}, digest="") for layer in (one, other))
    return next(bare) == next(bare)


@dataclass(frozen=True, slots=True)
class _Touched:
    """Arcs that changed parameters are about: by codes of terminals, and by ids of legs."""

    terminals: Collection[str]
    legs: Collection[str]

    @classmethod
    def of(cls, old: Layer, new: Layer) -> _Touched | None:
        """None where it cannot be said."""
        changed = [*_only_in(new, old), *_only_in(old, new)]
        named = [parameter.where.partition(":") for parameter in changed]
        if not same_ground(old, new) or any(kind not in _BY_NAME for kind, _, _ in named):
            return None
        codes = {code for kind, _, name in named if kind != "leg" for code in name.split(":")}
        return cls(codes, {name for kind, _, name in named if kind == "leg"})

    def has(self, arc: Arc) -> bool:
        leg = "" if arc.leg is None else arc.leg.id
        return arc.start in self.terminals or arc.end in self.terminals or leg in self.legs


def _only_in(one: Layer, other: Layer) -> list[Parameter]:
    known = {id(parameter) for parameter in other.parameters}
    return [parameter for parameter in one.parameters if id(parameter) not in known]


def _taken(network: Network, arc: Arc, billed: float) -> tuple[float, float, float]:
    """As `Network.cost` adds it up."""
    hours = delay = usd = 0.0
    for piece in network.pieces.of(arc, UNIT):
        hours += piece.hours[0].typical
        delay += piece.hours[0].excess
        usd += piece.usd[0].typical
    return hours, usd * billed, delay
