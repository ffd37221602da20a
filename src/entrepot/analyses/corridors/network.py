"""A layer ready to be searched: its graph, and what each arc takes of any consignment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.closures import closed_gauges, closed_legs, closed_terminals
from entrepot.analyses.corridors.expansion import Arc, Expansion, expand
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.analyses.corridors.pieces import Pieces
from entrepot.metadata.corridors import Layer, Mode

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Prices are linear in boxes (by air in chargeable tonnes) and emissions in tonnes: one consignment tells all.
UNIT = Cargo(tonnes=1.0, feu=1.0, cubic_metres=0.0)
_KG = 1000.0
Unit = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Units:
    """What each arc takes, float64[M] each: hours, hours of delay to expect, USD per FEU (by air per
    chargeable tonne), kg CO2e per tonne; and whether it is billed by weight, bool[M].
    """

    hours: Array
    delay: Array
    usd: Array
    co2e: Array
    by_weight: Mask


@dataclass(frozen=True)
class Network:
    """A layer and everything derived from it that no question changes."""

    layer: Layer

    @cached_property
    def parameters(self) -> Parameters:
        """The layer's parameters, found by what they are about."""
        return Parameters(self.layer.parameters)

    @cached_property
    def pieces(self) -> Pieces:
        """What each arc is made of."""
        return Pieces(self.layer, self.parameters)

    @cached_property
    def expansion(self) -> Expansion:
        """Nodes and arcs."""
        return expand(self.layer)

    @cached_property
    def tail(self) -> NDArray[np.int32]:
        """Where each arc begins, int32[M]."""
        return np.array([arc.tail for arc in self.expansion.arcs], dtype=np.int32)

    @cached_property
    def head(self) -> NDArray[np.int32]:
        """Where each arc ends, int32[M]."""
        return np.array([arc.head for arc in self.expansion.arcs], dtype=np.int32)

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.expansion.nodes)

    @cached_property
    def units(self) -> Units:
        """What each arc takes of a unit of cargo."""
        arcs = self.expansion.arcs
        # A leg takes the same both ways, and looking up what it takes is most of the time a start needs.
        known: dict[tuple[str, str, Mode, str], Unit] = {}
        rows = []
        for arc in arcs:
            key = (arc.happening, arc.leg.id if arc.leg else "", arc.mode, "" if arc.leg else arc.start)
            if key not in known:
                known[key] = self._unit(arc)
            rows.append(known[key])
        by_weight = np.array([arc.mode is Mode.AIR for arc in arcs], dtype=np.bool_)
        hours, delay, usd, co2e = np.ascontiguousarray(np.array(rows, dtype=np.float64).reshape(-1, 4).T)
        return Units(hours, delay, usd, co2e, by_weight)

    def _unit(self, arc: Arc) -> Unit:
        hours = delay = usd = co2e = 0.0
        for piece in self.pieces.of(arc, UNIT):
            hours += piece.hours[0].typical
            delay += piece.hours[0].excess
            usd += piece.usd[0].typical
            co2e += piece.co2e[0].typical
        return hours, delay, usd, co2e

    def cost(self, cargo: Cargo) -> Array:
        """Hours, USD, kg CO2e and hours of delay of each arc for the consignment, float64[M, 4]."""
        u = self.units
        billed = np.where(u.by_weight, self.chargeable_tonnes(cargo), cargo.feu)
        return np.column_stack([u.hours, u.usd * billed, u.co2e * cargo.tonnes, u.delay])

    def chargeable_tonnes(self, cargo: Cargo) -> float:
        """What air freight is billed for, in tonnes."""
        from entrepot.analyses.corridors.prices import chargeable_kg

        return chargeable_kg(cargo, self.parameters) / _KG

    def open(self, closures: Iterable[str] = (), modes: Iterable[str] = ()) -> Mask:
        """Which arcs are open, bool[M].

        Args:
            closures: in their written form, "country:RUS" and so on.
            modes: modes that may be used; empty for all.
        """
        stated = tuple(closures)
        legs, terminals = closed_legs(self.layer, stated), closed_terminals(self.layer, stated)
        gauges = closed_gauges(self.layer, stated)
        shut = {c.partition(":")[2] for c in stated if c.startswith("mode:")}
        allowed = frozenset(modes)
        return np.array(
            [
                not (
                    (arc.leg is not None and arc.leg.id in legs)
                    or arc.start in terminals
                    or arc.end in terminals
                    or arc.mode in shut
                    or (allowed and arc.mode not in allowed)
                    or (arc.happening == "gauge" and arc.start in gauges)
                )
                for arc in self.expansion.arcs
            ],
            dtype=np.bool_,
        )
