"""Whole lines cut into cells: fast where all rows are as long as the heading, else row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.text_tables.blocks import Block, Style
from entrepot.sources.text_tables.cells import LINE
from entrepot.sources.text_tables.heading import CUT, Heading

_QUOTED = re.compile(rb'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Grid:
    """How the lines of one file are cut.

    Attributes:
        where: the file, for messages.
        head: what its columns are called.
        style: how it is written.
        width: cells in a row: the heading's, and a spare one where its rows have that.
    """

    where: str
    head: Heading
    style: Style
    width: int

    @classmethod
    def of(cls, where: str, head: Heading, style: Style, body: Block) -> Self:
        """The grid of a file whose first rows are `body`; they tell whether there is a spare cell."""
        grid = cls(where, head, style, len(head.names))
        spare = style.spare_cell and len(next(grid._reader(body, strict=False), [])) == grid.width + 1
        return cls(where, head, style, grid.width + spare)

    def frame(self, body: Block, wanted: Sequence[str]) -> pl.DataFrame:
        """The columns wanted as text, null where empty, and `line`.

        Raises:
            BadInput: a row has more or fewer cells than there are columns, or a quoted cell does not end.
        """
        content = body.content
        if self._even(content):
            numbers: Sequence[int] = range(body.line, body.line + content.count(b"\n") + 1)
            numbers = numbers[:-1] if content.endswith(b"\n") else numbers
        else:
            content, numbers = self._written_again(Block(content, body.line))
        if not numbers:
            return no_rows(wanted)
        frame = self._parsed(Block(content, body.line), wanted)
        if frame.height != len(numbers):
            raise self._no_table(f"has {len(numbers)} lines and {frame.height} rows", body.line)
        return frame.with_columns(pl.Series(LINE, numbers, dtype=pl.Int64))

    def _even(self, content: bytes) -> bool:
        """Whether every line is a row as long as the heading, by separators and line ends alone."""
        bare = content
        if self.style.quoted and b'"' in content:
            bare = _QUOTED.sub(b"", content)
            if b'"' in bare or bare.count(b"\n") != content.count(b"\n"):
                return False
        row = self.head.delimiter.encode() * (self.width - 1) + b"\n"
        marks = bare.translate(None, _all_but(self.head.delimiter.encode() + b"\n"))
        marks += b"" if bare.endswith(b"\n") else b"\n"
        return marks == row * (len(marks) // self.width)

    def _parsed(self, body: Block, wanted: Sequence[str]) -> pl.DataFrame:
        # Names of our own: the publisher's need not differ.
        labels = [f"c{place}" for place in range(self.width)]
        columns = {name: self.head.names.index(name) for name in wanted}
        spare = range(len(self.head.names), self.width)
        try:
            frame = pl.read_csv(
                body.content, has_header=False, separator=self.head.delimiter,
                quote_char='"' if self.style.quoted else None,
                schema=dict.fromkeys(labels, pl.String), columns=sorted({*columns.values(), *spare}),
            )  # fmt: skip
        except pl.exceptions.PolarsError as error:
            self._written_again(body)  # names the line, if a row's length is at fault
            raise self._no_table(f"is no table ({error})", body.line) from error
        if any(frame[labels[place]].is_not_null().any() for place in spare):
            self._written_again(body)
        # An empty cell is absent; one of two quotation marks is text to the parser.
        empty = self.style.quoted and b'""' in body.content
        cells = {name: pl.col(labels[place]) for name, place in columns.items()}
        return frame.select(
            (pl.when(cell != "").then(cell) if empty else cell).alias(name) for name, cell in cells.items()
        )

    def _written_again(self, body: Block) -> tuple[bytes, list[int]]:
        """The rows, one a line, and their lines in the file; `BadInput` names the first that is none."""
        kept, numbers, before = io.StringIO(newline=""), list[int](), 0
        writer = csv.writer(kept, delimiter=self.head.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
        reader = self._reader(body, strict=self.style.quoted)
        try:
            for row in reader:
                line, before = body.line + before, reader.line_num
                self._refuse_length(row, line)
                if row:
                    numbers.append(line)
                    if self.style.quoted:
                        writer.writerow(row)
                    else:
                        kept.write(self.head.delimiter.join(row) + "\n")
        except csv.Error as error:
            raise self._no_table(f"is no row of cells ({error})", body.line + before) from error
        return kept.getvalue().encode(), numbers

    def _reader(self, body: Block, *, strict: bool) -> Any:
        return csv.reader(
            io.StringIO(body.content.decode(), newline=""), delimiter=self.head.delimiter, strict=strict,
            quoting=csv.QUOTE_MINIMAL if self.style.quoted else csv.QUOTE_NONE,
        )  # fmt: skip

    def _refuse_length(self, row: list[str], line: int) -> None:
        spare = self.width > len(self.head.names)
        if (len(row) == self.width and not (spare and row[-1])) or (not row and self.style.blank_lines):
            return
        also = " and an empty one" if spare else ""
        raise BadInput(
            f"{len(row)} cells" if row else "is empty", file=self.where, line=line, remedy=CUT,
            expected=f"{len(self.head.names)} cells between {self.head.delimiter!r}{also}, "
            f"as line {self.head.line} has names",
        )  # fmt: skip

    def _no_table(self, problem: str, line: int) -> BadInput:
        return BadInput(problem, file=self.where, line=line, remedy=CUT)


def no_rows(names: Sequence[str]) -> pl.DataFrame:
    """No row with these columns of text, and `line`."""
    return pl.DataFrame(schema={**dict.fromkeys(names, pl.String), LINE: pl.Int64})


@cache
def _all_but(kept: bytes) -> bytes:
    return bytes(set(range(256)) - set(kept))
