"""Cells of delimited text as Polars columns, with the line of every row; numbers read strictly."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import Member
from entrepot.sources.sdmx_csv.blocks import Block, Grid, blocks

LINE = "line"
"""Column that holds the line of a row in the file, until it is no longer needed for messages."""


def frames(
    member: Member,
    grid: Grid,
    after: int,
    wanted: Sequence[str] | None = None,
    told: Callable[[float], None] | None = None,
) -> Iterator[pl.DataFrame]:
    """The rows after line `after`: the columns wanted as text, null where empty, and `line`.

    `told` hears how much of the file is read, see `blocks`.

    Raises:
        BadInput: as `blocks`, or a row is not as long as the header.
    """
    for block in blocks(member, quoted=grid.quoted, told=told):
        body = _without_head(block, after)
        if body.content.strip():
            yield _frame(grid, body, list(wanted if wanted is not None else grid.names))


def lines_of(head: bytes, count: int) -> list[str]:
    """The first lines of a file's head, for those who recognise it; what is not UTF-8 is replaced."""
    text = head.decode("utf-8-sig", errors="replace")
    return [line.rstrip("\r") for line in text.split("\n", count)[:count]]


def header(where: str, line: str, separator: str, number: int) -> tuple[str, ...]:
    """The cells of a header, which is line `number`; raises `BadInput` if it cannot be cut into any."""
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator, strict=True)))
    except (csv.Error, StopIteration) as error:
        raise BadInput(f"is no header ({error})", file=where, line=number) from error


def refuse(
    where: str, frame: pl.DataFrame, fault: pl.Series, column: str, *, expected: str, remedy: str = ""
) -> None:
    """Raise `BadInput` for the first row at fault, with what stands in its `column`; nothing if none is."""
    rows = fault.fill_null(value=False).arg_true()
    if len(rows):
        row = int(rows[0])
        written = frame[column][row] if column in frame.columns else ""
        raise BadInput(
            f"{_short(written)} stands there", file=where, line=line_of(frame, row), column=column,
            expected=expected, remedy=remedy,
        )  # fmt: skip


def line_of(frame: pl.DataFrame, row: int) -> int | None:
    """The line of a row, where the frame still knows it."""
    return frame[LINE][row] if LINE in frame.columns else None


def numbers(
    where: str, frame: pl.DataFrame, column: str, missing: Collection[str] = (), label: str = ""
) -> pl.Series:
    """The cells of a column as finite numbers, null where empty or one of `missing`; raises `BadInput`."""
    text = frame[column].str.strip_chars()
    text = text.set(text.is_in([*missing, ""]).fill_null(value=False), None)
    values = text.cast(pl.Float64, strict=False)
    fault = text.is_not_null() & ~values.is_finite().fill_null(value=False)
    if fault.any():
        named = frame.rename({column: label}) if label and label != column else frame
        refuse(where, named, fault, label or column, expected="a number such as 118.3")
    return values


def _without_head(block: Block, after: int) -> Block:
    if block.line > after:
        return block
    start = 0
    for _ in range(after - block.line + 1):
        start = block.content.find(b"\n", start) + 1
        if not start:
            return Block(b"", after + 1)
    return Block(block.content[start:], after + 1)


def _frame(grid: Grid, block: Block, wanted: list[str]) -> pl.DataFrame:
    content, numbered = grid.cut(block)
    if not content.strip():
        return pl.DataFrame(schema={**dict.fromkeys(wanted, pl.String), LINE: pl.Int64})
    try:
        frame = pl.read_csv(
            content, has_header=False, separator=grid.separator, quote_char='"' if grid.quoted else None,
            schema=dict.fromkeys(grid.names, pl.String), columns=sorted(map(grid.names.index, wanted)),
        )  # fmt: skip
    except pl.exceptions.PolarsError as error:
        grid.slowly(block)  # names the line, if it is one that is too long
        raise BadInput(f"is no table ({error})", file=grid.where, line=block.line) from error
    lines = content.count(b"\n") + (not content.endswith(b"\n")) if numbered is None else len(numbered)
    if frame.height != lines:
        raise BadInput(f"has {lines} lines and {frame.height} rows", file=grid.where, line=block.line)
    number = pl.Series(LINE, numbered if numbered is not None else range(block.line, block.line + lines))
    return frame.select(pl.when(pl.col(wanted) != "").then(pl.col(wanted))).with_columns(
        number.cast(pl.Int64)
    )


def _short(written: object) -> str:
    text = repr(written)
    return text if len(text) <= 60 else f"{text[:57]}..."


def first_rows(member: Member, grid: Grid, after: int, wanted: Sequence[str] | None = None) -> pl.DataFrame:
    """The first rows alone, as `frames` gives them; empty when there are none."""
    empty = pl.DataFrame(schema={**dict.fromkeys(wanted or grid.names, pl.String), LINE: pl.Int64})
    return next(chain(frames(member, grid, after, wanted), [empty]))
