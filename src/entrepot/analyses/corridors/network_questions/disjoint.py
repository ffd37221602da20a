"""How many ways there are that share nothing, and what few things cut them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.access import Mile
from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.gates import Gate, miles_of, reach_km
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground
from entrepot.analyses.corridors.network_questions.hitting import disjoint, fewest
from entrepot.analyses.corridors.network_questions.pairs import EACH, Pair, checked
from entrepot.analyses.corridors.network_questions.parts import KINDS, name_of, part_of_leg, parts_of
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.analyses.corridors.network_questions.tables import as_plain
from entrepot.analyses.corridors.search import Arcs, Ends, disjoint_arcs, disjoint_nodes
from entrepot.analyses.corridors.steps import Way, route
from entrepot.metadata.corridors import Route, Spot
from entrepot.metadata.errors import NoData, UsageError

Apart = Literal["legs", "terminals", "countries", "border points"]
APART = ("legs", "terminals", "countries", "border points")
_FASTEST = EACH[0]
_MOST_NAMED = 8
"""Things of a cut that a sentence names; `cut` has all."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways that share no leg, terminal, country of transit or border point.

    Attributes:
        origin, destination, by: as asked.
        at_most: how many there are at most, which is how many things cut them all; None if nothing does.
        cut: a smallest cut, in written form; names: the same in words.
        routes: such ways, as many as could be drawn, each the fastest of its kind.
    """

    origin: Spot
    destination: Spot
    by: Apart
    at_most: int | None
    cut: tuple[str, ...]
    names: tuple[str, ...]
    routes: tuple[Route, ...]

    @property
    def is_exact(self) -> bool:
        """Whether there are exactly `at_most` ways."""
        return self.at_most == len(self.routes)

    @property
    def message(self) -> str:
        """The answer in a sentence or two."""
        ends = f"from {self.origin.name} to {self.destination.name}"
        if self.at_most is None:
            return f"No closing of {self.by} leaves goods {ends} without a way."
        if self.at_most == 0:
            return f"There is no way {ends}."
        number = f"{self.at_most}" if self.is_exact else f"{len(self.routes)} to {self.at_most}"
        more = len(self.names) - _MOST_NAMED
        named = ", ".join(self.names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        shut = f"close {named} and there is none"
        if self.at_most == 1:
            return f"Every way {ends} needs {self.names[0]}: {shut}."
        return f"{number} ways {ends} share no {_ONE[self.by]}: {shut}."

    def to_dict(self) -> dict[str, Any]:
        """JSON form, routes with their steps."""
        return as_plain(self) | {"exact": self.is_exact, "message": self.message}


_ONE = {
    "legs": "leg",
    "terminals": "terminal",
    "countries": "country of transit",
    "border points": "border point",
}


def disjoint_ways(
    network: Network,
    origin: Spot,
    destination: Spot,
    by: Apart,
    cargo: Cargo,
    modes: tuple[str, ...] = (),
    closures: tuple[str, ...] = (),
) -> Ways:
    """The largest number of ways that share nothing of a kind, and a smallest cut.

    Legs, terminals and border points by the largest flow, countries by the smallest set that hits every way
    (ways may cross many, which no flow can tell). A terminal counts as near an end if a truck reaches it at
    all, not only if it is among the nearest few; where the cut is closed, trucks that drive further than they
    usually do could still get through.

    Args:
        network: as it is.
        origin: where goods start.
        destination: where they end.
        by: "legs", "terminals", "countries" (of transit) or "border points" (of road, rail and barge).
        cargo: the consignment, for what the drawn ways take.
        modes: that may be used; empty for all.
        closures: what is closed already.

    Raises:
        UsageError: the two are one point, or nothing is called `by`.
    """
    if by not in APART:
        raise UsageError(f"Ways are not told apart by {by!r}: name one of {', '.join(APART)}.")
    (pair,) = checked([(origin, destination)])
    now = Situation(network, closures, modes)
    found = _apart_by_country(now, pair, cargo) if by == "countries" else _apart(now, pair, cargo, by)
    cut, ways = found
    drawn = tuple(route(network, origin, destination, way, cargo) for way in ways)
    names = tuple(name_of(network.layer, closure) for closure in cut or ())
    return Ways(origin, destination, by, None if cut is None else len(cut), cut or (), names, drawn)


Found = tuple[tuple[str, ...] | None, list[Way]]


def _apart(now: Situation, pair: Pair, cargo: Cargo, by: Apart) -> Found:
    network, spots = now.network, (pair.origin, pair.destination)
    miles = {s: _in_reach(now, s) for s in spots} if by == "terminals" else shared_miles((now,), spots)
    bests = Bests(Ground(network, cargo, miles), now)
    direct = bests.straight(pair)
    if direct is not None:  # a truck all the way needs none of them
        return None, [direct]
    between = _Between.of(bests, pair)
    if by == "terminals":
        names, group = _numbered([node.terminal for node in network.expansion.nodes])
        flow = disjoint_nodes(*between.graph, np.append(group, [-1, -1]))
    else:
        legs = [arc.leg for arc in network.expansion.arcs]
        names, group = _numbered([part_of_leg(network.layer, leg, by) if leg else "" for leg in legs])
        miles_ = np.full(between.graph[0].size - len(group), -1)
        flow = disjoint_arcs(*between.graph, np.append(group, miles_))
    ways = [between.way(path.tolist()) for path in flow.paths]
    if flow.number is None:
        return None, ways
    return tuple(f"{KINDS[by]}:{names[group]}" for group in flow.cut.tolist()), ways


@dataclass(frozen=True)
class _Between:
    """The graph with both spots as nodes and their miles as arcs, so that a mile's terminal counts too.

    Attributes:
        graph: arcs (those of the network, then the first miles, then the last miles) and the two ends.
    """

    network: Network
    here: Gate
    there: Gate
    graph: tuple[Arcs, Ends, Ends]

    @classmethod
    def of(cls, bests: Bests, pair: Pair) -> _Between:
        network = bests.ground.network
        here, there = bests.gate(pair.origin, leaving=True), bests.gate(pair.destination, leaving=False)
        start, end = network.nodes, network.nodes + 1
        arcs = Arcs.of(
            np.concatenate([network.tail, np.full(len(here.legs), start), there.ends.node]),
            np.concatenate([network.head, here.ends.node, np.full(len(there.legs), end)]),
            np.concatenate([network.cost(bests.ground.cargo), here.ends.cost, there.ends.cost]),
            network.nodes + 2,
        )
        miles = np.zeros(len(here.legs) + len(there.legs), np.bool_)
        shut = np.append(~bests.situation.usable, miles)
        return cls(network, here, there, (arcs.closed(shut), Ends.of(start), Ends.of(end)))

    def way(self, path: Sequence[int]) -> Way:
        """The way of a path of that graph."""
        arcs = self.network.expansion.arcs
        first, *inner, last = path
        legs = (*self.here.legs, *self.there.legs)
        return Way(legs[first - len(arcs)], tuple(arcs[index] for index in inner), legs[last - len(arcs)])


def _numbered(names: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Each name once, and the position of each of the given; -1 for the empty one."""
    every = [name for name in dict.fromkeys(names) if name]
    position = {name: number for number, name in enumerate(every)} | {"": -1}
    return every, np.array([position[name] for name in names], dtype=np.int64)


