"""The aggregation from raw flows to matrices on Polars, DuckDB and Spark, by number of rows.

    python benchmarks/spark.py [FOLDER] [--months 1 5 10] [--runs 2] [--memory 2GB] [--pairs]

Makes monthly Parquet files like a customs administration's in FOLDER (build/bench): each month is the year of
baci_like.py, 11 million rows and 90 MB. Adds them up by year, exporter and product, and with --pairs also by
importer (as many groups as a month has rows). Each engine runs in a process of its own, in turns. Shown are
the seconds of the first run and the smallest of the others (in Spark's first one Java compiles), the seconds
of CPU that a run costs over all processes (other work on the machine adds little to these), the peak of
memory (of Python and Java the larger one), and what opening the engine takes. Spark runs on this machine,
local[*]; it is left out where PySpark is neither installed nor in .venv-spark (by make spark-test).

Below stands from how many rows on a cluster would be sooner than DuckDB here, if Spark's work spread evenly
over its cores; that it does is assumed, not measured. See docs/how-to/aggregate-large-data.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import polars as pl

import baci_like
from entrepot.store.files import replacing

ROOT = Path(__file__).resolve().parents[1]
PYSPARK = ROOT / ".venv-spark"
ENGINES = ("duckdb", "polars", "spark")
CLUSTERS = (4, 8, 16, 64)  # cores
CHILD = """
import json, os, resource, sys
from pathlib import Path
from time import perf_counter
from entrepot.analyses.trade.aggregation import Plan
from entrepot.analyses.trade.aggregation.run import run
from entrepot.store.engines import Settings, find, opened_engine
name, folder, memory, keys, runs, out = sys.argv[1:]
plan = Plan(by=tuple(keys.split(",")), values=("v", "q"))
settings = Settings(memory="" if name == "polars" else memory)
start, times = perf_counter(), []
with opened_engine(name, settings) as engine:
    opened = perf_counter() - start
    for _ in range(int(runs)):
        done = run(engine, find(folder), plan, out, folder)
        times.append(done.seconds)
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print("TOLD" + json.dumps({
    "opened": opened, "times": times, "groups": done.rows, "rows": sum(a["rows"] for a in done.account),
    "cpu": sum(u.ru_utime + u.ru_stime for u in usage), "peak": max(u.ru_maxrss for u in usage) / 1024,
}))
"""


@dataclass(frozen=True)
class Told:
    """What a process measured of itself."""

    opened: float
    times: list[float]
    groups: int
    rows: int
    cpu: float
    peak: float

    @property
    def first(self) -> float:
        return self.times[0]

    @property
    def best(self) -> float:
        return min(self.times[1:] or self.times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/bench"))
    parser.add_argument("--months", nargs="+", type=int, default=[1, 5, 10])
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--pairs", action="store_true")
    asked = parser.parse_args()
    keys = "year,exporter,importer,product" if asked.pairs else "year,exporter,product"
    print(f"by {keys}; memory {asked.memory} (not Polars); {os.cpu_count()} cores")
    print("engine    rows        groups      open s  first s  best s   rows/s (M)  CPU s a run  peak MB")
    found: dict[str, dict[int, Told]] = {name: {} for name in ENGINES}
    for number in asked.months:
        folder = months(asked.folder, number)
        for name in ENGINES:
            told = measured(name, folder, asked.memory, keys, asked.runs)
            if told is not None:
                found[name][told.rows] = told
                print(line(name, told), flush=True)
    for sentence in model(found):
        print(sentence)


def months(folder: Path, number: int) -> Path:
    """A folder of that many monthly files, made if they are not there."""
    within = folder / f"months-{number}"
    within.mkdir(parents=True, exist_ok=True)
    for month in range(1, number + 1):
        file = within / f"flows-{month:02}.parquet"
        if not file.exists():
            year = baci_like.year_file(folder)
            codes = dict.fromkeys(("i", "j", "k"), pl.String)
            rows = pl.scan_csv(year, schema_overrides=codes, null_values={"q": "NA"})
            named = rows.select(
                period=pl.lit(f"2022-{month:02}"), exporter="i", importer="j", product="k", v="v", q="q"
            )
            with replacing(file) as partial:
                named.sink_parquet(partial)
    return within


def measured(name: str, folder: Path, memory: str, keys: str, runs: int) -> Told | None:
    """One engine in a process of its own; None, with the reason printed, where it cannot run."""
    kept = (
        [str(PYSPARK), os.environ.get("PYTHONPATH", "")]
        if name == "spark"
        else [os.environ.get("PYTHONPATH", "")]
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, kept))}
    # The result lies outside the folder that is read.
    out = str(folder.parent / f"sums-{name}.parquet")
    command = [sys.executable, "-c", CHILD, name, str(folder), memory, keys, str(runs), out]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    told = [text for text in done.stdout.splitlines() if text.startswith("TOLD")]
    if not told:
        print(f"{name}: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
        return None
    return Told(**json.loads(told[0].removeprefix("TOLD")))


def line(name: str, told: Told) -> str:
    """A row of the table."""
    speed = told.rows / told.best / 1e6
    return (
        f"{name:9} {told.rows:<11,} {told.groups:<11,} {told.opened:<7.1f} {told.first:<8.1f} "
        f"{told.best:<8.1f} {speed:<11.2f} {told.cpu / len(told.times):<12.1f} {told.peak:.0f}"
    )


def cpu_a_row(runs: dict[int, Told]) -> float:
    """Seconds of CPU for each further row, by the smallest and the largest size."""
    few, many = runs[min(runs)], runs[max(runs)]
    return (many.cpu / len(many.times) - few.cpu / len(few.times)) / (many.rows - few.rows)


def model(found: dict[str, dict[int, Told]]) -> list[str]:
    """What a billion rows costs, and from where on a cluster of some cores is sooner than DuckDB here."""
    costs = {name: cpu_a_row(runs) for name, runs in found.items() if len(runs) > 1}
    cores = os.cpu_count() or 1
    told = [f"{name}: {cost * 1e9:,.0f} CPU s for each further billion rows" for name, cost in costs.items()]
    if not {"duckdb", "spark"} <= costs.keys():
        return told
    told.append(f"spark costs {costs['spark'] / costs['duckdb']:.1f} times the CPU of duckdb")
    opened = min(run.opened for run in found["spark"].values())
    for many in CLUSTERS:
        gain = costs["duckdb"] / cores - costs["spark"] / many
        rows = f"from {opened / gain / 1e6:,.0f} million rows on" if gain > 0 else "never"
        told.append(f"a cluster of {many} cores is sooner than duckdb on these {cores}: {rows}")
    return told


if __name__ == "__main__":
    main()
