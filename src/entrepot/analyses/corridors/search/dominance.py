"""Who dominates, covers or may stand for whom: the compiled parts that the search for a front calls most.

They take flat arrays and index them element by element: handing over a structure of arrays, or viewing a row,
costs more than what is then done with it.
"""

from __future__ import annotations

import numpy as np

from entrepot.analyses.corridors.search.arcs import Floats, Positions
from entrepot.analyses.corridors.search.compiled import compiled


def _covered(found: Floats, how: Positions, count: int, g0: float, g1: float, g2: float, g3: float) -> bool:
    # Whether a route was found that is nowhere above the goal. What covers often moves up.
    for s in range(count):
        if found[s, 0] <= g0 and found[s, 1] <= g1 and found[s, 2] <= g2 and found[s, 3] <= g3:
            up = s >> 1
            for c in range(4):
                found[s, c], found[up, c] = found[up, c], found[s, c]
            for c in range(3):
                how[s, c], how[up, c] = how[up, c], how[s, c]
            return True
    return False


covered = compiled(_covered)


def _dominated(low: Floats, after: Positions, top: Positions, node: int, new: Floats) -> bool:
    # Whether a list has a label that is nowhere above `new`; it moves to the head.
    n0, n1, n2, n3 = new[0], new[1], new[2], new[3]
    last, k = -1, top[node]
    while k >= 0:
        if low[k, 0] <= n0 and low[k, 1] <= n1 and low[k, 2] <= n2 and low[k, 3] <= n3:
            if last >= 0:
                after[last], after[k], top[node] = after[k], top[node], k
            return True
        last, k = k, after[k]
    return False


dominated = compiled(_dominated)


def _unlink(after: Positions, top: Positions, node: int, last: int, k: int) -> None:
    if last < 0:
        top[node] = after[k]
    else:
        after[last] = after[k]


unlink = compiled(_unlink)


def _clear(low: Floats, key: Floats, after: Positions, waiting: Positions, node: int, new: Floats) -> None:
    # Waiting labels that are nowhere below `new` go.
    n0, n1, n2, n3 = new[0], new[1], new[2], new[3]
    last, k = -1, waiting[node]
    while k >= 0:
        if n0 <= low[k, 0] and n1 <= low[k, 1] and n2 <= low[k, 2] and n3 <= low[k, 3]:
            unlink(after, waiting, node, last, k)
            key[k] = np.inf  # so that its entry in the heap is passed over
        else:
            last = k
        k = after[k]


clear = compiled(_clear)


def _joint(low: Floats, true: Floats, k: int, new: Floats, bound: Floats, node: int, factor: float) -> int:
    # Which route may stand for label k and the new one: 0 neither, 1 that of k, 2 the new one, 3 either.
    old, other = 1, 2
    for c in range(4):
        rest = bound[node, c]
        most = (min(new[c], low[k, c]) + rest) * factor
        if true[k, c] + rest > most:
            old = 0
        if new[4 + c] + rest > most:
            other = 0
        if old + other == 0:
            return 0
    return old + other


joint = compiled(_joint)


def _partner(
    low: Floats,
    true: Floats,
    after: Positions,
    k: int,
    new: Floats,
    bound: Floats,
    node: int,
    scale: Floats,
    factor: float,
) -> tuple[int, int]:
    # The first of a list that may be merged with the new one, -1 if none; and whose route is kept, 1 or 2.
    while k >= 0:
        which = joint(low, true, k, new, bound, node, factor)
        if which == 3:
            gain = 0.0
            for c in range(4):
                gain += (true[k, c] - new[4 + c]) / scale[c]
            which = 2 if gain > 0.0 else 1
        if which > 0:
            return k, which
        k = after[k]
    return -1, 0


partner = compiled(_partner)


def _expand(
    after: Positions, waiting: Positions, expanded: Positions, key: Floats, node: int, k: int
) -> None:
    # From the waiting to the expanded of its node.
    last, at = -1, waiting[node]
    while at != k:
        last, at = at, after[at]
    unlink(after, waiting, node, last, k)
    after[k], expanded[node], key[k] = expanded[node], k, np.inf


expand = compiled(_expand)