def _in_reach(now: Situation, spot: Spot) -> tuple[Mile, ...]:
    """Every terminal that a truck would serve if those nearer were closed, but for none beyond its reach."""
    reach, closed, found = reach_km(now.network, spot), now.closed_terminals, list[Mile]()
    while True:
        try:
            nearest = miles_of(now.network, spot, closed)
        except NoData:
            return tuple(found)
        further = [mile for mile in nearest if mile.crow_km <= reach or not found]
        if not further:
            return tuple(found)
        found += further
        closed |= {mile.terminal for mile in further}


def _apart_by_country(now: Situation, pair: Pair, cargo: Cargo) -> Found:
    ways: dict[frozenset[str], Way] = {}

    def still(closed: frozenset[str]) -> Iterator[frozenset[str]]:
        """Ways around what is closed, and then around each other."""
        while True:
            way = _fastest(now.without(*sorted(closed)), pair, cargo)
            if way is None:
                return
            used = frozenset(parts_of(now.network.layer, pair, way, "countries"))
            ways.setdefault(used, way)
            yield used
            if not used:
                return
            closed |= used

    found = fewest(still)
    if found is None:
        return None, [ways[frozenset()]]
    cut, known = found
    return tuple(sorted(cut)), [ways[used] for used in disjoint(known)]


def _fastest(situation: Situation, pair: Pair, cargo: Cargo) -> Way | None:
    miles = shared_miles((situation,), (pair.origin, pair.destination))
    bests = Bests(Ground(situation.network, cargo, miles), situation)
    return bests.way(pair, bests.tree(pair.origin, _FASTEST), _FASTEST)
