"""How a measure opens the frame it is given, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from entrepot.analyses.trade.measures.kinds import Table, eager
from entrepot.metadata.errors import BadInput


def opened(frame: object, keys: Sequence[str], values: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """The columns `keys`, `values` and `optional` of the frame and all its others, checked and in memory.

    Amounts become float64. An `optional` amount may be empty (NaN counts as empty), never negative.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if it is no frame of a kind that measures take.
    """
    table = eager(frame)
    _has(table, (*keys, *values, *optional))
    for name in (*values, *optional):
        if not table.schema[name].is_numeric():
            raise BadInput("not a number", column=name, expected="a numeric column")
    amounts = (nw.col(name).cast(nw.Float64) for name in (*values, *optional))
    blanks = (nw.when(~nw.col(name).is_nan()).then(nw.col(name)).alias(name) for name in optional)
    table = table.with_columns(*amounts).with_columns(*blanks)
    faults = {name: nw.col(name).is_null() for name in keys} | {name: _no_amount(name) for name in values}
    _refuse(table, faults | {name: _wrong(name) for name in optional}, keys)
    return table


def totals(table: Table, keys: Sequence[str], value: str) -> Table:
    """`value` summed over everything but `keys`; one row per combination of keys, in order of the keys."""
    return table.group_by(*keys).agg(nw.col(value).sum()).sort(*keys)


def grouped(table: Table, by: Sequence[str], *sums: nw.Expr) -> Table:
    """One row per group, in order of `by`; without `by` one row of everything."""
    return table.group_by(*by).agg(*sums).sort(*by) if by else table.select(*sums)


def beside(table: Table, groups: Table, by: Sequence[str]) -> Table:
    """Each row of `table` with the row of its group, as `grouped` gives them."""
    return table.join(groups, on=list(by), how="left") if by else table.join(groups, how="cross")


def within(aggregate: nw.Expr, by: Sequence[str]) -> nw.Expr:
    """An aggregate of each group of `by`, repeated on every row; over all rows without `by`."""
    return aggregate.over(*by) if by else aggregate


def total_within(value: str, by: Sequence[str]) -> nw.Expr:
    """The sum of `value` within each group of `by`, repeated on every row; over all rows without `by`."""
    return within(nw.col(value).sum(), by)


def ratio(numerator: nw.Expr, denominator: nw.Expr) -> nw.Expr:
    """Their quotient; null where the denominator is zero: what is not defined is not zero."""
    return nw.when(denominator != 0).then(numerator / denominator)


def attribute(table: Table, facts: object, key: str, name: str) -> Table:
    """The column `name` of a frame with one row per `key`, put beside each row of `table`; null where absent.

    Raises:
        BadInput: as `opened`; also if a key has two rows, or `table` has a column of that name already.
    """
    known = opened(facts, (key,), (name,)).select(key, name)
    if name in table.columns:
        raise BadInput("the column stands in both frames", column=name, remedy="Rename one of the two.")
    if known[key].n_unique() < len(known):
        twice = known.filter(nw.col(key).is_duplicated()).item(0, key)
        raise BadInput(f"two rows of {twice!r}", column=key, expected=f"one row per {key}")
    one_kind_of_code(table, known, key)
    return table.join(known, on=key, how="left")


def one_kind_of_code(first: Table, second: Table, key: str) -> None:
    """Refuses codes that are text in one frame and numbers in the other: none of them would meet.

    Raises:
        BadInput: if they are.
    """
    if first.schema[key].is_numeric() != second.schema[key].is_numeric():
        raise BadInput(
            "codes are numbers in one frame and text in the other",
            column=key,
            expected="the same codes in both, as text",
            remedy="Keep codes as text: 010121 is not 10121.",
        )


def _has(table: Table, names: Sequence[str]) -> None:
    for name in names:
        if name not in table.columns:
            raise BadInput(
                "the frame lacks a column this measure reads",
                column=name,
                expected=f"the columns {', '.join(names)}; it has {', '.join(table.columns)}",
                remedy="Rename the column, or name yours in the call.",
            )


def _no_amount(name: str) -> nw.Expr:
    return nw.col(name).is_null() | ~nw.col(name).is_finite() | (nw.col(name) < 0)


def _wrong(name: str) -> nw.Expr:
    return ~nw.col(name).is_null() & (~nw.col(name).is_finite() | (nw.col(name) < 0))


def _refuse(table: Table, faults: dict[str, nw.Expr], keys: Sequence[str]) -> None:
    # One pass over all columns; only a frame that has a fault is looked at again.
    found = table.select(**{name: fault.any() for name, fault in faults.items()}) if faults else table.head(0)
    for name, fault in faults.items():
        if len(found) and found[name][0]:
            is_key = name in keys
            raise BadInput(
                "a key is empty" if is_key else "a value is empty, not finite or negative",
                line=int(table.select(fault.alias(name))[name].to_numpy().argmax()) + 1,
                column=name,
                expected="a code in every row" if is_key else "finite numbers >= 0",
                remedy="Drop or mend the row.",
            )
