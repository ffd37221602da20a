"""From a question to the front of all ways that are worth considering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.closures import closed_terminals
from entrepot.analyses.corridors.expansion import Arc
from entrepot.analyses.corridors.gates import Gate, all_the_way, miles_of, truck_cost
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.analyses.corridors.search import Arcs, front
from entrepot.analyses.corridors.steps import Way
from entrepot.analyses.corridors.through import layered
from entrepot.metadata.corridors import Mode, Spot
from entrepot.metadata.errors import UsageError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """Ways from origin to destination, none dominated by another.

    Attributes:
        cost: hours, USD, kg CO2e, hours of delay of each, float64[r, 4]; no rows where there is no route.
        ways: how each runs.
        cut: whether the search stopped early, so that the guarantee does not hold.
    """

    question: Question
    cost: Array
    ways: tuple[Way, ...]
    cut: bool = False

    @property
    def main_modes(self) -> tuple[str, ...]:
        """The mode that runs most kilometres of each way; air if any."""
        return tuple(_main_mode(way) for way in self.ways)


def find(network: Network, question: Question) -> Found:
    """The front of hours, dollars, CO2e and delay.

    For every way that can be done there is one in the front that is at most (1 + epsilon) times as bad on
    each of the four, unless `cut` says that the search stopped early.

    Raises:
        UsageError: goods start or end in what is to be avoided.
        NoData: no terminal can be reached from an end.
    """
    first = _gate(network, question, question.origin, leaving=True)
    last = _gate(network, question, question.destination, leaving=False)
    cost, usable = network.cost(question.cargo), network.open(question.avoid, question.modes)
    original = np.arange(len(network.tail), dtype=np.int32)
    starts, ends = first.ends, last.ends
    if question.via:
        passing = [passes(network, place) for place in question.via]
        made = layered(network.tail, network.head, cost, network.nodes, passing, starts, ends)
        arcs, ends, original = made.arcs, made.ends, made.original
    else:
        arcs = Arcs.of(network.tail, network.head, cost, network.nodes)
    result = front(arcs.closed(~usable[original]), starts, ends, question.epsilon)
    ways = [
        Way(first.legs[a], tuple(network.expansion.arcs[original[i]] for i in path), last.legs[b])
        for a, b, path in zip(result.start, result.end, result.path, strict=True)
    ]
    return _with_direct(network, question, Found(question, result.cost, tuple(ways), result.cut))


def passes(network: Network, place: str) -> NDArray[np.bool_]:
    """Which arcs pass a place in its written form, bool[M].

    Raises:
        UsageError: it cannot be passed (a season, a gauge).
    """
    kind, _, name = place.partition(":")
    tests: dict[str, Callable[[Arc], bool]] = {
        "country": lambda arc: arc.leg is not None and name in arc.leg.countries,
        "passage": lambda arc: arc.leg is not None and name in arc.leg.passages,
        "terminal": lambda arc: name in (arc.start, arc.end),
        "leg": lambda arc: arc.leg is not None and arc.leg.id == name,
        "border": lambda arc: {arc.start, arc.end} == set(name.split(":")),
        "mode": lambda arc: arc.leg is not None and arc.mode == name,
    }
    if kind not in tests:
        raise UsageError(f"A route cannot be asked to pass “{place}”: name a terminal, country or passage.")
    return np.array([tests[kind](arc) for arc in network.expansion.arcs], dtype=np.bool_)


def _gate(network: Network, question: Question, spot: Spot, *, leaving: bool) -> Gate:
    closed = {c.partition(":")[2] for c in question.avoid if c.startswith("country:")}
    if spot.country in closed:
        raise UsageError(f"{spot.name} lies in what is to be avoided: goods that start or end there cannot.")
    shut = closed_terminals(network.layer, question.avoid)
    return Gate.of(network, spot, miles_of(network, spot, shut), question.cargo, leaving=leaving)


def _with_direct(network: Network, question: Question, found: Found) -> Found:
    """A truck all the way competes where both ends lie within a truck's reach of each other."""
    barred = question.via or (question.modes and Mode.ROAD not in question.modes)
    leg = all_the_way(network, question.origin, question.destination)
    if leg is None or barred or "mode:road" in question.avoid:
        return found
    every = np.concatenate([found.cost, np.array([truck_cost(network, leg, question.cargo)])])
    kept = [row for row in range(len(every)) if not _dominated(every, row)]
    ways = (*found.ways, Way(leg, (), None))
    return Found(question, every[kept], tuple(ways[row] for row in kept), found.cut)


def _dominated(cost: Array, row: int) -> bool:
    no_worse = (cost <= cost[row]).all(axis=1)
    return bool((no_worse & (cost < cost[row]).any(axis=1)).any())


def _main_mode(way: Way) -> str:
    km: dict[str, float] = {}
    for leg in (way.first, *(arc.leg for arc in way.arcs), way.last):
        if leg is not None:
            km[leg.mode] = km.get(leg.mode, 0.0) + leg.km
    # What flies a part of the way is air freight in price and hours, however long its lorry drives.
    return Mode.AIR if Mode.AIR in km else max(km, key=lambda mode: km[mode], default="")
