"""How long a what-if takes: from a corridor to real income, with draws, in processes of their own.

    python benchmarks/whatif.py [--draws 1000] [--runs 2]

Each line is a process of its own with a store of its own, nothing of the user's. SciPy is hidden from it:
Numba loads it where it is there, but only the developers' environment has it. Shown is the smallest wall time
of the runs, the processors' time beside it, and the target; the exit code is 1 if one is missed.

- first ever: no machine code is kept either, Numba compiles all of it. Its time is no target.
- cold: nothing is kept in the store.
- baseline kept: another scenario was asked before, so that the ways as they are now are kept.
- asked again: the same scenario was asked before.
- draws: from a thousand draws to intervals, in a process that has solved once; "on corridors" draws
  elasticities and costs of time, "of amounts" elasticities and what the scenario leaves in doubt.
- solve: goods 10 % cheaper to bring for all, to 1e-8, once warm.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from entrepot.analyses.scenarios.run import run
from entrepot.analyses.scenarios.spread import spread
from entrepot.metadata.scenario import Amount, CostPart, Flows, Part, Scenario
from entrepot.store.warehouse import Warehouse
from entrepot.workbench.whatif import WhatIf

Result = TypeVar("Result")
CHAINS = ("suez-closed", "khorgos-halved")
OTHER = "hormuz-closed"
OF_AMOUNTS = "eu-kazakhstan-agreement"
PAIR = ("--pair", "BEL", "KAZ")
COLD, KEPT, DRAWS, SOLVE = 15.0, 3.0, 10.0, 0.060
ENTREPOT = "import sys; sys.modules['scipy'] = None; from entrepot.cli import main; main()"
NOTHING = ("--draws", "0")


def main() -> int:
    """Print the table; exit code 1 if a target is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--draws", type=int, default=1000)
    options.add_argument("--runs", type=int, default=2)
    given = options.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"{'':58}{'wall s':>8}{'cpu s':>8}{'target':>8}{'x':>7}")
    met = [_chains(given.runs)]
    with tempfile.TemporaryDirectory() as home:
        bench = WhatIf(Warehouse.open(Path(home)))
        met += [_drawn(bench, given.draws), _solved(bench, given.runs)]
    return 0 if all(met) else 1


def _chains(runs: int) -> bool:
    met = []
    with tempfile.TemporaryDirectory() as code:
        _told(f"{CHAINS[0]}, first ever", *_command((CHAINS[0], *NOTHING), None, {"NUMBA_CACHE_DIR": code}))
    for name in CHAINS:
        cold, kept, again = (_least(lambda: _command((name, *NOTHING)), runs),  # noqa: B023 - called here
                             _least(lambda: _command((name, *NOTHING), (OTHER, *NOTHING)), runs),  # noqa: B023
                             _least(lambda: _command((name, *NOTHING), (name, *NOTHING)), runs))  # noqa: B023  # fmt: skip
        met += [
            _told(f"{name}, cold", *cold, COLD),
            _told(f"{name}, baseline kept", *kept, KEPT),
            _told(f"{name}, asked again", *again, KEPT),
        ]
    for name in (CHAINS[1], OF_AMOUNTS):
        _told(f"{name} {' '.join(PAIR)}, 100 draws, asked again", *_command((name, *PAIR), (name, *NOTHING)))
    return all(met)


def _drawn(bench: WhatIf, draws: int) -> bool:
    met = []
    for name, what in ((CHAINS[0], "on corridors"), (OF_AMOUNTS, "of amounts")):
        scenario, setting = bench.setting(name)
        spread(scenario, setting, draws=2)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        wall, used, made = _timed(lambda: spread(scenario, setting, [("BEL", "KAZ")], draws=draws))  # noqa: B023
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
        target = DRAWS * draws / 1000
        met.append(_told(f"{made.draws:,} draws {what} ({more:.0f} MB more)", wall, used, target))
    return all(met)


def _solved(bench: WhatIf, runs: int) -> bool:
    part = Part("goods", CostPart(Flows(industries=("goods",)), Amount(-0.1)))
    scenario, setting = bench.setting(Scenario("goods", (part,), {"en": "Goods are 10 % cheaper to bring"}))
    size = f"{len(setting.world.economies)} x {len(setting.world.codes)}"
    run(scenario, setting)
    wall, used = _least(lambda: _timed(lambda: run(scenario, setting))[:2], 3 * runs)
    return _told(f"solve {size}, all goods -10 %", wall, used, SOLVE)


def _command(
    asked: Sequence[str], before: Sequence[str] | None = None, environment: dict[str, str] | None = None
) -> tuple[float, float]:
    """Wall and processors' seconds of `entrepot whatif` in a new store, where `before` was asked."""
    with tempfile.TemporaryDirectory() as home:
        around = {**os.environ, **(environment or {}), "ENTREPOT_HOME": str(Path(home) / "store")}
        if before is not None:
            _process(before, around)
        return _process(asked, around)


def _process(asked: Sequence[str], around: dict[str, str]) -> tuple[float, float]:
    def used() -> float:
        so_far = resource.getrusage(resource.RUSAGE_CHILDREN)
        return so_far.ru_utime + so_far.ru_stime

    earlier, start = used(), perf_counter()
    command = [sys.executable, "-c", ENTREPOT, "whatif", *asked]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    wall = perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()[-300:]}")
    return wall, used() - earlier


def _timed(work: Callable[[], Result]) -> tuple[float, float, Result]:
    start, used = perf_counter(), process_time()
    found = work()
    return perf_counter() - start, process_time() - used, found


def _least(work: Callable[[], tuple[float, float]], runs: int) -> tuple[float, float]:
    return min(work() for _ in range(runs))


def _told(what: str, wall: float, used: float, target: float | None = None) -> bool:
    """Print a line; whether the target is met."""
    line = f"{what:58}{wall:8.2f}{used:8.2f}"
    if target is None:
        print(line)
        return True
    met = wall <= target
    print(f"{line}{target:8.2f}{wall / target:7.2f}{'' if met else '  MISSED'}", flush=True)
    return met


if __name__ == "__main__":
    sys.exit(main())
