"""All rankings of one economy: through the warehouse, and as the same SQL typed into DuckDB by hand.

    python benchmarks/query.py

Both sides answer the same four questions (customers, suppliers, industries sold, industries bought), checked
to be equal, and timed in turns within one run, each turn on another economy: the warehouse remembers small
answers, and a remembered one would be no query. Target: at most three times as long.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import duckdb

from entrepot.metadata.icio import ICIO_FLOWS
from entrepot.store.warehouse import Warehouse

Rows = list[tuple[Any, ...]]
# Grouped by, and the side of the trade on which the economy stands.
RANKINGS = (
    ("destination", "origin"),
    ("origin", "destination"),
    ("industry", "origin"),
    ("industry", "destination"),
)
RUNS = 30
TARGET = 3.0


def main() -> int:
    """Print the median times and their ratio; exit code 1 if it misses the target."""
    store = Warehouse.open()
    file = store.release("oecd_icio").folder / "flows.parquet"
    connection = duckdb.connect()
    economies = [code for code, _ in store.total(ICIO_FLOWS, "value", ["origin"]).rows()]

    def by_warehouse(economy: str) -> list[Rows]:
        return [store.total(ICIO_FLOWS, "value", [by], {side: [economy]}).rows() for by, side in RANKINGS]

    def by_hand(economy: str) -> list[Rows]:
        return [
            connection.execute(
                f"SELECT {by}, sum(value) AS value FROM '{file}' WHERE {side} = '{economy}' "
                f"GROUP BY {by} ORDER BY value DESC, {by}"
            ).fetchall()
            for by, side in RANKINGS
        ]

    first, *others = economies[: RUNS + 1]
    _same(by_warehouse(first), by_hand(first))
    ours, theirs = _times(others, by_warehouse, by_hand)
    ratio = median(ours) / median(theirs)
    print(f"all rankings of one economy, median over {len(others)} economies in turns")
    print(f"  warehouse        {median(ours) * 1000:7.2f} ms")
    print(f"  DuckDB by hand   {median(theirs) * 1000:7.2f} ms")
    print(f"  ratio            {ratio:7.2f}     (target: at most {TARGET:g})")
    return 0 if ratio <= TARGET else 1


def _times(economies: list[str], *functions: Callable[[str], object]) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in functions]
    for economy in economies:
        for function, taken in zip(functions, times, strict=True):
            start = perf_counter()
            function(economy)
            taken.append(perf_counter() - start)
    return times


def _same(ours: list[Rows], theirs: list[Rows]) -> None:
    for left, right in zip(ours, theirs, strict=True):
        if [row[0] for row in left] != [row[0] for row in right] or any(
            abs(a[1] - b[1]) > 1e-6 * max(1.0, abs(b[1])) for a, b in zip(left, right, strict=True)
        ):
            raise SystemExit("the two sides do not agree")


if __name__ == "__main__":
    sys.exit(main())
