"""Tables that go with the flows (growth, tariffs, distances), laid on the positions of a cube."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from narwhals.typing import IntoFrame

from entrepot.analyses.trade.potential.cube import Cube, Floats, Ints
from entrepot.analyses.trade.potential.kind import read
from entrepot.metadata.errors import BadInput


def by_cell(frame: IntoFrame, cube: Cube, value: str) -> tuple[Ints, Floats]:
    """Keys, rising, and values of rows exporter, importer, product, `value`; codes without trade left out."""
    table = _located(frame, cube, ("exporter", "importer", "product"), value)
    n, k = cube.shape
    keys = (table["exporter"] * n + table["importer"]) * k + table["product"]
    order = np.argsort(keys.to_numpy())
    return keys.to_numpy()[order], table[value].to_numpy()[order]


def by_market(frame: IntoFrame, cube: Cube, value: str) -> Floats:
    """Places x products of rows importer, product, `value`; NaN where the frame has none."""
    return _laid(_located(frame, cube, ("importer", "product"), value), value, cube.shape)


def by_pair(frame: IntoFrame, cube: Cube, value: str) -> Floats:
    """Places x places of rows exporter, importer, `value`; NaN where the frame has none."""
    n = len(cube.places)
    return _laid(_located(frame, cube, ("exporter", "importer"), value), value, (n, n))


def by_place(frame: IntoFrame, cube: Cube, values: Sequence[str]) -> Floats:
    """Places x values of rows economy and values above 0; NaN where the frame has none.

    Raises:
        BadInput: as `read`; if an economy stands twice or a value is 0.
    """
    table = _located(frame, cube, ("economy",), *values)
    for name in values:
        if (table[name] <= 0).any():
            raise BadInput("a ratio is 0", column=name, expected="expected over current, such as 1.12")
    laid = np.full((len(cube.places), len(values)), np.nan)
    laid[table["economy"].to_numpy()] = table.select(values).to_numpy()
    return laid


def _located(frame: IntoFrame, cube: Cube, keys: tuple[str, ...], *values: str) -> pl.DataFrame:
    table, _ = read(frame, keys, values)
    doubled = table.select(keys).is_duplicated()
    if doubled.any():
        raise BadInput(
            f"{' and '.join(keys)} stand twice",
            line=int(doubled.arg_max() or 0) + 1,
            column=keys[0],
            remedy="Keep one row of each.",
        )
    known = {key: cube.products if key == "product" else cube.places for key in keys}
    return table.with_columns(
        pl.col(key).cast(pl.String).cast(pl.Enum(codes), strict=False).to_physical().cast(pl.Int64)
        for key, codes in known.items()
    ).drop_nulls(list(keys))


def _laid(table: pl.DataFrame, value: str, shape: tuple[int, int]) -> Floats:
    laid = np.full(shape, np.nan)
    row, column = (table[name].to_numpy() for name in table.columns[:2])
    laid[row, column] = table[value].to_numpy()
    return laid
