"""Which kinds of frame a measure takes, and how it gives the same kind back.

pandas, Polars (eager and lazy), PyArrow tables and DuckDB relations, through narwhals. A lazy frame is
collected once, where a measure opens it: it needs totals over all rows, and waiting would gain nothing.
"""

from __future__ import annotations

from typing import Any, TypeAlias, cast

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.metadata.errors import UsageError

Table: TypeAlias = nw.DataFrame[Any]

TAKEN = "a pandas or Polars frame (eager or lazy), a PyArrow table or a DuckDB relation"


def eager(frame: object) -> Table:
    """The rows of a frame of any kind, in memory.

    Raises:
        UsageError: if it is no frame, a lazy one of another kind, or a DuckDB relation without PyArrow.
    """
    table = _seen(frame)
    if isinstance(table, nw.DataFrame):
        return table
    if table.implementation.is_polars():
        return table.collect()
    if not table.implementation.is_duckdb():
        raise UsageError(f"a lazy frame of {_kind(table)}: collect it first; a measure takes {TAKEN}")
    try:
        return table.collect(backend="polars")
    except ModuleNotFoundError as missing:
        raise _without_arrow(missing) from missing


def handed_back(table: Table, like: IntoFrameT) -> IntoFrameT:
    """The result as the same kind of frame as the one that was given.

    A DuckDB relation comes back on DuckDB's default connection, whichever connection the given one was on:
    read it with its own methods, or with `duckdb.sql`; another connection cannot see it.
    """
    given = _seen(like)
    result: Table | nw.LazyFrame[Any] = table
    if isinstance(given, nw.LazyFrame):
        try:
            result = table.lazy(backend="duckdb") if given.implementation.is_duckdb() else table.lazy()
        except ModuleNotFoundError as missing:  # pragma: no cover - `eager` fails first
            raise _without_arrow(missing) from missing
    # A narwhals frame stays one: callers who work through narwhals get what they gave.
    return cast(IntoFrameT, result if like is given else result.to_native())


def same_kind(*frames: object) -> None:
    """Refuses frames of two kinds in one call: which kind should come back would be a guess.

    Raises:
        UsageError: if they are of different kinds, naming them.
    """
    kinds = {_kind(_seen(frame)): None for frame in frames}
    if len(kinds) > 1:
        raise UsageError(f"the frames of one call are of one kind; these are of {', '.join(kinds)}")


def _seen(frame: object) -> Table | nw.LazyFrame[Any]:
    try:
        seen = nw.from_native(cast(Any, frame), pass_through=False)
    except TypeError as error:
        raise UsageError(f"a {type(frame).__name__} is no frame: a measure takes {TAKEN}") from error
    return cast("Table | nw.LazyFrame[Any]", seen)


def _kind(table: Table | nw.LazyFrame[Any]) -> str:
    native = type(table.to_native())
    return f"{native.__module__.split('.')[0].lstrip('_')}.{native.__name__}"


def _without_arrow(missing: ModuleNotFoundError) -> UsageError:
    return UsageError(
        f"a DuckDB relation travels through PyArrow, and {missing.name} is not installed: "
        "pip install 'entrepot[pandas]', or hand over a Polars frame"
    )
