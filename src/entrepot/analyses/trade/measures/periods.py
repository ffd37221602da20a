"""Two periods side by side, and years as whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from entrepot.analyses.trade.measures.frames import opened, totals
from entrepot.analyses.trade.measures.kinds import Table
from entrepot.metadata.errors import BadInput, UsageError


def two_periods(
    flows: object, keys: Sequence[str], time: str, start: int | str, end: int | str, value: str
) -> Table:
    """One row per combination of `keys` in either period: the keys, `before`, `after`; absent is 0.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if one of the periods has no row, or the two are the same.
    """
    table = opened(flows, (*keys, time), (value,))
    there = table[time].unique().sort().to_list()
    for period in (start, end):
        if period not in there:
            known = f"{there[0]!r} to {there[-1]!r}" if there else "no rows"
            raise UsageError(f"no rows of {time} {period!r}; the frame has {known}")
    if start == end:
        raise UsageError(f"the two periods are the same, {start!r}: there is no change to explain")
    is_start, is_end = nw.col(time) == nw.lit(start), nw.col(time) == nw.lit(end)
    sides = table.filter(is_start | is_end).with_columns(
        nw.when(is_start).then(nw.col(value)).otherwise(0.0).alias("before"),
        nw.when(is_end).then(nw.col(value)).otherwise(0.0).alias("after"),
    )
    return sides.group_by(*keys).agg(nw.col("before", "after").sum()).sort(*keys)


def series(flows: object, by: Sequence[str], time: str, value: str) -> Table:
    """One row per group and period, in order, periods as whole numbers (Int64).

    Raises:
        BadInput: if a column is missing or a key empty, a period is no whole number, or a value is empty,
            not finite or negative.
    """
    table = opened(flows, (*by, time), (value,))
    if not table.schema[time].is_numeric():
        raise BadInput("periods are not numbers", column=time, expected="years as whole numbers, e.g. 2022")
    whole = table.with_columns(nw.col(time).cast(nw.Int64).alias("_whole"))
    if len(whole.filter(nw.col("_whole") != nw.col(time))):
        raise BadInput("a period is no whole number", column=time, expected="years, e.g. 2022")
    return totals(whole.with_columns(nw.col("_whole").alias(time)), (*by, time), value)
