"""The search for a front, compiled; `front` says what it does and why that is right.

The kernels stand in one file, since what Numba keeps on disk does not notice a change in another one.
They take flat arrays and index them element by element: handing over a structure, or viewing a row, costs more
than what is then done with it (docs/decisions/0024).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from entrepot.analyses.corridors.search.arcs import Floats, Positions
from entrepot.analyses.corridors.search.heap import pop, push
from entrepot.analyses.corridors.search.labels import (
    AFTER,
    CUT,
    FOUND,
    HEAP,
    KEY,
    LABELS,
    NODE,
    PARENT,
    STATE,
    VIA,
    Labels,
    Question,
)

WAITING, EXPANDED, GONE = 0, 1, 2  # states of a label

Tally = NDArray[np.int64]


def _covered(found: Floats, how: Positions, count: int, g0: float, g1: float, g2: float, g3: float) -> bool:
    # Whether a route was found that is nowhere above the goal. One that covers often covers again: it moves up.
    for s in range(count):
        if found[s, 0] <= g0 and found[s, 1] <= g1 and found[s, 2] <= g2 and found[s, 3] <= g3:
            up = s >> 1
            for c in range(4):
                found[s, c], found[up, c] = found[up, c], found[s, c]
            for c in range(3):
                how[s, c], how[up, c] = how[up, c], how[s, c]
            return True
    return False


covered = njit(cache=True)(_covered)


def _dominated(cost: Floats, link: Positions, top: Positions, node: int, new: Floats) -> bool:
    # Whether the node has a label that is nowhere above `new`; it moves to the head of the list.
    n0, n1, n2, n3 = new[0], new[1], new[2], new[3]
    last, k = -1, top[node]
    while k >= 0:
        if cost[k, 0] <= n0 and cost[k, 1] <= n1 and cost[k, 2] <= n2 and cost[k, 3] <= n3:
            if last >= 0:
                link[last, AFTER], link[k, AFTER], top[node] = link[k, AFTER], top[node], k
            return True
        last, k = k, link[k, AFTER]
    return False


dominated = njit(cache=True)(_dominated)


def _clear(cost: Floats, link: Positions, top: Positions, node: int, new: Floats) -> None:
    # Waiting labels of the node that are nowhere below `new` go.
    n0, n1, n2, n3 = new[0], new[1], new[2], new[3]
    last, k = -1, top[node]
    while k >= 0:
        following = link[k, AFTER]
        worse = n0 <= cost[k, 0] and n1 <= cost[k, 1] and n2 <= cost[k, 2] and n3 <= cost[k, 3]
        if not worse or link[k, STATE] != WAITING:
            last = k
        else:
            link[k, STATE] = GONE
            if last < 0:
                top[node] = following
            else:
                link[last, AFTER] = following
        k = following


clear = njit(cache=True)(_clear)


def _joint(cost: Floats, k: int, new: Floats, bound: Floats, node: int, factor: float) -> int:
    # Which route may stand for label k and the new one: 0 neither, 1 that of k, 2 the new one, 3 either.
    old, other = 1, 2
    for c in range(4):
        rest = bound[node, c]
        most = (min(new[c], cost[k, c]) + rest) * factor
        if cost[k, 4 + c] + rest > most:
            old = 0
        if new[4 + c] + rest > most:
            other = 0
        if old + other == 0:
            return 0
    return old + other


joint = njit(cache=True)(_joint)


def _partner(
    cost: Floats,
    link: Positions,
    first: int,
    new: Floats,
    bound: Floats,
    node: int,
    scale: Floats,
    factor: float,
) -> tuple[int, int]:
    # The first waiting label that may be merged with the new one, -1 if none; and whose route is kept, 1 or 2.
    k = first
    while k >= 0:
        if link[k, STATE] == WAITING:
            which = joint(cost, k, new, bound, node, factor)
            if which == 3:
                gain = 0.0
                for c in range(4, 8):
                    gain += (cost[k, c] - new[c]) / scale[c - 4]
                which = 2 if gain > 0.0 else 1
            if which > 0:
                return k, which
        k = link[k, AFTER]
    return -1, 0


partner = njit(cache=True)(_partner)


def _offer(
    bound: Floats,
    scale: Floats,
    factor: float,
    cost: Floats,
    link: Positions,
    top: Positions,
    tally: Tally,
    new: Floats,
    node: int,
    parent: int,
    via: int,
) -> int:
    # The partial route `new`: dropped (-1), merged with a waiting label, or a label of its own, which is returned.
    if dominated(cost, link, top, node, new):
        return -1
    clear(cost, link, top, node, new)
    k, which = partner(cost, link, top[node], new, bound, node, scale, factor)
    if k < 0:
        k, which = tally[LABELS], 2
        tally[LABELS] = k + 1
        link[k, NODE], link[k, STATE], link[k, AFTER] = node, WAITING, top[node]
        top[node] = k
        cost[k, :] = np.inf
    if which == 2:
        link[k, PARENT], link[k, VIA] = parent, via
        for c in range(4, 8):
            cost[k, c] = new[c]
    cost[k, KEY] = 0.0
    for c in range(4):
        cost[k, c] = min(cost[k, c], new[c])
        cost[k, KEY] += (cost[k, c] + bound[node, c]) / scale[c]
    return k


offer = njit(cache=True)(_offer)


def _note(
    found: Floats, how: Positions, tally: Tally, cost: Floats, k: int, rest: Floats, tree: int, exit_row: int
) -> None:
    # A route found: label k and the rest of the way, unless there is no room.
    s = tally[FOUND]
    if s == found.shape[0]:
        tally[CUT] = 1
        return
    for c in range(4):
        found[s, c] = cost[k, 4 + c] + rest[c]
    how[s, 0], how[s, 1], how[s, 2] = k, tree, exit_row
    tally[FOUND] = s + 1


note = njit(cache=True)(_note)


def _settle(
    bound: Floats,
    rest: Floats,
    first_exit: Positions,
    exit_cost: Floats,
    factor: float,
    cost: Floats,
    found: Floats,
    how: Positions,
    tally: Tally,
    node: int,
    k: int,
) -> bool:
    # Whether everything that label k may still become is covered by now.
    goal = np.empty(4)
    for row in range(first_exit[node], first_exit[node + 1]):
        for c in range(4):
            goal[c] = (cost[k, c] + exit_cost[row, c]) * factor
        if not covered(found, how, tally[FOUND], goal[0], goal[1], goal[2], goal[3]):
            note(found, how, tally, cost, k, exit_cost[row], -1, row)
    for c in range(4):
        goal[c] = (cost[k, c] + bound[node, c]) * factor
    if covered(found, how, tally[FOUND], goal[0], goal[1], goal[2], goal[3]):
        return True
    for t in range(rest.shape[0]):
        c = 0
        while c < 4 and cost[k, 4 + c] + rest[t, node, c] <= goal[c]:
            c += 1
        if c == 4:
            note(found, how, tally, cost, k, rest[t, node], t, -1)
            return True
    return False


settle = njit(cache=True)(_settle)


def _gap(q: Question, labels: Labels) -> float:
    # The factor within which what is still waiting is covered.
    worst = q.factor
    for k in range(labels.tally[LABELS]):
        if labels.link[k, STATE] != WAITING:
            continue
        best = np.inf
        for s in range(labels.tally[FOUND]):
            ratio = 1.0
            for c in range(4):
                least = labels.cost[k, c] + q.bound[labels.link[k, NODE], c]
                if labels.found[s, c] > least:
                    ratio = max(ratio, labels.found[s, c] / least if least > 0.0 else np.inf)
            best = min(best, ratio)
        worst = max(worst, best)
    return worst


gap = njit(cache=True)(_gap)


def _pareto(q: Question, labels: Labels) -> float:
    first, head, arc_cost, bound, rest, scale, start_node, start_cost, first_exit, exit_cost, factor = q
    cost, link, top, found, how, keys, items, tally = labels
    new = np.empty(8)
    k, begin, end = -1, 0, start_node.size  # -1: not a label yet, but the starts
    while True:
        for a in range(begin, end):
            node = start_node[a] if k < 0 else head[a]
            if bound[node, 0] == np.inf:
                continue
            for c in range(4):
                new[c] = start_cost[a, c] if k < 0 else cost[k, c] + arc_cost[a, c]
                new[4 + c] = start_cost[a, c] if k < 0 else cost[k, 4 + c] + arc_cost[a, c]
            g0, g1 = (new[0] + bound[node, 0]) * factor, (new[1] + bound[node, 1]) * factor
            g2, g3 = (new[2] + bound[node, 2]) * factor, (new[3] + bound[node, 3]) * factor
            if covered(found, how, tally[FOUND], g0, g1, g2, g3):
                continue
            kept = offer(bound, scale, factor, cost, link, top, tally, new, node, k, a)
            if kept >= 0:
                tally[HEAP] = push(keys, items, tally[HEAP], cost[kept, KEY], kept)
        end = begin
        while end == begin:
            if tally[HEAP] == 0:
                return factor
            k, key = items[0], keys[0]
            tally[HEAP] = pop(keys, items, tally[HEAP])
            if link[k, STATE] != WAITING or cost[k, KEY] != key:
                continue
            node = link[k, NODE]
            more = first[node + 1] - first[node]
            if max(tally[LABELS], tally[HEAP] // 3) + more >= cost.shape[0]:
                tally[CUT] = 1
                return gap(q, labels)
            settled = settle(bound, rest, first_exit, exit_cost, factor, cost, found, how, tally, node, k)
            if tally[CUT]:
                return gap(q, labels)
            link[k, STATE] = EXPANDED
            if not settled:
                begin, end = first[node], first[node + 1]


pareto = njit(cache=True)(_pareto)
