"""What countries spend when their incomes change: the three closures of one sector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.metadata.scenario import Closure


@dataclass(frozen=True, eq=False)
class Deficits:
    """The rule that gives spending from income, N countries.

    "share": each country spends the same multiple of its income as before, E = phi Y, times one factor for
    all that keeps the spending of the world equal to its income. "fixed": each keeps its deficit, as a share
    of the world's income. "zero": each spends its income; `output` and `spending` are then equal.

    Attributes:
        closure: which of the three.
        output: float64[N], incomes before, all > 0.
        spending: float64[N], spending before, all > 0, with the same sum.
    """

    closure: Closure
    output: Array
    spending: Array

    def spent(self, income: Array) -> Array:
        """float64[N], spending at these incomes; not positive where a surplus exceeds the income."""
        if self.closure == "share":
            wish = self.spending / self.output * income
            return np.asarray(wish * (income.sum() / wish.sum()))
        if self.closure == "fixed":
            return np.asarray(income + (self.spending - self.output) * (income.sum() / self.output.sum()))
        return income.copy()

    def slopes(self, income: Array) -> Array:
        """float64[N, N], change of spending [country] when the log of an income [, country] changes."""
        if self.closure == "share":
            spent = self.spent(income)
            common = income / income.sum() - spent / spent.sum()
            return np.diag(spent) + np.outer(spent, common)
        slopes = np.diag(income)
        if self.closure == "fixed":
            slopes += np.outer((self.spending - self.output) / self.output.sum(), income)
        return slopes
