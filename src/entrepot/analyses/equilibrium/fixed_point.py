"""Sweeps through all markets, and where they lead: the state of a search for an equilibrium.

The unknowns are log wages, log prices and spending. A sweep takes costs from prices, prices and shares from
costs, output from spending, incomes from wages, spending from incomes and output, and the gap between the
labour that output asks for and what it is paid. Nothing is inverted but one matrix of economies x economies.
The numeraire is the world's value added, which stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.closures import deficits_after
from entrepot.analyses.equilibrium.problem import Problem, Swept

LARGEST_STEP = 0.7
"""Of log wages: nobody's wage is more than doubled or halved in a step."""

LEAST = 1e-250
"""Of spending, over what its buyer spends on everything."""


@dataclass(frozen=True, eq=False)
class Guess:
    """Where a search stands: log wages [N], log prices [J, N], spending [J, N] over base spending of n."""

    vector: Array
    economies: int

    @property
    def wages(self) -> Array:
        """View of log wages."""
        return self.vector[: self.economies]

    @property
    def prices(self) -> Array:
        """View of log prices, [J, N]."""
        return np.asarray(self._matrices[0])

    @property
    def spending(self) -> Array:
        """View of spending, [J, N], as a share of what n spent on everything before."""
        return np.asarray(self._matrices[1])

    @property
    def _matrices(self) -> Array:
        return self.vector[self.economies :].reshape(2, -1, self.economies)


@dataclass(frozen=True, eq=False)
class Settled:
    """A search at its end.

    Attributes:
        guess: the last one.
        swept: what the last sweep left.
        income, deficits, revenue, value_added: float64[N], in the unit of the accounts.
        iterations: sweeps.
        residual: largest of: gap of a log price, of a log wage bill, of spending on an industry over all that
            its buyer spends.
        furthest: position of the economy with that gap.
        response: to start a neighbouring search from.
    """

    guess: Guess
    swept: Swept
    income: Array
    deficits: Array
    revenue: Array
    value_added: Array
    iterations: int
    residual: float
    furthest: int
    response: tuple[Array, Array]


class Search:
    """A problem, a guess, and what the last sweep from that guess said.

    Attributes:
        residual, furthest: largest relative gap of the last sweep, and the position of whose it is.
        labour: float64[N], log of labour asked for over what it is paid.
        unsettled: largest gap of prices and spending alone.
        sweeps: how many there were.
    """

    def __init__(self, problem: Problem, start: Settled) -> None:
        base = problem.base
        industries, self.economies = base.spending.shape
        self.problem, self.guess, self.response = problem, start.guess, start.response
        self.scale = base.spending.sum(axis=0)
        self.at = Swept(*(np.empty((industries, self.economies)) for _ in range(7)))
        self.residual, self.unsettled, self.furthest, self.sweeps = np.inf, np.inf, 0, 0

    def sweep(self) -> None:
        """Through all markets once."""
        problem, at, guess = self.problem, self.at, self.guess
        self.sweeps += 1
        np.multiply(guess.spending, self.scale, out=at.spending)
        costs_of, sourcing_of, spending_of = _compiled()
        costs_of(problem.inputs, problem.left_over, problem.productivity, guess.wages, guess.prices, at.costs)
        sourcing_of(
            problem.weights, problem.kept, problem.duties, problem.theta, at.costs, at.spending,
            at.appeal, at.totals, at.prices, at.output, at.paid,
        )  # fmt: skip
        self.bill = np.exp(guess.wages) * problem.value_added
        self.revenue = (at.spending - at.paid).sum(axis=0) if problem.duties else np.zeros(self.economies)
        self.deficits = deficits_after(problem.closure, problem.base, self.bill)
        self.income = self.bill + self.revenue + self.deficits
        gaps = np.abs(at.prices - guess.prices).max(axis=0)
        final, self.wanted = problem.tastes * np.maximum(self.income, 0.0), np.empty_like(at.prices)
        spending_of(problem.inputs, at.output, final, self.scale, guess.spending, self.wanted, gaps)
        self.unsettled = float(gaps.max())
        self.labour = np.log((problem.left_over * at.output).sum(axis=0) / self.bill)
        gaps = np.maximum(gaps, np.abs(self.labour))
        self.furthest = int(np.argmax(np.where(np.isnan(gaps), np.inf, gaps)))
        self.residual = float(gaps[self.furthest])

    def moves(self) -> Array:
        """float64[N], step of log wages that would close the gaps in labour."""
        moves = self.response[0] @ self.labour
        return np.asarray(moves * min(1.0, LARGEST_STEP / max(float(np.abs(moves).max()), LEAST)))

    def image(self, moves: Array) -> Array:
        """Where the last sweep points to if wages move so, prices following through own costs."""
        prices = self.at.prices + self.response[1] * moves
        return np.concatenate([self.guess.wages + moves, prices.ravel(), self.wanted.ravel()])

    def go(self, vector: Array) -> None:
        """Make a guess of a vector: the world's value added is the numeraire, spending is above nothing."""
        guess = Guess(vector, self.economies)
        value_added = self.problem.value_added
        level = np.log((np.exp(guess.wages) @ value_added) / value_added.sum())
        vector[: -guess.spending.size] -= level
        np.maximum(guess.spending * np.exp(-level), LEAST, out=guess.spending)
        self.guess = guess

    def end(self) -> Settled:
        """What there is now."""
        return Settled(
            guess=self.guess,
            swept=self.at,
            income=self.income,
            deficits=self.deficits,
            revenue=self.revenue,
            value_added=self.bill,
            iterations=self.sweeps,
            residual=self.residual,
            furthest=self.furthest,
            response=self.response,
        )


def _compiled() -> tuple[Callable[..., None], ...]:
    """Numba takes half a second to import: only who solves pays for it."""
    from entrepot.analyses.equilibrium.markets import costs_of, sourcing_of, spending_of

    return costs_of, sourcing_of, spending_of
