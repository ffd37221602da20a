"""CSV of one table, for a spreadsheet: bare numbers, and no cell that it would run as a formula."""

from __future__ import annotations

import csv
import io

from entrepot.dossier.model import Cell, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(table: Table) -> str:
    """The table with its units in the head; text that would be a formula gets an apostrophe before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_inert(f"{c.label} ({c.unit})" if c.unit else c.label) for c in table.columns)
    writer.writerows([_bare(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def _bare(cell: Cell) -> str | float:
    return cell.value if isinstance(cell.value, int | float) else _inert(cell.value or cell.text)


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
