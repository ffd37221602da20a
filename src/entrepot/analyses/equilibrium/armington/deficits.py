"""What countries spend when their incomes change: the three closures of one sector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.metadata.scenario import Closure


@dataclass(frozen=True, eq=False)
class Deficits:
    """The rule that gives spending from income, N countries.

    As in the model of many industries. "share": a deficit keeps its share d of the country's income, less one
    share e for all that keeps the world's deficits at a sum of 0: E' = (1 + d - e) Y'. "fixed": a deficit
    keeps its share of the world's income. "zero": each spends its income; `output` and `spending` are equal.

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
            return np.asarray((1 + self._shares(income)) * income)
        if self.closure == "fixed":
            return np.asarray(income + (self.spending - self.output) * (income.sum() / self.output.sum()))
        return income.copy()

    def slopes(self, income: Array) -> Array:
        """float64[N, N], change of spending [country] when the log of an income [, country] changes."""
        if self.closure == "share":
            shares = self._shares(income)
            return np.diag((1 + shares) * income) - np.outer(income / income.sum(), shares * income)
        slopes = np.diag(income)
        if self.closure == "fixed":
            slopes += np.outer((self.spending - self.output) / self.output.sum(), income)
        return slopes

    def _shares(self, income: Array) -> Array:
        """float64[N], deficits as shares of these incomes, after what all give up alike."""
        shares = self.spending / self.output - 1
        return np.asarray(shares - shares @ income / income.sum())
