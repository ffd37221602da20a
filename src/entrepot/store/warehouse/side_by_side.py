"""Large parts of a publisher's files, read in processes of their own, as many as the machine bears."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, Queue

from entrepot.metadata.errors import StoreError
from entrepot.sources.reader import Progress
from entrepot.store.warehouse.jobs import Job, one_by_one
from entrepot.store.warehouse.load import sweep
from entrepot.store.warehouse.release import Release
from entrepot.store.warehouse.warehouse import Warehouse

# A year of BACI takes 0.55 GB (decision 0018).
_MEMORY = 700 << 20
# A process of its own costs half a second, in which so much is read.
_LARGE = 50 << 20
_TICK = 0.2
Said = tuple[int, str, float | None]
"""Number of the job, message, share of it that is done."""


def how_many(jobs: Sequence[Job]) -> int:
    """How many processes pay: at most one a processor and one for each 0.7 GB that is free."""
    large = sum(_size(job) >= _LARGE for job in jobs)
    return max(1, min(large, os.cpu_count() or 1, _free_memory() // _MEMORY))


def add_in_processes(warehouse: Warehouse, jobs: Sequence[Job], tell: Progress) -> dict[int, Release]:
    """Run the jobs side by side where that pays; the release of each by its number.

    What was added before one fails stays.

    Raises:
        StoreError: a process was ended from outside.
    """
    if (processes := how_many(jobs)) < 2:
        return one_by_one(warehouse, jobs, tell)
    context = get_context("spawn")
    with context.Manager() as manager:
        said: Queue[Said] = manager.Queue()
        pool = ProcessPoolExecutor(processes, context, initializer=_begin)
        try:
            futures = [pool.submit(_run, warehouse.roots, job, said) for job in jobs]
            return _followed(futures, jobs, said, tell)
        except BrokenProcessPool as error:
            raise StoreError(
                "A process that was reading was ended from outside, perhaps because memory ran out. What was "
                "added before stays; the same command goes on from there."
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)
            sweep(warehouse.roots[-1])


def _begin() -> None:
    # Ctrl-C reaches every process of the command: this one ends at once, what it wrote is swept away.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run(roots: tuple[Path, ...], job: Job, said: Queue[Said]) -> Release:
    said.put((job.number, f"Reading {job.part.name} ...", 0.0))

    def tell(message: str, share: float | None = None, /) -> None:
        said.put((job.number, message, share))

    return job.run(Warehouse(roots), tell)


def _followed(
    futures: Sequence[Future[Release]], jobs: Sequence[Job], said: Queue[Said], tell: Progress
) -> dict[int, Release]:
    shares: dict[int, float] = {}
    left = set(futures)
    while left:
        done, left = wait(left, timeout=_TICK, return_when=FIRST_COMPLETED)
        _pass_on(said, shares, len(jobs), tell)
        for future in done:
            future.result()  # raises what the process raised
    return {job.number: future.result() for job, future in zip(jobs, futures, strict=True)}


def _pass_on(said: Queue[Said], shares: dict[int, float], count: int, tell: Progress) -> None:
    while True:
        try:
            number, message, share = said.get_nowait()
        except Empty:
            return
        if share is not None:
            shares[number] = max(share, shares.get(number, 0.0))
        tell(message, sum(shares.values()) / count)


def _size(job: Job) -> int:
    names = job.part.members
    return sum(member.size for member in job.files.members if not names or member.name in names)


def _free_memory() -> int:
    """Bytes that a new process could take; what the system says, or the group that the process is in."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return 2 * _MEMORY
    group = Path("/sys/fs/cgroup")
    try:
        limit, used = (
            (group / name).read_text(encoding="ascii") for name in ("memory.max", "memory.current")
        )
        return min(free, int(limit) - int(used))
    except (OSError, ValueError):  # no such group, or no limit ("max")
        return free
