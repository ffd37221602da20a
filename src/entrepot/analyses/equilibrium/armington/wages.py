"""The wages at which every country sells what it makes: one sector, N countries, labour alone.

Alvarez and Lucas (2007) show that an equilibrium exists and is one for balanced trade. Steps in the direction
of excess demand come near it; Newton's method then ends it, whose last step tells how far it still was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.deficits import Deficits

NEAR = 0.02
"""Newton's method takes over where excess demand is below this share of income."""

PLAIN_STEPS = 12
"""... or after as many steps."""

HALVINGS = 20

ROUNDING = 1e-12
"""Excess demand below this is the rounding of its sums; it need not fall any more."""

LONGEST = 1.0
"""No logarithm of a wage moves by more in one step of Newton's."""


@dataclass(frozen=True, eq=False)
class Wages:
    """What the search ended with.

    Attributes:
        wages: float64[N], after / before; the income of the world is unchanged.
        shares: float64[N, N], what importer [n] spends on exporter [, i], of its spending.
        density: float64[N], sum over exporters of kernel times wage^-theta.
        spending: float64[N], after.
        iterations: steps taken.
        residual: largest excess demand, of income.
        last: largest change of the log of a wage in the last step; infinite if there was no such step.
    """

    wages: Array
    shares: Array
    density: Array
    spending: Array
    iterations: int
    residual: float
    last: float


@np.errstate(all="ignore")  # what is no number gives no finite residual, and the search ends
def search(kernel: Array, theta: float, deficits: Deficits, tolerance: float, most: int) -> Wages:
    """Wages that clear all markets; who calls compares `last` with the tolerance.

    Args:
        kernel: float64[N, N] >= 0, what importer [n] would buy from exporter [, i] at unchanged wages, up to
            a factor for each importer.
        theta: trade elasticity, > 0.
        deficits: what is spent at which incomes.
        tolerance: of the logarithm of wages.
        most: steps, at most.
    """
    logs = np.zeros(len(kernel))
    state = _state(kernel, theta, deficits, logs)
    last, count = np.inf, 0
    while count < most and np.isfinite(state.residual) and last > tolerance:
        count += 1
        far = state.residual > NEAR and count <= PLAIN_STEPS
        step = state.excess / (1 + theta) if far else _newton(state, theta, deficits)
        moved = None if step is None else _advance(kernel, theta, deficits, logs, step, state, far)
        if step is None or moved is None:
            break
        logs, state = moved
        last = np.inf if far else float(np.abs(step).max())
    return Wages(np.exp(logs), state.shares, state.density, state.spending, count, state.residual, last)


@dataclass(frozen=True, eq=False)
class _State:
    income: Array
    density: Array
    shares: Array
    spending: Array
    demand: Array
    excess: Array
    residual: float


def _state(kernel: Array, theta: float, deficits: Deficits, logs: Array) -> _State:
    """Where wages stand: excess is log(demand / income); the residual is infinite if that has no meaning."""
    income = deficits.output * np.exp(logs)
    pull = kernel * np.exp(-theta * logs)
    density = pull.sum(1)
    spending = deficits.spent(income)
    shares = pull / density[:, None]
    demand = spending @ shares
    excess = np.log(demand / income)
    sound = bool(np.isfinite(excess).all() and (spending > 0).all())
    residual = float(np.abs(excess).max()) if sound else np.inf
    return _State(income, density, shares, spending, demand, excess, residual)


def _newton(state: _State, theta: float, deficits: Deficits) -> Array | None:
    """The step to where excess demand would be zero if it were linear; None if there is none.

    Excess demand does not change if all wages double, so the step is asked to leave the world's income.
    """
    shares, demand = state.shares, state.demand
    pull = (shares * state.spending[:, None]).T @ shares
    change = theta * pull + shares.T @ deficits.slopes(state.income)
    change /= demand[:, None]
    change.flat[:: len(demand) + 1] -= 1 + theta
    change -= state.income / state.income.sum()
    try:
        step = np.linalg.solve(change, -state.excess)
    except np.linalg.LinAlgError:
        return None
    longest = float(np.abs(step).max())
    if not np.isfinite(longest):
        return None
    return np.asarray(step * min(1.0, LONGEST / max(longest, 1e-300)))


def _advance(
    kernel: Array, theta: float, deficits: Deficits, logs: Array, step: Array, state: _State, far: bool
) -> tuple[Array, _State] | None:
    """Takes the step, or so much of it as lessens the excess; None if nothing does."""
    for halving in range(HALVINGS):
        moved = logs + step * 0.5**halving
        income = deficits.output * np.exp(moved)
        moved -= np.log(income.sum() / deficits.output.sum())
        new = _state(kernel, theta, deficits, moved)
        falls = new.residual < max(state.residual, ROUNDING)
        if falls or (far and np.isfinite(new.residual)):
            return moved, new
    return None
