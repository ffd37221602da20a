"""The layer as a graph: who stands where, on which mode and gauge, and what may happen next.

A terminal is a yard, where goods stand, and a track for each mode and gauge, where they pass through without
being touched. Road, rail and barge run from track to track; ships, ferries and aircraft from yard to yard,
since whoever changes ship is unloaded, waits and is loaded again. Between yard and track there are lifts;
between the tracks of two gauges there is a change of gauge, only at a terminal that has both. So a path of
the graph is a thing that can be done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from entrepot.metadata.corridors import Layer, Leg, Mode

THROUGH = frozenset({Mode.ROAD, Mode.RAIL, Mode.BARGE})
"""Modes that pass a terminal without a lift."""

Happening = Literal["run", "serve", "board", "alight", "gauge"]


@dataclass(frozen=True, slots=True)
class Node:
    """Where goods can be: in the yard of a terminal (`mode` empty), or passing it on a mode and gauge."""

    terminal: str
    mode: str = ""
    gauge: int = 0


@dataclass(frozen=True, slots=True)
class Arc:
    """One thing that can happen next.

    Attributes:
        tail, head: positions of the nodes before and after.
        happening: "run" (track to track), "serve" (yard to yard, lifts and waiting included), "board",
            "alight" or "gauge".
        start, end: codes of terminals; equal unless it runs.
        mode: the mode run, boarded, left or changed on.
        leg: the leg run; None otherwise.
        gauges: of a change of gauge, from and to.
    """

    tail: int
    head: int
    happening: Happening
    start: str
    end: str
    mode: Mode
    leg: Leg | None = None
    gauges: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Nodes and arcs of a layer; `position` finds a node."""

    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    position: dict[Node, int]

    def yard(self, terminal: str) -> int:
        """Position of a terminal's yard."""
        return self.position[Node(terminal)]


def expand(layer: Layer) -> Expansion:
    """The graph of a layer, in the order of its terminals and legs."""
    nodes = [Node(code) for code in layer.terminals]
    nodes += dict.fromkeys(track for leg in layer.legs.values() for track in _tracks(leg))
    position = {node: index for index, node in enumerate(nodes)}
    arcs = [*_movements(layer, position), *_stops(layer, position, nodes)]
    return Expansion(tuple(nodes), tuple(arcs), position)


def _tracks(leg: Leg) -> tuple[Node, ...]:
    if leg.mode not in THROUGH:
        return ()
    return Node(leg.start, leg.mode, leg.gauge), Node(leg.end, leg.mode, leg.gauge)


def _movements(layer: Layer, position: dict[Node, int]) -> Iterator[Arc]:
    for leg in layer.legs.values():
        happening: Happening = "run" if leg.mode in THROUGH else "serve"
        a, b = (position[node] for node in _tracks(leg) or (Node(leg.start), Node(leg.end)))
        yield Arc(a, b, happening, leg.start, leg.end, leg.mode, leg)
        if not leg.one_way:
            yield Arc(b, a, happening, leg.end, leg.start, leg.mode, leg)


def _stops(layer: Layer, position: dict[Node, int], nodes: list[Node]) -> Iterator[Arc]:
    for node in nodes:
        if not node.mode:
            continue
        terminal, mode = layer.terminals[node.terminal], Mode(node.mode)
        here, yard = position[node], position[Node(node.terminal)]
        if mode in terminal.modes:
            yield Arc(yard, here, "board", terminal.code, terminal.code, mode)
            yield Arc(here, yard, "alight", terminal.code, terminal.code, mode)
        if node.gauge in terminal.gauges:
            for gauge in terminal.gauges:
                other = position.get(Node(node.terminal, node.mode, gauge))
                if other is not None and gauge != node.gauge:
                    gauges = (node.gauge, gauge)
                    yield Arc(here, other, "gauge", terminal.code, terminal.code, mode, None, gauges)
