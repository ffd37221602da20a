"""One criterion on the raw railways of the world: our hierarchy beside scgraph's C++, on the same network.

    python benchmarks/raw_rail.py [--pairs 100] [--road]

Both sides get the largest part of the repaired network and answer the same random pairs, in turns; distances
are checked to be equal, and both give the path. scgraph's two algorithms are its Dijkstra and its default
(bidirectional, with buckets). Shown are medians over the pairs, what each side needs to get ready, and a
closure. Targets: not slower than scgraph's Dijkstra, and at least ten times as fast as its default.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import numpy as np
from scgraph import Graph

from entrepot.analyses.corridors.physical.hierarchy import Hierarchy, Topology
from entrepot.analyses.corridors.physical.repair import components, repaired
from entrepot.sources.networks import Network, read_network

CACHE = Path("build/networks")
TARGETS = {"scgraph C++ Dijkstra": 1.0, "scgraph C++ default": 10.0}


@dataclass
class Side:
    """Who answers: how, and the seconds of each answer."""

    name: str
    ask: Callable[[int, int], float]
    seconds: list[float]


def largest_part(network: Network) -> Network:
    """The largest part of a network, points numbered anew."""
    label = components(network)
    kept = label == np.bincount(label).argmax()
    number = np.cumsum(kept) - 1
    edges = kept[network.tail]
    tail, head = number[network.tail[edges]], number[network.head[edges]]
    return Network(network.latitude[kept], network.longitude[kept], tail, head, network.km[edges])


def as_dictionaries(network: Network) -> list[dict[int, float]]:
    """The form that scgraph takes; of two edges between the same points the shorter counts."""
    found: list[dict[int, float]] = [{} for _ in range(network.points)]
    for a, b, km in zip(network.tail.tolist(), network.head.tolist(), network.km.tolist(), strict=True):
        found[a][b] = found[b][a] = min(km, found[a].get(b, km))
    return found


def timed(make: Callable[[], Any]) -> tuple[Any, float]:
    """What `make` makes, and its seconds."""
    start = perf_counter()
    made = make()
    return made, perf_counter() - start


def run(sides: list[Side], pairs: list[tuple[int, int]]) -> float:
    """Ask everyone every pair in turns; returns the largest difference in kilometres."""
    worst = 0.0
    for start, end in pairs:
        answers = []
        for side in sides:
            began = perf_counter()
            answers.append(side.ask(start, end))
            side.seconds.append(perf_counter() - began)
        worst = max(worst, max(answers) - min(answers))
    return worst


def main() -> int:
    """Print times and ratios; exit code 1 if a target is missed or distances differ."""
    parser = argparse.ArgumentParser(description="Hierarchy beside scgraph on the raw network.")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--road", action="store_true", help="roads instead of railways")
    asked = parser.parse_args()
    network = largest_part(repaired(read_network("road" if asked.road else "rail", CACHE)).network)
    print(f"{network.points:,} points, {len(network.km):,} edges, {asked.pairs} pairs")
    topology, contracting = timed(lambda: Topology(network))
    hierarchy, customising = timed(lambda: Hierarchy(topology))
    dictionaries = as_dictionaries(network)
    graph, building = timed(lambda: Graph(dictionaries))
    print(f"ours: order of contraction {contracting:.1f} s, a metric {customising * 1e3:.0f} ms")
    print(f"scgraph: graph {building:.1f} s")

    def ours(start: int, end: int) -> float:
        way = hierarchy.way(start, end)
        return way.cost if way else float("inf")

    sides = [
        Side("ours: hierarchy, path back", ours, []),
        Side("scgraph C++ Dijkstra", lambda a, b: float(graph.dijkstra(a, b)["length"]), []),
        Side("scgraph C++ default", lambda a, b: float(graph.bidirectional_buckets(a, b)["length"]), []),
    ]
    chance = np.random.default_rng(42)
    pairs = [(int(a), int(b)) for a, b in chance.integers(0, network.points, (asked.pairs, 2))]
    worst = run(sides, pairs)
    base = median(sides[0].seconds)
    for side in sides:
        late = quantiles(side.seconds, n=20)[-1]
        ratio = median(side.seconds) / base
        times = f"median {median(side.seconds) * 1e3:8.3f} ms, p95 {late * 1e3:8.3f} ms"
        print(f"{side.name:28} {times}, x{ratio:.0f}")
    closing = _closure(hierarchy, pairs)
    print(
        f"closing 20 edges, one way, opening them: {closing * 1e3:.2f} ms; distances differ by {worst:.3f} km"
    )
    missed = [side.name for side in sides[1:] if median(side.seconds) < TARGETS[side.name] * base]
    print("targets met" if not missed and worst < 0.5 else f"MISSED: {missed}, {worst}")
    return 1 if missed or worst >= 0.5 else 0


def _closure(hierarchy: Hierarchy, pairs: list[tuple[int, int]]) -> float:
    """Median seconds to close 20 edges of a way, ask again and open them."""
    seconds = []
    for start, end in pairs[:20]:
        way = hierarchy.way(start, end)
        if way is not None and len(way.edges) > 20:
            began = perf_counter()
            with hierarchy.closed(way.edges[:20]):
                hierarchy.way(start, end)
            seconds.append(perf_counter() - began)
    return median(seconds)


if __name__ == "__main__":
    sys.exit(main())
