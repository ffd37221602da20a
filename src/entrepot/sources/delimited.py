"""Text tables of any size, read in blocks: every cell as text, every fault with its line.

A block is some tens of megabytes of whole lines; what is read at any time is one block, whatever the size of
the file and however it is packed. Cells are checked where they are used: see `Block.numbers` and `Block.refuse`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources import given

BLOCK = 32_000_000
MAX_LINE = 1_000_000
# No flow of a year is a thousand times the world's trade.
MAX_NUMBER = 1e16
_DELIMITERS = (",", ";", "\t", "|")
_QUOTED = re.compile(rb'"[^"\n]*"')
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
    """Rows of a table, all text, absent where empty; `first` is the line of the first one."""

    where: str
    first: int
    frame: pl.DataFrame

    def numbers(self, column: str, *, required: bool = True) -> pl.Series:
        """A column as numbers from zero up; raises `BadInput` for anything else, with line and column.

        Absent cells stay absent unless `required`.
        """
        text = self.frame[column]
        number = text.cast(pl.Float64, strict=False)
        good = number.is_between(0, MAX_NUMBER).fill_null(value=False)
        wrong = ~good if required else ~good & text.is_not_null()
        self.refuse(
            wrong, column, "is no number of this table", "a number from 0 up, with a point for decimals"
        )
        return number

    def refuse(self, wrong: pl.Series, column: str, problem: str, expected: str, remedy: str = "") -> None:
        """Raises `BadInput` for the first row where `wrong` holds."""
        if wrong.any():
            row = int(wrong.arg_max() or 0)
            raise BadInput(
                f"{shown(self.frame[column][row])} {problem}",
                file=self.where, line=self.first + row, column=column, expected=expected, remedy=remedy,
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
                file=member.where, line=1, column=name, expected=f"the columns {', '.join(needed)}", remedy=_CUT,
            )  # fmt: skip


def blocks(
    member: given.Member, head: Heading, wanted: Sequence[str], *, latin: bool = False
) -> Iterator[Block]:
    """The wanted columns of a table, block by block.

    Text that is not UTF-8 is read as Latin-1 where `latin` says that the publisher writes so.

    One cell more than the heading has names is let through if it is empty: UN Comtrade's files end every line
    with a comma.

    Raises:
        BadInput: a NUL byte, a line without end, one with more or fewer cells than the heading, text that is
            not UTF-8 in a wanted column, or what `Member.open` raises.
    """
    names = list(head.names)
    for line, text in _pieces(member):
        if line == 1:
            _, _, text = text.partition(b"\n")
            line = 2
            names += ["" for _ in range(_trailing(text, head))]
        text = _cleaned(member.where, line, text, latin=latin)
        if text:
            frame = _parsed(_Piece(member.where, line, text), head.delimiter, names, wanted)
            yield Block(member.where, line, frame)


def _pieces(member: given.Member) -> Iterator[tuple[int, bytes]]:
    """Whole lines, some tens of megabytes at a time, each with the number of its first line."""
    line, total, rest = 1, 0, b""
    with member.open() as stream:
        while chunk := stream.read(BLOCK):
            total += len(chunk)
            if total > given.MAX_BYTES:
                raise BadInput("unpacks to implausibly many bytes", file=member.where, remedy=_CUT)
            chunk = rest + chunk
            cut = chunk.rfind(b"\n") + 1
            rest = chunk[cut:]
            lines = chunk.count(b"\n")
            if len(rest) > MAX_LINE:
                raise BadInput(
                    f"a line is longer than {MAX_LINE:,} bytes", file=member.where, line=line + lines
                )
            if cut:
                yield line, chunk[:cut]
            line += lines
    yield line, rest


def _trailing(text: bytes, head: Heading) -> int:
    cells = len(_cells(text.partition(b"\n")[0].rstrip(b"\r"), head.delimiter))
    return 1 if cells == len(head.names) + 1 else 0


def _cleaned(where: str, line: int, text: bytes, *, latin: bool) -> bytes:
    if b"\0" in text:
        at = line + text.count(b"\n", 0, text.index(b"\0"))
        raise BadInput("a NUL byte, which no text has", file=where, line=at, remedy=_CUT)
    try:
        text.decode()
    except UnicodeDecodeError as error:
        if not latin:
            at = line + text.count(b"\n", 0, error.start)
            raise BadInput("not UTF-8 text", file=where, line=at, remedy=_CUT) from error
        text = text.decode("latin-1").encode()
    return (text.replace(b"\r\n", b"\n") if b"\r" in text else text).rstrip(b"\n")


@dataclass(frozen=True, slots=True)
class _Piece:
    where: str
    line: int
    text: bytes


def _parsed(piece: _Piece, delimiter: str, names: list[str], wanted: Sequence[str]) -> pl.DataFrame:
    bare = _QUOTED.sub(b"", piece.text) if b'"' in piece.text else piece.text
    rows = bare.count(b"\n") + 1
    if b'"' in bare or bare.count(delimiter.encode()) != rows * (len(names) - 1):
        raise _uneven(piece, delimiter, names)
    labels = [f"{place}:{name}" for place, name in enumerate(names)]
    places = [names.index(name) for name in wanted] + ([len(names) - 1] if names[-1] == "" else [])
    try:
        frame = pl.read_csv(
            io.BytesIO(piece.text), has_header=False, separator=delimiter, columns=places,
            schema=dict.fromkeys(labels, pl.String),
        )  # fmt: skip
    except pl.exceptions.PolarsError as error:
        raise _uneven(piece, delimiter, names) from error
    frame.columns = [names[place] for place in sorted(places)]
    if frame.height != rows or ("" in frame.columns and frame[""].is_not_null().any()):
        raise _uneven(piece, delimiter, names)
    return frame.select(wanted)


def _uneven(piece: _Piece, delimiter: str, names: list[str]) -> BadInput:
    """Which line it is that does not have the heading's cells, or is no text."""
    problem = "cannot be read as a table"
    line = piece.line
    for line, raw in enumerate(piece.text.split(b"\n"), start=piece.line):
        cells = _cells(raw, delimiter)
        if len(cells) != len(names):
            problem = f"{len(cells)} cells" if raw else "is empty"
            break
        if names[-1] == "" and cells[-1]:
            problem = f"one cell more than line 1 has names, {shown(cells[-1])}"
            break
    else:
        line = piece.line
    named = len(names) - (names[-1] == "")
    return BadInput(
        problem, file=piece.where, line=line, remedy=_CUT,
        expected=f"{named} cells between {delimiter!r}, as line 1 has names",
    )  # fmt: skip


def _cells(raw: bytes, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([raw.decode("latin-1")], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []
