"""A panel in the first sheet of a workbook: names of columns in its first row that is not empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import polars as pl

from entrepot.analyses.gravity.opened import Opened, Source
from entrepot.metadata.errors import BadInput
from entrepot.sources.io_tables.cells import workbook_rows

# What R, Stata, pandas, SAS and Excel write where there is no value.
MISSING = frozenset(("", "NA", "NaN", "nan", ".", "NULL", "N/A", "#N/A"))


def opened_sheet(file: Path, source: Source) -> Opened:
    """The sheet, read whole: a workbook has no head that could be read alone.

    Raises:
        BadInput: not a workbook, an empty one, a column without a name or with that of another, or a row
            that is longer than the names.
    """
    rows = workbook_rows(file)
    first, head = next(rows, (1, ()))
    names = _names(head, file, first)
    columns: list[list[Any]] = [[] for _ in names]
    lines = []
    for line, row in rows:
        if any(cell is not None for cell in row[len(names) :]):
            raise BadInput("a cell beyond the last column that has a name", file=file, line=line)
        lines.append(line)
        cells = [*row[: len(names)], *[None] * (len(names) - len(row))]
        for column, cell in zip(columns, cells, strict=True):
            column.append(_cell(cell))
    if lines and lines[-1] - lines[0] + 1 != len(lines):
        raise BadInput(
            f"there are empty rows between rows {lines[0]} and {lines[-1]}",
            file=file,
            expected="one table, without gaps",
            remedy="Delete the empty rows and what is not the table.",
        )
    frame = pl.DataFrame([_column(name, cells) for name, cells in zip(names, columns, strict=True)])

    def take(wanted: Sequence[str]) -> pl.DataFrame:
        return frame.select(*dict.fromkeys(wanted))

    return Opened(names, take, replace(source, first_line=lines[0] if lines else first + 1))


def _names(head: Sequence[Any], file: Path, line: int) -> tuple[str, ...]:
    written = ["" if cell is None else str(cell).strip() for cell in head]
    while written and not written[-1]:
        written.pop()
    if not written:
        raise BadInput("the first sheet is empty", file=file, expected="a row of column names, and rows")
    if "" in written:
        place = written.index("") + 1
        raise BadInput("a column has no name", file=file, line=line, column=place, expected="a name for each")
    twice = sorted({name for name in written if written.count(name) > 1})
    if twice:
        raise BadInput(f"columns named {', '.join(twice)} stand twice", file=file, line=line)
    return tuple(written)


def _cell(cell: Any) -> Any:
    if isinstance(cell, str):
        return None if cell.strip() in MISSING else cell
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, date | time):  # a datetime is a date too; no column of a panel is one
        return cell.isoformat()
    return cell


def _column(name: str, cells: list[Any]) -> pl.Series:
    """Numbers if all cells are, else text: a code such as 36 beside AUS stays what is written."""
    if any(isinstance(cell, str) for cell in cells):
        return pl.Series(name, [cell if cell is None else _text(cell) for cell in cells], dtype=pl.String)
    if all(cell is None or isinstance(cell, int) for cell in cells):
        return pl.Series(name, cells, dtype=pl.Int64, strict=False)
    return pl.Series(name, cells, dtype=pl.Float64, strict=False)


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
