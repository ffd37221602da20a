"""Spark: the same sums on a cluster, or on this machine for a test of what a cluster would do."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from entrepot.metadata.errors import BadInput, StoreError, UsageError
from entrepot.store.engines.engine import Settings
from entrepot.store.engines.files import Files
from entrepot.store.engines.java import check_spark
from entrepot.store.engines.spark_session import is_local, session, told_by_java

_THIS_MACHINE = "local[*]"


class Spark:
    """A session of Spark; `near` where it runs on this machine only."""

    def __init__(self, session: Any, *, near: bool) -> None:
        self._session, self._near = session, near

    def scan(self, files: Files) -> Any:
        """The rows; nothing is read but the layout of one file."""
        if not (self._near or files.is_remote):
            raise UsageError(
                "The machines of a cluster do not see the files of this one: name an address that all of "
                "them reach, such as s3a://bucket/flows, hdfs:// or file:// for a shared disk."
            )
        reader = self._session.read
        if files.partitions:
            reader = reader.option("basePath", files.base)
        with _in_words():
            if files.kind == "parquet":
                return reader.parquet(*files.paths)
            text = reader.options(header=True, sep=files.delimiter, mode="FAILFAST", escape='"')
            return text.csv(list(files.paths))

    def write(self, rows: Any, folder: Path) -> list[Path]:
        """One file for each part of the result."""
        if not self._near:
            raise UsageError("A cluster writes where all its machines reach: give -o an address (s3a://...).")
        place = folder / "parts"
        with _in_words():
            _zstd(rows).parquet(str(place))
        return sorted(place.glob("*.parquet"))

    def write_to(self, rows: Any, address: str) -> None:
        """One Parquet file in a new folder at an address; `StoreError` if something stands there already."""
        with _in_words():
            _zstd(rows.coalesce(1)).parquet(address)

    def kept(self, rows: Any) -> Any:
        """The same rows, computed once for several uses."""
        return rows.persist()

    def small(self, rows: Any) -> list[dict[str, Any]]:
        """A few rows, brought here."""
        with _in_words():
            return [cast("dict[str, Any]", row.asDict()) for row in rows.collect()]

    def progress(self) -> float | None:
        """The share of tasks done in the stages that are running."""
        tracker = self._session.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        tasks = sum(stage.numTasks for stage in stages if stage)
        return sum(stage.numCompletedTasks for stage in stages if stage) / tasks if tasks else None


def _zstd(rows: Any) -> Any:
    return rows.write.option("compression", "zstd")


@contextmanager
def _in_words() -> Iterator[None]:
    """What Spark or Java raise, in one line; anything else stays what it is."""
    try:
        yield
    except Exception as error:
        said = told_by_java(error)
        if said is None:
            raise
        if "PATH_ALREADY_EXISTS" in said:
            raise StoreError(f"{said} Name another place: what stands there is not written over.") from error
        raise BadInput(f"Spark cannot read it: {said}") from error


@contextmanager
def opened(settings: Settings, scratch: Path) -> Iterator[Spark]:
    """A session, the caller's own if there is one; one that was made here ends with the block.

    Raises:
        UsageError: if PySpark or Java is missing.
        StoreError: if Spark does not start.
    """
    check_spark()
    # PySpark logs whole Java traces of what it raises as well.
    logging.getLogger("DataFrameQueryContextLogger").setLevel(logging.CRITICAL)
    master = settings.master or os.environ.get("SPARK_MASTER", "") or _THIS_MACHINE
    with session(master, settings, scratch) as running:
        yield Spark(running, near=is_local(running.sparkContext.master))
