"""Tables: of plain text, whose cells may stand a line each and between other text, and given as cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from entrepot.analyses.reading.gazetteer import Name
from entrepot.analyses.reading.known import Known
from entrepot.analyses.reading.numbers import digits
from entrepot.analyses.reading.phrases import spelt
from entrepot.metadata.places.spelling import fold

_CAPTION = re.compile(
    r"^[ \t]*(Table|Tableau|TABLE|TABLEAU)[ \t]+(\d{1,3})[ \t]*[.:–-]?[ \t]*([^\n]*)$", re.MULTILINE
)
_NUMBER = re.compile(r"[-–]?\d[\d.,’'\u00a0\u202f ]{0,18}%?")
_HEADER = frozenset(
    spelt("""
        import imports export exports total value values balance rank trade year share million billion eur
        usd importations exportations solde valeur part rang annee pays country partner partenaire
    """)
)
_STUB = frozenset(spelt("country partner pays partenaire state region"))
_LONGEST_CELL, _REACH, _ABOVE = 48, 6000, 400


class CellLike(Protocol):
    """A cell of a table that a document gives; `sources.documents` makes such."""

    @property
    def start(self) -> int:
        """First character, in the text of the document."""

    @property
    def end(self) -> int:
        """Character after the last."""


class TableLike(Protocol):
    """A table that a document gives, with its place and cells."""

    @property
    def start(self) -> int:
        """First character, in the text of the document."""

    @property
    def end(self) -> int:
        """Character after the last."""

    @property
    def cells(self) -> Sequence[CellLike]:
        """Its cells, by row, then column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of plain text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Table:
    """A table as understood.

    Attributes:
        label: "Table 2".
        caption: what it is of.
        head: characters of label and caption.
        headers: header cells in order, without that over the row labels.
        rows: label, its name, and as many number cells as there are headers.
        end: character after its last cell.
    """

    label: str
    caption: str
    head: tuple[int, int]
    headers: list[Cell] = field(default_factory=list)
    rows: list[tuple[Cell, Name, list[Cell]]] = field(default_factory=list)
    start: int = 0
    end: int = 0


def plain_tables(text: str, known: Known) -> list[Table]:
    """The tables of a plain text, found by their captions."""
    captions = list(_CAPTION.finditer(text))
    found = []
    for index, match in enumerate(captions):
        stop = captions[index + 1].start() if index + 1 < len(captions) else len(text)
        table = Table(f"{match[1].title()} {match[2]}", match[3].strip(), (match.start(), match.end()))
        if not table.caption:
            continue
        cells = _cells(text, match.end(), min(stop, match.end() + _REACH))
        if _fill(table, cells, known):
            found.append(table)
    return found


def given_table(text: str, given: TableLike, known: Known, number: int) -> Table | None:
    """A table whose cells a document gives; None where it has no rows of known names and numbers.

    Its caption is the line before it, where that begins like one.
    """
    cells = [
        Cell(text[cell.start : cell.end].strip(), cell.start, cell.end)
        for cell in given.cells
        if text[cell.start : cell.end].strip()
    ]
    above = text[max(0, given.start - _ABOVE) : given.start].rstrip()
    before = given.start - min(_ABOVE, given.start) + above.rfind("\n") + 1
    match = _CAPTION.match(text, before)
    label, caption, head = f"table {number}", "", (given.start, given.start)
    if match:
        label, caption, head = (
            f"{match[1].title()} {match[2]}",
            match[3].strip(),
            (match.start(), match.end()),
        )
    table = Table(label, caption, head)
    return table if _fill(table, cells, known, loose=True) else None


def _cells(text: str, start: int, stop: int) -> Iterator[Cell]:
    """Short pieces of lines; a line of prose gives none, and "Source:" ends the table."""
    at = start
    for line in text[start:stop].split("\n"):
        if line.strip().casefold().startswith("source"):
            return
        if line.strip():
            pieces = re.finditer(r"[^\t|]+", line)
            for piece in pieces:
                words = piece.group().strip()
                begin = at + piece.start() + len(piece.group()) - len(piece.group().lstrip())
                if words and len(words) <= _LONGEST_CELL:
                    yield Cell(words, begin, begin + len(words))
        at += len(line) + 1


def _fill(table: Table, cells: Iterable[Cell], known: Known, *, loose: bool = False) -> bool:
    """Sort cells into headers, labels and numbers; headers may stand between label and numbers."""
    label: tuple[Cell, Name] | None = None
    numbers: list[Cell] = []
    for cell in cells:
        name = _label(cell.text, known)
        if _NUMBER.fullmatch(cell.text.strip()):
            if label:
                numbers.append(cell)
        elif name is not None:
            _close(table, label, numbers)
            label, numbers = (cell, name), []
        elif not (table.rows or numbers) and _is_header(cell.text, loose):
            table.headers.append(cell)
    _close(table, label, numbers)
    return _settle(table)


def _close(table: Table, label: tuple[Cell, Name] | None, numbers: list[Cell]) -> None:
    if label and numbers:
        table.rows.append((*label, numbers))


def _settle(table: Table) -> bool:
    """Only a table in which every row has a number under every header is read."""
    if not table.rows or not table.headers:
        return False
    width = len(table.rows[0][2])
    if len(table.headers) == width + 1:
        table.headers = table.headers[1:]
    if len(table.headers) != width or any(len(row[2]) != width for row in table.rows):
        return False
    spans = [cell for row in table.rows for cell in (row[0], *row[2])]
    table.start, table.end = min(cell.start for cell in spans), max(cell.end for cell in spans)
    return len(table.rows) > 1


def _label(text: str, known: Known) -> Name | None:
    keys = fold(text).split()
    if not keys:
        return None
    return next((name for last, name in known.names.at(keys, 0) if last == len(keys) - 1), None)


def _is_header(text: str, loose: bool) -> bool:
    words = set(fold(text).split())
    return (bool(words & _HEADER) and len(words) < 6) or (loose and len(words) < 6 and not words & _STUB)


def cell_number(cell: Cell, language: str) -> tuple[float, float] | None:
    """Value and worth of the last digit of a number cell."""
    return digits(cell.text.strip().lstrip("-–").rstrip("%").strip(), language)
