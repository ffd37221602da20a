"""Flows of one period as sorted cells of an exporter x importer x product cube, and their margins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from entrepot.metadata.errors import BadInput, NoData

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Cube:
    """The cells with trade, in order of exporter, importer and product.

    Attributes:
        places: codes of all economies that export or import, sorted; an index is a position in it.
        products: codes of all products traded, sorted.
        keys: per cell (exporter * N + importer) * K + product, strictly rising.
        values: per cell the value, above 0, in the unit of the input.
    """

    places: tuple[str, ...]
    products: tuple[str, ...]
    keys: Ints
    values: Floats

    @classmethod
    def of(cls, flows: pl.DataFrame, exporter: str, importer: str, product: str, value: str) -> Cube:
        """The cube of checked rows; several rows of a cell are added up, rows of value 0 say nothing.

        Raises:
            BadInput: if an economy trades with itself.
            NoData: if nothing is traded.
        """
        traded = flows[value] > 0
        rows = flows if traded.all() else flows.filter(traded)  # no copy of a year that has no zeros
        if rows.is_empty():
            raise NoData("The flows hold no trade.")
        sellers, buyers, goods = (_coded(rows[column]) for column in (exporter, importer, product))
        places = sorted({*sellers.codes, *buyers.codes})
        sold, bought = sellers.among(places), buyers.among(places)
        _no_sales_at_home(sold, bought, places, importer)
        keys = sold.astype(np.int64)
        for size, positions in ((len(places), bought), (len(goods.codes), goods.positions)):
            keys *= size  # in place: a year is large
            keys += positions
        values = rows[value].to_numpy()
        del rows, sold, bought, sellers, buyers
        return cls(tuple(places), tuple(goods.codes), *_merged(keys, values))

    @property
    def shape(self) -> tuple[int, int]:
        """Number of economies and of products."""
        return len(self.places), len(self.products)

    @cached_property
    def exports(self) -> Floats:
        """X_ik: places x products."""
        n, k = self.shape
        return self._sums((self.keys // (n * k)) * k + self.keys % k, (n, k))

    @cached_property
    def imports(self) -> Floats:
        """M_jk: places x products."""
        n, k = self.shape
        return self._sums(self.keys % (n * k), (n, k))

    @cached_property
    def pairs(self) -> Floats:
        """v_ij: places x places."""
        n, k = self.shape
        return self._sums(self.keys // k, (n, n))

    @cached_property
    def world(self) -> Floats:
        """W_k: products."""
        return np.asarray(self.exports.sum(axis=0), dtype=np.float64)

    def place(self, code: str) -> int:
        """Position of an economy.

        Raises:
            NoData: if it trades nothing here.
        """
        if code not in self._places:
            raise NoData(f"{code} trades nothing in these flows.")
        return self._places[code]

    def pair(self, i: int, j: int) -> tuple[Ints, Floats]:
        """Products and values of one flow."""
        n, k = self.shape
        return self._cells((i * n + j) * k, k, k)

    def exporter(self, i: int) -> tuple[Ints, Floats]:
        """Positions in an importers x products table, flattened, and values: all that i exports."""
        n, k = self.shape
        return self._cells(i * n * k, n * k, n * k)

    def at(self, keys: Ints) -> Floats:
        """Values of the cells with these keys; 0 where nothing is traded."""
        found = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[found] == keys, self.values[found], 0.0)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {code: position for position, code in enumerate(self.places)}

    def _cells(self, start: int, length: int, modulus: int) -> tuple[Ints, Floats]:
        first, last = np.searchsorted(self.keys, (start, start + length))
        return self.keys[first:last] % modulus, self.values[first:last]

    def _sums(self, where: Ints, shape: tuple[int, int]) -> Floats:
        return summed(where, self.values, shape[0] * shape[1]).reshape(shape)


def summed(where: Ints, amounts: Floats, size: int) -> Floats:
    """The amounts added up by position: an array of that size."""
    return np.asarray(np.bincount(where, amounts, size), dtype=np.float64)


def _no_sales_at_home(sold: Small, bought: Small, places: list[str], importer: str) -> None:
    home = sold == bought
    if home.any():
        raise BadInput(
            f"{int(home.sum())} rows in which {places[sold[home.argmax()]]} or others sell to themselves",
            column=importer,
            expected="trade between two economies",
            remedy="Drop the rows in which exporter and importer are the same.",
        )


@dataclass(frozen=True, eq=False)
class _Coded:
    codes: list[str]
    positions: Small

    def among(self, codes: list[str]) -> Small:
        return np.searchsorted(codes, self.codes).astype(np.int32)[self.positions]


def _coded(column: pl.Series) -> _Coded:
    # Only the few different codes become text: text of 11 million rows takes seconds.
    different = column.unique()
    texts = different.cast(pl.String)
    codes = texts.sort().to_list()
    if column.dtype == pl.String:
        return _Coded(codes, column.cast(pl.Enum(codes)).to_physical().cast(pl.Int32).to_numpy())
    physical = different.to_physical().to_numpy()
    position = np.zeros(int(physical.max()) + 1, dtype=np.int32)
    position[physical] = np.searchsorted(codes, texts.to_numpy())
    return _Coded(codes, position[column.to_physical().to_numpy()])


def _merged(keys: Ints, values: Floats) -> tuple[Ints, Floats]:
    if (keys[1:] > keys[:-1]).all():
        return keys, np.ascontiguousarray(values, dtype=np.float64)
    order = np.argsort(keys)
    rising = keys[order]
    if (rising[1:] == rising[:-1]).any():
        # By value too: a sum must not depend on the order of rows.
        order = np.lexsort((values, keys))
        starts = np.flatnonzero(np.diff(rising, prepend=-1))
        return rising[starts], np.add.reduceat(values[order], starts)
    return rising, values[order]
