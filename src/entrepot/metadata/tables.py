"""Declarations of tables: each is written once; code, checks and the manual read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

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
    def short_name(self) -> str:
        """Its name inside the release."""
        return self.name.partition(".")[2]

    @property
    def file(self) -> str:
        """File name inside the release."""
        return f"{self.short_name}.parquet"

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Polars type of each column, in order."""
        # Declarations are read by commands that must start without Polars.
        import polars as pl

        types: dict[ColumnType, pl.DataType] = {
            "text": pl.String(),
            "integer": pl.Int64(),
            "real": pl.Float64(),
            "date": pl.Date(),
            "boolean": pl.Boolean(),
        }
        return {column.name: types[column.type] for column in self.columns}

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
