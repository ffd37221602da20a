"""Fronts of four criteria within 10%: compiled, and in plain Python beside it, in one run.

    python benchmarks/fronts.py [--drawn] [--pairs 30] [--plain 5] [--epsilon 0.1] [--seconds 60]

On the layer that ships, for PAIRS pairs of towns drawn from a fixed list; or, with --drawn, on a graph that
is drawn from a fixed seed (benchmarks/drawn_layer.py), whose routes are harder to tell apart, since each
leg has a price of its own. PLAIN of the pairs are answered in plain Python too, by the textbook and by our
own method (benchmarks/plain_fronts.py), for at most SECONDS each. Targets: 100 ms in the median, 500 ms for
95 of 100, 50 times as fast as plain Python by the textbook.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from time import perf_counter

import numpy as np

from drawn_layer import drawn_arcs, far_pairs
from entrepot.analyses.corridors.search import Arcs, Ends, Front, front
from plain_fronts import TooSlow, plain_front

TOWNS = (
    "Almaty", "Liège", "Aktau", "Antwerp", "Tashkent", "Duisburg", "Luxembourg", "Bishkek", "Baku",
    "Rotterdam", "Shanghai", "Namur", "Osh", "Istanbul", "Tbilisi", "Warsaw", "Tehran", "Urumqi", "Dushanbe",
    "Hamburg",
)  # fmt: skip
SEED = 42

COLD = """
from time import perf_counter
begun = perf_counter()
import numba
loaded = perf_counter()
from entrepot.analyses.corridors.search import Arcs, Ends, front
front(Arcs.of([0], [1], [[1.0, 2.0, 3.0, 4.0]], 2), Ends.of(0), Ends.of(1))
print(loaded - begun, perf_counter() - loaded)
"""


@dataclass(frozen=True)
class Asked:
    """A question: a graph, where routes begin and where they end."""

    title: str
    arcs: Arcs
    starts: Ends
    ends: Ends


def arcs_from(drawn: bool, pairs: int) -> Iterator[Asked]:
    """The questions, on the layer that ships or on a drawn one."""
    yield from (_of_drawn(pairs) if drawn else _of_layer(pairs))


def _of_drawn(pairs: int) -> Iterator[Asked]:
    layer = drawn_arcs()
    for start, end in far_pairs(layer, pairs):
        yield Asked(f"{start} {end}", layer.arcs, Ends.of(start), Ends.of(end))


def _of_layer(pairs: int) -> Iterator[Asked]:
    from entrepot.analyses.corridors.asking import network, question
    from entrepot.analyses.corridors.gates import Gate, miles_of

    searched = network()
    every = list(combinations(TOWNS, 2))
    for row in np.random.default_rng(SEED).permutation(len(every))[:pairs]:
        asked = question(searched, *every[row])
        arcs = Arcs.of(searched.tail, searched.head, searched.cost(asked.cargo), searched.nodes)
        gates = [
            Gate.of(searched, spot, miles_of(searched, spot), asked.cargo, leaving=leaving)
            for spot, leaving in ((asked.origin, True), (asked.destination, False))
        ]
        yield Asked(" ".join(every[row]), arcs, gates[0].ends, gates[1].ends)


def timed(asked: Asked, epsilon: float) -> tuple[float, Front]:
    """Milliseconds of a front, the turning round of the graph included, and the front."""
    arcs = Arcs(asked.arcs.first, asked.arcs.head, asked.arcs.cost, asked.arcs.index, asked.arcs.size)
    begun = perf_counter()
    found = front(arcs, asked.starts, asked.ends, epsilon)
    return (perf_counter() - begun) * 1e3, found


def plain(asked: Asked, epsilon: float, seconds: float, ours: bool) -> float | None:
    """Milliseconds in plain Python; None if it was not done in time."""
    begun = perf_counter()
    try:
        plain_front(asked.arcs, asked.starts, asked.ends, epsilon, ours=ours, seconds=seconds)
    except TooSlow:
        return None
    return (perf_counter() - begun) * 1e3


def compare(questions: list[Asked], took: list[float], epsilon: float, seconds: float) -> None:
    """Print plain Python beside the compiled search."""
    for name, ours in (("textbook", False), ("our method", True)):
        times = [plain(asked, epsilon, seconds, ours) for asked in questions]
        ratios = [
            (seconds * 1e3 if slow is None else slow) / quick for slow, quick in zip(times, took, strict=True)
        ]
        unfinished = sum(slow is None for slow in times)
        print(
            f"plain Python, {name}: median {median(s or seconds * 1e3 for s in times):,.0f} ms beside "
            f"{median(took):.1f}, "
            f"ratio median {median(ratios):,.0f}, least {min(ratios):,.0f}"
            + (f" ({unfinished} of {len(times)} not done in {seconds:.0f} s: at least)" if unfinished else "")
        )


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--drawn", action="store_true")
    for name, default in {"pairs": 30, "plain": 5}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    for name, share in {"epsilon": 0.1, "seconds": 60.0}.items():
        parser.add_argument(f"--{name}", type=float, default=share)
    asked = parser.parse_args()
    questions = list(arcs_from(asked.drawn, asked.pairs))
    timed(questions[0], asked.epsilon)  # compiles, or loads what was compiled
    results = [timed(question, asked.epsilon) for question in questions]
    took = [milliseconds for milliseconds, _ in results]
    fronts = [found for _, found in results]
    arcs = questions[0].arcs
    print(f"{len(questions)} pairs, {arcs.nodes:,} nodes, {len(arcs.head):,} arcs, epsilon {asked.epsilon:g}")
    print(
        f"front: median {median(took):.1f} ms, p95 {np.quantile(took, 0.95):.1f}, most {max(took):.1f}; "
        f"routes median {median(map(len, fronts)):.0f}, most {max(map(len, fronts))}; labels median "
        f"{median(f.labels for f in fronts):,.0f}, most {max(f.labels for f in fronts):,}; "
        f"cut {sum(f.cut for f in fronts)}"
    )
    ended = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
    numba, rest = map(float, ended.stdout.split())
    print(f"fresh process: Numba loaded in {numba:.2f} s, kernels and a first front in {rest:.2f} s")
    if asked.plain:
        compare(questions[: asked.plain], took[: asked.plain], asked.epsilon, asked.seconds)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


if __name__ == "__main__":
    main()
