"""The rows of a text table as Polars frames of text, a frame a block, with the line of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import polars as pl

from entrepot.sources.members import Member
from entrepot.sources.text_tables.blocks import PLAIN, Block, Style, blocks
from entrepot.sources.text_tables.grid import Grid, no_rows
from entrepot.sources.text_tables.heading import Heading


def frames(
    member: Member,
    head: Heading,
    wanted: Sequence[str] | None = None,
    style: Style = PLAIN,
    told: Callable[[float], None] | None = None,
) -> Iterator[pl.DataFrame]:
    """The rows below the heading: the columns wanted as text, absent where empty, and `line`.

    Args:
        member: the file.
        head: names of its columns; rows stand below its line.
        wanted: the columns to be read, all if None.
        style: how the file is written.
        told: hears how much of the file is read, see `blocks`.

    Raises:
        BadInput: as `blocks`, or a row is not as long as the heading.
    """
    grid: Grid | None = None
    names = head.names if wanted is None else wanted
    for block in blocks(member, style, told=told):
        body = _below(block, head.line)
        if body.content.strip():
            grid = grid or Grid.of(member.where, head, style, body)
            yield grid.frame(body, names)


def first_rows(
    member: Member, head: Heading, wanted: Sequence[str] | None = None, style: Style = PLAIN
) -> pl.DataFrame:
    """The first rows alone, as `frames` gives them; empty when there are none."""
    none = no_rows(head.names if wanted is None else wanted)
    return next(chain(frames(member, head, wanted, style), [none]))


def _below(block: Block, after: int) -> Block:
    """A block without the lines down to the heading's."""
    if block.line > after:
        return block
    start = 0
    for _ in range(after - block.line + 1):
        start = block.content.find(b"\n", start) + 1
        if not start:
            return Block(b"", after + 1)
    return Block(block.content[start:], after + 1)
