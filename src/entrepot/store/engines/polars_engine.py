"""Polars: streams through the files, without a limit of memory; it grows with groups and with files."""

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
        rows = _lazily(files)
        with _in_words():
            rows.collect_schema()
        return rows

    def write(self, rows: pl.LazyFrame, folder: Path) -> list[Path]:
        """One file."""
        file = folder / "part-0.parquet"
        with _in_words():
            rows.sink_parquet(file, engine="streaming")
        return [file]

    def progress(self) -> None:
        """Polars does not tell."""


def _whole_lines(batch: pl.DataFrame) -> pl.DataFrame:
    return batch


def _lazily(files: Files) -> pl.LazyFrame:
    paths = list(files.paths)
    if files.kind == "text":
        rows = pl.scan_csv(paths, separator=files.delimiter, infer_schema=False, glob=False)
        # Where Polars reads some columns only, it does not see that a line has more cells than it should.
        return rows.map_batches(_whole_lines, projection_pushdown=False, streamable=True)
    return pl.scan_parquet(
        paths,
        glob=False,
        hive_partitioning=bool(files.partitions),
        hive_schema=dict.fromkeys(files.partitions, pl.String) or None,
    )


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        said = str(error).strip() or type(error).__name__
        raise BadInput(f"Polars cannot read it: {said.splitlines()[0][:300]}") from error


@contextmanager
def opened(_settings: Settings, _scratch: Path) -> Iterator[Polars]:
    """It needs no opening."""
    yield Polars()
