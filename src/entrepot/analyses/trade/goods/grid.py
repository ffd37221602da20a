"""Exports and imports of every economy by product, as two matrices on the same axes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Grid:
    """All trade of one year by economy and product, all partners together, in USD million.

    Attributes:
        economies: codes, in order; the rows.
        products: codes, in order; the columns.
        exports, imports: economies x products; zero where nothing was reported.
    """

    economies: tuple[str, ...]
    products: tuple[str, ...]
    exports: Floats
    imports: Floats

    @classmethod
    def of(cls, exports: pl.DataFrame, imports: pl.DataFrame, scale: float = 1.0) -> Grid:
        """From rows of economy, product, value; values are multiplied by `scale`."""
        both = (exports, imports)
        economies = pl.concat([side["economy"] for side in both]).unique().sort()
        products = pl.concat([side["product"] for side in both]).unique().sort()
        filled = (_filled(side, economies, products) * scale for side in both)
        return cls(tuple(economies), tuple(products), *filled)

    @cached_property
    def world(self) -> Floats:
        """What the whole world sells of each product."""
        total: Floats = self.exports.sum(axis=0)
        return total

    def shares(self, side: Literal["exports", "imports"]) -> Floats:
        """Each economy's structure: its trade in each product over all its trade; zero where it has none."""
        if side not in self._shares:
            table, totals = self._side(side), self.totals(side)[:, None]
            self._shares[side] = np.divide(table, totals, out=np.zeros_like(table), where=totals > 0)
        return self._shares[side]

    def totals(self, side: Literal["exports", "imports"]) -> Floats:
        """All trade of each economy on one side."""
        totals: Floats = self._side(side).sum(axis=1)
        return totals

    def _side(self, side: Literal["exports", "imports"]) -> Floats:
        return self.exports if side == "exports" else self.imports

    @cached_property
    def _shares(self) -> dict[str, Floats]:
        return {}

    def rows(self, codes: Collection[str]) -> npt.NDArray[np.intp]:
        """Places of these economies among the rows; those that the year lacks are left out."""
        return np.array([n for n, code in enumerate(self.economies) if code in codes], np.intp)

    def column(self, values: pl.DataFrame) -> Floats:
        """The column `value` of a frame with `product`, on the axis of products; zero where it has none."""
        places = self._places.join(values.select("product", "value"), on="product", how="left")
        return places.sort("place")["value"].fill_null(0.0).to_numpy()

    @cached_property
    def place(self) -> dict[str, int]:
        """Column of each product."""
        return {product: n for n, product in enumerate(self.products)}

    @cached_property
    def _places(self) -> pl.DataFrame:
        return pl.DataFrame({"product": self.products}).with_row_index("place")


def _filled(rows: pl.DataFrame, economies: pl.Series, products: pl.Series) -> Floats:
    table = np.zeros((len(economies), len(products)))
    i = rows["economy"].cast(pl.Enum(economies)).to_physical().to_numpy()
    k = rows["product"].cast(pl.Enum(products)).to_physical().to_numpy()
    table[i, k] = rows["value"].to_numpy()
    return table
