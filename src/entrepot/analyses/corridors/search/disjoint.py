"""How many ways share no leg, or no terminal; and the fewest legs or terminals that cut all of them.

By Menger's theorem both are one number, found as the largest flow where each group of arcs (the two
directions of a leg) or of nodes (the tracks of a terminal) lets one way through. A way passes through a group
from any of its nodes to any other: where that is not so (two lines under one name that never meet), the
number is an upper bound, the cut still cuts, and `exact` says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entrepot.analyses.corridors.search.arcs import Arcs, Ends, Positions
from entrepot.analyses.corridors.search.trees import nearest

Bools = NDArray[np.bool_]
Wide = NDArray[np.int64]
Edges = tuple[Wide, Wide, bool]  # tails, heads, whether each lets one way through only


@dataclass(frozen=True, eq=False)
class Ways:
    """Ways between two ends that have no group in common.

    Attributes:
        number: how many there are at most; None if no closing of groups cuts the ends apart.
        cut: int32, the groups of a smallest cut, `number` of them: with these closed there is no way.
        paths: the ways, each the fastest within its groups, as arcs in the caller's order.
        exact: whether there are as many as `number`; else `paths` are those that could be drawn.
    """

    number: int | None
    cut: Positions
    paths: tuple[Positions, ...]
    exact: bool


def disjoint_arcs(arcs: Arcs, starts: Ends, ends: Ends, group: ArrayLike) -> Ways:
    """Ways of which no two use arcs of the same group.

    Args:
        arcs: the graph.
        starts: where ways begin.
        ends: where they end.
        group: int[size], group of each arc in the caller's order; -1 for arcs that all may use.

    Raises:
        ValueError: the groups have another length, or an end is no node.
    """
    _check(arcs, starts, ends)
    groups = _groups(group, arcs.size, "arcs")[arcs.index]
    has, door = groups >= 0, arcs.nodes + 2 * groups  # into a group; the way out of it is the next node
    edges = [
        (arcs.tail[has].astype(np.int64), door[has], False),
        (door[has] + 1, arcs.head[has].astype(np.int64), False),
        (arcs.tail[~has].astype(np.int64), arcs.head[~has].astype(np.int64), False),
    ]

    def others(used: Wide) -> Bools:
        shut = np.zeros(arcs.size, np.bool_)
        shut[arcs.index] = has & ~np.isin(groups, used)
        return shut

    return _ways(arcs, starts, ends, edges, groups[has], others)


def disjoint_nodes(arcs: Arcs, starts: Ends, ends: Ends, group: ArrayLike) -> Ways:
    """Ways of which no two use nodes of the same group; groups of starts and ends are open to all.

    Args:
        arcs: the graph.
        starts: where ways begin.
        ends: where they end.
        group: int[N], group of each node; -1 for nodes that all may use.

    Raises:
        ValueError: the groups have another length, or an end is no node.
    """
    _check(arcs, starts, ends)
    groups = _groups(group, arcs.nodes, "nodes").copy()
    open_to_all = np.concatenate([groups[starts.node], groups[ends.node]])
    groups[np.isin(groups, open_to_all)] = -1
    here = np.arange(arcs.nodes)
    enter = np.where(groups >= 0, arcs.nodes + 2 * groups, here)
    leave = np.where(groups >= 0, enter + 1, here)
    stays = (groups[arcs.tail] >= 0) & (groups[arcs.tail] == groups[arcs.head])
    edges = [(leave[arcs.tail[~stays]], enter[arcs.head[~stays]], False)]

    def others(used: Wide) -> Bools:
        closed = (groups >= 0) & ~np.isin(groups, used)
        shut = np.zeros(arcs.size, np.bool_)
        shut[arcs.index] = closed[arcs.tail] | closed[arcs.head]
        return shut

    return _ways(arcs, starts, ends, edges, groups[groups >= 0], others)


def _check(arcs: Arcs, starts: Ends, ends: Ends) -> None:
    starts.check(arcs.nodes)
    ends.check(arcs.nodes)


def _groups(group: ArrayLike, length: int, what: str) -> Wide:
    groups = np.asarray(group, np.int64)
    if groups.shape != (length,):
        raise ValueError(f"{groups.shape} groups for {length} {what}")
    return groups


def _ways(
    arcs: Arcs, starts: Ends, ends: Ends, edges: list[Edges], groups: Wide, others: Callable[[Wide], Bools]
) -> Ways:
    # `others` closes the arcs of all groups but those given.
    present = np.unique(groups)
    inside = arcs.nodes + 2 * present
    source = arcs.nodes + 2 * (int(present.max(initial=-1)) + 1)
    begin, end = np.unique(starts.node).astype(np.int64), np.unique(ends.node).astype(np.int64)
    edges = [*edges, (inside, inside + 1, True)]
    edges += [(np.full_like(begin, source), begin, False), (end, np.full_like(end, source + 1), False)]
    value, reached, used = _flow(edges, source)
    if value < 0:
        return Ways(None, np.zeros(0, np.int32), (), True)
    cut = present[reached[inside] & ~reached[inside + 1]].astype(np.int32)
    doors = [nodes[(nodes >= arcs.nodes) & (nodes < source)] for nodes in used]
    found = [nearest(arcs.closed(others((nodes - arcs.nodes) // 2)), starts, ends, 0) for nodes in doors]
    paths = tuple(way.path for way in found if way is not None)
    return Ways(value, cut, paths, len(paths) == value)


def _flow(edges: list[Edges], source: int) -> tuple[int, Bools, list[Wide]]:
    # The largest flow from `source` to the node after it, -1 if unlimited; the nodes on the side of the
    # source; and the nodes that each unit passes.
    from entrepot.analyses.corridors.search import flow

    tail, head = (np.concatenate([edge[side] for edge in edges]) for side in (0, 1))
    room = np.concatenate([np.full(len(edge[0]), 1 if edge[2] else flow.UNLIMITED) for edge in edges])
    ends = np.stack([head, tail], axis=1).reshape(-1).astype(np.int32)
    begins = np.stack([tail, head], axis=1).reshape(-1)
    left = np.stack([room, np.zeros_like(room)], axis=1).reshape(-1).astype(np.int32)
    order = np.argsort(begins, kind="stable").astype(np.int32)
    first = np.zeros(source + 3, np.int32)
    np.cumsum(np.bincount(begins, minlength=source + 2), out=first[1:])
    value, by = flow.push_flow(first, order, ends, left, source, source + 1)
    return int(value), np.asarray(by != -1), _units(int(value), begins, ends, left[1::2], source)


def _units(value: int, begins: Wide, ends: Positions, carried: Positions, source: int) -> list[Wide]:
    # The flow taken apart: an edge that carries n units is walked n times.
    onward: dict[int, list[int]] = {}
    for edge in np.flatnonzero(carried):
        onward.setdefault(int(begins[2 * edge]), []).extend([int(ends[2 * edge])] * int(carried[edge]))
    units = []
    for _ in range(value):
        walk = [source]
        while walk[-1] != source + 1:
            walk.append(onward[walk[-1]].pop())
        units.append(np.array(walk, np.int64))
    return units
