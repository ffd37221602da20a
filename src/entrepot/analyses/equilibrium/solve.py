"""General equilibrium of many economies and industries in exact hat algebra (Caliendo and Parro 2015)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.analyses.equilibrium.base import Base, base_of
from entrepot.analyses.equilibrium.checks import check, check_shock, checked_theta
from entrepot.analyses.equilibrium.closures import known_closure
from entrepot.analyses.equilibrium.feasibility import BALANCED, possible, unfound
from entrepot.analyses.equilibrium.fixed_point import Settled
from entrepot.analyses.equilibrium.problem import Problem, problem_of
from entrepot.analyses.equilibrium.result import Equilibrium
from entrepot.analyses.equilibrium.searching import settle
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure

TOLERANCE = 1e-8
MOST = 2000
NOTHING = Shock()


def solve(
    accounts: Accounts,
    theta: ArrayLike,
    shock: Shock = NOTHING,
    *,
    closure: Closure = "share",
    tolerance: float = TOLERANCE,
    most: int = MOST,
) -> Equilibrium:
    """What becomes of a world after a change.

    With x^ for the factor x after / x before, gamma for shares of inputs in cost, b for what they leave to
    value added, pi for shares in trade, tau for duties, kappa for 1 + duty times iceberg cost, A for
    productivity:

        c^[j, n]    = w^[n]^b[j, n] prod over k of p^[k, n]^gamma[n, k, j] / A^[j, n]
        p^[j, n]    = (sum over i of pi[j, n, i] (kappa^[j, n, i] c^[j, i])^-theta[j])^(-1 / theta[j])
        pi'[j, n, i] = pi[j, n, i] (kappa^[j, n, i] c^[j, i] / p^[j, n])^-theta[j]
        Y'[j, i]    = sum over n of pi'[j, n, i] X'[j, n] / (1 + tau'[j, n, i])
        X'[k, n]    = sum over j of gamma[n, k, j] Y'[j, n] + alpha'[k, n] I'[n]
        I'[n]       = w^[n] V[n] + duties'[n] + D'[n]
        w^[n] V[n]  = sum over j of b[j, n] Y'[j, n]

    (their equations 10 to 15, with productivity, tastes and closed flows added). V is value added; its sum
    over the world is the numeraire. What D' is, the closure says (`closures`).

    Args:
        accounts: of the world before.
        theta: float[J], elasticities of trade to costs, above 0.
        shock: what is otherwise.
        closure: `share`, `fixed` or `zero`.
        tolerance: largest residual of the answer (see `Equilibrium.residual`), 1e-12 to 1e-2.
        most: sweeps through all markets before the search is given up.

    Raises:
        BadAccounts: for accounts that cannot be or do not balance.
        UsageError: for elasticities, shocks or options that make no sense.
        NoEquilibrium: where there is none, or none was found.
    """
    check(accounts)
    elasticities = checked(accounts, theta, closure, tolerance, most)
    check_shock(accounts, shock)
    base = starting(base_of(accounts), elasticities, closure, tolerance, most)
    problem, found = found_for(base, elasticities, shock, closure, tolerance, most)
    return equilibrium(problem, shock, found, tolerance)


def mended(
    accounts: Accounts,
    theta: ArrayLike,
    *,
    closure: Closure = "fixed",
    tolerance: float = TOLERANCE,
    most: int = MOST,
) -> Accounts:
    """Accounts that balance, from some whose final demand is below nothing in places.

    What is below nothing is set to nothing, other final demand shrinks in proportion, and the world settles
    anew with the same technology (the procedure of Caliendo and Parro's code). All flows move a little; a
    caveat says how much. Accounts that balance already come back as they are, up to `tolerance`.

    Raises:
        BadAccounts, UsageError, NoEquilibrium: as `solve`, but for final demand.
    """
    check(accounts, tolerance=np.inf)
    elasticities = checked(accounts, theta, closure, tolerance, most)
    base = base_of(accounts)
    problem, found = found_for(base, elasticities, NOTHING, closure, tolerance, most)
    settled = equilibrium(problem, NOTHING, found, tolerance)
    below = base.final.sum() - (
        base.spending.sum() - (1.0 - base.value_added_shares.T).ravel() @ base.output.T.ravel()
    )
    moved = np.abs(settled.trade - accounts.trade).sum() / accounts.trade.sum()
    return settled.accounts(
        f"Final demand was below nothing by {100 * below / base.final.sum():.2g} % of the world's; set to "
        "nothing, and the "
        f"world settled anew: {100 * moved:.2g} % of all sales moved."
    )


def checked(accounts: Accounts, theta: ArrayLike, closure: str, tolerance: float, most: int) -> Array:
    """Elasticities, with closure and limits looked at too; raises `UsageError`."""
    known_closure(closure)
    if not 1e-12 <= tolerance <= 1e-2:
        raise UsageError(f"A tolerance of {tolerance:g} makes no sense; it lies between 1e-12 and 1e-2.")
    if most < 1:
        raise UsageError(f"At most {most} sweeps leave no search at all.")
    return checked_theta(accounts, theta)


def starting(base: Base, theta: Array, closure: Closure, tolerance: float, most: int) -> Base:
    """The world that changes are counted from: itself, but without deficits under the closure `zero`."""
    if closure != "zero" or np.abs(base.deficits / base.value_added).max() < BALANCED:
        return base
    problem, found = found_for(base, theta, NOTHING, closure, tolerance, most)
    return base_of(equilibrium(problem, NOTHING, found, tolerance).accounts())


def found_for(
    base: Base,
    theta: Array,
    shock: Shock,
    closure: Closure,
    tolerance: float,
    most: int,
    start: Settled | None = None,
) -> tuple[Problem, Settled]:
    """A problem and where it settles; raises `NoEquilibrium`."""
    problem = problem_of(base, theta, shock, closure)
    possible(problem)
    found = settle(problem, tolerance, most, start)
    if not found.residual < tolerance or not (found.income > 0).all():
        raise unfound(problem, found.iterations, found.residual, tolerance, found.furthest)
    return problem, found


def equilibrium(problem: Problem, shock: Shock, found: Settled, tolerance: float) -> Equilibrium:
    """A search at its end, in the words of its users."""
    base, at = problem.base, found.swept
    wages = np.exp(found.guess.wages)
    index = price_index(problem, at.prices)
    each = at.spending / at.totals
    trade = problem.weights * at.appeal[:, None, :]
    trade *= each[:, :, None]
    return Equilibrium(
        before=base.accounts,
        shock=shock,
        theta=problem.theta,
        closure=problem.closure,
        wages=wages,
        costs=np.exp(at.costs),
        prices=np.exp(at.prices),
        price_index=index,
        real_income=found.income / base.income / index,
        real_wage=wages / index,
        trade=trade,
        tariffs=problem.tariffs,
        spending=at.spending,
        spending_before=base.spending,
        output=at.output,
        output_before=base.output,
        value_added=found.value_added,
        value_added_before=base.value_added,
        income=found.income,
        income_before=base.income,
        revenue=found.revenue,
        revenue_before=base.revenue,
        deficits=found.deficits,
        deficits_before=base.deficits,
        tolerance=tolerance,
        iterations=found.iterations,
        residual=found.residual,
    )


def price_index(problem: Problem, prices: Array) -> Array:
    """float64[N], factor on the price of final demand; `prices` are logarithms."""
    return np.asarray(np.exp((0.5 * (problem.base.tastes + problem.tastes) * prices).sum(axis=0)))
