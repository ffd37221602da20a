"""A panel as it is handed over, a file or a frame of any kind: its columns, read when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import narwhals as nw
import polars as pl

from entrepot.analyses.gravity.failures import EngineMissing
from entrepot.metadata.errors import UsageError

TAKEN = "a pandas or Polars frame (eager or lazy), a PyArrow table or a DuckDB relation"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a panel is from.

    Attributes:
        file: name of the file, without its folder; empty for a frame in memory.
        sha256: of the file's bytes.
        first_line: line of the first row as an editor counts; 1 where there are no lines.
    """

    file: str = ""
    sha256: str = ""
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Opened:
    """Names of the columns, known before any row is read.

    Attributes:
        names: of all columns.
        take: the rows, with the columns asked for alone.
        source: where it is from.
    """

    names: tuple[str, ...]
    take: Callable[[Sequence[str]], pl.DataFrame]
    source: Source


def opened_frame(frame: object) -> Opened:
    """A frame in memory, or a query of Polars or DuckDB.

    Raises:
        UsageError: it is no frame of these kinds, or a column stands twice.
    """
    try:
        seen = nw.from_native(cast(Any, frame), pass_through=False)
    except (TypeError, nw.exceptions.DuplicateError) as error:
        raise UsageError(f"A {type(frame).__name__} is no panel: give {TAKEN}. {_told(error)}") from None
    names = tuple(seen.collect_schema().names())

    def take(wanted: Sequence[str]) -> pl.DataFrame:
        part = seen.select(*wanted)
        try:
            if isinstance(part, nw.LazyFrame):
                return cast(pl.DataFrame, part.collect(backend="polars").to_native())
            return cast(pl.DataFrame, part.to_polars())
        except ModuleNotFoundError as missing:
            raise EngineMissing(missing.name or "pyarrow") from missing

    return Opened(names, take, Source())


def _told(error: Exception) -> str:
    return str(error).splitlines()[0] if isinstance(error, nw.exceptions.DuplicateError) else ""
