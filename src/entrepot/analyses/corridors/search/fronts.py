"""The Pareto front of routes over four criteria, exact or within a stated factor.

What is promised: for every feasible route c there is a returned one z with z <= (1 + epsilon) c in all four
criteria (but for rounding, a few parts in 10^9). With epsilon 0 this is the exact front.
The factor does not compound over legs. docs/explanation/fronts.md has the proof; the method is A*pex (Zhang,
Salzman, Felner, Kumar, Ulloa and Koenig, ICAPS 2022) with bounds and whole routes from reverse trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from entrepot.analyses.corridors.search.arcs import CRITERIA, Arcs, Ends, Floats, Positions
from entrepot.analyses.corridors.search.labels import CUT, FOUND, LABELS, Labels, Question, room
from entrepot.analyses.corridors.search.routes import Drafts, routes, without_dominated
from entrepot.analyses.corridors.search.trees import Tree, tree

_LATTICE = 2  # weights of the seeds: all (a, b, c, d) / 2 of whole numbers that sum to 2
_ROUNDING = 1e-12
_TIE_BREAK = 1e-9  # weight of the other criteria in the search for the best by one
_ROUTES = 65_536


@dataclass(frozen=True, eq=False)
class Front:
    """Routes of which none is dominated by another.

    Attributes:
        cost: float64[r, 4]: hours, USD, kg CO2e, hours of delay, first and last mile included.
        start, end: int32[r], rows of the `Ends` asked for.
        path: arcs of each in the caller's order; none twice.
        epsilon: what holds: every feasible route is within 1 + epsilon of one of these (infinite: none).
        exact: whether this is the exact front.
        cut: whether the search ended for want of room; then `epsilon` is more than was asked.
        labels: how many partial routes were kept.
    """

    cost: Floats
    start: Positions
    end: Positions
    path: tuple[Positions, ...]
    epsilon: float
    exact: bool
    cut: bool
    labels: int

    def __len__(self) -> int:
        return len(self.cost)


def front(arcs: Arcs, starts: Ends, ends: Ends, epsilon: float = 0.1, limit_labels: int = 400_000) -> Front:
    """The front of routes from a start to an end; empty if there is no way.

    Args:
        arcs: the graph.
        starts: where routes may begin, and what that costs.
        ends: where they may end; a start that is an end too gives a route without arcs.
        epsilon: how much worse than a route left out a shown one may be in each criterion; 0 is exact.
        limit_labels: partial routes to keep at most; about 100 bytes each.

    Raises:
        ValueError: epsilon is negative or no number, or a start or end is no node.
    """
    from entrepot.analyses.corridors.search import pareto

    if not 0.0 <= epsilon < np.inf:
        raise ValueError(f"epsilon must be a number that is not negative, not {epsilon}")
    starts.check(arcs.nodes)
    ends.check(arcs.nodes)
    bounds = [tree(arcs.reverse, ends, criterion) for criterion in range(CRITERIA)]
    bound = np.stack([best.distance for best in bounds], axis=1)
    reachable = np.isfinite(bound[starts.node]).all(axis=1)
    if not reachable.any():
        return _empty(epsilon)
    trees, scale = _seed_trees(arcs, starts, ends, bounds)
    labels = room(arcs.nodes, max(limit_labels, len(starts.node)) + 1, _ROUTES)
    seeds = _seed(starts, trees, labels)
    question = _question(arcs, starts, ends, bound, trees, scale, 1.0 + epsilon + _ROUNDING)
    factor = float(pareto.pareto(question, labels))
    cost, found = routes(arcs, starts, ends, Drafts(labels, trees, seeds))
    cut = bool(labels.tally[CUT])
    return Front(
        cost,
        np.array([route.start for route in found], np.int32),
        np.array([route.end for route in found], np.int32),
        tuple(np.array(route.path, np.int32) for route in found),
        epsilon=max(epsilon, factor - 1.0) if cut else epsilon,
        exact=epsilon == 0.0 and not cut,
        cut=cut,
        labels=int(labels.tally[LABELS]),
    )


def _empty(epsilon: float) -> Front:
    nothing = np.zeros(0, np.int32)
    return Front(np.zeros((0, CRITERIA)), nothing, nothing, (), epsilon, True, False, 0)


def _seed_trees(arcs: Arcs, starts: Ends, ends: Ends, bounds: list[Tree]) -> tuple[list[Tree], Floats]:
    # Best routes by weighted sums, and what makes criteria comparable: the middle of best and worst optimum.
    best_starts = [int((b.distance[starts.node] + starts.cost[:, c]).argmin()) for c, b in enumerate(bounds)]
    extremes = np.stack(
        [b.cost[starts.node[s]] + starts.cost[s] for b, s in zip(bounds, best_starts, strict=True)]
    )
    low, high = extremes.min(axis=0), extremes.max(axis=0)
    scale = np.sqrt(np.maximum(low, 1e-3 * high) * high)
    scale[high == 0.0] = 1.0
    return [tree(arcs.reverse, ends, weights / scale) for weights in _directions()], scale


def _directions() -> Iterator[Floats]:
    for parts in product(range(_LATTICE + 1), repeat=CRITERIA):
        if sum(parts) == _LATTICE:
            yield np.maximum(np.array(parts) / _LATTICE, _TIE_BREAK)


def _question(
    arcs: Arcs, starts: Ends, ends: Ends, bound: Floats, trees: list[Tree], scale: Floats, factor: float
) -> Question:
    exits = np.argsort(ends.node, kind="stable")
    first_exit = np.zeros(arcs.nodes + 1, np.int32)
    np.cumsum(np.bincount(ends.node, minlength=arcs.nodes), out=first_exit[1:])
    rest = np.stack([best.cost for best in trees])
    return Question(
        arcs.first, arcs.head, arcs.cost, bound, rest, scale, starts.node, starts.cost,
        first_exit, ends.cost[exits], factor,
    )  # fmt: skip


def _seed(starts: Ends, trees: list[Tree], labels: Labels) -> list[tuple[int, int]]:
    # Whole routes known before the search, as row of the starts and tree; their label is -2, -3 and so on.
    pairs = [(row, number) for row in range(len(starts.node)) for number in range(len(trees))]
    cost = np.stack([starts.cost[row] + trees[number].cost[starts.node[row]] for row, number in pairs])
    keep = without_dominated(cost)
    labels.found[: len(keep)] = cost[keep]
    labels.how[: len(keep)] = [(-2 - at, pairs[row][1], -1) for at, row in enumerate(keep)]
    labels.tally[FOUND] = len(keep)
    return [pairs[row] for row in keep]
