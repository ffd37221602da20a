"""The fewest things of which every set has one: what must be closed so that nothing gets past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

Sets = list[frozenset[str]]


def fewest(
    barred: Callable[[frozenset[str]], Iterable[frozenset[str]]],
) -> tuple[frozenset[str], Sets] | None:
    """The smallest set of things that leaves no way, and the ways met in finding it, each as its things.

    Implicit hitting sets (Moreno-Centeno and Karp, Operations Research 61(2), 2013): the smallest set that
    hits all ways known so far is closed; whatever ways there still are become known; until there is none.
    Exact, and quick while the answer is small.

    Args:
        barred: ways that there still are with these things closed, each as the things that it uses; one or
            more if there are any.

    Returns:
        None if some way uses none of the things, so that nothing cuts it.
    """
    known: Sets = []
    while True:
        closed = smallest_hitting(known)
        found = [set_ for set_ in barred(closed) if set_ not in known]
        if any(not set_ for set_ in found):
            return None
        if not found:
            return closed, known
        known += found


def smallest_hitting(sets: Sets) -> frozenset[str]:
    """The smallest set that has a thing in common with each; among equals the first by branch and bound."""
    best = frozenset(_greedy(sets))
    open_ = [(frozenset[str](), [s for s in sets if not any(other < s for other in sets)])]
    while open_:
        chosen, left = open_.pop()
        if not left:
            best = chosen if len(chosen) < len(best) else best
        elif len(chosen) + len(disjoint(left)) < len(best):
            narrowest = min(left, key=lambda s: (len(s), sorted(s)))
            open_ += [(chosen | {thing}, [s for s in left if thing not in s]) for thing in sorted(narrowest)]
    return best


def disjoint(sets: Iterable[frozenset[str]]) -> Sets:
    """Some of the sets that have nothing in common, the small ones first: as many must be hit at least."""
    chosen: Sets = []
    for candidate in sorted(sets, key=lambda s: (len(s), sorted(s))):
        if all(candidate.isdisjoint(other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _greedy(sets: Sets) -> set[str]:
    chosen: set[str] = set()
    left = list(sets)
    while left:
        count = Counter(thing for s in left for thing in s)
        thing = min(count, key=lambda t: (-count[t], t))
        chosen.add(thing)
        left = [s for s in left if thing not in s]
    return chosen
