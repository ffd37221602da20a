"""One pair's whole section on trade in goods, from a store of full-size years: warm, and from a cold process.

    python benchmarks/goods_section.py [YEARS] [PAIRS]

Stores YEARS (8) years that look like BACI (benchmarks/baci_like.py), once, under build/bench/store; then
answers every question of the section for PAIRS (5) pairs. Warm: the process has answered another pair of the
same places before. Cold: a new process, with what the store keeps from earlier runs. Beside it, in the same
process, the least that a section could cost: the pair's rows of the last year by plain SQL, and one pass over
the two matrices of exports and imports in NumPy. Targets: 100 ms warm, 1 s cold.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

HOME = Path("build/bench/store")
PAIRS = (("BEL", "KAZ"), ("LUX", "UZB"), ("DEU", "CHN"), ("FRA", "KGZ"), ("NLD", "TUR"), ("USA", "JPN"))

COLD = """
from entrepot.workbench import open as opened
opened().pair({a!r}, {b!r}).dossier("en", ("goods",))
"""


def stored(years: int) -> None:
    """The years in the store, made and added where they are not there yet."""
    from entrepot.store.warehouse import Warehouse
    from entrepot.store.warehouse.intake import add_file

    warehouse = Warehouse.open(HOME)
    there = {release.period for release in warehouse.releases() if release.dataset == "baci_hs92"}
    for year in range(2023 - years, 2023):
        if str(year) in there:
            continue
        folder = Path(f"build/bench/{year}")
        subprocess.run(
            [sys.executable, "benchmarks/baci_like.py", str(folder), "--year", str(year)], check=True
        )
        add_file(warehouse, folder)
        for file in folder.iterdir():
            file.unlink()


def section(a: str, b: str) -> float:
    """Seconds for every question of the section, both ways, with its text."""
    from entrepot.workbench import open as opened

    start = perf_counter()
    opened(HOME).pair(a, b).dossier("en", ("goods",))
    return perf_counter() - start


def least(a: str, b: str) -> float:
    """Seconds for the rows of the pair by SQL and a pass over both matrices."""
    import numpy as np

    from entrepot.analyses.trade.goods import goods
    from entrepot.store.warehouse import Warehouse

    year = goods(Warehouse.open(HOME)).latest
    grid = year.grid
    start = perf_counter()
    for seller, buyer in ((a, b), (b, a)):
        year.flow((seller,), (buyer,))
    shares = grid.exports / grid.exports.sum(axis=1, keepdims=True)
    bought = grid.imports[grid.rows((b,))][0]
    np.minimum(shares, bought / bought.sum()).sum(axis=1)
    return perf_counter() - start


def cold(a: str, b: str) -> float:
    """Seconds of a new process, interpreter and imports included."""
    start = perf_counter()
    home = {**os.environ, "ENTREPOT_HOME": str(HOME)}
    subprocess.run([sys.executable, "-c", COLD.format(a=a, b=b)], check=True, env=home)
    return perf_counter() - start


def main() -> None:
    years = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    pairs = PAIRS[: int(sys.argv[2]) if len(sys.argv) > 2 else 5]
    stored(years)
    first = [section(a, b) for a, b in pairs]
    warm, floor = [section(a, b) for a, b in pairs], [least(a, b) for a, b in pairs]
    begun = [cold(a, b) for a, b in pairs]
    print(f"{years} years of 11 million flows, {len(pairs)} pairs, medians")
    print(f"first time in a process   {1000 * median(first[1:]):7.0f} ms")
    print(f"warm                      {1000 * median(warm):7.0f} ms   target 100 ms")
    print(
        f"least that it could cost  {1000 * median(floor):7.0f} ms   ratio {median(warm) / median(floor):.1f}"
    )
    print(f"cold process              {median(begun):7.2f} s    target 1 s")


if __name__ == "__main__":
    main()
