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
    for name in values:
        if not table.schema[name].is_numeric():
            raise BadInput("not a number", column=name, expected="a numeric column")
    _refuse(
        table, {**{name: _empty(name) for name in keys}, **{name: _no_amount(name) for name in values}}, keys
    )
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


def _empty(name: str) -> nw.Expr:
    return nw.col(name).is_null()


def _no_amount(name: str) -> nw.Expr:
    return nw.col(name).is_null() | ~nw.col(name).cast(nw.Float64).is_finite() | (nw.col(name) < 0)


def _refuse(table: nw.DataFrame[IntoDataFrameT], faults: dict[str, nw.Expr], keys: Sequence[str]) -> None:
    # One pass over all columns; only a frame that has a fault is looked at again.
    found = table.select(**{name: fault.any() for name, fault in faults.items()})
    for name, fault in faults.items():
        if len(found) and found[name][0]:
            is_key = name in keys
            raise BadInput(
                "a key is empty" if is_key else "a value is empty, not finite or negative",
                line=int(table.select(fault)[name].to_numpy().argmax()) + 1,
                column=name,
                expected="a code in every row" if is_key else "finite numbers >= 0",
                remedy="Drop or mend the row.",
            )
