"""A year of a panel becomes squares, from any frame in any order; what is missing is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from entrepot.analyses.equilibrium.armington import bilateral, matrix
from entrepot.metadata.errors import BadInput, UsageError

YEAR = pl.DataFrame(
    {
        "exporter": ["A", "A", "B", "B"],
        "importer": ["A", "B", "A", "B"],
        "trade": [80, 10, 30, 50],
        "is": [1.0, 0.2, 0.3, 1.0],
        "would": [1.0, 0.4, 0.3, 1.0],
    }
)

KINDS: list[Callable[[pl.DataFrame], Any]] = [
    lambda frame: frame,
    lambda frame: frame.lazy(),
    lambda frame: frame.to_pandas(),
    lambda frame: frame.to_arrow(),
    lambda frame: frame.reverse().with_columns(pl.col("exporter", "importer").cast(pl.Categorical)),
]


@pytest.mark.parametrize("kind", KINDS)
def test_importers_in_rows_exporters_in_columns(kind: Callable[[pl.DataFrame], Any]) -> None:
    found = bilateral(kind(YEAR), before="is", after="would")
    assert found.countries == ("A", "B")
    np.testing.assert_array_equal(found.trade, [[80, 30], [10, 50]])
    np.testing.assert_array_equal(found.before, [[1, 0.3], [0.2, 1]])
    np.testing.assert_array_equal(found.after, [[1, 0.3], [0.4, 1]])
    labels, square = matrix(kind(YEAR), "trade")
    assert labels == found.countries
    np.testing.assert_array_equal(square, found.trade)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (YEAR.drop("would"), r"column would: the column is missing.*exporter, importer, trade, is"),
        (YEAR.with_columns(trade=pl.col("trade").cast(pl.String)), "column trade: not a number"),
        (YEAR.with_columns(trade=pl.when(pl.col("trade") > 10).then("trade")), "a row has no value"),
        (pl.concat([YEAR, YEAR[1:2]]), "A to B stands 2 times.*of one year"),
        (YEAR[:3], r"B to B is absent \(1 pairs are\).*its cost is still needed"),
        (YEAR[:0], "no rows"),
    ],
)
def test_frames_that_are_not_a_year(frame: pl.DataFrame, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        bilateral(frame, before="is", after="would")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ([1, 2], "no frame that can be read: list"),
        (YEAR.with_columns(would=-pl.col("would")), r"after of A from A is -1 \(4 such cells\)"),
        (YEAR.with_columns(pl.lit(float("nan")).alias("is")), "before of A from A is nan"),
        (YEAR.with_columns(trade=pl.lit(0)), "home sales"),
    ],
)
def test_cells_that_cannot_be(frame: object, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        bilateral(frame, before="is", after="would")
