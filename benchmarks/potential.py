"""Export potentials of a BACI-like year: ours beside the same arithmetic in plain NumPy, in one run.

    python benchmarks/potential.py [FOLDER]

Flows are read from FOLDER (by default build/bench; made there if absent, see baci_like.py), prepared once,
and asked three things: all cells of the cube (exporter after exporter, nothing kept), one pair as a frame,
and the totals of all pairs. The limit beside it is the bare multiplication of the same arrays into one
buffer, checked to give the same sum. Targets: all cells under 2 s, a pair under 1 ms, on our machines;
the ratio to the limit holds anywhere.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

import numpy as np
import polars as pl

from baci_like import year_file
from entrepot.analyses.trade.potential import Market, prepare

CELLS_SECONDS, PAIR_SECONDS = 2.0, 1e-3
RUNS = 3
Result = TypeVar("Result")


def main() -> int:
    """Print times and ratios; exit code 1 if a target is missed."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/bench")
    names = {"i": "exporter", "j": "importer", "k": "product", "v": "value"}
    texts = dict.fromkeys(("i", "j", "k"), pl.Categorical)
    file = year_file(folder)
    flows = pl.read_csv(file, columns=list(names), schema_overrides={**texts, "v": pl.Float64}).rename(names)
    print(f"{file.name}: {len(flows):,} flows")
    ready, market = _timed(lambda: prepare(flows), runs=1)
    _line("prepare, once", ready)
    limit, expected = _timed(lambda: _limit(market))
    cells, found = _timed(lambda: sum(float(block.potential.sum()) for block in market.blocks()))
    if not np.isclose(expected, found, rtol=1e-9):
        raise SystemExit("ours and plain NumPy do not agree")
    n, k = market.cube.shape
    _line(f"plain NumPy, all {n * n * k / 1e6:.0f} M cells", limit)
    _line("ours, all cells", cells, limit)
    _line("ours, totals of all pairs with untapped", _timed(market.totals)[0], limit)
    pair = _pair(market)
    return 0 if cells < CELLS_SECONDS and pair < PAIR_SECONDS else 1


def _pair(market: Market[pl.DataFrame]) -> float:
    exporter, importer = market.cube.places[0], market.cube.places[1]
    i, j = market.positions(exporter, importer)
    limit, _ = _timed(lambda: market.supply[i] * market.demand[j] * market.ease[i, j], runs=200)
    taken, _ = _timed(lambda: market.pair(exporter, importer), runs=200)
    _line("plain NumPy, one pair", limit)
    _line("ours, one pair as a frame", taken, limit)
    return taken


def _limit(market: Market[pl.DataFrame]) -> float:
    buffer = np.empty(market.cube.shape)
    total = 0.0
    for i in range(len(market.cube.places)):
        np.multiply(market.demand, market.supply[i], out=buffer)
        np.multiply(buffer, market.ease[i][:, None], out=buffer)
        total += float(buffer.sum())
    return total


def _timed(function: Callable[[], Result], runs: int = RUNS) -> tuple[float, Result]:
    times = []
    for _ in range(runs):
        start = perf_counter()
        result = function()
        times.append(perf_counter() - start)
    return median(times), result


def _line(what: str, seconds: float, limit: float | None = None) -> None:
    ratio = f"{seconds / limit:8.2f} x the limit" if limit else ""
    print(f"  {what:<42} {seconds * 1000:10.3f} ms {ratio}")


if __name__ == "__main__":
    code = main()
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    sys.exit(code)
