"""A long CSV as one frame: text columns as categories, numbers checked, and the line of each row."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member
from entrepot.sources.text_tables.cells import LINE, numbers, refuse
from entrepot.sources.text_tables.heading import heading, require
from entrepot.sources.text_tables.rows import frames

MOST_ROWS = 50_000_000
_DELIMITERS = ",;\t"


def frame(
    member: Member, needed: Sequence[str], real: Sequence[str], optional: Sequence[str] = ()
) -> pl.DataFrame:
    """The rows of a file.

    Args:
        member: a CSV whose first line names its columns.
        needed: columns that it must have.
        real: those of them that are numbers; all others are text and may not be empty.
        optional: columns that it may have, as text; empty cells are null.

    Raises:
        BadInput: a column missing, a cell empty or no number, no row at all; names line and column.
    """
    head = heading(member.head())
    if head is None:
        raise BadInput(
            "has no heading", file=member.where, line=1, expected=f"the columns {', '.join(needed)}"
        )
    require(member, head, needed, _DELIMITERS)
    also = [name for name in optional if name in head.names]
    parts: list[pl.DataFrame] = []
    rows = 0
    for block in frames(member, head, (*needed, *also)):
        rows += block.height
        if rows > MOST_ROWS:
            raise BadInput(f"more than {MOST_ROWS:,} rows", file=member.where, expected="a table of one year")
        parts.append(_checked(member.where, block, needed, real))
    if not rows:
        raise BadInput("holds no row", file=member.where, expected=f"rows of {', '.join(needed)}")
    return pl.concat(parts)


def _checked(where: str, block: pl.DataFrame, needed: Sequence[str], real: Sequence[str]) -> pl.DataFrame:
    values = [numbers(where, block, name, required=True) for name in real]
    texts = [name for name in needed if name not in real]
    for name in texts:
        refuse(where, block, block[name].is_null(), name, expected="a code")
    # A category is four bytes where a text would be tens: a table has 16 million rows of few codes.
    return block.select(
        *(pl.col(name).str.strip_chars().cast(pl.Categorical) for name in texts),
        *values,
        *(pl.col(name) for name in block.columns if name not in (*needed, LINE)),
        pl.col(LINE),
    )
