"""DuckDB: keeps within a limit of memory, and goes on from the disk past it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from entrepot.metadata.errors import BadInput, StoreError, UsageError
from entrepot.store.engines.engine import Settings
from entrepot.store.engines.files import Files


class DuckDB:
    """A database in memory, for one query over files."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def scan(self, files: Files) -> duckdb.DuckDBPyRelation:
        """The rows; nothing is read yet."""
        if files.is_remote:
            raise UsageError(f"{files.paths[0]} is an address: only Spark reads it, add --engine spark.")
        try:
            if files.kind == "text":
                return self._connection.from_query(
                    "SELECT * FROM read_csv(?, all_varchar := true, header := true, delim := ?, "
                    "quote := '\"')",
                    params=[list(files.paths), files.delimiter],
                )
            return self._connection.from_query(
                "SELECT * FROM read_parquet(?, hive_partitioning := ?, hive_types_autocast := false)",
                params=[list(files.paths), bool(files.partitions)],
            )
        except duckdb.Error as error:
            raise _told(error) from error

    def write(self, rows: duckdb.DuckDBPyRelation, folder: Path) -> list[Path]:
        """One file."""
        file = folder / "part-0.parquet"
        try:
            rows.to_parquet(str(file), compression="zstd")
        except duckdb.Error as error:
            raise _told(error) from error
        return [file]

    def progress(self) -> float | None:
        """Told by DuckDB, which has seen some of the files; None before it has begun."""
        share = self._connection.query_progress()
        return None if share < 0 else share / 100


def _told(error: duckdb.Error) -> BadInput | StoreError:
    said = str(error).strip().splitlines()[0][:300]
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError(f"DuckDB has not room enough: {said}. Give more with --memory, or free some disk.")
    return BadInput(f"DuckDB cannot read it: {said}")


@contextmanager
def opened(settings: Settings, scratch: Path) -> Iterator[DuckDB]:
    """A database that spills into `scratch`."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(scratch),
        "preserve_insertion_order": False,
    }
    if settings.memory:
        config["memory_limit"] = settings.memory
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET enable_progress_bar_print = false; SET enable_progress_bar = true")
    try:
        yield DuckDB(connection)
    finally:
        connection.close()
