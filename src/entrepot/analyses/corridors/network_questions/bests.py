"""The best that many pairs can do, each criterion for itself: one tree per origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.access import Mile
from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.gates import Gate, all_the_way, truck_cost
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.pairs import Pair
from entrepot.analyses.corridors.network_questions.situation import Situation
from entrepot.analyses.corridors.search import Arcs, Tree, tree
from entrepot.analyses.corridors.steps import Way
from entrepot.metadata.corridors import Mode, Spot

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """What all situations of one network share: costs of a consignment and the miles of the spots.

    Attributes:
        network: everything open.
        cargo: what is moved.
        miles: the terminals that each spot's trucks serve.
    """

    network: Network
    cargo: Cargo
    miles: Mapping[Spot, tuple[Mile, ...]]
    _gates: dict[tuple[Spot, bool], Gate] = field(default_factory=dict, repr=False)
    _direct: dict[tuple[Spot, Spot], Array | None] = field(default_factory=dict, repr=False)

    @cached_property
    def arcs(self) -> Arcs:
        """The graph with its costs."""
        network = self.network
        return Arcs.of(network.tail, network.head, network.cost(self.cargo), network.nodes)

    def gate(self, spot: Spot, *, leaving: bool) -> Gate:
        """The ways between a spot and the graph."""
        if (spot, leaving) not in self._gates:
            made = Gate.of(self.network, spot, self.miles[spot], self.cargo, leaving=leaving)
            self._gates[spot, leaving] = made
        return self._gates[spot, leaving]

    def direct(self, here: Spot, there: Spot) -> Array | None:
        """Cost of a truck all the way, float64[4]; None where that is too far."""
        if (here, there) not in self._direct:
            leg = all_the_way(self.network, here, there)
            cost = None if leg is None else np.array(truck_cost(self.network, leg, self.cargo))
            self._direct[here, there] = cost
        return self._direct[here, there]


@dataclass(frozen=True)
class Bests:
    """Exact optima in one situation.

    Attributes:
        ground: of the situation's network.
        situation: what is open.
    """

    ground: Ground
    situation: Situation

    @cached_property
    def arcs(self) -> Arcs:
        """What is open of the graph."""
        return self.ground.arcs.closed(~self.situation.usable)

    def values(self, pairs: Sequence[Pair], weights: Array) -> Array:
        """The least weighted cost of each pair by each row of weights; infinite where there is no route.

        Args:
            pairs: with their ends among the ground's miles.
            weights: float64[c, 4].

        Returns:
            float64[p, c].
        """
        found = np.full((len(pairs), len(weights)), np.inf)
        for origin, rows in by_origin(pairs).items():
            there = [self.gate(pairs[row].destination, leaving=False) for row in rows]
            for column, weight in enumerate(weights):
                distance = self.tree(origin, weight).distance
                found[rows, column] = [_nearest(distance, gate, weight) for gate in there]
        for row, pair in enumerate(pairs):
            direct = self.direct(pair)
            if direct is not None:
                found[row] = np.minimum(found[row], weights @ direct)
        return found

    def way(self, pair: Pair, grown: Tree, weight: Array) -> Way | None:
        """The best way of a pair in its origin's tree for that weight; None where there is no route."""
        here, there = self.gate(pair.origin, leaving=True), self.gate(pair.destination, leaving=False)
        whole, direct = _nearest(grown.distance, there, weight), self.direct(pair)
        if direct is not None and float(weight @ direct) <= whole:
            return self.straight(pair)
        if not np.isfinite(whole):
            return None
        last = int((grown.distance[there.ends.node] + there.ends.cost @ weight).argmin())
        node = int(there.ends.node[last])
        arcs = self.ground.network.expansion.arcs
        path = tuple(arcs[index] for index in grown.path(node))
        return Way(here.legs[grown.start[node]], path, there.legs[last])

    def straight(self, pair: Pair) -> Way | None:
        """A truck all the way; None where that is too far or closed."""
        if self.direct(pair) is None:
            return None
        return Way(all_the_way(self.ground.network, pair.origin, pair.destination), (), None)

    def value(self, pair: Pair, grown: Tree, weight: Array) -> float:
        """The weighted cost of that way; infinite where there is no route."""
        whole, direct = (
            _nearest(grown.distance, self.gate(pair.destination, leaving=False), weight),
            self.direct(pair),
        )
        return whole if direct is None else min(whole, float(weight @ direct))

    def tree(self, origin: Spot, weight: Array) -> Tree:
        """The best routes from the origin to every node by the weighted criteria."""
        return tree(self.arcs, self.gate(origin, leaving=True).ends, weight)

    def gate(self, spot: Spot, *, leaving: bool) -> Gate:
        """The open ways between a spot and the graph; none where its country is closed."""
        gate, situation = self.ground.gate(spot, leaving=leaving), self.situation
        if spot.country in situation.closed_countries:
            return gate.without(frozenset(gate.terminals))
        return gate.without(situation.closed_terminals) if situation.closed_terminals else gate

    def direct(self, pair: Pair) -> Array | None:
        """Cost of a truck all the way, float64[4]; None where that is too far or closed."""
        closed, modes = self.situation.closures, self.situation.modes
        if "mode:road" in closed or (modes and Mode.ROAD not in modes):
            return None
        if {pair.origin.country, pair.destination.country} & self.situation.closed_countries:
            return None
        return self.ground.direct(pair.origin, pair.destination)


def by_origin(pairs: Sequence[Pair]) -> dict[Spot, list[int]]:
    """Positions of the pairs of each origin."""
    rows: dict[Spot, list[int]] = {}
    for row, pair in enumerate(pairs):
        rows.setdefault(pair.origin, []).append(row)
    return rows


def _nearest(distance: Array, gate: Gate, weight: Array) -> float:
    if not len(gate.ends.node):
        return float("inf")
    return float((distance[gate.ends.node] + gate.ends.cost @ weight).min())
