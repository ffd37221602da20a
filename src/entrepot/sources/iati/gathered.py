"""Rows of all tables on their way to the store: in memory while they are few, then on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from entrepot.metadata.iati import IATI_TABLES
from entrepot.metadata.tables import Table
from entrepot.sources.iati.found import Row
from entrepot.sources.text_tables.spill import Collected

MANY = 10_000
"""Rows of a table that are held as Python's values at a time."""
LAID_DOWN = 60_000
"""Rows of a table that are held in memory at a time."""


class Gathered:
    """Takes rows file by file, in order of the tables' keys, and gives back frames or Parquet files."""

    def __init__(self, scratch: Path) -> None:
        self._tables = {table.name: _Rows(table, scratch) for table in IATI_TABLES}
        self._file = ""

    def begin(self, sha256: str) -> None:
        """Rows from now on are of this file."""
        self._settle()
        self._file = sha256

    def take(self, table: str, rows: list[Row]) -> None:
        """Takes rows of the table of that name in, without their file."""
        held = self._tables[table]
        held.waiting.extend(rows)
        if len(held.waiting) >= MANY:
            held.settle(self._file)

    def done(self) -> dict[Table, pl.DataFrame | Path]:
        """Every table; the order of rows is the order in which they came."""
        self._settle()
        return {held.table: held.done() for held in self._tables.values()}

    def _settle(self) -> None:
        for held in self._tables.values():
            held.settle(self._file)


class _Rows:
    """The rows of one table."""

    def __init__(self, table: Table, scratch: Path) -> None:
        self.table, self.waiting = table, list[Row]()
        self._schema = table.schema
        self._collected = Collected(scratch / table.file, LAID_DOWN)

    def settle(self, file: str) -> None:
        """What waits becomes a frame, rows of this file."""
        if not self.waiting:
            return
        values: list[Any] = list(zip(*self.waiting, strict=True))
        self.waiting = []
        names = list(self._schema)[1:]
        made = (
            pl.Series(name, column, self._schema[name]) for name, column in zip(names, values, strict=True)
        )
        self._collected.add(pl.DataFrame(made).select(pl.lit(file).alias("file"), *names))

    def done(self) -> pl.DataFrame | Path:
        """All rows."""
        if not self._collected.rows:
            self._collected.add(pl.DataFrame(schema=self._schema))
        return self._collected.done()
