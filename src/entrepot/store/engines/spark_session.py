"""A session of Spark, started quietly and ended cleanly."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import StoreError
from entrepot.store.engines.engine import Settings

_QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
# Dates do not depend on where the machine stands; a sum that does not fit is an error, not null.
_SOUND = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}
_LINE = 300


def is_local(master: str) -> bool:
    """Whether Spark runs on this machine only."""
    return master == "local" or master.startswith("local[")


@contextmanager
def session(master: str, settings: Settings, scratch: Path) -> Iterator[Any]:
    """A Spark session; one that runs in this process already is taken, and left running.

    What the Java machine writes on standard error goes to a file: it is told if Spark does not start.

    Raises:
        StoreError: if Spark does not start.
    """
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    builder = SparkSession.builder.master(master).appName("entrepot aggregate")
    for name, value in {**_conf(master, settings, scratch), **settings.conf}.items():
        builder = builder.config(name, value)
    log = scratch / "spark.log"
    try:
        with _errors_to(log):
            started = builder.getOrCreate()
    except Exception as error:
        said = told_by_java(error) or str(error)
        raise StoreError(f"Spark does not start at {master}: {said}{_tail(log)}") from error
    try:
        yield started
    finally:
        started.stop()
        _end_java()


def _end_java() -> None:
    """Ends the Java machine: it would outlive its session, and the files that it has open."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    if gateway is None:
        return
    process = getattr(gateway, "proc", None)
    gateway.shutdown()
    if process is not None:
        process.stdin.close()
        process.wait(timeout=60)
    SparkContext._gateway = SparkContext._jvm = None


def told_by_java(error: Exception) -> str | None:
    """The first line that says what happened, where an error is Spark's or Java's; None for another."""
    if type(error).__module__.split(".")[0] not in ("pyspark", "py4j"):
        return None
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [
        line for line in lines if line.startswith(("Caused by:", "[")) and "SparkException: Job" not in line
    ]
    return (causes or lines or [type(error).__name__])[0].removeprefix("Caused by: ")[:_LINE]


def _conf(master: str, settings: Settings, scratch: Path) -> dict[str, str]:
    found = dict(_SOUND)
    if is_local(master):
        cores = os.cpu_count() or 1
        found |= _QUIET | {
            # Nobody else on the network has to do with a local run.
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": str(scratch),
            "spark.sql.warehouse.dir": str(scratch / "warehouse"),
            "spark.sql.shuffle.partitions": str(4 * cores),
        }
        if settings.memory:
            found["spark.driver.memory"] = settings.memory.removesuffix("B").lower()
    return found


@contextmanager
def _errors_to(log: Path) -> Iterator[None]:
    """Standard error of a process started in the block goes to a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with log.open("wb") as stream:
            os.dup2(stream.fileno(), 2)
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _tail(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()
    said = [line for line in lines if "WARN" not in line and "log4j" not in line]
    return f" ({said[-1][:_LINE]})" if said else ""
