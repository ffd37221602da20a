"""The kind of frame that came in (pandas, Polars, PyArrow, a DuckDB relation), so that the same goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, cast

import narwhals as nw
import polars as pl
from narwhals.typing import IntoFrameT

from entrepot.metadata.errors import BadInput, UsageError

# The lazy kinds that narwhals can make of a table in memory.
_LAZY = (nw.Implementation.POLARS, nw.Implementation.DUCKDB)


@dataclass(frozen=True)
class Kind(Generic[IntoFrameT]):
    """What `read` met: the implementation, and whether it is evaluated lazily."""

    implementation: nw.Implementation
    lazy: bool

    def like(self, table: pl.DataFrame) -> IntoFrameT:
        """The table as a frame of this kind."""
        frame = nw.from_native(table, eager_only=True)
        if self.lazy:
            back = frame.lazy(backend=cast(Any, self.implementation)).to_native()
        elif self.implementation is nw.Implementation.POLARS:
            back = table
        else:
            back = nw.from_arrow(table, backend=cast(Any, self.implementation)).to_native()
        return cast(IntoFrameT, back)


def read(
    frame: IntoFrameT, codes: Sequence[str], amounts: Sequence[str] = (), others: Sequence[str] = ()
) -> tuple[pl.DataFrame, Kind[IntoFrameT]]:
    """The columns named, as Polars, and the kind of the frame.

    Args:
        frame: any frame that narwhals knows; a lazy one is collected.
        codes: columns of text without gaps.
        amounts: columns of finite numbers >= 0; given back as Float64.
        others: columns taken as they are.

    Raises:
        BadInput: if a column is missing, a code is not text or empty, or an amount is empty, not finite or
            negative; with the first line at fault.
        UsageError: if it is no frame, or a lazy kind that cannot be given back.
    """
    table, kind = _opened(frame, (*codes, *amounts, *others))
    for name in codes:
        _text(table, name)
    for name in amounts:
        _amount(table, name)
    return table.with_columns(pl.col(name).cast(pl.Float64) for name in amounts), kind


def _opened(frame: IntoFrameT, names: Sequence[str]) -> tuple[pl.DataFrame, Kind[IntoFrameT]]:
    try:
        opened: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(cast(Any, frame))
    except TypeError as error:
        raise UsageError(
            f"Not a table: {type(frame).__name__}. Give pandas, Polars, PyArrow, DuckDB."
        ) from error
    present = opened.collect_schema().names()
    for name in names:
        if name not in present:
            raise BadInput(
                "the frame lacks a column that is read here",
                column=name,
                expected=f"the columns {', '.join(names)}; it has {', '.join(present)}",
                remedy="Rename the column, or name yours in the call.",
            )
    chosen = opened.select(*names)
    if isinstance(chosen, nw.LazyFrame):
        if chosen.implementation not in _LAZY:
            raise UsageError(f"Collect the {chosen.implementation} frame first.")
        return chosen.collect(backend="polars").to_native(), Kind(chosen.implementation, lazy=True)
    return chosen.to_polars(), Kind(chosen.implementation, lazy=False)


def _text(table: pl.DataFrame, name: str) -> None:
    if table.is_empty():  # some kinds cannot say what an empty column would hold
        return
    if table.schema[name] not in (pl.String, pl.Categorical, pl.Enum):
        raise BadInput(
            "codes are text", column=name, expected="text such as KAZ or 010121", remedy="Keep leading zeros."
        )
    gaps = table[name].is_null()
    if gaps.any():
        raise BadInput(
            "a code is empty", line=_first(gaps), column=name, remedy="Drop the row, or name what is meant."
        )


def _amount(table: pl.DataFrame, name: str) -> None:
    if not table.schema[name].is_numeric():
        raise BadInput("not a number", column=name, expected="a numeric column")
    amounts = table[name].cast(pl.Float64)
    wrong = amounts.is_null() | ~amounts.is_finite() | (amounts < 0)
    if wrong.any():
        raise BadInput(
            "a value is empty, not finite or negative",
            line=_first(wrong),
            column=name,
            expected="finite numbers >= 0",
            remedy="Drop or mend the row.",
        )


def _first(wrong: pl.Series) -> int:
    return int(wrong.fill_null(value=True).arg_max() or 0) + 1
