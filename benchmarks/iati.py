"""Reading IATI: all fields into tables here, beside iatikit and the same transactions of its trees.

    python benchmarks/iati.py [FILE]

Both sides read the same file in turns, each in a process of its own, so that the peak of memory is theirs
alone; their sums of transactions must agree. iatikit has no transactions: its side takes type, day, value,
currency, organisations, sectors and recipient of each from the tree that it hands out, and keeps no table.
Without a file, one is drawn (`iati_like.py`): some 550 MB with a million transactions; set TRANSACTIONS for
less. Targets: at least as quick per activity, at most half the memory.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import iati_like

RUNS = 3
SLOWER, MEMORY = 1.0, 0.5


def main(file: Path | None) -> int:
    """Print times, peaks and ratios; exit code 1 if a target is missed."""
    if file is None:
        file = iati_like.FILE
        if not file.exists():
            iati_like.write(file, int(os.environ.get("TRANSACTIONS", "1000000")))
    taken: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": []}
    for _ in range(RUNS):
        for side, results in taken.items():
            results.append(_run(side, file))
    ours, theirs = (_middle(taken[side]) for side in ("ours", "theirs"))
    if (ours["activities"], ours["transactions"], ours["cents"]) != (
        theirs["activities"], theirs["transactions"], theirs["cents"],
    ):  # fmt: skip
        raise SystemExit(f"the two sides do not agree: {ours} {theirs}")
    print(f"{file.name}: {file.stat().st_size / 1e6:,.1f} MB, {ours['activities']:,} activities, "
          f"{ours['transactions']:,} transactions; medians of {RUNS} runs in turns")  # fmt: skip
    for name, one in (("entrepot", ours), ("iatikit", theirs)):
        each = one["seconds"] / max(1, one["activities"]) * 1000
        print(f"  {name:9}{one['seconds']:8.2f} s {each:9.3f} ms an activity {one['peak']:8.0f} MB at most")
    time, memory = ours["seconds"] / theirs["seconds"], ours["peak"] / theirs["peak"]
    print(f"  ratio    {time:8.2f} (target: at most {SLOWER:g})")
    print(f"  memory   {memory:8.2f} (target, on a large file: at most {MEMORY:g})")
    return 0 if time <= SLOWER and memory <= MEMORY else 1


def _run(side: str, file: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, f"--{side}", str(file)]
    told: dict[str, Any] = json.loads(subprocess.check_output(command))
    return told


def _middle(results: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: median(one[name] for one in results) for name in results[0]}


def read_ours(file: Path) -> dict[str, Any]:
    """Every declared table."""
    import polars as pl

    from entrepot.metadata.iati import ACTIVITIES, TRANSACTIONS
    from entrepot.sources.given import given
    from entrepot.sources.iati import reader

    start = perf_counter()
    files = given(file)
    (part,) = reader.parts(files)
    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        held = reader.read(files, part, Path(scratch), lambda *_: None).tables
        seconds = perf_counter() - start
        frames = {
            table: one.lazy() if isinstance(one, pl.DataFrame) else pl.scan_parquet(one)
            for table, one in held.items()
        }
        cents = (pl.col("value") * 100).round().cast(pl.Int64).sum()
        return {
            "seconds": seconds,
            "activities": frames[ACTIVITIES].select(pl.len()).collect().item(),
            "transactions": frames[TRANSACTIONS].select(pl.len()).collect().item(),
            "cents": frames[TRANSACTIONS].select(cents).collect().item(),
        }


def read_theirs(file: Path) -> dict[str, Any]:
    """What iatikit has of an activity, and of its tree the same of each transaction."""
    warnings.simplefilter("ignore")
    from iatikit.data.dataset import Dataset

    start = perf_counter()
    activities = transactions = cents = 0
    for one in Dataset(str(file)).activities:
        _ = (one.iati_identifier, one.title, one.description, one.etree.xpath("sector/@code"),
             one.planned_start, one.actual_start, one.planned_end, one.actual_end)  # fmt: skip
        activities += 1
        default = one.etree.get("default-currency")
        for transaction in one.etree.xpath("transaction"):
            transactions += 1
            cents += round(float(transaction.xpath("value/text()")[0]) * 100)
            _ = (
                transaction.xpath("transaction-type/@code"), transaction.xpath("transaction-date/@iso-date"),
                transaction.xpath("value/@currency") or default, transaction.xpath("value/@value-date"),
                transaction.xpath("provider-org/narrative/text()"),
                transaction.xpath("receiver-org/narrative/text()"), transaction.xpath("sector/@code"),
                transaction.xpath("recipient-country/@code"),
            )  # fmt: skip
    seconds = perf_counter() - start
    return {"seconds": seconds, "activities": activities, "transactions": transactions, "cents": cents}


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("--ours", "--theirs"):
        found = {"--ours": read_ours, "--theirs": read_theirs}[sys.argv[1]](Path(sys.argv[2]))
        found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
    else:
        sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
