"""What may be asked of one sector, and what is refused: arrays of numbers, labels, elasticities, closures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rapidfuzz import process

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.closures import known_closure
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure

LARGEST = 1e150
"""Of one flow, in the unit of the data, so that sums and products stay numbers."""


def flows(given: ArrayLike, name: str, labels: Sequence[str] = ()) -> Array:
    """float64[N, N] of sales, finite and >= 0; every country sells at home, so that none stands alone.

    Raises:
        UsageError: naming the cell that is wrong.
    """
    matrix = square(given, name)
    if len(matrix) < 2:
        raise UsageError(f"{name} is of one country; two at least can trade")
    cells = _Cells(name, matrix, names(labels, len(matrix)))
    cells.refuse(~np.isfinite(matrix), "sales are finite numbers")
    cells.refuse(matrix < 0, "sales are not negative")
    cells.refuse(matrix > LARGEST, "sales of such size cannot be added up; take a larger unit")
    cells.refuse(np.diag(np.diag(matrix) <= 0), "home sales, on the diagonal, are above zero")
    return matrix


def iceberg(given: ArrayLike, labels: Sequence[str]) -> Array:
    """float64[N, N] > 0, infinite where a flow is closed; home sales cannot be.

    Raises:
        UsageError: naming the cell that is wrong.
    """
    matrix = square(given, "cost", len(labels))
    cells = _Cells("cost", matrix, labels)
    cells.refuse(~(matrix > 0), "a cost after / before is above zero; 1 is no change")
    cells.refuse(np.diag(np.isinf(np.diag(matrix))), "home sales cannot be closed")
    return matrix


def terms(given: ArrayLike, name: str, labels: Sequence[str]) -> Array:
    """float64[N, N] >= 0 of t^(1 - sigma), 0 where a flow is closed; home sales cannot be.

    Raises:
        UsageError: naming the cell that is wrong.
    """
    matrix = square(given, name, len(labels))
    cells = _Cells(name, matrix, labels)
    cells.refuse(~(np.isfinite(matrix) & (matrix >= 0)), "t^(1 - sigma) is finite and not negative")
    cells.refuse(np.diag(np.diag(matrix) <= 0), "home sales cannot be closed")
    return matrix


def square(given: ArrayLike, name: str, size: int | None = None) -> Array:
    """The argument as float64[N, N]; UsageError if it has another shape, or holds no numbers."""
    try:
        matrix = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise UsageError(f"{name} holds something that is no number: {fault}") from fault
    wanted = matrix.shape[0] if size is None and matrix.ndim == 2 else size
    if matrix.ndim != 2 or matrix.shape != (wanted, wanted) or not wanted:
        shape = "N x N, importers in rows and exporters in columns" if size is None else f"{size} x {size}"
        raise UsageError(f"{name} has shape {matrix.shape}; it must be {shape}")
    return matrix


def names(given: Sequence[str], size: int) -> tuple[str, ...]:
    """Labels of countries, numbers from 1 if none are given; UsageError if too few or many, or one twice."""
    if not given:
        return tuple(str(number) for number in range(1, size + 1))
    labels = tuple(given)
    if len(labels) != size:
        raise UsageError(f"{len(labels)} countries are named, and trade has {size}")
    if len(set(labels)) < size:
        twice = next(label for label in labels if labels.count(label) > 1)
        raise UsageError(f"country {twice!r} is named twice")
    return labels


def position(labels: Sequence[str], label: str, what: str) -> int:
    """Where a country stands; UsageError with the nearest names if it is not there."""
    if label in labels:
        return list(labels).index(label)
    near = [found for found, _, _ in process.extract(str(label), list(labels), limit=3, score_cutoff=50)]
    hint = f" Did you mean {' or '.join(near)}?" if near else f" There are {', '.join(labels[:8])} ..."
    raise UsageError(f"{what} {label!r} is not among the countries.{hint}")


def elasticity(given: float, name: str, above: float) -> float:
    """A finite number above a bound; UsageError otherwise."""
    try:
        value = float(given)
    except (TypeError, ValueError) as fault:
        raise UsageError(f"{name} is {given!r}; it must be a number") from fault
    if not (np.isfinite(value) and value > above):
        raise UsageError(f"{name} is {value:g}; it must be a finite number above {above:g}")
    return value


def closure_of(given: str) -> Closure:
    """One of the closures of deficits; UsageError otherwise."""
    known_closure(given)
    return cast(Closure, given)


@dataclass(frozen=True, eq=False)
class _Cells:
    """A square with its name and its labels, so that a wrong cell can be named."""

    name: str
    matrix: Array
    labels: Sequence[str]

    def refuse(self, wrong: NDArray[np.bool_], rule: str) -> None:
        """UsageError that names the first wrong cell and counts the others; nothing if there is none."""
        if not wrong.any():
            return
        row, column = (int(place) for place in np.argwhere(wrong)[0])
        more = f" ({int(wrong.sum())} such cells)" if wrong.sum() > 1 else ""
        where = f"{self.name} of {self.labels[row]} from {self.labels[column]}"
        raise UsageError(f"{where} is {self.matrix[row, column]:g}{more}: {rule}")
