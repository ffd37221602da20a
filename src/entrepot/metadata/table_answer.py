"""What every answer can do that is, for the most part, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from entrepot.metadata.figure_table import FigureTable

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class TableAnswer:
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
