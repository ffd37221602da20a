"""What reading a document gives: its text, and where its blocks, tables and pages stand in it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

from entrepot.metadata.statement import Document, Quote

KINDS = ("paragraph", "heading", "item", "table", "footnote", "header", "footer")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands by itself; no sentence runs from one into the next.

    Attributes:
        kind: one of `KINDS`; "header" and "footer" are what a printed page repeats, told once, at the end.
        start, end: characters of the text, the end not included.
        page: the page that it begins on, from 1; 0 where the format knows no pages.
    """

    kind: str
    start: int
    end: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        row, column: from 0; a cell over several columns has the first of them.
        start, end: characters of the text; equal for an empty cell.
        heading: whether the document marks it as a heading of its row or column.
        columns: how many columns it covers.
    """

    row: int
    column: int
    start: int
    end: int
    heading: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TableText:
    """A table: in the text a line a row, tabs between the cells.

    Attributes:
        start, end: characters of the text.
        cells: by row, then column.
        page: the page that it begins on, from 1; 0 where the format knows no pages.
        guessed: whether it was found by how words stand on a page, as in a PDF, which marks no tables.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    page: int = 0
    guessed: bool = False

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells, row by row; a row without a cell is left out."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return tuple(tuple(rows[number]) for number in sorted(rows))


@dataclass(frozen=True, slots=True)
class Page:
    """A page and how much of the text stands on it, headers and footers not counted."""

    number: int
    characters: int


@dataclass(frozen=True, slots=True)
class ReadText:
    """A document as text.

    Attributes:
        document: name, hashes, number of characters; `reader` and `text_sha256` where it is no plain UTF-8.
        text: what quotes count their characters in.
        blocks: in the order of the text, never overlapping; a plain text is one block.
        tables: in the order of the text; none of a plain text.
        pages: of a PDF; empty for other formats.
        remarks: what a reader should know, such as pages that hold a picture instead of words.
        turns: of a PDF, characters at which another page begins, and its number, in order of the text.
    """

    document: Document
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[TableText, ...] = ()
    pages: tuple[Page, ...] = ()
    remarks: tuple[str, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()

    def page_of(self, offset: int) -> int:
        """The page on which a character stands, from 1; 0 where the format knows no pages."""
        turn = bisect_right(self.turns, offset, key=lambda each: each[0]) - 1
        return self.turns[max(turn, 0)][1] if self.turns else 0

    def words(self, piece: Block | Cell | TableText) -> str:
        """The text of a block, a cell or a table."""
        return self.text[piece.start : piece.end]

    def quote(self, start: int, end: int) -> Quote:
        """The passage as a quote that carries its words; raises `ValueError` if it is empty or outside."""
        return quote_of(self.document.sha256, self.text, start, end)


def quote_of(document: str, text: str, start: int, end: int) -> Quote:
    """The passage of a text as a quote that carries its words; raises `ValueError` if empty or outside.

    Args:
        document: hash of the document's bytes.
        text: all of its text.
        start: its first character.
        end: the character after its last.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage from {start} to {end} in {len(text)} characters")
    words = text[start:end]
    first = text.count("\n", 0, start) + 1
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return Quote(document, start, end, first, first + words[:-1].count("\n"), digest, words)
