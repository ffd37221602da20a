"""Tables of figures as an Excel workbook: a sheet a table, what each column is, and the sources."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from entrepot.briefs.sheets import sheet_names
from entrepot.metadata.figure_table import FigureTable

_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_SOURCES = "Sources"
_WIDEST, _NUMBER = 42, 14
_LONGEST = 32_767


def workbook(tables: Sequence[FigureTable], notes: Sequence[str] = ()) -> bytes:
    """The tables, each on a sheet that is named after its title, and a sheet of notes and sources.

    Args:
        tables: at least one; what is not known is an empty cell.
        notes: what a reader must know, a line each.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _SAFE)
    # A day that is always the same: the same tables give the same bytes.
    book.set_properties({"author": "Entrepôt", "created": datetime(1980, 1, 1, tzinfo=UTC)})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    names = sheet_names([*(table.title for table in tables), _SOURCES])
    for table, name in zip(tables, names, strict=False):
        _fill(book.add_worksheet(name), table, bold)
    _sources(book.add_worksheet(names[-1]), tables, notes, bold)
    book.close()
    return stream.getvalue()


def _fill(sheet: Any, table: FigureTable, bold: Any) -> None:
    numbers = {column.name: column for column in table.columns}
    sheet.write_string(0, 0, ", ".join(filter(None, (table.title, table.period)))[:_LONGEST], bold)
    for at, name in enumerate(table.data.columns):
        column = numbers.get(name)
        head = name if column is None else f"{column.label} ({name}), {column.unit}"
        sheet.write_string(2, at, head, bold)
        sheet.set_column(at, at, _NUMBER if column else _width(table.data[name].to_list()))
    for row, values in enumerate(table.data.rows(), start=3):
        for at, value in enumerate(values):
            _cell(sheet, row, at, value)
    sheet.freeze_panes(3, 0)


def _cell(sheet: Any, row: int, at: int, value: Any) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            sheet.write_number(row, at, value)
    elif value is not None:
        sheet.write_string(row, at, str(value)[:_LONGEST])


def _width(values: Sequence[Any]) -> int:
    return min(_WIDEST, max([8, *(len(str(value)) + 2 for value in values if value is not None)]))


def _sources(sheet: Any, tables: Sequence[FigureTable], notes: Sequence[str], bold: Any) -> None:
    columns = {c.name: f"{c.name}: {c.concept}. {c.method}" for table in tables for c in table.columns}
    cited = dict.fromkeys(f"{o.cite()} {o.url}".strip() for table in tables for o in table.origins)
    row = 0
    for title, lines in (("Notes", notes), ("Columns", columns.values()), ("Sources", cited)):
        sheet.write_string(row, 0, title, bold)
        for row, line in enumerate(lines, start=row + 1):  # noqa: B020 - the row goes on where it was
            sheet.write_string(row, 0, line[:_LONGEST])
        row += 2
    sheet.set_column(0, 0, 120)
