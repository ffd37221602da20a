"""Text tables of any size, read in blocks: every cell as text, every fault with its line.

What is read at any time is one block, whatever the size of the file (see `text_blocks`). Cells are checked
where they are used: `Block.numbers`, `Block.refuse`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources import given

# No flow of a year is a thousand times the world's trade.
MAX_NUMBER = 1e16
_DELIMITERS = (",", ";", "\t", "|")
_SHOWN = 40
_CUT = "The file may have been cut or edited: download it again."


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line of a table: what separates its cells, and what they are called."""

    delimiter: str
    names: tuple[str, ...]

    def holds(self, *names: str) -> bool:
        """Whether all these columns are there."""
        return set(names) <= set(self.names)


def heading(head: bytes) -> Heading | None:
    """The first line in the first bytes of a file, as a heading; None where it can be none."""
    first, newline, _ = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    if not newline or b"\0" in first:
        return None
    text = first.decode("latin-1").strip("\r")
    delimiter = max(_DELIMITERS, key=text.count)
    return Heading(delimiter, tuple(name.strip().strip('"') for name in text.split(delimiter)))


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table, all text, absent where empty.

    Attributes:
        where: the file, for messages.
        first: line of the first row, or number of the first record where the file has no lines.
        frame: the rows.
        records: whether rows are records and not lines.
    """

    where: str
    first: int
    frame: pl.DataFrame
    records: bool = False

    def numbers(
        self, column: str, *, required: bool = True, least: float = 0.0, most: float = MAX_NUMBER
    ) -> pl.Series:
        """A column as numbers; raises `BadInput` for anything else, with line and column.

        Absent cells stay absent unless `required`.
        """
        text = self.frame[column]
        number = text.cast(pl.Float64, strict=False)
        good = number.is_between(least, most).fill_null(value=False)
        wrong = ~good if required else ~good & text.is_not_null()
        limits = "a number" if least < 0 else f"a number from {least:g} to {most:g}"
        self.refuse(wrong, column, "does not fit", f"{limits}, with a point for decimals")
        return number

    def refuse(self, wrong: pl.Series, column: str, problem: str, expected: str, remedy: str = "") -> None:
        """Raises `BadInput` for the first row where `wrong` holds."""
        if wrong.any():
            row = int(wrong.arg_max() or 0)
            number = self.first + row
            raise BadInput(
                f"{shown(self.frame[column][row])} {problem}",
                file=f"{self.where}, record {number}" if self.records else self.where,
                line=None if self.records else number, column=column, expected=expected, remedy=remedy,
            )  # fmt: skip


def shown(value: object) -> str:
    """How a message shows a cell: quoted, and cut where it is long."""
    text = "an empty cell" if value is None else repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def require(member: given.Member, head: Heading, needed: Sequence[str], delimiters: str = ",") -> None:
    """Raises `BadInput` unless the heading holds what is needed, each column once, and is separated so."""
    if head.delimiter not in delimiters:
        raise BadInput(
            f"cells are separated by {head.delimiter!r}",
            file=member.where, line=1, expected=f"{delimiters[0]!r} between cells, as the publisher has it",
            remedy="The file was saved by another program: download it again.",
        )  # fmt: skip
    for name in needed:
        if head.names.count(name) != 1:
            raise BadInput(
                "is missing" if name not in head.names else "stands twice",
                file=member.where, line=1, column=name, expected=f"columns {', '.join(needed)}", remedy=_CUT,
            )  # fmt: skip
