"""What is solved: a base, a shock and elasticities as the arrays that a sweep through the markets takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array, Shock
from entrepot.analyses.equilibrium.base import Base
from entrepot.metadata.scenario import Closure


@dataclass(frozen=True, eq=False)
class Problem:
    """Fixed arrays of one search. J industries, N economies.

    Attributes:
        weights: float64[J, N, N], base shares x (factor on cost, duties included)^-theta.
        kept: float64[J, N, N], weights / (1 + duty after); `weights` itself where there are no duties.
        tariffs: float64[J, N, N], duties after.
        theta: float64[J].
        inputs: float64[N, J, J], as in the accounts.
        left_over: float64[J, N], value added in cost.
        productivity: float64[J, N], logarithm of its factor.
        tastes: float64[J, N], shares of final spending after the shock.
        value_added: float64[N], before.
        base: the world before.
        closure: of deficits.
    """

    weights: Array
    kept: Array
    tariffs: Array
    theta: Array
    inputs: Array
    left_over: Array
    productivity: Array
    tastes: Array
    value_added: Array
    base: Base
    closure: Closure

    @property
    def duties(self) -> bool:
        """Whether anybody levies a duty after the shock."""
        return self.kept is not self.weights


@dataclass(eq=False)
class Swept:
    """What one sweep leaves behind, overwritten by the next. float64[J, N] each; see `markets`."""

    costs: Array
    appeal: Array
    totals: Array
    prices: Array
    spending: Array
    output: Array
    paid: Array


def problem_of(base: Base, theta: Array, shock: Shock, closure: Closure) -> Problem:
    """The arrays of a search; copies matrices of trade only where the shock or duties ask for it."""
    tariffs = base.accounts.tariffs if shock.tariffs is None else shock.tariffs
    weights = _weights(base, theta, shock)
    tastes = base.tastes
    if shock.demand is not None:
        wanted = base.tastes * shock.demand
        tastes = wanted / wanted.sum(axis=0)
    return Problem(
        weights=weights,
        kept=weights / (1.0 + tariffs) if tariffs.any() else weights,
        tariffs=tariffs,
        theta=theta,
        inputs=np.ascontiguousarray(base.accounts.inputs, dtype=float),
        left_over=base.value_added_shares,
        productivity=np.zeros_like(base.output) if shock.productivity is None else np.log(shock.productivity),
        tastes=tastes,
        value_added=base.value_added,
        base=base,
        closure=closure,
    )


def _weights(base: Base, theta: Array, shock: Shock) -> Array:
    """Powers are taken in the industries that change alone: they cost more than all else in a sweep."""
    before, duties = base.accounts.tariffs, shock.tariffs
    weights = base.shares
    for j, elasticity in enumerate(theta):
        logs = np.zeros(()) if shock.cost is None or (shock.cost[j] == 1.0).all() else np.log(shock.cost[j])
        if duties is not None and not np.array_equal(duties[j], before[j]):
            logs = logs + np.log1p(duties[j]) - np.log1p(before[j])
        if logs.ndim:
            weights = weights.copy() if weights is base.shares else weights
            weights[j] *= np.exp(-elasticity * logs)
    return weights
