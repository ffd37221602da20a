"""The kind of frame that was given, and how a result goes back as the same kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from entrepot.metadata.errors import UsageError

_LAZY = (nw.Implementation.POLARS, nw.Implementation.DUCKDB)


@dataclass(frozen=True)
class Kind:
    """pandas, Polars (eager or lazy), PyArrow or a DuckDB relation."""

    implementation: nw.Implementation
    lazy: bool

    def back(self, table: nw.DataFrame[Any]) -> Any:
        """The table as a frame of this kind."""
        if not self.lazy:
            return table.to_native()
        backend = self.implementation if self.implementation is nw.Implementation.DUCKDB else None
        return table.lazy(backend=backend).to_native()


def opened(frame: Any) -> tuple[nw.DataFrame[Any], Kind]:
    """The frame in memory, and its kind; what is lazy is collected, a DuckDB relation into Polars.

    Raises:
        UsageError: if it is no frame, or of a kind that is not known here.
    """
    try:
        table: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(frame)
    except TypeError:
        raise UsageError(f"A {type(frame).__name__} is no frame: give {_KNOWN}.") from None
    if isinstance(table, nw.DataFrame):
        return table, Kind(table.implementation, lazy=False)
    if table.implementation not in _LAZY:
        raise UsageError(f"A lazy frame of {table.implementation} is not known here: give {_KNOWN}.")
    return table.collect(backend="polars"), Kind(table.implementation, lazy=True)


_KNOWN = "a frame of pandas, Polars or PyArrow, or a DuckDB relation"
