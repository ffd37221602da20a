"""Polars: streams through the files; memory grows with the number of groups, not of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.store.engines.engine import Settings
from entrepot.store.engines.files import Files


class Polars:
    """The streaming engine of Polars."""

    def scan(self, files: Files) -> pl.LazyFrame:
        """The rows; a column that only some of the files have is a fault."""
        if files.is_remote:
            raise UsageError(f"{files.paths[0]} is an address: only Spark reads it, add --engine spark.")
        if files.kind == "text":
            paths = list(files.paths)
            return pl.scan_csv(paths, separator=files.delimiter, infer_schema=False, glob=False)
        return pl.scan_parquet(
            list(files.paths),
            glob=False,
            hive_partitioning=bool(files.partitions),
            hive_schema=dict.fromkeys(files.partitions, pl.String) or None,
        )

    def write(self, rows: pl.LazyFrame, folder: Path) -> list[Path]:
        """One file."""
        file = folder / "part-0.parquet"
        try:
            rows.sink_parquet(file, engine="streaming")
        except (pl.exceptions.PolarsError, OSError) as error:
            raise _told(error) from error
        return [file]

    def progress(self) -> None:
        """Polars does not tell."""


def _told(error: Exception) -> BadInput:
    said = str(error).strip() or type(error).__name__
    return BadInput(f"Polars cannot read it: {said.splitlines()[0][:300]}")


@contextmanager
def opened(_settings: Settings, _scratch: Path) -> Iterator[Polars]:
    """It needs no opening."""
    yield Polars()
