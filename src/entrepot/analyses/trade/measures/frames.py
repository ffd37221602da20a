"""How a measure opens the frame it is given, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoDataFrameT

from entrepot.metadata.errors import BadInput


def opened(frame: IntoDataFrameT, keys: Sequence[str], values: Sequence[str]) -> nw.DataFrame[IntoDataFrameT]:
    """The columns `keys` and `values` of the frame and all its others, checked.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    table: nw.DataFrame[IntoDataFrameT] = nw.from_native(frame, eager_only=True)
    for name in (*keys, *values):
        if name not in table.columns:
            raise BadInput(
                "the frame lacks a column this measure reads",
                column=name,
                expected=f"the columns {', '.join((*keys, *values))}; it has {', '.join(table.columns)}",
                remedy="Rename the column, or name yours in the call.",
            )
    for name in keys:
        _refuse(table, name, nw.col(name).is_null(), "a key is empty", "a code in every row")
    for name in values:
        if not table.schema[name].is_numeric():
            raise BadInput("not a number", column=name, expected="a numeric column")
        unusable = nw.col(name).is_null() | ~nw.col(name).cast(nw.Float64).is_finite() | (nw.col(name) < 0)
        _refuse(table, name, unusable, "a value is empty, not finite or negative", "finite numbers >= 0")
    return table.with_columns(nw.col(name).cast(nw.Float64) for name in values)


def totals(
    table: nw.DataFrame[IntoDataFrameT], keys: Sequence[str], value: str
) -> nw.DataFrame[IntoDataFrameT]:
    """`value` summed over everything but `keys`; one row per combination of keys, in order of the keys."""
    return table.group_by(*keys).agg(nw.col(value).sum()).sort(*keys)


def total_within(value: str, by: Sequence[str]) -> nw.Expr:
    """The sum of `value` within each group of `by`, repeated on every row; over all rows without `by`."""
    total = nw.col(value).sum()
    return total.over(*by) if by else total


def ratio(numerator: nw.Expr, denominator: nw.Expr) -> nw.Expr:
    """Their quotient; null where the denominator is zero: what is not defined is not zero."""
    return nw.when(denominator != 0).then(numerator / denominator)


def _refuse(
    table: nw.DataFrame[IntoDataFrameT], column: str, fault: nw.Expr, problem: str, expected: str
) -> None:
    faults = table.select(fault.alias("fault"))["fault"]
    if faults.any():
        line = int(faults.to_numpy().argmax()) + 1
        raise BadInput(problem, line=line, column=column, expected=expected, remedy="Drop or mend the row.")
