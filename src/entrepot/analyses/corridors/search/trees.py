"""The best route by one criterion, or by a weighted sum: to one end, to all nodes, between many pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entrepot.analyses.corridors.search.arcs import CRITERIA, Arcs, Ends, Floats, Positions


@dataclass(frozen=True, eq=False)
class Tree:
    """The best routes from some starts to every node.

    Attributes:
        distance: float64[N], weighted sum of the four costs; infinite where nothing leads.
        cost: float64[N, 4], the four costs of that route.
        arc: int32[N], last arc in the caller's order; -1 at a start and where nothing leads.
        before: int32[N], node before; -1 likewise.
        start: int32[N], row of `Ends` where the route begins; -1 where nothing leads.
    """

    distance: Floats
    cost: Floats
    arc: Positions
    before: Positions
    start: Positions

    def path(self, node: int) -> list[int]:
        """Arcs (caller's order) from the start to a node that is reached."""
        arcs = []
        while self.arc[node] >= 0:
            arcs.append(int(self.arc[node]))
            node = int(self.before[node])
        return arcs[::-1]


@dataclass(frozen=True, eq=False)
class Nearest:
    """The best route from some start to some end.

    Attributes:
        distance: weighted sum of the four costs, first and last mile included.
        cost: float64[4].
        start, end: rows of `Ends`.
        path: int32, arcs in the caller's order.
    """

    distance: float
    cost: Floats
    start: int
    end: int
    path: Positions


def tree(arcs: Arcs, starts: Ends, weights: int | ArrayLike) -> Tree:
    """The best routes from `starts` to every node (Dijkstra 1959).

    Args:
        arcs: the graph.
        starts: where routes begin, and what that costs.
        weights: a criterion by its position (0 hours ... 3 delay), or float[4], not negative.

    Raises:
        ValueError: the weights are not four finite numbers that are not negative, or a start is no node.
    """
    from entrepot.analyses.corridors.search import dijkstra

    starts.check(arcs.nodes)
    weight = _weights(weights)
    distance, cost, arc, before, start = dijkstra.grow_tree(
        arcs.first, arcs.head, arcs.cost, arcs.cost @ weight, starts.node, starts.cost, starts.cost @ weight
    )
    caller = np.where(arc >= 0, arcs.index[arc], -1) if len(arcs.index) else arc
    return Tree(distance, cost, caller.astype(np.int32), before, start)


def nearest(arcs: Arcs, starts: Ends, ends: Ends, weights: int | ArrayLike) -> Nearest | None:
    """The best route from a start to an end; None if there is none. Arguments as in `tree`."""
    ends.check(arcs.nodes)
    if not len(ends.node) or not len(starts.node):
        return None
    best = tree(arcs, starts, weights)
    total = best.distance[ends.node] + ends.cost @ _weights(weights)
    row = int(total.argmin())
    if not np.isfinite(total[row]):
        return None
    node = int(ends.node[row])
    path = np.array(best.path(node), np.int32)
    return Nearest(float(total[row]), best.cost[node] + ends.cost[row], int(best.start[node]), row, path)


def matrix(arcs: Arcs, starts: Sequence[Ends], ends: Sequence[Ends], weights: int | ArrayLike) -> Floats:
    """Weighted sum of the best route between every start and every end, float64[k, l]; infinite without one.

    Arguments as in `tree`, but many starts and ends.
    """
    return vectors(arcs, starts, ends, weights)[0]


def vectors(
    arcs: Arcs, starts: Sequence[Ends], ends: Sequence[Ends], weights: int | ArrayLike
) -> tuple[Floats, Floats]:
    """As `matrix`, and the four costs of those routes, float64[k, l, 4]: first and last miles are in both."""
    for end in ends:
        end.check(arcs.nodes)
    weight = _weights(weights)
    sizes = [len(end.node) for end in ends]
    node = np.concatenate([end.node for end in ends] or [np.zeros(0, np.int32)])
    last = np.concatenate([end.cost for end in ends] or [np.zeros((0, CRITERIA))])
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    distance = np.full((len(starts), len(ends)), np.inf)
    cost = np.full((len(starts), len(ends), CRITERIA), np.inf)
    for row, start in enumerate(starts):
        best = tree(arcs, start, weight)
        total, whole = best.distance[node] + last @ weight, best.cost[node] + last
        for column in range(len(ends)):
            here = slice(bounds[column], bounds[column + 1])
            if total[here].size:
                at = int(bounds[column] + total[here].argmin())
                distance[row, column], cost[row, column] = total[at], whole[at]
    return distance, cost


def _weights(weights: int | ArrayLike) -> NDArray[np.float64]:
    if isinstance(weights, int):
        return np.asarray(np.eye(CRITERIA)[weights], np.float64)
    given = np.asarray(weights, np.float64)
    if given.shape != (CRITERIA,) or not np.isfinite(given).all() or (given < 0.0).any():
        raise ValueError(f"weights must be {CRITERIA} numbers that are not negative, not {weights!r}")
    return given
