"""The measures of a grid as long rows: one per place and product."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np

from entrepot.analyses.trade.complexity.fullset import FullSet
from entrepot.analyses.trade.complexity.grid import Columns, Grid
from entrepot.analyses.trade.complexity.presence import Floats

OF_PLACES = ("eci", "diversity", "coi", "fitness")
OF_PRODUCTS = ("pci", "ubiquity", "complexity")


def long_rows(grid: Grid, measures: dict[str, Floats], columns: Columns) -> nw.DataFrame[Any]:
    """Keys, value and measures of every place and product, by place, then product; NaN becomes null.

    Args:
        grid: the year.
        measures: name -> places x products, or a vector over places or products as its name says.
        columns: the names of keys and value.
    """
    height, width = grid.values.shape
    backend = grid.places.implementation
    of_place, of_product = np.repeat(np.arange(height), width), np.tile(np.arange(width), height)
    keys = {columns.place: grid.places[of_place], columns.product: grid.products[of_product]}
    if grid.time is not None and columns.time is not None:
        keys = {columns.time: grid.time[np.zeros(height * width, dtype=np.int64)], **keys}
    numbers = {columns.value: grid.values, **measures}
    series = {
        name: nw.new_series(name, _cells(name, cells, height, width), nw.Float64, backend=backend)
        for name, cells in numbers.items()
    }
    found = nw.from_dict({**{name: nw.maybe_reset_index(key) for name, key in keys.items()}, **series})
    undefined = [name for name, cells in numbers.items() if np.isnan(cells).any()]
    if backend.is_pandas_like():  # there NaN is null
        return found
    return found.with_columns(nw.when(~nw.col(name).is_nan()).then(nw.col(name)) for name in undefined)


def columns_of(found: FullSet) -> dict[str, Floats]:
    """The measures of the full set under the names, and in the order, of the Stata package."""
    levels = {name: level for name, level in (("rca", found.rca), ("rpop", found.rpop)) if level is not None}
    return {
        **levels,
        "M": found.present,
        "density": found.density,
        "eci": found.eci,
        "pci": found.pci,
        "diversity": found.diversity,
        "ubiquity": found.ubiquity,
        "coi": found.coi,
        "cog": found.cog,
    }


def _cells(name: str, cells: Floats, height: int, width: int) -> Floats:
    if name in OF_PLACES and cells.ndim == 1:
        return np.repeat(cells, width)
    if name in OF_PRODUCTS and cells.ndim == 1:
        return np.tile(cells, height)
    return cells.ravel()
