"""Rows of a file as cells: CSV read line by line, or a sheet of a workbook."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from entrepot.metadata.errors import BadInput, EntrepotError
from entrepot.sources.bounded import read_bounded
from entrepot.sources.io_tables.table import Array
from entrepot.sources.members import Member
from entrepot.sources.record_pack.workbook_check import refuse_bombs

Cell = str | float | None
Row = tuple[int, Sequence[Cell]]
MAX_LINE = 4_000_000
"""Characters of a line: 40,000 columns of a hundred characters."""
MAX_WORKBOOK = 300_000_000
_LARGEST = 1e15
_CUT = "The file may have been cut: take it from its publisher again."


def csv_rows(member: Member) -> Iterator[Row]:
    """Line number and cells of each row that is not empty.

    Raises:
        BadInput: not UTF-8, not CSV, a line without end, or the file cannot be read.
    """
    with member.open() as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(_lines(member.where, text), strict=True)
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield reader.line_num, row
        except csv.Error as error:
            raise BadInput(
                f"no CSV ({error})", file=member.where, line=reader.line_num, remedy=_CUT
            ) from error
        except UnicodeDecodeError as error:
            raise BadInput("not UTF-8 text", file=member.where, remedy="Save it as CSV in UTF-8.") from error


def first_cells(member: Member) -> Iterator[str]:
    """The first cell of each line that is not empty; lines are not cut further, which saves time."""
    with member.open() as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace") as text:
        for line in _lines(member.where, text):
            if line.strip():
                yield line.partition(",")[0].strip().strip('"').strip()


def _lines(where: str, text: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE:
            raise BadInput(f"a line is longer than {MAX_LINE:,} characters", file=where, line=number)
        if "\0" in line:
            raise BadInput("a NUL byte, which no text has", file=where, line=number, remedy=_CUT)
        yield line


def workbook_rows(path: Path) -> Iterator[Row]:
    """Row number and cells of the first sheet.

    Raises:
        BadInput: not a workbook, or one that would unpack to too much.
    """
    content = read_bounded(path, MAX_WORKBOOK, expected="a table", remedy="Save it as CSV.")
    refuse_bombs(content, path)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # What openpyxl does not know of a workbook (styles, validations) is nothing that a table needs.
            warnings.simplefilter("ignore")
            with closing(
                load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            ) as book:
                sheet: Any = book.worksheets[0]
                sheet.reset_dimensions()
                for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                    if any(cell is not None for cell in row):
                        yield number, row
    except EntrepotError:
        raise
    except Exception as error:  # openpyxl has no error of its own for a broken workbook: any may come
        problem = f"not a workbook that can be read ({type(error).__name__}: {str(error)[:200]})"
        raise BadInput(problem, file=path, remedy="Save it anew as .xlsx, or as CSV.") from error


def numbers(file: str, line: int, row: Sequence[Cell], names: Sequence[str], *, empty: bool = False) -> Array:
    """The cells of a row as finite numbers.

    Args:
        file: for messages.
        line: likewise.
        row: the cells that should be numbers.
        names: of their columns.
        empty: whether an empty cell is a zero, as in rows of totals under columns that they are not about.

    Raises:
        BadInput: more or fewer cells than columns, or a cell that is no number.
    """
    if len(row) != len(names):
        raise BadInput(
            f"{len(row)} numbers",
            file=file,
            line=line,
            expected=f"{len(names)}, as in the heading",
            remedy=_CUT,
        )
    found = _fast(row)
    if found is None:
        found = np.array([_number(cell, empty=empty) for cell in row])
    good = np.isfinite(found) & (np.abs(found) <= _LARGEST)
    if not good.all():
        place = int(good.argmin())
        shown = "an empty cell" if row[place] in (None, "") else repr(row[place])[:60]
        raise BadInput(
            f"{shown} is no number",
            file=file,
            line=line,
            column=names[place],
            expected="a number such as 118.33",
        )
    return found


def _fast(row: Sequence[Cell]) -> Array | None:
    """Cells that are all plain numbers, parsed together: five times as fast as one by one; else None."""
    try:
        if isinstance(row[0], str):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                found = np.fromstring(",".join(row), sep=",")  # type: ignore[arg-type]
        else:
            found = np.array(row, dtype=np.float64)
    except (TypeError, ValueError, DeprecationWarning):
        return None
    # A cell of a workbook that is empty became no number.
    return found if len(found) == len(row) and not np.isnan(found).any() else None


def _number(cell: Cell, *, empty: bool) -> float:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return 0.0 if empty else np.nan
    if isinstance(cell, str) and "_" in cell:  # which Python takes for a thousands separator
        return np.nan
    try:
        return float(cell)
    except ValueError:
        return np.nan
