"""A BACI-like year of 11 million rows from CSV into the warehouse, beside DuckDB's and Polars' conversion.

    python benchmarks/ingest.py [--runs 3] [--rows 11000000]

Each run is a process of its own, in turns: DuckDB (read_csv with types, COPY to Parquet, zstd level 3),
Polars (scan_csv with types, sink_parquet, the same), and `entrepot data add`, which also checks every cell
and code, sorts by pair, adds up three tables, checks what was written, hashes what was read and written, and
flushes it. Seconds are those of the whole process, the smallest of the runs; processor seconds are user and
system time; memory is the largest peak. Then, on the stored year: one pair's flows, in a process that has
asked before and in a fresh one. Targets: 1.5 times DuckDB's seconds, 600 MB, 20 ms for a pair.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from baci_like import year_file

RATIO, MEMORY, PAIR = 1.5, 600.0, 20.0
DUCKDB = """
import duckdb
types = {"t": "INTEGER", "i": "INTEGER", "j": "INTEGER", "k": "VARCHAR", "v": "DOUBLE", "q": "DOUBLE"}
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")
connection.execute(f"COPY (SELECT * FROM read_csv('{csv}', columns={types}, header=true, nullstr='NA')) "
                   f"TO '{out}/duckdb.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3)")
"""
POLARS = """
import polars as pl
types = {"t": pl.Int32, "i": pl.Int32, "j": pl.Int32, "k": pl.String, "v": pl.Float64, "q": pl.Float64}
pl.scan_csv(csv, schema=types, null_values="NA").sink_parquet(
    f"{out}/polars.parquet", compression="zstd", compression_level=3)
"""
PAIRS = """
import json, time
start = time.perf_counter()
from entrepot.metadata.goods import baci_tables
from entrepot.store.warehouse import Warehouse
store, flows = Warehouse.open(), baci_tables("hs92").flows
codes = ["KAZ", "BEL", "DEU", "CHN", "USA", "UZB", "FRA", "LUX"]
times = []
for seller in codes:
    for buyer in codes:
        if seller != buyer:
            begun = time.perf_counter()
            rows = store.read(flows, where={"exporter": [seller], "importer": [buyer]}).height
            times.append(time.perf_counter() - begun)
            first = (time.perf_counter() - start) if len(times) == 1 else first
print(json.dumps({"first": first, "times": times[1:]}))
"""


@dataclass(frozen=True)
class Measured:
    """One process: wall and processor seconds, peak memory in MB, and what it printed."""

    wall: float
    processor: float
    memory: float
    said: str = ""


def main() -> int:
    """Print the figures; exit code 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rows", type=int, default=11_000_000)
    asked = parser.parse_args()
    csv = year_file(Path("build/bench"), rows=asked.rows)
    with tempfile.TemporaryDirectory(dir="build") as folder:
        out = Path(folder)
        runs = [_turn(csv, out) for _ in range(asked.runs)]
        met = [_report(csv, runs), _pairs(out)]
    return 0 if all(met) else 1


def _turn(csv: Path, out: Path) -> dict[str, Measured]:
    names = f"csv, out = {str(csv)!r}, {str(out)!r}\n"
    shutil.rmtree(out / "home", ignore_errors=True)
    add = ["-m", "entrepot", "data", "add", str(csv)]
    return {
        "DuckDB, CSV to Parquet": _measured(["-c", names + DUCKDB], out),
        "Polars, CSV to Parquet": _measured(["-c", names + POLARS], out),
        "entrepot data add": _measured(add, out),
    }


def _measured(arguments: list[str], out: Path) -> Measured:
    environment = {**os.environ, "ENTREPOT_HOME": str(out / "home")}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    said = process.stdout.read().decode() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} failed")
    wall = time.perf_counter() - start
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def _report(csv: Path, runs: list[dict[str, Measured]]) -> bool:
    size = csv.stat().st_size / 1e6
    print(f"{csv.name}, {size:,.0f} MB, smallest of {len(runs)} runs in turns")
    print(f"  {'':26}{'seconds':>9}{'ratio':>7}{'processor s':>13}{'ratio':>7}{'peak MB':>9}")
    best = {name: _best([run[name] for run in runs]) for name in runs[0]}
    base = best["DuckDB, CSV to Parquet"]
    for name, found in best.items():
        print(
            f"  {name:26}{found.wall:9.2f}{found.wall / base.wall:7.2f}{found.processor:13.2f}"
            f"{found.processor / base.processor:7.2f}{found.memory:9.0f}"
        )
    ours = best["entrepot data add"]
    print(f"  targets: {RATIO:g} times DuckDB's seconds, {MEMORY:g} MB")
    return bool(ours.wall <= RATIO * base.wall and ours.memory < MEMORY)


def _best(runs: list[Measured]) -> Measured:
    return Measured(
        min(run.wall for run in runs), min(run.processor for run in runs), max(run.memory for run in runs)
    )


def _pairs(out: Path) -> bool:
    found = json.loads(_measured(["-c", PAIRS], out).said)
    times = sorted(1000 * taken for taken in found["times"])
    middle = times[len(times) // 2]
    print(f"one pair's flows: median {middle:.1f} ms, slowest of {len(times)} {times[-1]:.1f} ms")
    print(f"  in a fresh process, imports included: {1000 * found['first']:.0f} ms")
    return bool(middle < PAIR)


if __name__ == "__main__":
    sys.exit(main())
