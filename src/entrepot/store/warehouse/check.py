"""A frame against the declaration of its table: columns, types, nulls, bounds, key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Column, Table

CODES = (pl.Enum, pl.Categorical)


def checked(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the declared columns in the declared order and types, once it keeps all that is declared.

    Raises:
        BadInput: names the table, the first row (counted from 1) and the column at fault.
    """
    names = [column.name for column in table.columns]
    if sorted(frame.columns) != sorted(names):
        raise BadInput(
            f"columns are {', '.join(frame.columns)}", file=table.name, expected=f"columns {', '.join(names)}"
        )
    schema = table.schema
    typed = frame.select(_typed(table, frame[c.name], c, schema[c.name]) for c in table.columns)
    for column in table.columns:
        refuse_values(table, column, typed[column.name])
    _unique(table, typed)
    return typed


def _typed(table: Table, values: pl.Series, column: Column, wanted: pl.DataType) -> pl.Series:
    numeric = column.type in ("integer", "real") and (values.dtype.is_numeric() or values.dtype == pl.Null)
    textual = column.type == "text" and values.dtype in (pl.String, pl.Categorical, pl.Enum, pl.Null)
    if not (numeric or textual or values.dtype in (wanted, pl.Null)):
        raise BadInput(
            f"values are {values.dtype}",
            file=table.name,
            column=column.name,
            expected=f"{column.type} values",
        )
    if column.type == "integer" and values.dtype.is_float() and not (values == values.round()).all():
        raise BadInput("values have fractions", file=table.name, column=column.name, expected="whole numbers")
    return values.cast(wanted)


def refuse_values(table: Table, column: Column, values: pl.Series, before: int = 0) -> None:
    """Raise `BadInput` for the first value that the column must not hold; `before` rows came earlier."""
    wrong: list[tuple[pl.Series, str]] = []
    if not column.nullable:
        wrong.append((values.is_null(), "a value"))
    if column.type == "real":
        wrong.append((~values.is_finite(), "a finite number"))
    if column.minimum is not None:
        wrong.append((values < column.minimum, f"at least {column.minimum:g}"))
    if column.maximum is not None:
        wrong.append((values > column.maximum, f"at most {column.maximum:g}"))
    for fault, expected in wrong:
        if fault.any():
            row = int(fault.fill_null(value=False).arg_max() or 0)
            raise BadInput(
                f"row {before + row + 1} holds {values[row]}",
                file=table.name,
                column=column.name,
                expected=expected,
            )


def rules(table: Table) -> list[pl.Expr]:
    """What must be true of a part of the table, an expression a rule; quicker than to find out where not."""
    return [rule for column in table.columns for rule in _rules(column)]


def _rules(column: Column) -> list[pl.Expr]:
    values, found = pl.col(column.name), []
    if not column.nullable:
        found.append(values.null_count() == 0)
    if column.type == "real":
        found.append(values.is_finite().all())
    if column.minimum is not None:
        found.append(values.min().fill_null(column.minimum) >= column.minimum)
    if column.maximum is not None:
        found.append(values.max().fill_null(column.maximum) <= column.maximum)
    return found


def out_of_order(key: Sequence[str], schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """For each row but the first: whether its key is not greater than that of the row before."""
    greater = pl.lit(value=False)
    for name in reversed(key):
        this = _comparable(name, schema[name])
        greater = (this > this.shift(1)) | ((this == this.shift(1)) & greater)
    return (~greater).slice(1)


def _comparable(name: str, kind: pl.DataType) -> pl.Expr:
    # The places of codes in a sorted list compare like the codes, and faster.
    if isinstance(kind, pl.Enum) and kind.categories.is_sorted():
        return pl.col(name).to_physical()
    return pl.col(name).cast(pl.String) if isinstance(kind, CODES) else pl.col(name)


def _unique(table: Table, frame: pl.DataFrame) -> None:
    # Rows in order, as readers give them, are seen to be unlike without remembering any.
    if not table.key or not frame.select(out_of_order(table.key, frame.schema)).to_series().any():
        return
    twice = frame.select(table.key).is_duplicated()
    if twice.any():
        row = int(twice.arg_max() or 0)
        raise BadInput(
            f"row {row + 1} is there twice: {frame.select(table.key).row(row)}",
            file=table.name,
            column=", ".join(table.key),
            expected="one row per key",
        )
