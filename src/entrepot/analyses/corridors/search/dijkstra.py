"""Dijkstra's algorithm, compiled. Imported when first needed: Numba takes a third of a second to load."""

from __future__ import annotations

from typing import Any

import numpy as np

from entrepot.analyses.corridors.search.arcs import Floats, Positions
from entrepot.analyses.corridors.search.compiled import compiled
from entrepot.analyses.corridors.search.heap import pop, push


def _grow_tree(
    first: Positions,
    head: Positions,
    cost: Floats,
    weight: Floats,
    start_node: Positions,
    start_cost: Floats,
    start_weight: Floats,
) -> Any:
    nodes, most = first.size - 1, head.size + start_node.size + 1
    distance, total = np.full(nodes, np.inf), np.full((nodes, 4), np.inf)
    arc, before = np.full(nodes, -1, np.int32), np.full(nodes, -1, np.int32)
    start, done = np.full(nodes, -1, np.int32), np.zeros(nodes, np.bool_)
    keys, items, size = np.empty(most), np.empty(most, np.int32), 0
    for row in range(start_node.size):
        v = start_node[row]
        if start_weight[row] < distance[v]:
            distance[v], start[v] = start_weight[row], row
            total[v, :] = start_cost[row, :]
            size = push(keys, items, size, distance[v], v)
    while size > 0:
        v = items[0]
        size = pop(keys, items, size)
        if done[v]:
            continue
        done[v] = True
        for a in range(first[v], first[v + 1]):
            w, reached = head[a], distance[v] + weight[a]
            if reached < distance[w]:
                distance[w], arc[w], before[w], start[w] = reached, a, v, start[v]
                for c in range(4):
                    total[w, c] = total[v, c] + cost[a, c]
                size = push(keys, items, size, reached, w)
    return distance, total, arc, before, start


grow_tree = compiled(_grow_tree)
