"""The least costly way of many pairs at one price of an hour, compiled.

Imported when first needed: Numba takes a third of a second to load. Who changes `search/heap.py` touches this
file too (see `search/compiled.py`). A cost is hours, USD and hours of delay; the least costly way has the
least USD + price x (hours + delay).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from entrepot.analyses.corridors.search.compiled import compiled
from entrepot.analyses.corridors.search.heap import pop, push

Floats = NDArray[np.float64]
Positions = NDArray[np.int32]


def _weighed(cost: Floats, price: float) -> Any:
    weight = np.empty(cost.shape[0])
    for row in range(cost.shape[0]):
        weight[row] = cost[row, 1] + price * (cost[row, 0] + cost[row, 2])
    return weight


def _grow(
    first: Positions,
    head: Positions,
    cost: Floats,
    weight: Floats,
    start_node: Positions,
    start_cost: Floats,
    start_weight: Floats,
    distance: Floats,
    total: Floats,
) -> None:
    """Fill the distance and the cost of every node (Dijkstra 1959)."""
    most = head.size + start_node.size + 1
    keys, items, size = np.empty(most), np.empty(most, np.int32), 0
    done = np.zeros(distance.size, np.bool_)
    distance[:] = np.inf
    for row in range(start_node.size):
        v = start_node[row]
        if start_weight[row] < distance[v]:
            distance[v] = start_weight[row]
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
                distance[w] = reached
                for c in range(3):
                    total[w, c] = total[v, c] + cost[a, c]
                size = push(keys, items, size, reached, w)


def _nearest(
    ends: Positions,
    end_node: Positions,
    end_cost: Floats,
    end_weight: Floats,
    distance: Floats,
    total: Floats,
    found: Floats,
) -> None:
    """Fill what each destination takes, float64[l, 3]; what no way leads to stays as it is."""
    for there in range(ends.size - 1):
        best = np.inf
        for row in range(ends[there], ends[there + 1]):
            v = end_node[row]
            if distance[v] + end_weight[row] < best:
                best = distance[v] + end_weight[row]
                for c in range(3):
                    found[there, c] = total[v, c] + end_cost[row, c]


weighed, grow, nearest = compiled(_weighed), compiled(_grow), compiled(_nearest)


def _least_costs(
    first: Positions,
    head: Positions,
    cost: Floats,
    starts: Positions,
    start_node: Positions,
    start_cost: Floats,
    ends: Positions,
    end_node: Positions,
    end_cost: Floats,
    price: float,
) -> Any:
    nodes, origins = first.size - 1, starts.size - 1
    found = np.full((origins, ends.size - 1, 3), np.inf)
    weight, entered, left = weighed(cost, price), weighed(start_cost, price), weighed(end_cost, price)
    distance, total = np.empty(nodes), np.empty((nodes, 3))
    for origin in range(origins):
        a, b = starts[origin], starts[origin + 1]
        grow(first, head, cost, weight, start_node[a:b], start_cost[a:b], entered[a:b], distance, total)
        nearest(ends, end_node, end_cost, left, distance, total, found[origin])
    return found


def _free(function: Callable[..., Any]) -> Any:
    """As `compiled`, and it lets go of Python's lock: several prices are searched at a time."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:  # Numba found no folder that it may write to
        return njit(nogil=True)(function)


least_costs = _free(_least_costs)
"""Hours, USD and hours of delay of the least costly way from each origin to each destination.

Takes first and head (arcs sorted by tail, as in `search.Arcs`) and cost float64[M, 3] of each arc; starts
int32[k + 1], start_node and start_cost: the ways into the graph of origin a stand at starts[a] up to
starts[a + 1]; ends, end_node and end_cost likewise, of l destinations; price, USD of an hour. Returns
float64[k, l, 3], infinite where no way leads.
"""
