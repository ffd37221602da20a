"""A file of population, for RPOP."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from entrepot.analyses.trade.complexity.grid import Columns
from entrepot.analyses.trade.complexity.opened import Opened
from entrepot.analyses.trade.complexity.people import People, people_of
from entrepot.analyses.trade.complexity.scan import scan, unreadable
from entrepot.metadata.errors import BadInput

_VALUE, _ROW = "population", "\0row"


def read_population(file: Path, columns: Columns, delimiter: str = "", decimal: str = ".") -> People:
    """Population by year and place, from a table with the year and place columns of the trade and
    "population".

    An empty number is "not known": the place is left out of RPOP, as in Stata.

    Raises:
        BadInput: with file, line and column, if a column is missing, a number is no number or negative, or a
            place has two populations in a year.
    """
    keys = [name for name in (columns.time, columns.place) if name is not None]
    opened = Opened(file, keys, _VALUE, delimiter, decimal)
    number = opened.amount
    try:
        rows = scan(opened).with_row_index(_ROW, offset=opened.first_line).with_columns(n=number).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(error, opened) from None
    bad = rows.filter(pl.col(_VALUE).is_not_null() & (pl.col("n").is_null() | (pl.col("n") < 0)))
    if len(bad):
        raise BadInput(
            f"{bad[_VALUE][0]!r} is no population",
            file=file,
            line=bad[_ROW][0],
            column=_VALUE,
            expected="a number",
        )
    return people_of(rows.select(*keys, pl.col("n").alias(_VALUE)), columns, _VALUE)
