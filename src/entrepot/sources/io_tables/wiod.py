"""The World Input-Output Database, releases 2013 and 2016, in its two layouts.

As a workbook, or a sheet of it saved as CSV: the third to sixth row name each column (code, description,
economy, number such as c1), the first four cells of a row name it in the same way; rows of totals have the
economy TOT or numbers from r60. As CSV made of the release for R or Stata: the heading is IndustryCode,
IndustryDescription, Country, RNr, perhaps Year, then AUS1, AUS2 ... (or vAUS1), TOT. In both the industries
are numbered from 1 and the last five numbers are final demands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from entrepot.metadata.errors import BadInput
from entrepot.sources.io_tables.cells import Cell, Row, numbers
from entrepot.sources.io_tables.columns import Label, columns
from entrepot.sources.io_tables.sums import Sums
from entrepot.sources.io_tables.table import Array

FINALS = 5
_LABELS = 4
"""Rows above the numbers, and cells before them: code, description, economy, number."""
_CODE = re.compile(r"[A-Za-z]{3}")
_FLAT = ("industrycode", "industrydescription", "country", "rnr")
_VARIABLE = re.compile(r"v?([A-Za-z]{3})(\d+)")
_NUMBER = re.compile(r"[cr]?(\d+)")
_SUMS = {"ii_fob": "", "r60": "", "go": "output", "r69": "output"}
"""Rows of totals that are sums of others; all others are taxes, adjustments, value added and margins."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the labels and numbers of a table stand.

    Attributes:
        file, line: for messages.
        names: of the columns with numbers.
        labels: economy and number of each; `("", "output")` the output.
        start: the first column with numbers.
        marks: columns of code, description, economy and number of a row.
        year: of the table, where it is told.
    """

    file: str
    line: int
    names: tuple[str, ...]
    labels: tuple[Label | None, ...]
    start: int
    marks: tuple[int, int, int, int]
    year: str = ""


@dataclass(frozen=True, slots=True)
class Wiod:
    """The rows of a table added up, by the number of an industry, and what the industries are called."""

    sums: Sums
    codes: dict[str, str]
    names: dict[str, str]
    year: str


def flat(first: Sequence[Cell]) -> bool:
    """Whether a heading is that of the release for R or Stata."""
    return tuple(_text(cell).lower() for cell in first[: len(_FLAT)]) == _FLAT


def sheet(rows: Sequence[Row]) -> bool:
    """Whether the last two of the first rows are the economies and numbers of a workbook."""
    if len(rows) < _LABELS:
        return False
    economies, numbered = rows[-2][1][4:], rows[-1][1][4:]
    written = [_NUMBER.fullmatch(_text(cell)) for cell in numbered[:20]]
    coded = all(_CODE.fullmatch(_text(cell)) for cell in economies[:20])
    return len(economies) > FINALS and all(written) and coded


def read(file: str, rows: Iterable[Row]) -> Wiod:
    """The rows of a table, added up.

    Raises:
        BadInput: a cell, row or column that does not fit; names line and column.
    """
    found = iter(rows)
    heading = _heading(file, found)
    numbered = sorted({int(code) for economy, code in filter(None, heading.labels) if economy})
    made = {str(number) for number in numbered[:-FINALS]}
    sums = Sums(columns(file, heading.line, heading.names, heading.labels, made))
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    year = heading.year
    for line, row in found:
        code, name, economy, number = (
            _text(row[place]) if place < len(row) else "" for place in heading.marks
        )
        match = _NUMBER.fullmatch(number.lower())
        own = match[1] if match else ""
        total = economy.upper() in ("TOT", "") or own not in made
        if total:
            _total(sums, heading, line, row, code or number)
            continue
        year = year or (_text(row[_LABELS]) if heading.start > _LABELS else "")
        codes.setdefault(own, code)
        names.setdefault(own, name)
        if codes[own] != code:
            raise BadInput(f"{code!r} has the number {number}, which is {codes[own]}", file=file, line=line)
        sums.sell(line, economy.upper(), own, _numbers(heading, line, row, empty=False))
    return Wiod(sums, codes, names, year)


def _total(sums: Sums, heading: Heading, line: int, row: Sequence[Cell], code: str) -> None:
    kind = _SUMS.get(code.lower(), "value added and taxes")
    if kind:
        sums.total(line, kind, _numbers(heading, line, row, empty=True))


def _numbers(heading: Heading, line: int, row: Sequence[Cell], *, empty: bool) -> Array:
    cells = row[heading.start :]
    spare = len(cells) - len(heading.names)
    if spare > 0 and not any(_text(cell) for cell in cells[-spare:]):
        cells = cells[:-spare]
    elif spare < 0 and empty:  # a workbook leaves out the empty cells at the end of a row
        cells = [*cells, *[None] * -spare]
    return numbers(heading.file, line, cells, heading.names, empty=empty)


def _heading(file: str, rows: Iterator[Row]) -> Heading:
    head: list[Row] = []
    for line, row in rows:
        head.append((line, row))
        if len(head) == 1 and flat(row):
            return _flat_heading(file, line, row)
        if sheet(head):
            return _sheet_heading(file, head)
        if len(head) > _LABELS + FINALS:
            break
    raise BadInput(
        "no heading of the WIOD", file=file, expected="rows of codes, descriptions, economies and numbers"
    )


def _flat_heading(file: str, line: int, row: Sequence[Cell]) -> Heading:
    names = [_text(cell) for cell in row]
    start = len(_FLAT) + (names[len(_FLAT)].lower() == "year")
    labels: list[Label | None] = []
    for name in names[start:]:
        if name.upper() == "TOT":
            labels.append(("", "output"))
        elif found := _VARIABLE.fullmatch(name):
            labels.append((found[1].upper(), str(int(found[2]))))
        else:
            raise BadInput(
                f"{name[:40]!r} stands there", file=file, line=line, expected="a name such as AUS1, or TOT"
            )
    return Heading(file, line, tuple(names[start:]), tuple(labels), start, (0, 1, 2, 3))


def _sheet_heading(file: str, head: Sequence[Row]) -> Heading:
    line, numbered = head[-1]
    economies = head[-2][1]
    last = max(place for place, cell in enumerate(numbered) if _text(cell) or _text(economies[place]))
    names, labels = [], []
    for place in range(4, last + 1):
        economy, number = _text(economies[place]), _text(numbered[place])
        names.append(f"{economy} {number}".strip())
        found = _NUMBER.fullmatch(number.lower())
        country = economy.upper() not in ("TOT", "")
        label: Label = (economy.upper(), str(int(found[1]))) if country and found else ("", "output")
        labels.append(label)
    year = re.search(r"(19|20)\d\d", _text(head[0][1][0]))
    return Heading(file, line, tuple(names), tuple(labels), 4, (0, 1, 2, 3), year[0] if year else "")


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
