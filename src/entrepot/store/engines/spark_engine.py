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
from entrepot.store.engines.files import Files, is_address
from entrepot.store.engines.java import check_spark
from entrepot.store.engines.spark_session import is_local, session, told_by_java

_LOCAL_MASTER = "local[*]"


class Spark:
    """A session of Spark."""

    def __init__(self, session: Any, *, local: bool) -> None:
        self._session, self._local = session, local

    def scan(self, files: Files) -> Any:
        """The rows; nothing is read but the layout of one file."""
        if not (self._local or files.is_remote):
            raise UsageError(
                "The machines of a cluster do not see the files of this one: name an address that all of "
                "them reach, such as s3a://bucket/flows, hdfs:// or file:// for a shared disk."
            )
        reader = self._session.read
        if files.partitions:
            reader = reader.option("basePath", files.base)
        try:
            if files.kind == "parquet":
                return reader.parquet(*files.paths)
            return reader.options(header=True, sep=files.delimiter, mode="FAILFAST", escape='"').csv(
                list(files.paths)
            )
        except Exception as error:
            raise _told(error) from error

    def write(self, rows: Any, folder: Path) -> list[Path]:
        """One file for each part of the result."""
        if not self._local:
            raise UsageError("A cluster writes where all its machines reach: give -o an address (s3a://...).")
        place = folder / "parts"
        self.write_to(rows, str(place))
        return sorted(place.glob("*.parquet"))

    def write_to(self, rows: Any, address: str) -> None:
        """Parquet in a new folder at an address.

        Raises:
            BadInput: if the rows cannot be read.
            StoreError: if something stands there already, or Spark fails.
        """
        try:
            rows.write.option("compression", "zstd").parquet(address)
        except Exception as error:
            raise _told(error) from error

    def kept(self, rows: Any) -> Any:
        """The rows, computed once, for several uses."""
        return rows.persist()

    def small(self, rows: Any) -> list[dict[str, Any]]:
        """A few rows, brought here."""
        try:
            return [cast("dict[str, Any]", row.asDict()) for row in rows.collect()]
        except Exception as error:
            raise _told(error) from error

    def progress(self) -> float | None:
        """The share of tasks done in the stages that are running."""
        tracker = self._session.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        tasks = sum(stage.numTasks for stage in stages if stage)
        return sum(stage.numCompletedTasks for stage in stages if stage) / tasks if tasks else None


def _told(error: Exception) -> Exception:
    """What Spark says, in one line; an interruption or a bug of ours stays what it is."""
    said = told_by_java(error)
    if said is None:
        return error
    if "PATH_ALREADY_EXISTS" in said:
        return StoreError(f"{said} Name another place: what stands there is not written over.")
    return BadInput(f"Spark cannot read it: {said}")


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
    master = settings.master or os.environ.get("SPARK_MASTER", "") or _LOCAL_MASTER
    with session(master, settings, scratch) as running:
        yield Spark(running, local=is_local(running.sparkContext.master))


__all__ = ["Spark", "is_address", "opened"]
