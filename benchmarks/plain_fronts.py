"""Fronts in plain Python, as a measure for the compiled search: the textbook's way, and our own way.

Both promise what `front` promises. The textbook (Martins 1984): labels in order of their sum, dropped where
one at the same node is nowhere above, or where a route already found is at most 1 + epsilon times as bad. Our
way adds lower bounds to the end, and labels that stand for several (A*pex). No arrays, no compiler.
"""

from __future__ import annotations

from heapq import heappop, heappush
from time import perf_counter

from entrepot.analyses.corridors.search import Arcs, Ends

Vector = tuple[float, ...]
Graph = list[list[tuple[int, Vector]]]
NOTHING: Vector = (0.0, 0.0, 0.0, 0.0)


class TooSlow(Exception):
    """The seconds that were given have passed."""


def graph_of(arcs: Arcs) -> Graph:
    """Head and cost of the arcs out of each node."""
    graph: Graph = [[] for _ in range(arcs.nodes)]
    for tail, head, cost in zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.cost.tolist(), strict=True):
        graph[tail].append((head, tuple(cost)))
    return graph


def plain_front(
    arcs: Arcs, starts: Ends, ends: Ends, epsilon: float, *, ours: bool, seconds: float = 60.0
) -> list[Vector]:
    """Costs of the routes found; raises TooSlow. The graph as lists is made outside the time that counts."""
    graph = graph_of(arcs)
    bounds = _bounds(graph_of(arcs.reverse), ends, arcs.nodes) if ours else [NOTHING] * arcs.nodes
    last: dict[int, list[Vector]] = {}
    for node, cost in zip(ends.node.tolist(), ends.cost.tolist(), strict=True):
        last.setdefault(node, []).append(tuple(cost))
    search = _Search(graph, bounds, last, 1.0 + epsilon + 1e-12, ours)
    for node, cost in zip(starts.node.tolist(), starts.cost.tolist(), strict=True):
        search.offer(node, tuple(cost), tuple(cost))
    search.run(perf_counter() + seconds)
    return search.found


def _bounds(graph: Graph, ends: Ends, nodes: int) -> list[Vector]:
    columns = []
    for criterion in range(4):
        distance = [float("inf")] * nodes
        heap: list[tuple[float, int]] = []
        for node, cost in zip(ends.node.tolist(), ends.cost.tolist(), strict=True):
            if cost[criterion] < distance[node]:
                distance[node] = cost[criterion]
                heappush(heap, (cost[criterion], node))
        while heap:
            here, node = heappop(heap)
            if here > distance[node]:
                continue
            for head, cost in graph[node]:
                there = here + cost[criterion]
                if there < distance[head]:
                    distance[head] = there
                    heappush(heap, (there, head))
        columns.append(distance)
    return list(zip(*columns, strict=True))


class _Label:
    __slots__ = ("low", "rank", "true")

    def __init__(self, low: Vector, true: Vector, rank: float) -> None:
        self.low, self.true, self.rank = low, true, rank


def _below(a: Vector, b: Vector) -> bool:
    return a[0] <= b[0] and a[1] <= b[1] and a[2] <= b[2] and a[3] <= b[3]


def _sum(a: Vector, b: Vector) -> Vector:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]


class _Search:
    def __init__(
        self, graph: Graph, bounds: list[Vector], last: dict[int, list[Vector]], factor: float, merges: bool
    ) -> None:
        self.graph, self.bounds, self.last, self.factor, self.merges = graph, bounds, last, factor, merges
        self.found: list[Vector] = []
        self.heap: list[tuple[float, int, int, _Label]] = []
        self.waiting: list[list[_Label]] = [[] for _ in graph]
        self.expanded: list[list[_Label]] = [[] for _ in graph]
        self.made = 0

    def covered(self, low: Vector, rest: Vector) -> bool:
        goal = tuple((a + b) * self.factor for a, b in zip(low, rest, strict=True))
        return any(_below(route, goal) for route in self.found)

    def offer(self, node: int, low: Vector, true: Vector) -> None:
        bound = self.bounds[node]
        if bound[0] == float("inf") or self.covered(low, bound):
            return
        if any(_below(known.low, low) for known in self.expanded[node]):
            return
        if any(_below(known.low, low) for known in self.waiting[node]):
            return
        for known in self.waiting[node]:
            if _below(low, known.low):
                known.rank = -1.0
        kept = self.waiting[node] = [known for known in self.waiting[node] if known.rank >= 0.0]
        label = self.merged(kept, low, true, bound) if self.merges else None
        if label is None:
            label = _Label(low, true, 0.0)
            kept.append(label)
        label.rank = sum(_sum(label.low, bound))
        self.made += 1
        heappush(self.heap, (label.rank, self.made, node, label))

    def merged(self, kept: list[_Label], low: Vector, true: Vector, bound: Vector) -> _Label | None:
        for known in kept:
            least: Vector = tuple(map(min, known.low, low))
            most = tuple((a + b) * self.factor for a, b in zip(least, bound, strict=True))
            for route in (known.true, true):
                if _below(_sum(route, bound), most):
                    known.low, known.true = least, route
                    return known
        return None

    def run(self, until: float) -> None:
        while self.heap:
            rank, _, node, label = heappop(self.heap)
            if label.rank != rank:
                continue
            if perf_counter() > until:
                raise TooSlow
            label.rank = -1.0
            self.waiting[node].remove(label)
            self.expanded[node].append(label)
            for cost in self.last.get(node, ()):
                if not self.covered(label.low, cost):
                    self.found.append(_sum(label.true, cost))
            if not self.covered(label.low, self.bounds[node]):
                for head, cost in self.graph[node]:
                    self.offer(head, _sum(label.low, cost), _sum(label.true, cost))
