"""The full set of complexity measures for a BACI-like year, beside plain NumPy and beside the peers.

    python benchmarks/complexity.py [FOLDER] [--runs 5] [--years 0]

Peers are run when ENTREPOT_PEERS names a Python that has them (a virtual environment with ecomplexity and
econcomplex); otherwise the benchmark says that they are absent. Each side runs in a process of its own, which
gives its peak memory, in turns with the others; shown is the smallest time, since other work on the machine
only adds. All take the same cells: exports of 226 places in 5,000 products, from FOLDER (build/bench). With
--years N, N years of flows are put through `entrepot indices` in one command too.

Targets: at least 30 times as fast as the peers, at most 1.5 times plain NumPy, below 600 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import polars as pl

import baci_like

PEERS, LIMIT, MEMORY = 30.0, 1.5, 600.0
TURNS = 3

BEGIN = """
import json, resource, sys, warnings
from time import perf_counter
warnings.simplefilter("ignore")
def tell(seconds):
    print("TOLD" + json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
file, runs = sys.argv[1], int(sys.argv[2])
"""

# What the formulas cost at least: BLAS in single precision, one pass each, nothing checked, nothing named.
NUMPY = """
import numpy as np
def full(x):
    rca = (x / x.sum(1, keepdims=True)) / (x.sum(0) / x.sum())
    m = (rca > 1).astype(np.float64)
    d, u = m.sum(1), m.sum(0)
    s = m / np.sqrt(d)[:, None] / np.sqrt(u)
    kp = m.T @ (np.linalg.eigh(s @ s.T)[1][:, -2] / np.sqrt(d)) / u
    kc = m @ kp / d
    sign = np.sign(np.corrcoef(d, kc)[0, 1])
    kp, kc = sign * kp, sign * kc
    f = m.astype(np.float32)
    phi = f.T @ f
    phi /= np.maximum.outer(u.astype(np.float32), u.astype(np.float32))
    np.fill_diagonal(phi, 0)
    total = phi.sum(0, dtype=np.float64)
    dense = (f @ phi) / total
    coi = (dense * (1 - m) * kp).sum(1)
    cog = (1 - m) * ((((1 - m) * (kp / total)).astype(np.float32)) @ phi) / kc.std()
    return rca, m, dense, (kc - kc.mean()) / kc.std(), (kp - kc.mean()) / kc.std(), d, u, coi, cog
"""
MATRIX = """
import numpy as np
x = np.load(file.replace(".parquet", ".npy"))
times = []
for _ in range(runs):
    start = perf_counter(); full(x); times.append(perf_counter() - start)
tell(times)
"""
OURS_MATRIX = "from entrepot.analyses.trade.complexity import full_set as full\n" + MATRIX
# From the file of cells to a long table with every column: the limit does it with a pivot and bare columns.
NUMPY_FILE = """
import polars as pl
times = []
for _ in range(runs):
    start = perf_counter()
    cells = pl.read_parquet(file)
    places, products = cells["i"].unique().sort(), cells["k"].unique().sort()
    n, p = len(places), len(products)
    x = np.zeros((n, p))
    row, column = (cells[name].rank("dense").to_numpy() - 1 for name in ("i", "k"))
    x[row, column] = cells["v"].to_numpy()
    rca, m, dense, eci, pci, d, u, coi, cog = full(x)
    of_place, of_product = np.repeat(np.arange(n), p), np.tile(np.arange(p), n)
    grid = {"v": x, "rca": rca, "M": m, "density": dense, "cog": cog}
    sides = {"eci": eci[of_place], "diversity": d[of_place], "coi": coi[of_place], "pci": pci[of_product]}
    long = pl.DataFrame({name: cell.ravel() for name, cell in grid.items()} | sides).with_columns(
        i=places.gather(of_place), k=products.gather(of_product), ubiquity=u[of_product]
    )
    times.append(perf_counter() - start)
tell(times)
"""
OURS_FILE = """
import polars as pl
from entrepot.analyses.trade.complexity import indices
times = []
for _ in range(runs):
    start = perf_counter()
    indices(pl.read_parquet(file), time="t", place="i", product="k", value="v")
    times.append(perf_counter() - start)
tell(times)
"""
ECOMPLEXITY = """
import pandas as pd
from ecomplexity import ecomplexity
cells = pd.read_parquet(file)
start = perf_counter()
ecomplexity(cells, {"time": "t", "loc": "i", "prod": "k", "val": "v"}, verbose=False)
tell([perf_counter() - start])
"""
ECONCOMPLEX = """
import pandas as pd
from econcomplex.pipeline import compute_complexity
cells = pd.read_parquet(file)
start = perf_counter()
compute_complexity(cells, {"time": "t", "loc": "i", "act": "k", "val": "v"})
tell([perf_counter() - start])
"""


def main() -> int:
    """Print seconds, memory and ratios; exit code 1 if a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/bench"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--years", type=int, default=0)
    asked = parser.parse_args()
    cells = _cells(asked.folder)
    mine, peers = sys.executable, os.environ.get("ENTREPOT_PEERS", "")
    sides = (NUMPY + MATRIX, OURS_MATRIX, NUMPY + NUMPY_FILE, OURS_FILE)
    turns = [[_take(mine, code, cells, asked.runs) for code in sides] for _ in range(TURNS)]
    limit, ours, file_limit, file_ours = (_best(list(taken)) for taken in zip(*turns, strict=True))
    print(f"full set of a year, 226 x 5,000: smallest of {TURNS} x {asked.runs} runs, peak MB")
    missed = _line("matrix: plain NumPy", limit) + _line("matrix: ours", ours, limit)
    missed += _line("Parquet to long table: plain NumPy", file_limit)
    missed += _line("Parquet to long table: ours", file_ours, file_limit)
    for name, code in {"ecomplexity": ECOMPLEXITY, "econcomplex": ECONCOMPLEX}.items():
        taken = _take(peers, code, cells, 1) if peers else None
        missed += _peer(name, taken, file_ours)
    if asked.years:
        missed += _many(asked.folder / "years", asked.years)
    return 1 if missed else 0


