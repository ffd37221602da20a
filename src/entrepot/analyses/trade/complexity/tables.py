"""A user's own table of trade read into one row per year, place and product, checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from entrepot.analyses.trade.complexity.grid import Columns
from entrepot.analyses.trade.complexity.opened import Opened
from entrepot.analyses.trade.complexity.scan import scan, unreadable
from entrepot.metadata.errors import BadInput

_ROW, _ROWS, _BAD = "\0row", "\0rows", "\0bad"


@dataclass(frozen=True)
class Source:
    """A file of trade and how to read it.

    Attributes:
        file: .parquet, or text with a header.
        columns: what its columns are called.
        delimiter: of a text file, where it is not the usual one.
        add_up: add up rows of the same year, place and product (a file of flows has one for each partner).
        decimal: the mark of decimals in a text file, a point or a comma.
    """

    file: Path
    columns: Columns
    delimiter: str = ""
    add_up: bool = False
    decimal: str = "."

    @property
    def opened(self) -> Opened:
        """The file as it is scanned."""
        return Opened(self.file, self.columns.keys, self.columns.value, self.delimiter, self.decimal)


def read(source: Source) -> pl.DataFrame:
    """Year, place, product and the value, added up where `add_up` says so; codes are text as they stand.

    Raises:
        BadInput: with file, line and column, if the file cannot be read, lacks a column, has NUL bytes, an
            empty key, a value that is no finite number of at least 0, or the same keys twice.
    """
    rows = scan(source.opened)
    number = source.opened.amount
    bad = number.is_null() | ~number.is_finite() | (number < 0)
    keys = list(source.columns.keys)
    try:
        found = (
            rows.group_by(keys)
            .agg(number.sum().alias(source.columns.value), pl.len().alias(_ROWS), bad.sum().alias(_BAD))
            .collect(engine="streaming")
        )
        _refuse(found, rows.with_row_index(_ROW, offset=source.opened.first_line), source, bad)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(error, source.opened) from None
    return found.select(*keys, source.columns.value)


def _refuse(found: pl.DataFrame, numbered: pl.LazyFrame, source: Source, bad: pl.Expr) -> None:
    """What one look at the sums shows; only a file with a fault is read again, to say where it is."""
    keys = source.columns.keys
    if not len(found):
        raise BadInput("there are no rows", file=source.file)
    for name in keys:
        if found[name].has_nulls():
            row = numbered.filter(pl.col(name).is_null()).head(1).collect()
            raise BadInput(
                "a key is empty",
                file=source.file,
                line=row[_ROW][0],
                column=name,
                expected="a code in every row",
            )
    if found[_BAD].sum():
        row = numbered.filter(bad).head(1).collect()
        raise source.opened.no_amount(row[source.columns.value][0], row[_ROW][0])
    if not source.add_up and found[_ROWS].max() != 1:
        _refuse_twice(found, numbered, source)


def _refuse_twice(found: pl.DataFrame, numbered: pl.LazyFrame, source: Source) -> None:
    keys = list(source.columns.keys)
    twice = found.filter(pl.col(_ROWS) > 1)
    again = numbered.join(twice.lazy().select(keys), on=keys).collect()
    second = again.sort(_ROW).filter(pl.struct(keys).is_first_distinct().not_())[0]
    codes = [str(code) for code in second.select(keys).row(0)]
    same = again.filter(*(pl.col(name) == code for name, code in zip(keys, codes, strict=True)))
    first = int(same.select(pl.col(_ROW).min()).item())
    raise BadInput(
        f"{', '.join(codes)} stands twice: in line {first} and again here ({len(twice):,} such keys in all)",
        file=source.file,
        line=second[_ROW][0],
        column=" + ".join(keys),
        remedy="If these are parts of one amount, add them up with --sum or --flows.",
    )
