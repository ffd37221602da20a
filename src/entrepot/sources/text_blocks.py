"""The rows of a text table, some tens of megabytes at a time, with every line as long as the heading says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources import given
from entrepot.sources.delimited import Block, Heading

BLOCK = 16_000_000
MAX_LINE = 1_000_000
_QUOTED = re.compile(rb'"[^"\n]*"')
_CUT = "The file may have been cut or edited: download it again."


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
    # A heading of our own: the publisher's names need not differ.
    labels = [f"c{place}" for place in range(len(names))]
    columns = {name: labels[names.index(name)] for name in (*wanted, *names[-1:])}
    try:
        frame = pl.read_csv(
            io.BytesIO(delimiter.join(labels).encode() + b"\n" + piece.text),
            separator=delimiter, columns=list(columns.values()), infer_schema=False,
        )  # fmt: skip
    except pl.exceptions.PolarsError as error:
        raise _uneven(piece, delimiter, names) from error
    if frame.height != rows or (names[-1] == "" and frame[labels[-1]].is_not_null().any()):
        raise _uneven(piece, delimiter, names)
    return frame.select(pl.col(columns[name]).alias(name) for name in wanted)


def _uneven(piece: _Piece, delimiter: str, names: list[str]) -> BadInput:
    """Which line it is that does not have the heading's cells, or is no text."""
    problem, line = "cannot be read as a table", piece.line
    for number, raw in enumerate(piece.text.split(b"\n"), start=piece.line):
        cells = _cells(raw, delimiter)
        if len(cells) != len(names) or (names[-1] == "" and cells[-1]):
            problem, line = f"{len(cells)} cells" if raw else "is empty", number
            break
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
