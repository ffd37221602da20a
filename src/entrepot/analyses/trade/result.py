"""What every answer of this room can do."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, overload

import polars as pl

from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place

if TYPE_CHECKING:
    import pandas as pd


class Result:
    """An answer that turns itself into plain values for JSON."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form: figures with their origins, places as codes."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


class TableResult(Result):
    """An answer that is, for the most part, one table; a notebook shows it."""

    __slots__ = ()
    table: FigureTable

    @overload
    def frame(self, kind: Literal["polars"] = "polars") -> pl.DataFrame: ...
    @overload
    def frame(self, kind: Literal["pandas"]) -> pd.DataFrame: ...
    def frame(self, kind: Literal["polars", "pandas"] = "polars") -> pl.DataFrame | pd.DataFrame:
        """The bare rows as a Polars or pandas frame; raises `UsageError` for any other kind."""
        return self.table.frame(kind)

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def plain(value: Any) -> Any:
    """Any value of an answer as JSON can hold it."""
    if isinstance(value, Place):
        return value.code
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.to_dict() if is_dataclass(value) and hasattr(value, "to_dict") else value
