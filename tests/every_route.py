"""Every simple route of a small graph, and fronts and cuts by trying all: searches are held against these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.search import Arcs, Ends


@dataclass(frozen=True)
class Drawn:
    """A graph as lists, with the same as `Arcs`."""

    nodes: int
    tail: tuple[int, ...]
    head: tuple[int, ...]
    cost: tuple[tuple[float, float, float, float], ...]

    @property
    def arcs(self) -> Arcs:
        return Arcs.of(self.tail, self.head, np.array(self.cost).reshape(-1, 4), self.nodes)

    def total(self, path: Sequence[int]) -> NDArray[np.float64]:
        return np.array([self.cost[arc] for arc in path]).reshape(-1, 4).sum(axis=0)


def simple_paths(drawn: Drawn, start: int, end: int) -> Iterator[list[int]]:
    """Arcs of every way that visits no node twice."""

    def onward(node: int, seen: frozenset[int], path: list[int]) -> Iterator[list[int]]:
        if node == end:
            yield path
            return
        for arc, (tail, head) in enumerate(zip(drawn.tail, drawn.head, strict=True)):
            if tail == node and head not in seen:
                yield from onward(head, seen | {head}, [*path, arc])

    yield from onward(start, frozenset({start}), [])


def every_cost(drawn: Drawn, starts: Ends, ends: Ends) -> NDArray[np.float64]:
    """Costs of every simple route from a start to an end, first and last mile included, float64[r, 4]."""
    costs = [
        first + drawn.total(path) + last
        for start, first in zip(starts.node, starts.cost, strict=True)
        for end, last in zip(ends.node, ends.cost, strict=True)
        for path in simple_paths(drawn, int(start), int(end))
    ]
    return np.array(costs).reshape(-1, 4)


def exact_front(costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """The cost vectors that no other dominates, each once, in order."""
    distinct = np.unique(costs, axis=0)
    worse = [bool(((distinct <= row).all(axis=1) & (distinct < row).any(axis=1)).any()) for row in distinct]
    return distinct[~np.array(worse, bool)]


def most_disjoint(ways: Sequence[frozenset[int]]) -> int:
    """The most of these sets that have nothing in common, by trying all."""
    distinct = list(dict.fromkeys(ways))
    for number in range(len(distinct), 0, -1):
        for some in combinations(distinct, number):
            if sum(len(way) for way in some) == len(frozenset().union(*some)):
                return number
    return 0
