"""Amounts as numbers that add up: text, whole numbers, decimals and floats."""

from __future__ import annotations

import narwhals as nw

from entrepot.analyses.trade.aggregation.frames import Flows
from entrepot.metadata.errors import BadInput

BLANK = ("", "NA")
"""What files write where there is no number."""


def amount(flows: Flows, name: str) -> nw.Expr:
    """The amount of each row, null where there is none: null, NaN, or in text an empty cell or NA.

    Whole numbers become 64-bit, decimals stay exact, all else becomes 64-bit floats; with `Plan.decimals`,
    floats and texts become whole numbers of that many decimals.

    Raises:
        BadInput: if the column holds anything but numbers or text.
    """
    kind = flows.schema[name]
    if kind.is_integer():
        return nw.col(name).cast(nw.Int64)
    if kind.is_decimal():
        return nw.col(name)
    if kind == nw.String:
        cell = nw.col(name).str.strip_chars()
        number: nw.Expr = nw.when(~cell.is_in(BLANK)).then(cell).cast(nw.Float64)
    elif kind.is_float():
        number = nw.col(name).cast(nw.Float64)
    else:
        raise BadInput(f"holds {kind}", column=name, expected="numbers")
    known = nw.when(~number.is_nan()).then(number)
    return known if flows.plan.decimals is None else _whole(known, flows.plan.decimals)


def total(flows: Flows, name: str) -> nw.Expr:
    """A sum of what `amount` made, in the unit of the column."""
    found = nw.col(name)
    if flows.schema[name].is_integer():
        # DuckDB adds whole numbers up in 128 bits, which Parquet has no type for.
        return found.cast(nw.Int64)
    if is_scaled(flows, name):
        # A divisor in every row: by one number Polars multiplies with its inverse, one bit off now and then.
        divisor = nw.col("rows").cast(nw.Float64) * 0.0 + float(10 ** (flows.plan.decimals or 0))
        return found.cast(nw.Int64).cast(nw.Float64) / divisor
    return found


def is_scaled(flows: Flows, name: str) -> bool:
    """Whether the amounts are held as whole numbers of some decimals."""
    kind = flows.schema[name]
    return flows.plan.decimals is not None and not (kind.is_integer() or kind.is_decimal())


def _whole(number: nw.Expr, decimals: int) -> nw.Expr:
    return (number * float(10**decimals)).round(0).cast(nw.Int64)
