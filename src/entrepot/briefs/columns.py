"""How a printed table is set: which column names the rows, where marks hang, how columns share the line."""

from __future__ import annotations

import re
from typing import Any

Table = dict[str, Any]

# Letters of a table that fit on a line of the printed page, and those that a mark takes.
_LINE, _SMALL_LINE, _MARK = 100, 112, 3
# More columns than these are printed small.
_MANY = 6
# Letters that the end of a line loses to a word that does not fit.
_RAGGED = 3
_NO_COLUMN = {"key": "", "label": "", "align": "left", "unit": "", "marks": []}


def set_columns(table: Table) -> None:
    """Give a table of the layout `row_header`, `weights` and `hang`, and its cells `again`, in place.

    A cell is `again` if it holds the words of the cell above it, and may be printed in a quieter colour.
    """
    table["columns"] = columns = table["columns"] or [_NO_COLUMN]
    table["row_header"] = _row_header(columns)
    table["weights"] = _weights(table)
    table["hang"] = [_hangs(table, place) for place in range(len(columns))]
    for above, row in zip([[], *table["rows"]], table["rows"], strict=False):
        for place, cell in enumerate(row):
            alike = place < min(len(above), len(columns)) and above[place]["text"] == cell["text"]
            cell["again"] = alike and columns[place]["align"] == "left" and not cell["marks"]


def _row_header(columns: list[Table]) -> int:
    """The column that names the rows: the first of text, as a rank may stand before it."""
    return next((place for place, column in enumerate(columns) if column["align"] == "left"), 0)


def _hangs(table: Table, place: int) -> bool:
    """Whether the marks of a column of numbers may hang beside them, so that the numbers stay in line."""
    marks = [len(row[place]["marks"]) for row in table["rows"] if place < len(row)]
    return table["columns"][place]["align"] == "right" and max(marks, default=0) == 1


def _weights(table: Table) -> list[int]:
    """The letters that each column gets of a line: all it asks for, or what makes the table shortest."""
    columns = list(enumerate(table["columns"]))
    cells = [[row[place]["text"] for row in table["rows"] if place < len(row)] for place, _ in columns]
    least = [_least(column, texts) for (_, column), texts in zip(columns, cells, strict=True)]
    longest = [max(map(len, texts), default=0) + _MARK for texts in cells]
    wanted = [max(pair) for pair in zip(least, longest, strict=True)]
    line = _SMALL_LINE if len(columns) > _MANY else _LINE
    if sum(wanted) <= line:
        return wanted
    return _shared(line, least, [[len(cell["text"]) + _MARK for cell in row] for row in table["rows"]])


def _shared(line: int, least: list[int], rows: list[list[int]]) -> list[int]:
    """The rest of the line goes, two letters at a time, where it takes most lines off the table."""
    widths = list(least)
    for _ in range(sum(least), line, 2):
        gains = [0.0] * len(widths)
        for row in rows:
            lines, place = max(
                (size / max(1, widths[at] - _RAGGED), at) for at, size in enumerate(row[: len(widths)])
            )
            gains[place] += lines / widths[place] if lines > 1 else 0.0
        widths[gains.index(max(gains))] += 2
    return widths


def _least(column: Table, texts: list[str]) -> int:
    """Room for the longest word with its mark; a head is bold, and a short unit stands on one line."""
    unit = len(column["unit"]) if len(column["unit"]) <= 12 else 0
    head = max(_longest_word([column["label"]]) * 11 // 10, unit)
    # A tenth more: letters such as m and w are wider than those that a line is counted in.
    return max(head, -(-_longest_word(texts) * 11 // 10)) + _MARK


def _longest_word(texts: list[str]) -> int:
    words = [word for text in texts for word in re.split(r"[ \n\t-]", text)]
    return min(24, max(map(len, words), default=0))
