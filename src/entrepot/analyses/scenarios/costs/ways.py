"""What each pair's best way by sea, rail, road and air takes, in one situation of the network."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.gates import Gate
from entrepot.analyses.corridors.network_questions.bests import Bests
from entrepot.analyses.corridors.network_questions.pairs import Pair
from entrepot.analyses.corridors.network_questions.situation import Situation
from entrepot.analyses.scenarios.costs.arcs import TAKEN
from entrepot.metadata.corridors import Leg, Mode, Spot
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.sources.trade_costs import WayKind

Array = NDArray[np.floating]
Mask = NDArray[np.bool_]
Positions = NDArray[np.int32]

PRICES = (0.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 1024.0)
"""USD that an hour may cost the owner of a box. Between two of these, what a way takes is a mean of both."""


@dataclass(frozen=True, eq=False)
class _Graph:
    """Arcs sorted by tail. Where a mode must be used the nodes stand twice: before it was, and after."""

    first: Positions
    head: Positions
    cost: Array
    shift: int

    @classmethod
    def of(cls, bests: Bests, cost: Array, kind: WayKind) -> _Graph:
        network = bests.ground.network
        usable, required = _masks(bests.situation, kind)
        tail, head, nodes = network.tail.astype(np.int64), network.head.astype(np.int64), network.nodes
        rows = np.flatnonzero(usable)
        parts = [(tail[rows], head[rows], rows)]
        shift = 0
        if kind.must:
            plain, crossing, shift = rows[~required[rows]], rows[required[rows]], nodes
            parts = [
                (tail[plain], head[plain], plain),
                (tail[crossing], head[crossing] + nodes, crossing),
                (tail[rows] + nodes, head[rows] + nodes, rows),
            ]
        tails, heads, arcs = (np.concatenate(each) for each in zip(*parts, strict=True))
        order = np.argsort(tails, kind="stable")
        first = np.zeros(nodes + shift + 1, np.int32)
        np.cumsum(np.bincount(tails, minlength=nodes + shift), out=first[1:])
        return cls(first, heads[order].astype(np.int32), np.ascontiguousarray(cost[arcs[order]]), shift)


def _masks(situation: Situation, kind: WayKind) -> tuple[Mask, Mask]:
    """Which arcs the way may use, and on which of them its own mode is run; bool[M] each."""
    network = situation.network
    usable = network.open((*situation.closures, *kind.avoid), kind.modes)
    arcs = network.expansion.arcs
    required = np.array([arc.leg is not None and arc.mode == kind.must for arc in arcs], dtype=np.bool_)
    ships = [arc.leg is None or arc.mode is not Mode.SEA or _is_near(arc.leg, kind) for arc in arcs]
    return usable & np.array(ships, dtype=np.bool_), required


def _is_near(leg: Leg, kind: WayKind) -> bool:
    """Whether ships of this kind of way sail there."""
    inside = not kind.seas or (bool(leg.passages) and set(kind.seas).issuperset(leg.passages))
    return inside and leg.km <= kind.ships_km


def ways(
    bests: Bests,
    cost: Array,
    spots: Sequence[Spot],
    kinds: Sequence[WayKind],
    told: Callable[[float], None] | None = None,
    known: MutableMapping[str, Array] | None = None,
) -> Array:
    """What the best way of each kind takes, from each spot to each other.

    Args:
        bests: of a situation, with miles for all the spots.
        cost: float64[M, 3], what each arc of its network takes (`arc_costs`).
        spots: both origins and destinations, N of them.
        kinds: of way, W of them.
        told: called with the share that is done.
        known: what was found between the same spots in other situations, float32[K, N, N, 3], by the mark of
            all that it hangs on: what a difference does not touch is not searched again. What is found now
            is entered, in the order of `kinds`.

    Returns:
        float32[W, K, N, N, 3]: by kind, by `PRICES`, from, to: hours, USD, hours of delay; infinite where no
        way leads, and between a spot and itself.
    """
    found: Array = np.empty((len(kinds), len(PRICES), len(spots), len(spots), 3), np.float32)
    known = {} if known is None else known
    # Prices are searched side by side, while the graph of the next kind is made; that changes no digit.
    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(PRICES))) as pool:
        begun = [_Begun.of(_Search.of(bests, cost, spots, kind), kind, known, pool) for kind in kinds]
        for place, search in enumerate(begun):
            found[place] = known[search.mark] = search.found(known)
            if told is not None:
                told((place + 1) / len(kinds))
    return found


@dataclass(frozen=True, eq=False)
class _Search:
    """All that the ways of one kind hang on.

    Attributes:
        graph: arcs that may be used.
        starts, ends: the ways between each spot and the graph.
        straight: float64[N, N, 3], a lorry all the way; infinite where there is none.
        far: bool[N, N], pairs that ways of this kind do not join.
    """

    graph: _Graph
    starts: tuple[Positions, Positions, Array]
    ends: tuple[Positions, Positions, Array]
    straight: Array
    far: Mask

    @classmethod
    def of(cls, bests: Bests, cost: Array, spots: Sequence[Spot], kind: WayKind) -> _Search:
        graph = _Graph.of(bests, cost, kind)
        clear = replace(bests, situation=bests.situation.without(*kind.avoid)) if kind.avoid else bests
        starts = _flat([clear.gate(spot, leaving=True) for spot in spots], 0)
        ends = _flat([clear.gate(spot, leaving=False) for spot in spots], graph.shift)
        straight = np.full((len(spots), len(spots), 3), np.inf)
        if kind.mode == Mode.ROAD:
            _fill_straight(straight, clear, spots)
        return cls(graph, starts, ends, straight, _too_far(spots, kind.reach_km))

    def mark(self, kind: str) -> str:
        """SHA-256 of it under the name of the kind: what has the same is the same."""
        graph, digest = self.graph, hashlib.sha256(kind.encode())
        parts = (graph.first, graph.head, graph.cost, *self.starts, *self.ends, self.straight, self.far)
        for part in parts:
            digest.update(f"{part.dtype} {part.shape} ".encode())
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()

    def at(self, price: float) -> Array:
        """float64[N, N, 3], the least costly ways through the graph at a price of an hour."""
        from entrepot.analyses.scenarios.costs.least import least_costs

        graph = self.graph
        return np.asarray(least_costs(graph.first, graph.head, graph.cost, *self.starts, *self.ends, price))

    def with_lorries(self, found: Array) -> Array:
        """float32[K, N, N, 3]: the same where a lorry all the way is no worse, without what is too far."""
        better = _sum(np.broadcast_to(self.straight, found.shape)) < _sum(found)
        whole = np.where(better[..., None], self.straight, found).astype(np.float32)
        whole[:, self.far] = np.inf
        return np.asarray(whole)


@dataclass(frozen=True, eq=False)
class _Begun:
    """A search under way; without prices where its mark is known already."""

    search: _Search
    mark: str
    prices: tuple[Future[Array], ...]

    @classmethod
    def of(cls, search: _Search, kind: WayKind, known: Mapping[str, Array], pool: Executor) -> _Begun:
        mark = search.mark(kind.name)
        prices = () if mark in known else (pool.submit(search.at, price) for price in PRICES)
        return cls(search, mark, tuple(prices))

    def found(self, known: Mapping[str, Array]) -> Array:
        """float32[K, N, N, 3] by `PRICES`."""
        if not self.prices:
            return known[self.mark]
        return self.search.with_lorries(np.stack([price.result() for price in self.prices]))


def _too_far(spots: Sequence[Spot], reach_km: float) -> Mask:
    """Pairs beyond the reach, and each spot with itself."""
    far = np.eye(len(spots), dtype=np.bool_)
    if isfinite(reach_km):
        apart = [[great_circle(*_point(here), *_point(there)) for there in spots] for here in spots]
        far |= np.array(apart) > reach_km
    return far


def _fill_straight(straight: Array, bests: Bests, spots: Sequence[Spot]) -> None:
    for a, here in enumerate(spots):
        for b, there in enumerate(spots):
            cost = bests.direct(Pair(here, there)) if a != b else None
            if cost is not None:
                straight[a, b] = cost[list(TAKEN)]


def _point(spot: Spot) -> tuple[float, float]:
    return spot.latitude, spot.longitude


def _flat(gates: Sequence[Gate], shift: int) -> tuple[Positions, Positions, Array]:
    bounds = np.cumsum([0, *(len(gate.ends.node) for gate in gates)]).astype(np.int32)
    node = np.concatenate([gate.ends.node for gate in gates] or [np.zeros(0, np.int32)])
    cost = np.concatenate([gate.ends.cost for gate in gates] or [np.zeros((0, 4))])
    return bounds, (node + shift).astype(np.int32), np.ascontiguousarray(cost[:, TAKEN])


def _sum(taken: Array) -> Array:
    """USD + price x (hours + delay) of float64[K, N, N, 3]; infinite without a way, also at a price of 0."""
    time = taken[..., 0] + taken[..., 2]
    known = np.isfinite(time)
    weighed = np.array(PRICES)[:, None, None] * np.where(known, time, 0.0)
    return np.asarray(np.where(known, taken[..., 1] + weighed, np.inf))
