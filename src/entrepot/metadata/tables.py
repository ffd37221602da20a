"""Declarations of tables: each is written once; code, checks and the manual read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "integer", "real", "date", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, unit, meaning and bounds."""

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    key: bool = False
    nullable: bool = False
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse: `name` is "dataset.table", the key is unique."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def dataset(self) -> str:
        """The release that holds the table."""
        return self.name.partition(".")[0]

    @property
    def file(self) -> str:
        """File name inside the release."""
        return f"{self.name.partition('.')[2]}.parquet"

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns that identify a row."""
        return tuple(column.name for column in self.columns if column.key)

    def column(self, name: str) -> Column:
        """The column of that name; raises `KeyError` if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}")
