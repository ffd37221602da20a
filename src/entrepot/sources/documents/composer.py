"""Puts a text together, piece by piece, and keeps where each piece came to stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from entrepot.sources.documents.limits import MAX_CHARACTERS
from entrepot.sources.documents.read_text import Block, Cell, TableText
from entrepot.sources.documents.refusal import Refusal

# What no text should hold: controls but tab and line end, halves of surrogate pairs, and marks that turn the
# order of letters on the screen, so that a quote would show other words than it holds.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
APART = "\n\n"


class Filled(NamedTuple):
    """A cell before its place is known."""

    words: str
    column: int = -1
    heading: bool = False
    columns: int = 1


@dataclass
class Composer:
    """A text in the making: blocks are kept apart by an empty line, rows by a line end, cells by a tab."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[TableText] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """What was put together so far."""
        return "".join(self._pieces)

    turns: list[tuple[int, int]] = field(default_factory=list)

    def add(self, words: str, kind: str = "paragraph", page: int = 0) -> None:
        """A block; nothing where the words are only space."""
        if words := cleaned(words):
            start = self._begin(page)
            self._put(words)
            self.blocks.append(Block(kind, start, self._length, page))

    def add_lines(self, lines: Iterable[tuple[str, int]], kind: str = "paragraph") -> None:
        """A block of lines, each with its page."""
        filled = [(words, page) for line, page in lines if (words := one_line(line))]
        if not filled:
            return
        start = self._begin(filled[0][1])
        for number, (words, page) in enumerate(filled):
            self._put("\n" if number else "")
            self._turn(page)
            self._put(words)
        self.blocks.append(Block(kind, start, self._length, filled[0][1]))

    def add_table(self, rows: Iterable[Iterable[Filled]], page: int = 0, *, guessed: bool = False) -> None:
        """A table; nothing where no cell holds a word. Line ends and tabs within a cell become spaces."""
        filled = [[cell._replace(words=one_line(cell.words)) for cell in row] for row in rows]
        if not any(cell.words for row in filled for cell in row):
            return
        start = self._begin(page)
        cells: list[Cell] = []
        for number, row in enumerate(filled):
            self._put("\n" if number else "")
            column = 0
            for position, cell in enumerate(row):
                self._put("\t" if position else "")
                column = max(column, cell.column)
                begins = self._length
                self._put(cell.words)
                cells.append(Cell(number, column, begins, self._length, cell.heading, cell.columns))
                column += cell.columns
        self.blocks.append(Block("table", start, self._length, page))
        self.tables.append(TableText(start, self._length, tuple(cells), page, guessed))

    def _begin(self, page: int) -> int:
        if self._length:
            self._put(APART)
        self._turn(page)
        return self._length

    def _turn(self, page: int) -> None:
        if page and (not self.turns or self.turns[-1][1] != page):
            self.turns.append((self._length, page))

    def _put(self, piece: str) -> None:
        self._length += len(piece)
        if self._length > MAX_CHARACTERS:
            raise too_long()
        self._pieces.append(piece)


def too_long() -> Refusal:
    """The text is longer than any document should be; the caller names the file."""
    return Refusal(
        f"holds more than {MAX_CHARACTERS / 10**6:g} million characters",
        expected="a document that a person can read",
        remedy="Split it into several documents.",
    )


def cleaned(words: str) -> str:
    """Without control characters, without space at the ends of lines and of the whole."""
    words = _UNWANTED.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.strip(" \t\xa0") for line in words.split("\n")).strip()


def one_line(words: str) -> str:
    """The words on one line, single spaces between them."""
    return " ".join(_UNWANTED.sub("", words).split())
