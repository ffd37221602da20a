"""Packs in Excel: sheets `statements`, `documents` and `pack`, and one that says what the columns mean."""

from __future__ import annotations

import hashlib
import io
import math
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import BadInput, EntrepotError, OutputError
from entrepot.metadata.statement import Document
from entrepot.sources.bounded import read_bounded
from entrepot.sources.record_pack import cells, columns
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.row import Row
from entrepot.sources.record_pack.tables import Cell, Table, check_header, read_tables, tables
from entrepot.sources.record_pack.workbook_check import refuse_bombs

MAX_BYTES = 50_000_000
LONGEST, MOST_ROWS = 32_767, 1_048_576
"""Characters of a cell and rows of a sheet that Excel can hold."""

_WIDEST = 2_000
_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
_MADE = datetime(1980, 1, 1, tzinfo=UTC)  # the same pack gives the same bytes
_TABLES = (columns.STATEMENTS, columns.DOCUMENTS, columns.PACK)


def workbook(pack: Pack) -> bytes:
    """The pack as a workbook; its columns are set to text, so that a spreadsheet makes no dates of it.

    Raises:
        OutputError: a cell or the table is longer than a workbook can hold.
    """
    import xlsxwriter

    meaning = Table(("column", "meaning"), columns.MEANING.items())
    given = tables(pack) | {columns.IGNORED[0]: meaning}
    # All is checked before the writer opens files of its own, which a refusal would leave behind.
    sheets = {name: (table.columns, list(_checked(name, table))) for name, table in given.items()}
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _SAFE)
    book.set_properties({"title": pack.title[:255], "author": "Entrepôt", "created": _MADE})
    head, text = (book.add_format({"bold": bold, "num_format": "@"}) for bold in (True, False))
    for name, (header, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        for place, column in enumerate(header):
            wide = 40 if column.startswith((columns.LANGUAGE, "meaning")) else 14
            sheet.set_column(place, place, wide, None if column in columns.NUMBERS else text)
        sheet.freeze_panes(1, 1)
        for line, row in enumerate(rows):
            _write(sheet, line, row, text if line else head)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, line: int, row: Sequence[Cell], style: Any) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(line, place, cell, style)
        elif float(f"{cell:.16G}") == cell:
            sheet.write_number(line, place, cell)
        else:  # a workbook holds 16 digits of a number
            sheet.write_string(line, place, cells.written_number(cell))


def _checked(name: str, table: Table) -> Iterator[list[Cell]]:
    """The rows of a sheet, the names of its columns first, as its cells will hold them."""
    for line, row in enumerate((table.columns, *table.rows), start=1):
        if line > MOST_ROWS:
            raise OutputError(f"a sheet of Excel holds {MOST_ROWS:,} rows at most. Write the pack as CSV.")
        yield [
            _held(cell, name, line, column) if isinstance(cell, str) else cell
            for column, cell in zip(table.columns, row, strict=True)
        ]


def _held(text: str, sheet: str, line: int, column: str) -> str:
    cell = cells.shield(text)
    if len(cell.encode("utf-16-le")) > 2 * LONGEST:
        raise OutputError(
            f"sheet {sheet}, row {line}, column {column[:80]}: {len(cell):,} characters, and a cell of Excel "
            f"holds {LONGEST:,}. Write the pack as CSV or YAML."
        )
    return cell


def read_workbook(path: Path, documents: Sequence[Document] = ()) -> Pack:
    """The pack in a workbook; with a sheet `statements` alone it has no name.

    Args:
        path: the file.
        documents: those that the statements may quote beside the pack's own.

    Raises:
        BadInput: it is no workbook, holds formulas or more than a person would write, or a cell is wrong.
    """
    content = read_bounded(path, MAX_BYTES, remedy="Split it into several packs, or use CSV.")
    refuse_bombs(content, path)
    with warnings.catch_warnings():
        # What openpyxl does not know of a workbook (styles, validations) is nothing that a pack needs.
        warnings.simplefilter("ignore")
        return _read(content, path, documents)


def _read(content: bytes, path: Path, documents: Sequence[Document]) -> Pack:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        given = {}
        for sheet in book.worksheets:
            if sheet.title in _TABLES:
                given[sheet.title] = _rows(sheet, f"{path}, sheet {sheet.title}")
            elif sheet.title not in columns.IGNORED:
                expected = ", ".join((*_TABLES, *columns.IGNORED))
                raise BadInput(f"a sheet {sheet.title!r}", file=path, expected=f"one of {expected}")
        return read_tables(given, path, hashlib.sha256(content).hexdigest(), documents)
    except EntrepotError:
        raise
    except Exception as error:  # openpyxl has no error of its own for a broken workbook: any may come
        problem = f"not a workbook that can be read ({type(error).__name__}: {str(error)[:200]})"
        raise BadInput(problem, file=path, remedy="Save it anew as .xlsx.") from error


def _rows(sheet: Any, where: str) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says of its size is not to be relied on
    header: list[str] = []
    for line, found in enumerate(sheet.iter_rows(), start=1):
        if line > MOST_ROWS or len(found) > _WIDEST:
            raise BadInput("more rows or columns than a pack has", file=where, line=line)
        read = [_text(cell, where, line) for cell in found]
        if not any(read):
            continue
        if not header:
            header = _without_tail(read)
            check_header(sheet.title, where, line, header)
            continue
        if any(read[len(header) :]):
            raise BadInput("a cell under no name", file=where, line=line, column=len(header) + 1)
        yield Row(where, line, {name: text for name, text in zip(header, read, strict=False) if text})
    if not header:
        raise BadInput("the sheet is empty", file=where, expected="a first row with the names of the columns")


def _without_tail(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names


def _text(cell: Any, where: str, line: int) -> str:
    """The text of a cell; a number or a date that a spreadsheet made of it is turned back."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        what = "a formula" if cell.data_type == "f" else f"an error ({value})"
        raise BadInput(
            f"{what} where a value should be",
            file=where,
            line=line,
            column=cell.column_letter,
            remedy="Put the value itself there.",
        )
    try:
        return _plain(value)
    except (ValueError, OverflowError) as error:
        raise BadInput(
            str(error), file=where, line=line, column=cell.column_letter, remedy="Format the cell as text."
        ) from error


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return cells.unshield(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and math.isfinite(value):
        return cells.written_number(float(value))
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise ValueError(f"{value!s:.40} is neither text nor a number nor a day")
