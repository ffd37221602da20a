"""The layer's small CSV files: rows that know their file and line, with every cell accounted for."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from io import StringIO
from math import inf, isfinite
from pathlib import Path
from typing import NoReturn

from entrepot.metadata.errors import BadInput
from entrepot.sources.bounded import read_bounded

MAX_BYTES = 8_000_000
"""No table of a layer is near that."""

LANGUAGES = ("en", "fr", "nl", "ru", "kk")


class Row:
    """One row: its cells by the name of their column, and where it stands for the message of an error."""

    __slots__ = ("_columns", "cells", "file", "line")

    def __init__(self, file: Path, line: int, columns: dict[str, int], cells: list[str]) -> None:
        self.file, self.line, self._columns, self.cells = file, line, columns, cells

    def __getitem__(self, column: str) -> str:
        return self.cells[self._columns[column]]

    def fail(self, column: str, problem: str, *, expected: str = "", remedy: str = "") -> NoReturn:
        """Raise `BadInput` at that cell."""
        raise BadInput(
            problem, file=self.file, line=self.line, column=column, expected=expected, remedy=remedy
        )

    def must(self, column: str) -> str:
        """The text of a cell that may not be empty."""
        return self[column] or self.fail(column, "the cell is empty", remedy="Fill it in.")

    def number(self, column: str, low: float = 0.0, high: float = inf) -> float:
        """A finite number within bounds, ends included."""
        text = self[column]
        try:
            value = float(text)
        except ValueError:
            self.fail(column, f"{text!r} is not a number", expected="a number such as 7.5")
        if not (low <= value <= high and isfinite(value)) or "_" in text:
            self.fail(column, f"{text} is out of bounds", expected=f"a number from {low:g} to {high:g}")
        return value

    def whole(self, column: str) -> int:
        """A whole number that is not negative; zero if the cell is empty."""
        text = self[column]
        if text and not (text.isascii() and text.isdigit()):
            self.fail(column, f"{text!r} is not a whole number", expected="digits alone")
        return int(text or 0)

    def listed(self, column: str) -> tuple[str, ...]:
        """The members of a list that is separated by semicolons."""
        text = self[column]
        return tuple(text.split(";")) if text else ()

    def known(self, column: str, known: Collection[str], what: str) -> str:
        """Text that is one of those known."""
        text = self[column]
        return text if text in known else unknown(self, column, text, known, what)

    def names(self) -> dict[str, str]:
        """Names by language; the English one must be there."""
        self.must("en")
        return {language: self[language] for language in LANGUAGES if self[language]}


def unknown(row: Row, column: str, text: str, known: Collection[str], what: str) -> NoReturn:
    """Raise `BadInput` for a word that is not known, with the nearest that is."""
    row.fail(column, f"unknown {what} {text!r}", remedy=suggestion(text, known))


def suggestion(text: str, known: Collection[str]) -> str:
    """What was probably meant, else everything that could be, if that is short."""
    from rapidfuzz import process

    near = [found for found, _, _ in process.extract(text, list(known), score_cutoff=65.0, limit=3)]
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"Known are {', '.join(known)}." if len(known) <= 40 else ""


class Folder:
    """The folder of a layer: hands out rows and remembers the hash of what it read.

    Args:
        path: the folder.
        report: what to do with a row that is not as it should be; by default it is raised.
    """

    def __init__(self, path: Path, report: Callable[[BadInput], None] | None = None) -> None:
        self.path = path
        self._report = report
        self._hashes: list[str] = []

    @property
    def digest(self) -> str:
        """SHA-256 over names and hashes of all files read so far."""
        return hashlib.sha256("\n".join(sorted(self._hashes)).encode()).hexdigest()

    def report(self, error: BadInput) -> None:
        """Raise the error, or hand it to whoever collects them."""
        if self._report is None:
            raise error
        self._report(error)

    def files(self, pattern: str) -> list[Path]:
        """Files of that pattern that are there, in order of their names."""
        return sorted(self.path.glob(pattern))

    def rows(self, file: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row]:
        """Rows of a CSV file in UTF-8 whose first line names exactly those columns, in any order.

        Raises:
            BadInput: it cannot be read, is no CSV, or has a column too many, too few or twice.
        """
        content = read_bounded(file, MAX_BYTES, expected="a table of a layer")
        self._hashes.append(f"{file.relative_to(self.path).as_posix()} {hashlib.sha256(content).hexdigest()}")
        table = csv.reader(StringIO(_text(content, file), newline=""), strict=True)
        try:
            header = next(table, [])
            places = _heading(file, header, columns, optional)
            width = len(header)
            blanks = [""] * (len(places) - width)
            for cells in table:
                if len(cells) == width:
                    cells += blanks
                    yield Row(file, table.line_num, places, cells)
                elif cells:
                    self.report(_ragged(file, table.line_num, len(cells), width))
        except csv.Error as error:
            raise BadInput(f"not CSV: {error}", file=file, line=table.line_num) from error


def _ragged(file: Path, line: int, cells: int, width: int) -> BadInput:
    remedy = "Put quotes around a cell that holds a comma."
    return BadInput(f"{cells} cells", file=file, line=line, expected=str(width), remedy=remedy)


def _text(content: bytes, file: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInput("not UTF-8", file=file, line=line, remedy="Save it as UTF-8.") from error


def _heading(
    file: Path, header: list[str], columns: Sequence[str], optional: Sequence[str]
) -> dict[str, int]:
    """Where each column stands; optional ones that are not there stand behind all others."""
    row = Row(file, 1, {}, header)
    for number, name in enumerate(header):
        if name not in columns and name not in optional:
            unknown(row, name, name, (*columns, *optional), "column")
        if name in header[:number]:
            row.fail(name, f"column {name!r} stands twice")
    if missing := [name for name in columns if name not in header]:
        row.fail(missing[0], f"no column {', '.join(missing)}", remedy="Add what is missing.")
    absent = [name for name in optional if name not in header]
    return {name: place for place, name in enumerate((*header, *absent))}
