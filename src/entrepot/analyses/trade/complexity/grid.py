"""From long rows to a matrix of each year, checked on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.trade.complexity.presence import Floats
from entrepot.metadata.errors import BadInput

_T, _I, _K, _V, _ROW = "t", "i", "k", "v", "row"


@dataclass(frozen=True)
class Columns:
    """What the columns of a long table are called; without `time` all rows are one year."""

    place: str
    product: str
    value: str
    time: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the keys, time first."""
        return ((self.time,) if self.time is not None else ()) + (self.place, self.product)


@dataclass(frozen=True)
class Grid:
    """One year as a matrix.

    Attributes:
        time: the year, as a series of length 1; None without a time column.
        places, products: the keys of rows and columns, sorted.
        values: places x products, 0 where there was no row.
    """

    time: nw.Series[Any] | None
    places: nw.Series[Any]
    products: nw.Series[Any]
    values: Floats


def grids(table: nw.DataFrame[Any], columns: Columns, *, add_up: bool = False) -> Iterator[Grid]:
    """The grid of each year, in the order of the years.

    Args:
        table: rows by time, place and product, in any order.
        columns: their names.
        add_up: add up rows of the same time, place and product instead of refusing them.

    Raises:
        BadInput: if a column is missing, a key is empty, a value is empty, not finite or negative, a year,
            place and product stand twice, or the keys of a column cannot be sorted. The line is that of the
            first such row, 1 for the first of the frame.
    """
    rows = _checked(table, columns)
    if columns.time is None:
        yield _grid(rows, None, columns, add_up)
        return
    years = _sorted_keys(rows, _T, columns.time)
    for number, year in enumerate(years.to_list()):
        of_year = rows if len(years) == 1 else rows.filter(nw.col(_T) == year)
        yield _grid(of_year, years[[number]], columns, add_up)


def _checked(table: nw.DataFrame[Any], columns: Columns) -> nw.DataFrame[Any]:
    wanted = (*columns.keys, columns.value)
    for name in wanted:
        if name not in table.columns:
            raise BadInput(
                "there is no such column",
                column=name,
                expected=f"the columns {', '.join(wanted)}; it has {', '.join(table.columns)}",
                remedy="Rename the column, or name yours in the call.",
            )
    if not table.schema[columns.value].is_numeric():
        raise BadInput("the values are not numbers", column=columns.value, expected="a numeric column")
    if not len(table):
        raise BadInput("there are no rows", expected="rows by year, place and product")
    short = [nw.col(name).alias(to) for name, to in _renamed(columns)]
    rows = table.select(*short, nw.col(columns.value).cast(nw.Float64).alias(_V)).with_row_index(_ROW)
    _refuse(rows, columns)
    return rows


def _renamed(columns: Columns) -> list[tuple[str, str]]:
    named = [(columns.place, _I), (columns.product, _K)]
    return named if columns.time is None else [(columns.time, _T), *named]


def _refuse(rows: nw.DataFrame[Any], columns: Columns) -> None:
    value = nw.col(_V)
    faults = {short: nw.col(short).is_null() for _, short in _renamed(columns)}
    faults[_V] = value.is_null() | ~value.is_finite() | (value < 0)
    names = {short: name for name, short in _renamed(columns)} | {_V: columns.value}
    found = rows.select(**{short: fault.any() for short, fault in faults.items()})
    for short, fault in faults.items():
        if found[short][0]:
            row = rows.filter(fault)
            raise BadInput(
                "a key is empty" if short != _V else f"a value is {_said(row[_V][0])}",
                line=int(row[_ROW].min()) + 1,
                column=names[short],
                expected="a code in every row" if short != _V else "finite numbers of at least 0",
                remedy="Drop or mend the row.",
            )


def _said(value: float | None) -> str:
    return "empty" if value is None or np.isnan(value) else f"{value:g}"


def _sorted_keys(rows: nw.DataFrame[Any], short: str, name: str) -> nw.Series[Any]:
    try:
        return rows[short].unique().sort()
    except TypeError:
        raise BadInput(
            "texts and numbers are mixed", column=name, expected="codes that are all text, or all numbers"
        ) from None


def _grid(rows: nw.DataFrame[Any], time: nw.Series[Any] | None, columns: Columns, add_up: bool) -> Grid:
    places = _sorted_keys(rows, _I, columns.place)
    products = _sorted_keys(rows, _K, columns.product)
    coded = rows
    for short, keys in ((_I, places), (_K, products)):
        numbered = keys.to_frame().with_row_index(f"{short}#")
        coded = coded.join(numbered, on=short, how="inner")
    cell = coded[f"{_I}#"].to_numpy().astype(np.int64) * len(products) + coded[f"{_K}#"].to_numpy()
    size = len(places) * len(products)
    if not add_up:
        _refuse_twice(coded, cell, size, columns)
    values = np.bincount(cell, weights=coded[_V].to_numpy(), minlength=size).astype(np.float64)
    return Grid(time, places, products, values.reshape(len(places), len(products)))


def _refuse_twice(coded: nw.DataFrame[Any], cell: NDArray[np.int64], size: int, columns: Columns) -> None:
    count = np.bincount(cell, minlength=size)
    if count.max() < 2:
        return
    repeated = np.flatnonzero(count[cell] > 1)
    repeated = repeated[np.argsort(coded[_ROW].to_numpy()[repeated])]  # a join may have moved rows
    first, again = _first_repeat(cell[repeated])
    lines = [int(coded[_ROW][int(repeated[place])]) + 1 for place in (first, again)]
    keys = [str(coded[short][int(repeated[again])]) for _, short in _renamed(columns)]
    raise BadInput(
        f"{', '.join(keys)} stands twice: in line {lines[0]} and again here",
        line=lines[1],
        column=" + ".join(columns.keys),
        expected="one row for each of them",
        remedy="Drop one, or have them added up.",
    )


def _first_repeat(cells: NDArray[np.int64]) -> tuple[int, int]:
    """Where the first cell that comes again stood, and where it comes again."""
    _, first, inverse = np.unique(cells, return_index=True, return_inverse=True)
    again = int(np.flatnonzero(first[inverse] != np.arange(len(cells)))[0])
    return int(first[inverse[again]]), again
