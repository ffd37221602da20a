"""How long a command takes from the prompt, beside the bare import of the libraries that it stands on.

    python benchmarks/start_up.py [RUNS]

A brief is held to 1.5 times the bare import plus 1.5 seconds; the light commands are shown beside a bare
interpreter. Each line is the median of runs taken in turns, in fresh processes, with a warm store.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ENTREPOT = [sys.executable, "-m", "entrepot"]
BARE_IMPORT = [sys.executable, "-c", "import duckdb, altair, sqlalchemy, jinja2"]
COMMANDS = {
    "bare interpreter": [sys.executable, "-c", "pass"],
    "entrepot --help": [*ENTREPOT, "--help"],
    "entrepot place BE33": [*ENTREPOT, "place", "BE33"],
    "bare import of duckdb, altair, sqlalchemy, jinja2": BARE_IMPORT,
    "entrepot brief BEL KAZ --format html": [*ENTREPOT, "brief", "BEL", "KAZ", "-o", "brief.html"],
    "entrepot brief BEL KAZ --format pdf": [*ENTREPOT, "brief", "BEL", "KAZ", "-o", "brief.pdf"],
    "entrepot brief BEL KAZ --format docx": [*ENTREPOT, "brief", "BEL", "KAZ", "-o", "brief.docx"],
}
HELD, FACTOR, ALLOWANCE = "entrepot brief BEL KAZ --format html", 1.5, 1.5


def main(runs: int) -> int:
    """Print the medians and the ratio; exit code 1 if the brief misses its target."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        _run(COMMANDS[HELD], folder)  # warms the store and the page cache
        for _ in range(runs):
            for name, command in COMMANDS.items():
                times[name].append(_run(command, folder))
    for name, taken in times.items():
        print(f"{median(taken):6.2f} s   {name}")
    bare = median(times["bare import of duckdb, altair, sqlalchemy, jinja2"])
    allowed = FACTOR * bare + ALLOWANCE
    ratio = median(times[HELD]) / allowed
    held = f"brief / ({FACTOR} x bare import + {ALLOWANCE} s)"
    print(f"{held} = {ratio:.2f}   (target: at most 1; allowed {allowed:.2f} s)")
    return 0 if ratio <= 1 else 1


def _run(command: list[str], folder: str) -> float:
    environment = os.environ | {"ENTREPOT_HOME": str(Path(folder) / "home")}
    start = perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
