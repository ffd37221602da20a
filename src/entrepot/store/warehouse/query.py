"""SQL over one Parquet file: names come from the declaration, values are always bound."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import UsageError
from entrepot.metadata.tables import Table

Where = Mapping[str, Collection[Any]]


@dataclass(frozen=True, slots=True)
class Query:
    """A statement and the values bound to its question marks."""

    sql: str
    parameters: tuple[Any, ...]


def select(table: Table, file: Path, columns: Sequence[str], where: Where) -> Query:
    """Rows whose columns hold one of the values given for them, in the file's order."""
    names = ", ".join(_name(table, column) for column in columns or [c.name for c in table.columns])
    condition, values = _condition(table, where)
    return Query(f"SELECT {names} FROM read_parquet(?){condition}", (str(file), *values))


def total(table: Table, file: Path, value: str, by: Sequence[str], where: Where) -> Query:
    """Sum of `value` in each group, greatest first, equal sums in order of the group's codes."""
    if table.column(value).type not in ("real", "integer"):
        raise UsageError(f"{table.name}.{value} is no number and cannot be summed")
    summed, groups = _name(table, value), ", ".join(_name(table, column) for column in by)
    condition, values = _condition(table, where)
    head = f"{groups}, " if groups else ""
    tail = f" GROUP BY {groups} ORDER BY {summed} DESC, {groups}" if groups else ""
    sql = f"SELECT {head}sum({summed}) AS {summed} FROM read_parquet(?) AS t{condition}{tail}"
    return Query(sql, (str(file), *values))


def _condition(table: Table, where: Where) -> tuple[str, list[Any]]:
    for column, values in where.items():
        if isinstance(values, str):  # a str is a collection too, of its letters
            raise TypeError(f"the values for {column} must be a collection, such as [{values!r}]")
    parts = [_membership(_name(table, column), len(values)) for column, values in where.items()]
    return (f" WHERE {' AND '.join(parts)}" if parts else "", [v for vs in where.values() for v in vs])


def _membership(name: str, count: int) -> str:
    return f"{name} IN ({', '.join('?' * count)})" if count else "FALSE"


def _name(table: Table, column: str) -> str:
    try:
        return f'"{table.column(column).name}"'
    except KeyError:
        known = ", ".join(c.name for c in table.columns)
        raise UsageError(f"table {table.name} has no column {column!r}; it has {known}") from None
