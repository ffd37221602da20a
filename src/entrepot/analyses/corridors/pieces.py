"""What one arc is made of: its lifts, waiting, kilometres and border, each with hours, dollars and CO2e.

The search adds these up and the explanation shows them, so what a route costs is what its steps say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entrepot.analyses.corridors import emissions, prices, times
from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.expansion import Arc
from entrepot.analyses.corridors.parameters import Known, Parameters
from entrepot.metadata.corridors import Layer, Leg, Mode, Span
from entrepot.metadata.corridors.route import Kind
from entrepot.metadata.corridors.span import NOTHING

NONE: Known = (NOTHING, ())


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that happens, for a consignment; `start` and `end` are codes of terminals."""

    kind: Kind
    mode: Mode
    start: str
    end: str
    hours: Known
    usd: Known
    co2e: Known
    leg: Leg | None = None


@dataclass(frozen=True)
class Pieces:
    """The pieces of any arc of a layer.

    Attributes:
        layer: terminals, legs and open borders.
        parameters: those of the layer.
    """

    layer: Layer
    parameters: Parameters

    def of(self, arc: Arc, cargo: Cargo) -> Iterator[Piece]:
        """What happens on the arc, in order; pieces without hours, price and emissions are left out."""
        every = self._every(arc, cargo)
        return (p for p in every if p.kind == "running" or any(_due(k) for k in (p.hours, p.usd, p.co2e)))

    def _every(self, arc: Arc, cargo: Cargo) -> Iterator[Piece]:
        if arc.happening == "board":
            yield from self.boarding(arc.start, arc.mode, None, cargo)
        elif arc.happening == "alight":
            yield self.lift(arc.end, arc.mode, cargo)
        elif arc.happening == "gauge":
            yield self._gauge(arc.start, cargo)
        elif arc.leg is not None:
            if arc.happening == "serve":
                yield from self.boarding(arc.start, arc.mode, arc.leg, cargo)
            yield from self.moving(arc.start, arc.end, arc.leg, cargo)
            if arc.happening == "serve":
                yield self.lift(arc.end, arc.mode, cargo)

    def moving(self, start: str, end: str, leg: Leg, cargo: Cargo) -> Iterator[Piece]:
        """The run over a leg, then the border on it if there is one."""
        known, layer = self.parameters, self.layer
        yield Piece(
            "running", leg.mode, start, end,
            times.leg_hours(leg, known),
            prices.leg_price(leg, cargo, known),
            emissions.leg_co2e(leg, cargo, known),
            leg,
        )  # fmt: skip
        if times.is_border(leg, layer):
            hours = times.border_hours(leg, layer, known)
            price = prices.border_price(leg, cargo, layer, known)
            yield Piece("border", leg.mode, start, end, hours, price, NONE, leg)

    def boarding(self, code: str, mode: Mode, leg: Leg | None, cargo: Cargo) -> Iterator[Piece]:
        """Waiting for the next departure, then the lift on; what it costs to start is with the lift."""
        waiting = times.waiting(mode, leg, self.parameters)
        yield Piece("waiting", mode, code, code, waiting, NONE, NONE, leg)
        lift = self.lift(code, mode, cargo)
        start = prices.start_price(mode, leg, cargo, self.parameters)
        usd = (lift.usd[0] + start[0], (*lift.usd[1], *start[1]))
        yield Piece("handling", mode, code, code, lift.hours, usd, lift.co2e, leg)

    def lift(self, code: str, mode: Mode, cargo: Cargo) -> Piece:
        """One lift on or off."""
        terminal, known = self.layer.terminals[code], self.parameters
        hours = times.handling_hours(terminal, mode, known)
        usd = prices.handling_price(terminal, mode, cargo, known)
        co2e = emissions.handling_co2e(terminal, mode, cargo, known)
        return Piece("handling", mode, code, code, hours, usd, co2e)

    def _gauge(self, code: str, cargo: Cargo) -> Piece:
        terminal, known = self.layer.terminals[code], self.parameters
        hours = times.gauge_hours(terminal, known)
        usd = prices.gauge_price(terminal, cargo, known)
        co2e = emissions.gauge_co2e(terminal, cargo, known)
        return Piece("gauge change", Mode.RAIL, code, code, hours, usd, co2e)


def _due(known: Known) -> bool:
    span: Span = known[0]
    return span.high > 0.0
