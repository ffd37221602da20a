"""Rows of all tables on their way to the store: in memory while they are few, then on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from entrepot.metadata.iati import IATI_TABLES
from entrepot.metadata.tables import Table
from entrepot.sources.iati.found import Row
from entrepot.sources.text_tables.spill import Collected

MANY = 20_000
"""Rows of a table that are held as Python's values at a time."""


class Gathered:
    """Takes rows file by file, in order of the tables' keys, and gives back frames or Parquet files."""

    def __init__(self, scratch: Path) -> None:
        self._rows: dict[Table, list[Row]] = {table: [] for table in IATI_TABLES}
        self._tables = {table: Collected(scratch / table.file) for table in IATI_TABLES}
        self.file = ""

    def begin(self, sha256: str) -> None:
        """Rows from now on are of this file."""
        self._settle()
        self.file = sha256

    def take(self, table: Table, rows: list[Row]) -> None:
        """Takes rows in, without their file."""
        held = self._rows[table]
        held.extend(rows)
        if len(held) >= MANY:
            self._frame(table)

    def done(self) -> dict[Table, pl.DataFrame | Path]:
        """Every table; the order of rows is the order in which they came."""
        self._settle()
        for table, collected in self._tables.items():
            if not collected.rows:
                collected.add(pl.DataFrame(schema=table.schema))
        return {table: collected.done() for table, collected in self._tables.items()}

    def _settle(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._frame(table)

    def _frame(self, table: Table) -> None:
        schema = dict(table.schema)
        rows, self._rows[table] = self._rows[table], []
        columns: dict[str, Any] = dict(zip(list(schema)[1:], zip(*rows, strict=True), strict=True))
        frame = pl.DataFrame(
            [pl.Series(name, values, schema[name]) for name, values in columns.items()]
        ).select(pl.lit(self.file).alias("file"), *columns)
        self._tables[table].add(frame)
