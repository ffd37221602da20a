"""The search for a front, compiled; `fronts` says what it does and why that is right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.search.arcs import Floats, Positions
from entrepot.analyses.corridors.search.compiled import compiled
from entrepot.analyses.corridors.search.dominance import clear, covered, dominated, expand, partner
from entrepot.analyses.corridors.search.heap import pop, push
from entrepot.analyses.corridors.search.labels import (
    CUT,
    FOUND,
    HEAP,
    LABELS,
    NODE,
    PARENT,
    VIA,
    Labels,
    Question,
)

Tally = NDArray[np.int64]


def _keep(
    low: Floats,
    true: Floats,
    key: Floats,
    link: Positions,
    after: Positions,
    waiting: Positions,
    tally: Tally,
    bound: Floats,
    scale: Floats,
    factor: float,
    new: Floats,
    node: int,
    parent: int,
    via: int,
) -> int:
    # A partial route that nothing covers or dominates: merged with a waiting label, or a label of its own.
    # The label, if it has to be ranked (anew); else -1.
    clear(low, key, after, waiting, node, new)
    k, which = partner(low, true, after, waiting[node], new, bound, node, scale, factor)
    if k < 0:
        k, which = tally[LABELS], 2
        tally[LABELS] = k + 1
        low[k, :], key[k] = np.inf, np.inf
        after[k], waiting[node] = waiting[node], k
    if which == 2:  # the new one is what the label is drawn as
        link[k, NODE], link[k, PARENT], link[k, VIA] = node, parent, via
        for c in range(4):
            true[k, c] = new[4 + c]
    rank = 0.0
    for c in range(4):
        low[k, c] = min(low[k, c], new[c])
        rank += (low[k, c] + bound[node, c]) / scale[c]
    if rank == key[k]:
        return -1
    key[k] = rank
    return int(k)


keep = compiled(_keep)


def _note(
    found: Floats, how: Positions, tally: Tally, true: Floats, k: int, rest: Floats, tree: int, exit_row: int
) -> None:
    # A route found: label k and the rest of the way, unless there is no room.
    s = tally[FOUND]
    if s == found.shape[0]:
        tally[CUT] = 1
        return
    for c in range(4):
        found[s, c] = true[k, c] + rest[c]
    how[s, 0], how[s, 1], how[s, 2] = k, tree, exit_row
    tally[FOUND] = s + 1


note = compiled(_note)


def _settle(
    low: Floats,
    true: Floats,
    found: Floats,
    how: Positions,
    tally: Tally,
    bound: Floats,
    rest: Floats,
    first_exit: Positions,
    exit_cost: Floats,
    factor: float,
    goal: Floats,
    node: int,
    k: int,
) -> bool:
    # Whether everything that label k may still become is covered by now.
    for row in range(first_exit[node], first_exit[node + 1]):
        for c in range(4):
            goal[c] = (low[k, c] + exit_cost[row, c]) * factor
        if not covered(found, how, tally[FOUND], goal[0], goal[1], goal[2], goal[3]):
            note(found, how, tally, true, k, exit_cost[row], -1, row)
    for c in range(4):
        goal[c] = (low[k, c] + bound[node, c]) * factor
    if covered(found, how, tally[FOUND], goal[0], goal[1], goal[2], goal[3]):
        return True
    for t in range(rest.shape[0]):
        c = 0
        while c < 4 and true[k, c] + rest[t, node, c] <= goal[c]:
            c += 1
        if c == 4:
            note(found, how, tally, true, k, rest[t, node], t, -1)
            return True
    return False


settle = compiled(_settle)


def _gap(q: Question, labels: Labels) -> float:
    # The factor within which what is still waiting is covered.
    worst = q.factor
    for node in range(labels.waiting.size):
        k = labels.waiting[node]
        while k >= 0:
            best = np.inf
            for s in range(labels.tally[FOUND]):
                ratio = 1.0
                for c in range(4):
                    least = labels.low[k, c] + q.bound[node, c]
                    if labels.found[s, c] > least:
                        ratio = max(ratio, labels.found[s, c] / least if least > 0.0 else np.inf)
                best = min(best, ratio)
            worst, k = max(worst, best), labels.after[k]
    return worst


gap = compiled(_gap)


def _advance(key: Floats, keys: Floats, items: Positions, tally: Tally) -> int:
    # The waiting label of the lowest rank; -1 if none waits.
    while tally[HEAP] > 0:
        k, rank = items[0], keys[0]
        tally[HEAP] = pop(keys, items, tally[HEAP])
        if key[k] == rank:
            return int(k)
    return -1


advance = compiled(_advance)


def _extend(q: Question, labels: Labels) -> float:
    first, head, arc_cost, bound, rest, scale, _, _, first_exit, exit_cost, factor = q
    low, true, key, link, after, waiting, expanded, found, how, keys, items, tally = labels
    new, goal = np.empty(8), np.empty(4)
    k = advance(key, keys, items, tally)
    while k >= 0:
        node = link[k, NODE]
        lead, last = first[node], first[node + 1]
        if max(tally[LABELS], tally[HEAP] // 3) + last - lead >= key.size:
            tally[CUT] = 1
            break
        settled = settle(
            low, true, found, how, tally, bound, rest, first_exit, exit_cost, factor, goal, node, k
        )
        if tally[CUT]:
            break
        expand(after, waiting, expanded, key, node, k)
        for a in range(lead, lead if settled else last):
            node = head[a]
            for c in range(4):
                new[c], new[4 + c] = low[k, c] + arc_cost[a, c], true[k, c] + arc_cost[a, c]
                goal[c] = (new[c] + bound[node, c]) * factor
            if covered(found, how, tally[FOUND], goal[0], goal[1], goal[2], goal[3]):
                continue
            if dominated(low, after, expanded, node, new) or dominated(low, after, waiting, node, new):
                continue
            at = keep(low, true, key, link, after, waiting, tally, bound, scale, factor, new, node, k, a)
            if at >= 0:
                tally[HEAP] = push(keys, items, tally[HEAP], key[at], at)
        k = advance(key, keys, items, tally)
    return float(gap(q, labels))


extend = compiled(_extend)


def _begin(q: Question, labels: Labels) -> None:
    # Labels at the starts.
    low, true, key, link, after, waiting, _, _, _, keys, items, tally = labels
    new = np.empty(8)
    for row in range(q.start_node.size):
        node = q.start_node[row]
        new[:4] = new[4:] = q.start_cost[row]
        if q.bound[node, 0] == np.inf or dominated(low, after, waiting, node, new):
            continue
        at = keep(low, true, key, link, after, waiting, tally, q.bound, q.scale, q.factor, new, node, -1, row)
        if at >= 0:
            tally[HEAP] = push(keys, items, tally[HEAP], key[at], at)


begin = compiled(_begin)


def _pareto(q: Question, labels: Labels) -> float:
    begin(q, labels)
    return float(extend(q, labels))


pareto = compiled(_pareto)
