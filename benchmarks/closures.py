"""A closure over all pairs of the economies of the OECD's tables, on the layer that ships.

    python benchmarks/closures.py [CLOSURE ...]

Asks what each closure does to every pair of the 80 economies, capital to capital, on all four criteria. Cold:
this process has asked nothing before, the graph is made and the kernels are loaded. Warm: it has answered
before. Beside it, in the same run, the same question in plain Python, one Dijkstra a pair and criterion, for
a sample of pairs, brought to all of them, and held to our values. Target: 10 s.
"""

from __future__ import annotations

import heapq
import sys
from collections.abc import Sequence
from time import perf_counter

import numpy as np

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import Pair
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground
from entrepot.analyses.corridors.network_questions.pairs import EACH
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.workbench import open as opened
from entrepot.workbench.corridors import Corridors

SAMPLE = 12
Out = list[list[tuple[int, list[float]]]]


def main(names: Sequence[str]) -> None:
    """Print the seconds of each."""
    start = perf_counter()
    corridors = Corridors(opened().warehouse)
    pairs = corridors.pairs()
    economies = {pair.origin.code for pair in pairs} | {pair.destination.code for pair in pairs}
    seconds = perf_counter() - start
    print(
        f"{len(economies)} economies, {len(pairs)} pairs that trade; layer and trade read in {seconds:.2f} s"
    )
    for number, name in enumerate(names):
        start = perf_counter()
        found = corridors.effect(name, pairs=pairs)
        seconds = perf_counter() - start
        whole = sum(pair.weight for pair in pairs)
        told = {status: found.weight(status) / whole for status in dict.fromkeys(found.statuses)}
        shares = ", ".join(f"{status} {share:.1%} of trade" for status, share in told.items())
        print(f"{'cold' if not number else 'warm'} {seconds:6.2f} s  {name}: {shares}")
    print(f"graph: {corridors.network.nodes} nodes, {len(corridors.network.tail)} arcs")
    plain(corridors.network, pairs)


def plain(network: Network, pairs: Sequence[Pair]) -> None:
    """The same by plain Python, for a sample: brought to all pairs, and held to our values."""
    now = Situation(network)
    box = cargo("1 FEU", parameters=network.parameters)
    chosen = [pairs[row] for row in np.linspace(0, len(pairs) - 1, SAMPLE).astype(int)]
    spots = [spot for pair in chosen for spot in (pair.origin, pair.destination)]
    bests = Bests(Ground(network, box, shared_miles((now,), spots)), now)
    ours = bests.values(chosen, EACH)
    cost = network.cost(box).tolist()
    out: Out = [[] for _ in range(network.nodes)]
    for arc, (tail, head) in enumerate(zip(network.tail.tolist(), network.head.tolist(), strict=True)):
        out[tail].append((head, cost[arc]))
    start = perf_counter()
    theirs = [[dijkstra(out, bests, pair, criterion) for criterion in range(4)] for pair in chosen]
    seconds = perf_counter() - start
    alike = np.allclose(theirs, ours)
    whole = 2 * seconds / SAMPLE * len(pairs)
    print(f"plain Python: {whole:,.0f} s for all, before and after, from {SAMPLE} pairs; agrees: {alike}")


def dijkstra(out: Out, bests: Bests, pair: Pair, criterion: int) -> float:
    """The best of one pair by one criterion, by a heap of tuples."""
    here = bests.gate(pair.origin, leaving=True).ends
    there = bests.gate(pair.destination, leaving=False).ends
    last: dict[int, float] = {}
    for node, more in zip(there.node.tolist(), there.cost[:, criterion].tolist(), strict=True):
        last[node] = min(more, last.get(node, np.inf))
    heap = list(zip(here.cost[:, criterion].tolist(), here.node.tolist(), strict=True))
    heapq.heapify(heap)
    done: set[int] = set()
    direct = bests.direct(pair)
    best = np.inf if direct is None else float(direct[criterion])
    while heap and heap[0][0] < best:
        length, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        best = min(best, length + last.get(node, np.inf))
        for head, cost in out[node]:
            if head not in done:
                heapq.heappush(heap, (length + cost[criterion], head))
    return best


if __name__ == "__main__":
    main(sys.argv[1:] or ["Russia", "Suez", "Caspian", "Germany"])
