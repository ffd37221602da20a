"""Changes after which nothing can balance, found before a search begins."""

from __future__ import annotations

import numpy as np

from entrepot.analyses.equilibrium.problem import Problem
from entrepot.analyses.equilibrium.refusals import NoEquilibrium

BALANCED = 1e-9
"""Of value added: a deficit below is none."""


def possible(problem: Problem) -> None:
    """Raises `NoEquilibrium` where nobody sells a thing, or a closed border should carry a debt."""
    accounts = problem.base.accounts
    wanted = (problem.base.spending > 0) & ~(problem.weights.max(axis=2) > 0)
    for j, n in np.argwhere(wanted)[:1]:
        raise NoEquilibrium(
            f"After the change {accounts.economies[n]} can buy {accounts.industries[j]} of nobody: it "
            "makes none itself, and every "
            "seller is closed. Leave a part of a flow open (an embargo of 99 %, say).",
            closure=problem.closure,
            economy=accounts.economies[n],
        )
    _carried(problem)


def _carried(problem: Problem) -> None:
    base, labels = problem.base, problem.base.accounts.economies
    everyone = np.arange(len(labels))
    flows = problem.weights.max(axis=0)
    flows[everyone, everyone] = 0.0
    buys, sells = flows.sum(axis=1) > 0, flows.sum(axis=0) > 0
    deficits = np.zeros_like(base.deficits) if problem.closure == "zero" else base.deficits / base.value_added
    for n in everyone:
        owed = 0.0 if abs(deficits[n]) < BALANCED else float(deficits[n])
        carried = buys[n] if owed > 0 else sells[n] if owed < 0 else buys[n] == sells[n]
        if not carried:
            raise _cannot(problem, int(n), bool(buys[n]), bool(sells[n]), owed)


def _cannot(problem: Problem, n: int, buys: bool, sells: bool, owed: float) -> NoEquilibrium:
    name = problem.base.accounts.economies[n]
    left = (
        "nothing and sells nothing"
        if not (buys or sells)
        else "nothing"
        if not buys
        else "what it can, but sells nothing"
    )
    kind = "deficit" if owed > 0 else "surplus"
    balance = (
        f"has a {kind} of {100 * abs(owed):.1f} % of its value added"
        if owed
        else "has neither deficit nor surplus"
    )
    remedy = "close both directions of its trade, or leave both ajar"
    if not (buys or sells):
        remedy = (
            "ask for the closure 'zero', under which a closed economy owes nothing, or leave its border ajar"
        )
    return NoEquilibrium(
        f"No world balances after this change: {name} buys {left} abroad, and {balance} under the closure "
        f"'{problem.closure}', which trade must carry. What to do: {remedy}.",
        closure=problem.closure,
        economy=name,
    )


def unfound(
    problem: Problem, iterations: int, residual: float, tolerance: float, furthest: int
) -> NoEquilibrium:
    """The error for a search that did not end; says who is furthest and what may help."""
    base, name = problem.base, problem.base.accounts.economies[furthest]
    owed = base.deficits[furthest] / base.value_added[furthest]
    kind = "deficit" if owed > 0 else "surplus"
    carry = (
        f" Its {kind} was {100 * abs(owed):.1f} % of its value added, which what is left of its trade may "
        "not "
        "carry."
    )
    ask = {
        "fixed": "ask for the closure 'share' or 'zero', or close less",
        "share": "ask for the closure 'zero', or close less",
        "zero": "close less, or allow more iterations",
    }[problem.closure]
    return NoEquilibrium(
        f"No equilibrium was found under the closure '{problem.closure}': after {iterations} sweeps a gap "
        f"of {residual:.1e} is left where "
        f"{tolerance:.0e} was asked for, the largest in "
        f"{name}.{carry if problem.closure != 'zero' else ''} What to do: {ask}.",
        closure=problem.closure,
        economy=name,
        iterations=iterations,
        residual=residual,
    )
