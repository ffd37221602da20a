"""Whole routes out of what a search left behind, and a filter that leaves none that another dominates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.search.arcs import Arcs, Ends, Floats
from entrepot.analyses.corridors.search.labels import FOUND, NODE, PARENT, VIA, Labels
from entrepot.analyses.corridors.search.trees import Tree

TIE = 1e-9
"""Costs that differ by less than this part are taken for rounding."""


@dataclass(frozen=True, eq=False)
class Drafts:
    """What a search left behind: labels, trees, and each seed as row of the starts and tree."""

    labels: Labels
    trees: list[Tree]
    seeds: list[tuple[int, int]]


class Found(NamedTuple):
    """A route: rows of starts and ends, and arcs in the caller's order."""

    start: int
    end: int
    path: list[int]


def routes(arcs: Arcs, starts: Ends, ends: Ends, drafts: Drafts) -> tuple[Floats, list[Found]]:
    """The routes found, fastest first, none dominated, none with a loop; and their costs, float64[r, 4]."""
    count = int(drafts.labels.tally[FOUND])
    kept = without_dominated(drafts.labels.found[:count])
    found = [_straight(arcs, starts, _route(arcs, starts, ends, drafts, int(row))) for row in kept]
    cost = np.stack([_cost(arcs, starts, ends, route) for route in found])
    rest = without_dominated(cost)
    order = rest[np.lexsort(cost[rest].T[::-1])]
    return cost[order], [found[at] for at in order]


def without_dominated(cost: Floats) -> NDArray[np.intp]:
    """Rows of float64[r, 4] that no other row is at least as good as, ties within rounding counted once.

    Rows with an infinite cost are left out.
    """
    finite = np.flatnonzero(np.isfinite(cost).all(axis=1))
    scale = np.maximum(cost[finite].max(axis=0, initial=0.0), np.finfo(float).tiny)
    order = finite[np.argsort((cost[finite] / scale).sum(axis=1), kind="stable")]
    kept = np.empty((len(order), cost.shape[1]))
    rows: list[int] = []
    for row in order:
        if not (kept[: len(rows)] <= cost[row] * (1.0 + TIE)).all(axis=1).any():
            kept[len(rows)] = cost[row]
            rows.append(int(row))
    return np.array(rows, np.intp)


def _route(arcs: Arcs, starts: Ends, ends: Ends, drafts: Drafts, row: int) -> Found:
    label, number, exit_row = (int(part) for part in drafts.labels.how[row])
    if label < -1:
        start, number = drafts.seeds[-2 - label]
        path, node = list[int](), int(starts.node[start])
    else:
        start, path = _walked(arcs, drafts.labels, label)
        node = int(drafts.labels.link[label, NODE])
    if number < 0:
        return Found(start, int(np.argsort(ends.node, kind="stable")[exit_row]), path)
    best = drafts.trees[number]
    return Found(start, int(best.start[node]), path + best.path(node)[::-1])


def _walked(arcs: Arcs, labels: Labels, label: int) -> tuple[int, list[int]]:
    path = []
    while labels.link[label, PARENT] >= 0:
        path.append(int(arcs.index[labels.link[label, VIA]]))
        label = int(labels.link[label, PARENT])
    return int(labels.link[label, VIA]), path[::-1]


def _straight(arcs: Arcs, starts: Ends, route: Found) -> Found:
    # Without loops: the route that is drawn for others may have one, and is only better without.
    seen = {int(starts.node[route.start]): 0}
    path: list[int] = []
    for arc in route.path:
        node = int(arcs.head[arcs.place[arc]])
        path.append(arc)
        if node in seen:
            path = path[: seen[node]]
            seen = {known: at for known, at in seen.items() if at <= len(path)}
        seen[node] = len(path)
    return route._replace(path=path)


def _cost(arcs: Arcs, starts: Ends, ends: Ends, route: Found) -> Floats:
    cost = starts.cost[route.start] + ends.cost[route.end]
    return np.asarray(cost + arcs.cost[arcs.place[route.path]].sum(axis=0)) if route.path else cost