def _cells(folder: Path) -> Path:
    """Exports by place and product, summed from the flows; as a matrix too."""
    file = folder / "cells.parquet"
    if not file.exists():
        flows = baci_like.year_file(folder)
        codes = {"k": pl.String, "q": pl.String}
        table = pl.scan_csv(flows, schema_overrides=codes).group_by("t", "i", "k").agg(pl.col("v").sum())
        table.sort("i", "k").collect(engine="streaming").write_parquet(file)
    if not (matrix := file.with_suffix(".npy")).exists():
        import numpy as np

        wide = pl.read_parquet(file).pivot(on="k", index="i", values="v", sort_columns=True).sort("i")
        np.save(matrix, np.ascontiguousarray(wide.drop("i").fill_null(0).to_numpy().astype(float)))
    return file


def _take(python: str, code: str, file: Path, runs: int) -> tuple[float, float] | None:
    done = subprocess.run(
        [python, "-c", BEGIN + code, str(file), str(runs)], capture_output=True, text=True, check=False
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("TOLD")]
    if done.returncode or not told:
        print(f"  failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
        return None
    seconds, memory = json.loads(told[0].removeprefix("TOLD"))
    return min(seconds), memory


def _best(taken: list[tuple[float, float] | None]) -> tuple[float, float] | None:
    """The smallest time and the largest memory; None where a side failed."""
    known = [one for one in taken if one is not None]
    return (min(s for s, _ in known), max(m for _, m in known)) if len(known) == len(taken) else None


def _line(name: str, taken: tuple[float, float] | None, limit: tuple[float, float] | None = None) -> int:
    if taken is None:
        return 1
    text = f"  {name:<36} {taken[0]:7.2f} s {taken[1]:6.0f} MB"
    missed = 0
    if limit is not None:
        ratio = taken[0] / limit[0]
        text += f"   {ratio:.2f} x NumPy (target: at most {LIMIT}; {MEMORY:.0f} MB)"
        missed = int(ratio > LIMIT or taken[1] > MEMORY)
    print(text)
    return missed


def _peer(name: str, taken: tuple[float, float] | None, ours: tuple[float, float] | None) -> int:
    if taken is None or ours is None:
        print(f"  {name:<36} absent: set ENTREPOT_PEERS to a Python that has it")
        return 0
    ratio = taken[0] / ours[0]
    text = f"  {name:<36} {taken[0]:7.2f} s {taken[1]:6.0f} MB   ours is {ratio:.0f} x as fast"
    print(f"{text} (target: {PEERS:.0f})")
    return int(ratio < PEERS)


def _many(folder: Path, years: int) -> int:
    files = [baci_like.year_file(folder, 1995 + number) for number in range(years)]
    out = folder / "indices"
    command = [
        sys.executable,
        "-m",
        "entrepot",
        "indices",
        *map(str, files),
        "--flows",
        "--resume",
        "-o",
        str(out),
    ]
    for old in out.glob("*.parquet"):
        old.unlink()
    start = perf_counter()
    names = ["--time", "t", "--place", "i", "--product", "k", "--value", "v"]
    code = f"""
import resource, subprocess, sys
done = subprocess.run({command + names!r}, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
sys.exit(done.returncode)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    rows = sum(file.stat().st_size for file in files) / 1e6
    print(f"{years} years of flows ({rows:.0f} MB of CSV) to {years} files of measures, one command")
    print(f"  {seconds:7.1f} s, {seconds / years:.2f} s a year, peak {float(done.stdout or 0):.0f} MB")
    return int(done.returncode != 0 or len(list(out.glob("*.parquet"))) != years)


if __name__ == "__main__":
    sys.exit(main())
