"""One year of trade among N countries as a square, out of any frame with a row per exporter and importer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import ArrayLike

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.asked import flows, names, terms
from entrepot.metadata.errors import BadInput, UsageError


@dataclass(frozen=True, eq=False)
class Bilateral:
    """Trade of one year, home sales included, and how much of it costs let through before and after.

    Attributes:
        countries: labels, N.
        trade: [N, N], importer [n] from exporter [, i], >= 0, home sales on the diagonal > 0.
        before, after: [N, N], t^(1 - sigma) >= 0 of each flow: exp(b x), all that a gravity regression says
            of a pair besides what it says of the exporter and of the importer. Only ratios within rows and
            columns matter for trade; the level sets that of the outward resistances.

    Raises:
        UsageError: if an array has a wrong shape or a wrong cell, which is named.
    """

    countries: tuple[str, ...]
    trade: Array
    before: Array
    after: Array

    def __post_init__(self) -> None:
        trade = flows(self.trade, "trade", self.countries)
        labels = names(self.countries, len(trade))
        checked: dict[str, Any] = {
            "countries": labels,
            "trade": trade,
            "before": terms(self.before, "before", labels),
            "after": terms(self.after, "after", labels),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)


def bilateral(
    frame: object,
    *,
    before: str = "before",
    after: str = "after",
    trade: str = "trade",
    exporter: str = "exporter",
    importer: str = "importer",
) -> Bilateral:
    """One year of a panel, in any order of rows, as squares.

    Args:
        frame: pandas, Polars, PyArrow, or anything narwhals reads; a row for every pair of countries and
            for every country with itself.
        before: column with t^(1 - sigma) = exp(b x) as it is.
        after: column with t^(1 - sigma) as it would be.
        trade: column with the flow.
        exporter: column with the label of who sells.
        importer: column with the label of who buys.

    Raises:
        BadInput: if a column is missing or empty, a pair stands twice or is absent, or a value is no number.
        UsageError: if it is no frame, or a cell of it is not what `Bilateral` takes.
    """
    table = _opened(frame, (exporter, importer), (trade, before, after))
    labels, rows, columns = _places(table, exporter, importer)
    squares = {
        name: _square(table[name].to_numpy(), rows, columns, len(labels)) for name in {trade, before, after}
    }
    return Bilateral(labels, squares[trade], squares[before], squares[after])


def matrix(
    frame: object, value: str, *, exporter: str = "exporter", importer: str = "importer"
) -> tuple[tuple[str, ...], Array]:
    """Labels and float64[N, N] of one column, importer [n] from exporter [, i], as `one_sector` takes them.

    Raises:
        BadInput: as `bilateral`.
        UsageError: if it is no frame.
    """
    table = _opened(frame, (exporter, importer), (value,))
    labels, rows, columns = _places(table, exporter, importer)
    return labels, _square(table[value].to_numpy(), rows, columns, len(labels))


def _opened(frame: Any, keys: Sequence[str], values: Sequence[str]) -> nw.DataFrame[Any]:
    try:
        seen = nw.from_native(frame)
    except TypeError as fault:
        raise UsageError(f"no frame that can be read: {type(frame).__name__}") from fault
    table = seen.collect() if isinstance(seen, nw.LazyFrame) else seen
    for name in (*keys, *values):
        if name not in table.columns:
            there = ", ".join(table.columns)
            raise BadInput("the column is missing", column=name, expected=f"one of the columns {there}")
        if table[name].is_null().any():
            raise BadInput("a row has no value", column=name, remedy="Fill it, or leave that country out.")
    for name in values:
        if not table.schema[name].is_numeric():
            raise BadInput("not a number", column=name, expected="a numeric column")
    return table.with_columns(*(nw.col(name).cast(nw.Float64) for name in values))


def _places(table: nw.DataFrame[Any], exporter: str, importer: str) -> tuple[tuple[str, ...], Any, Any]:
    """Labels in order, and where each row of the frame goes; every pair stands there once."""
    exporters, importers = (table[name].cast(nw.String).to_list() for name in (exporter, importer))
    labels = tuple(sorted({*exporters, *importers}))
    if not labels:
        raise BadInput("the frame has no rows", expected="a row for every pair of countries of one year")
    at = {label: number for number, label in enumerate(labels)}
    rows = np.array([at[label] for label in importers])
    columns = np.array([at[label] for label in exporters])
    counts = np.zeros((len(labels), len(labels)), dtype=np.int64)
    np.add.at(counts, (rows, columns), 1)
    if (counts > 1).any():
        n, i = np.argwhere(counts > 1)[0]
        raise BadInput(
            f"{labels[i]} to {labels[n]} stands {counts[n, i]} times",
            expected="one row per pair, of one year",
        )
    if (counts == 0).any():
        n, i = np.argwhere(counts == 0)[0]
        raise BadInput(
            f"{labels[i]} to {labels[n]} is absent ({int((counts == 0).sum())} pairs are)",
            expected=f"all {len(labels)} x {len(labels)} pairs, each country with itself too",
            remedy="Where nothing is traded, trade is 0; its cost is still needed.",
        )
    return labels, rows, columns


def _square(values: ArrayLike, rows: Any, columns: Any, size: int) -> Array:
    square = np.zeros((size, size))
    square[rows, columns] = values
    return square
