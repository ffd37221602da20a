"""Largest flow by shortest augmenting paths (Edmonds and Karp 1972), compiled."""

from __future__ import annotations

import numpy as np

from entrepot.analyses.corridors.search.arcs import Positions
from entrepot.analyses.corridors.search.compiled import compiled

UNLIMITED = 1 << 30
"""Capacity of what no way ever uses up."""


def _push_flow(
    first: Positions, edge: Positions, to: Positions, capacity: Positions, source: int, sink: int
) -> tuple[int, Positions]:
    # The value, -1 if unlimited; and for each node the edge by which it is still reached, -1 if it is not.
    # Edges come in pairs, 2i and its reverse 2i + 1; `capacity` is changed into what is left.
    queue, by = np.empty(first.size, np.int32), np.empty(first.size - 1, np.int32)
    value = 0
    while True:
        by[:] = -1
        by[source], queue[0], at, size = -2, source, 0, 1
        while at < size and by[sink] == -1:
            v = queue[at]
            at += 1
            for place in range(first[v], first[v + 1]):
                e = edge[place]
                if capacity[e] > 0 and by[to[e]] == -1:
                    by[to[e]], queue[size] = e, to[e]
                    size += 1
        if by[sink] == -1:
            return value, by
        v, narrowest = sink, UNLIMITED
        while v != source:
            e = by[v]
            narrowest = min(narrowest, capacity[e])
            capacity[e] -= 1
            capacity[e ^ 1] += 1
            v = to[e ^ 1]
        if narrowest > UNLIMITED // 2:
            return -1, by
        value += 1


push_flow = compiled(_push_flow)
