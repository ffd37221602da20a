"""Long tables as dense matrices, and what is quick there: sums over all pairs of rows.

Imported where it is needed and not before: a brief of one pair starts without NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.trade.measures.kinds import Table

Floats: TypeAlias = NDArray[np.float64]
Codes: TypeAlias = NDArray[np.int64]

# 226 rows of 256 products are 460 kB: the block, the row and the minima stay in a core's cache together.
BLOCK = 256


@dataclass(frozen=True)
class Matrix:
    """Amounts by row and column; what the table does not list is zero.

    Attributes:
        rows: a table with the key of each row, one column, in order.
        columns: the same of the columns.
        values: float64, len(rows) x len(columns).
    """

    rows: Table
    columns: Table
    values: Floats


def labels(key: str, *tables: Table) -> Table:
    """The codes of column `key` that occur in any of the tables, once each, in order."""
    return nw.concat([table.select(key) for table in tables]).unique().sort(key)


def matrix(table: Table, row: str, column: str, value: str, columns: Table | None = None) -> Matrix:
    """The table with a row per `row` and a column per `column`; several amounts of a cell are added up.

    `columns` gives the columns and their order, if another matrix is to have the same.
    """
    rows = labels(row, table)
    columns = labels(column, table) if columns is None else columns
    placed = _placed(_placed(table, rows, row, "_row"), columns, column, "_column")
    cell = _integers(placed, "_row") * len(columns) + _integers(placed, "_column")
    amounts = placed[value].to_numpy()
    flat = np.bincount(cell, weights=amounts, minlength=len(rows) * len(columns))
    return Matrix(rows, columns, flat.astype(np.float64, copy=False).reshape(len(rows), len(columns)))


def row_shares(values: Floats) -> Floats:
    """Each row divided by its sum; rows that add up to nothing stay zero."""
    sums = values.sum(axis=1, keepdims=True)
    quotient: Floats = np.divide(values, sums, out=np.zeros_like(values), where=sums > 0)
    return quotient


def overlaps(left: Floats, right: Floats) -> Floats:
    """For each row of `left` and each of `right`, the sum over columns of the smaller of the two.

    Time rows x rows x columns, as any way of doing it; here in blocks of columns, so that what is compared
    comes from the cache. len(left) x len(right).
    """
    both = np.zeros((len(left), len(right)))
    ones = np.ones(BLOCK)
    for start in range(0, left.shape[1], BLOCK):
        here = np.ascontiguousarray(left[:, start : start + BLOCK])
        there = np.ascontiguousarray(right[:, start : start + BLOCK])
        smaller = np.empty_like(there)
        for number, row in enumerate(here):
            np.minimum(row, there, out=smaller)
            both[number] += smaller @ ones[: len(row)]
    return both


def codes(table: Table, by: Sequence[str]) -> Codes:
    """For each row the number of its group, from 0, in order of `by`; without `by` all are one group."""
    if not by:
        return np.zeros(len(table), dtype=np.int64)
    groups = table.select(*by).unique().sort(*by).with_row_index("_group")
    rows = table.select(*by).with_row_index("_order")
    return _integers(rows.join(groups, on=list(by), how="left").sort("_order"), "_group")


def group_medians(values: Floats, groups: Codes) -> Floats:
    """The median of each group, repeated for each member; NaN among the values is left out.

    A group without a value has the median NaN.
    """
    known = ~np.isnan(values)
    order = np.lexsort((values[known], groups[known]))
    ordered, group = values[known][order], groups[known][order]
    found, first, count = np.unique(group, return_index=True, return_counts=True)
    middle = (ordered[first + (count - 1) // 2] + ordered[first + count // 2]) / 2
    medians = np.full(int(groups.max(initial=-1)) + 1, np.nan)
    medians[found] = middle
    return medians[groups]


def with_column(table: Table, name: str, values: Floats) -> Table:
    """The table with a column of numbers added; NaN becomes empty."""
    series = nw.new_series(name, values, nw.Float64, backend=table.implementation)
    return table.with_columns(series).with_columns(
        nw.when(~nw.col(name).is_nan()).then(nw.col(name)).alias(name)
    )


def _placed(table: Table, key_labels: Table, key: str, name: str) -> Table:
    return table.join(key_labels.with_row_index(name), on=key, how="left")


def _integers(table: Table, name: str) -> Codes:
    return table[name].to_numpy().astype(np.int64)
