"""Shortest ways over a raw network by RoutingKit's customizable contraction hierarchy.

The order of contraction depends on the network alone and is made once; a metric (what an edge costs, what is
closed) takes a twentieth of a second on the railways of the world, a query a quarter of a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as Folder

import numpy as np
import numpy.typing as npt
from pyroutingkit import INF_WEIGHT, CCHMetric, CCHTopology

from entrepot.sources.networks.network import Floats, Network, Whole

METRES = 1000.0
"""Weights are whole: a metre is one."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Way:
    """A shortest way.

    Attributes:
        cost: what the metric makes of it; kilometres unless edges were given another weight.
        points: indices of points from start to end.
        edges: indices of edges, in the order run.
    """

    cost: float
    points: Whole
    edges: Whole


class Topology:
    """A network in the order of contraction; many metrics may share it."""

    def __init__(self, network: Network, kept: Folder | None = None) -> None:
        """Contract, or read the order from `kept`; where that folder does not exist yet, it is written."""
        self.network = network
        self.core = CCHTopology()
        if kept is not None and kept.is_dir():
            self.core.load(str(kept))
            return
        tail = np.r_[network.tail, network.head].astype(np.uint32)
        head = np.r_[network.head, network.tail].astype(np.uint32)
        position = (network.latitude.astype(np.float32), network.longitude.astype(np.float32))
        self.core.build(tail, head, *position, network.points)
        if kept is not None:
            kept.mkdir(parents=True)
            self.core.save(str(kept))


class Hierarchy:
    """Shortest ways by one metric."""

    def __init__(self, topology: Topology, cost: Floats | None = None, allowed: Mask | None = None) -> None:
        """Set the metric.

        Args:
            topology: the network, contracted.
            cost: (edges,) weight in kilometres; None is the edges' own length.
            allowed: (edges,) False for what is closed; None closes nothing.
        """
        self.network = topology.network
        self._metric = CCHMetric(topology.core)
        self._weights = _whole(self.network.km if cost is None else cost)
        if allowed is not None:
            self._weights = np.where(allowed, self._weights, np.uint32(INF_WEIGHT)).astype(np.uint32)
        self._metric.customize(np.r_[self._weights, self._weights])

    def way(self, start: int, end: int) -> Way | None:
        """The shortest way between two points; None if there is none."""
        if start == end:
            return Way(0.0, np.array([start]), np.empty(0, dtype=np.int64))
        cost, points, arcs = self._metric.query(start, end)
        if cost >= INF_WEIGHT:
            return None
        edges = np.asarray(arcs, dtype=np.int64) % len(self.network.km)
        return Way(cost / METRES, np.asarray(points, dtype=np.int64), edges)

    def matrix(self, starts: Sequence[int] | Whole, ends: Sequence[int] | Whole) -> Floats:
        """(starts, ends) cost of the shortest way; infinite where there is none."""
        sources, targets = np.asarray(starts, dtype=np.uint32), np.asarray(ends, dtype=np.uint32)
        found = np.asarray(self._metric.distances_many_to_many(sources, targets), dtype=np.float64)
        found = found.reshape(len(sources), len(targets))
        return np.where(found >= INF_WEIGHT, np.inf, found / METRES)

    @contextmanager
    def closed(self, edges: Sequence[int] | Whole) -> Iterator[None]:
        """Within it, those edges cannot be run; afterwards they can again."""
        chosen = np.unique(np.asarray(edges, dtype=np.int64))
        self._weigh(chosen, np.full(len(chosen), INF_WEIGHT, dtype=np.uint32))
        try:
            yield
        finally:
            self._weigh(chosen, self._weights[chosen])

    def _weigh(self, edges: Whole, weights: npt.NDArray[np.uint32]) -> None:
        arcs = np.r_[edges, edges + len(self.network.km)].astype(np.uint32)
        self._metric.update_weights(arcs, np.r_[weights, weights])


def _whole(cost: Floats) -> npt.NDArray[np.uint32]:
    return np.clip(np.rint(cost * METRES), 0, INF_WEIGHT - 1).astype(np.uint32)
