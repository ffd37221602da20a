"""What is kept of many draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.base import Base
from entrepot.analyses.equilibrium.fixed_point import Settled
from entrepot.analyses.equilibrium.problem import Problem
from entrepot.analyses.equilibrium.solve import price_index
from entrepot.metadata.scenario import Closure


@dataclass(frozen=True, eq=False)
class Many:
    """Outcomes of S draws. N economies, J industries, P pairs.

    Attributes:
        real_income, real_wage, wages, price_index: float64[S, N], factors as in `Equilibrium`.
        output: float64[S, N], factor on the value of all output.
        exports, imports: float64[S, N], factors on the value of all trade with others, duties left out.
        pairs: (exporter, importer) positions.
        trade, trade_before: float64[S, P, J], exporter's sales to the importer without duties, in the unit of
            the accounts. (Before differs from draw to draw under the closure `zero` alone.)
        iterations: int64[S].
        failed: number of each draw that has no equilibrium, and why; its numbers are NaN.
        closure, tolerance: as asked.
    """

    real_income: Array
    real_wage: Array
    wages: Array
    price_index: Array
    output: Array
    exports: Array
    imports: Array
    pairs: tuple[tuple[int, int], ...]
    trade: Array
    trade_before: Array
    iterations: NDArray[np.int64]
    failed: dict[int, str]
    closure: Closure
    tolerance: float


def write(many: Many, draw: int, problem: Problem, found: Settled) -> None:
    """Fill the rows of a draw from where it settled."""
    base, at = problem.base, found.swept
    index = price_index(problem, at.prices)
    wages = np.exp(found.guess.wages)
    many.wages[draw], many.price_index[draw], many.iterations[draw] = wages, index, found.iterations
    many.real_income[draw], many.real_wage[draw] = found.income / base.income / index, wages / index
    many.output[draw] = at.output.sum(axis=0) / base.output.sum(axis=0)
    everyone = np.arange(len(wages))
    home = problem.kept[:, everyone, everyone] * at.appeal * at.spending / at.totals
    sold = (at.output - home).sum(axis=0)
    accounts = base.accounts
    home = accounts.trade[:, everyone, everyone] / (1.0 + accounts.tariffs[:, everyone, everyone])
    sold_before = (base.output - home).sum(axis=0)
    many.exports[draw] = _factor(sold, sold_before)
    many.imports[draw] = _factor(sold + found.deficits, sold_before + base.deficits)
    for place, (i, n) in enumerate(many.pairs):
        many.trade[draw, place] = (
            problem.kept[:, n, i] * at.appeal[:, i] * at.spending[:, n] / at.totals[:, n]
        )
        many.trade_before[draw, place] = accounts.trade[:, n, i] / (1.0 + accounts.tariffs[:, n, i])


def _factor(after: Array, before: Array) -> Array:
    """NaN where there was nothing."""
    return np.asarray(np.divide(after, before, out=np.full(after.shape, np.nan), where=before > 0))


def room(
    number: int,
    base: Base,
    closure: Closure,
    tolerance: float,
    pairs: tuple[tuple[int, int], ...],
) -> Many:
    """Arrays for so many draws, all NaN."""
    industries, economies = base.output.shape
    empty = [np.full((number, economies), np.nan) for _ in range(7)]
    return Many(
        real_income=empty[0],
        real_wage=empty[1],
        wages=empty[2],
        price_index=empty[3],
        output=empty[4],
        exports=empty[5],
        imports=empty[6],
        pairs=pairs,
        trade=np.full((number, len(pairs), industries), np.nan),
        trade_before=np.full((number, len(pairs), industries), np.nan),
        iterations=np.zeros(number, dtype=np.int64),
        failed={},
        closure=closure,
        tolerance=tolerance,
    )
