"""Arrays with named axes as long frames, and back from the codes of a table."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

Array = NDArray[np.float64]


def long_frame(*axes: tuple[str, list[str]], **values: Array) -> pl.DataFrame:
    """One row per cell, first axis slowest: a column of codes for each (name, codes) axis, then the values.

    Every array has one dimension per axis, in the order of the axes.
    """
    shape = tuple(len(codes) for _, codes in axes)
    places = np.indices(shape, dtype=np.uint32).reshape(len(axes), -1)
    keys = [pl.Series(name, codes).gather(place) for (name, codes), place in zip(axes, places, strict=True)]
    return pl.DataFrame(keys).with_columns(
        pl.Series(name, array.reshape(-1)) for name, array in values.items()
    )


def coefficients(inputs: Array, output: Array) -> Array:
    """Inputs (economy, supplier, user) per unit of output (economy, user); 0 where nothing is made."""
    made = output[:, None, :]
    return np.divide(inputs, made, out=np.zeros_like(inputs), where=made > 0).round(6)
