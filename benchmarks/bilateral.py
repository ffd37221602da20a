"""All pairs of 226 places at 5,000 products: complementarity and similarity, beside NumPy typed by hand.

    python benchmarks/bilateral.py

Both sides start from the same Polars table of exports and the same of imports (places x products, zeros left
out, drawn from a fixed seed), are checked to be equal, and timed in turns within one run. By hand is the
shortest NumPy for the numbers alone: a matrix by index, shares, then `np.minimum` one exporter at a time; it
knows the codes already as numbers, which ours has to find out, and returns no table. Target: under 1 s each
on our machine class, at most 1.5 times by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np
import polars as pl
from numpy.typing import NDArray

from entrepot.analyses.trade.measures import finger_kreinin, michaely_complementarity

PLACES, PRODUCTS, SEED, RUNS = 226, 5_000, 20240229, 5
FILLED = {"exporter": 0.5, "importer": 0.8}
SECONDS, RATIO = 1.0, 1.5


def main() -> int:
    """Print median seconds and ratios; exit code 1 if a target is missed."""
    random = np.random.default_rng(SEED)
    exports, imports = (_table(random, side) for side in ("exporter", "importer"))
    print(f"all pairs, {PLACES} places x {PRODUCTS:,} products, median of {RUNS} runs in turns")
    rows = f"{exports.height:,} and {imports.height:,} rows"
    results = [
        _compare(
            f"complementarity ({rows})",
            lambda: michaely_complementarity(exports, imports)["complementarity"].to_numpy(),
            lambda: _by_hand(_shares(exports), _shares(imports)),
        ),
        _compare(
            "similarity",
            lambda: finger_kreinin(exports)["similarity"].to_numpy(),
            lambda: _by_hand(_shares(exports), _shares(exports)),
        ),
    ]
    return 0 if all(results) else 1


def _table(random: np.random.Generator, side: str) -> pl.DataFrame:
    place, product = np.nonzero(random.random((PLACES, PRODUCTS)) < FILLED[side])
    columns = {
        side: pl.Series([f"P{number:03}" for number in range(PLACES)]).gather(place),
        "product": pl.Series([f"{number * 199:06}" for number in range(PRODUCTS)]).gather(product),
        "value": random.lognormal(5, 2.5, len(place)),
        "place_number": place,
        "product_number": product,
    }
    return pl.DataFrame(columns)


def _shares(table: pl.DataFrame) -> NDArray[np.float64]:
    values = np.zeros((PLACES, PRODUCTS))
    values[table["place_number"].to_numpy(), table["product_number"].to_numpy()] = table["value"].to_numpy()
    shares: NDArray[np.float64] = values / values.sum(axis=1, keepdims=True)
    return shares


def _by_hand(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = [np.minimum(row, right).sum(axis=1) for row in left]
    return 100 * np.concatenate(rows)


def _compare(
    what: str, ours: Callable[[], NDArray[np.float64]], by_hand: Callable[[], NDArray[np.float64]]
) -> bool:
    if not np.allclose(ours(), by_hand(), rtol=1e-12):
        raise SystemExit("the two sides do not agree")
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for function, taken in zip((ours, by_hand), times, strict=True):
            start = perf_counter()
            function()
            taken.append(perf_counter() - start)
    mine, theirs = map(median, times)
    print(f"  {what}")
    print(f"    measures         {mine:7.3f} s     (target: under {SECONDS:g} s)")
    print(f"    NumPy by hand    {theirs:7.3f} s")
    print(f"    ratio            {mine / theirs:7.2f}       (target: at most {RATIO:g})")
    return mine < SECONDS and mine / theirs <= RATIO


if __name__ == "__main__":
    sys.exit(main())
