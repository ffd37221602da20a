"""A layer ready to be searched: its graph, and what each arc takes of any consignment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.closures import closed_legs, closed_terminals
from entrepot.analyses.corridors.expansion import Expansion, expand
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.analyses.corridors.pieces import Pieces
from entrepot.metadata.corridors import Layer

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Prices are linear in boxes and in chargeable kilograms, emissions in tonnes: two unit consignments tell all.
A_BOX = Cargo(tonnes=0.0, feu=1.0, cubic_metres=0.0)
A_TONNE = Cargo(tonnes=1.0, feu=0.0, cubic_metres=0.0)
_KG = 1000.0


@dataclass(frozen=True, slots=True)
class Units:
    """What each arc takes, float64[M] each: hours, hours of delay to expect, USD per FEU, USD per chargeable
    tonne, kg CO2e per tonne.
    """

    hours: Array
    delay: Array
    usd_per_feu: Array
    usd_per_tonne: Array
    co2e_per_tonne: Array


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
        rows = np.array([self._unit(index) for index in range(len(self.expansion.arcs))], dtype=np.float64)
        return Units(*np.ascontiguousarray(rows.reshape(-1, 5).T))

    def _unit(self, index: int) -> tuple[float, float, float, float, float]:
        arc = self.expansion.arcs[index]
        boxes = list(self.pieces.of(arc, A_BOX))
        tonnes = list(self.pieces.of(arc, A_TONNE))
        return (
            sum(piece.hours[0].typical for piece in boxes),
            sum(piece.hours[0].excess for piece in boxes),
            sum(piece.usd[0].typical for piece in boxes),
            sum(piece.usd[0].typical for piece in tonnes),
            sum(piece.co2e[0].typical for piece in tonnes),
        )

    def cost(self, cargo: Cargo) -> Array:
        """Hours, USD, kg CO2e and hours of delay of each arc for the consignment, float64[M, 4]."""
        chargeable = self.chargeable_tonnes(cargo)
        u = self.units
        usd = u.usd_per_feu * cargo.feu + u.usd_per_tonne * chargeable
        return np.column_stack([u.hours, usd, u.co2e_per_tonne * cargo.tonnes, u.delay])

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
        gauges = {c.partition(":")[2] for c in stated if c.startswith("gauge:")}
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
