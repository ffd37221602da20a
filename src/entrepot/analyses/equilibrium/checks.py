"""Accounts, elasticities and shocks that cannot be are refused, by name of economy and industry."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.analyses.equilibrium.base import used_as_inputs
from entrepot.analyses.equilibrium.refusals import BadAccounts
from entrepot.metadata.errors import UsageError

ROUNDING = 1e-6
"""What may be missing to a balance, as a part of what the economy spends: more is not rounding. Without a
shock, such a world gives ones to as many digits."""

STRAY = 0.01
"""How far below 0 a share of inputs may be: statistical offices balance tables by such cells, and the data of
Caliendo and Parro (2015) have one. It is taken as it is."""

LEAST_DUTY = float(np.nextafter(-1.0, 0.0))


def check(accounts: Accounts, tolerance: float = ROUNDING) -> None:
    """Say whether accounts can be the start of an equilibrium.

    Sales are costs by construction (`inputs` are shares of what is sold), so what can fail to balance is what
    an economy
    buys: less than its own industries use as inputs would leave less than nothing for final demand.

    Args:
        accounts: of a world.
        tolerance: how far final demand for an industry may be below nothing, as a part of all that the
            economy spends.

    Raises:
        BadAccounts: with economy, industry, size and remedy.
    """
    _shapes(accounts)
    _cells(accounts)
    _shares(accounts)
    spending = accounts.trade.sum(axis=2)
    output = (
        (accounts.trade / (1.0 + accounts.tariffs)).sum(axis=1)
        if accounts.tariffs.any()
        else accounts.trade.sum(axis=1)
    )
    _idle(accounts, spending, output)
    _final_demand(accounts, spending, output, tolerance)


def checked_theta(accounts: Accounts, theta: ArrayLike) -> Array:
    """float64[J], elasticities that can be used; raises `UsageError` naming the industry."""
    found = np.asarray(theta, dtype=float)
    if found.shape != (len(accounts.industries),):
        raise UsageError(
            f"{len(accounts.industries)} elasticities are needed, one an industry; there are {found.shape}."
        )
    for position in np.nonzero(~(np.isfinite(found) & (found > 0)))[0][:1]:
        what = "no elasticity" if np.isnan(found[position]) else f"an elasticity of {found[position]:g}"
        raise UsageError(
            f"Industry {accounts.industries[position]} has {what}; how strongly trade answers to costs "
            "must be a positive "
            "number. Choose a set of elasticities that covers it, or give one."
        )
    return np.ascontiguousarray(found)


def check_shock(accounts: Accounts, shock: Shock) -> None:
    """Raises `UsageError` for a change that has the wrong shape or cannot be, naming the flow."""
    economies, industries = len(accounts.economies), len(accounts.industries)
    _factor(accounts, "cost of trade", shock.cost, (industries, economies, economies), infinite=True)
    _factor(accounts, "productivity", shock.productivity, (industries, economies))
    _factor(accounts, "demand", shock.demand, (industries, economies), nothing=True)
    if shock.cost is not None:
        for j, n in np.argwhere(np.isinf(np.diagonal(shock.cost, axis1=1, axis2=2)))[:1]:
            raise UsageError(
                f"The change closes {accounts.economies[n]} to its own {accounts.industries[j]}; sales at "
                "home stay open. Leave "
                "the diagonal of the costs finite."
            )
    if shock.tariffs is not None:
        if shock.tariffs.shape != accounts.trade.shape:
            raise UsageError(
                f"Duties have the shape {shock.tariffs.shape}, the trade they are on {accounts.trade.shape}."
            )
        for where in _outside(shock.tariffs, LEAST_DUTY, np.inf):
            raise UsageError(
                f"A duty of {100 * shock.tariffs[tuple(where)]:g} % is on {_flow(accounts, where)}; it "
                "must be above -100 % and finite. "
                "What is forbidden is a flow of infinite cost."
            )
    if shock.demand is not None:
        for n in np.nonzero((shock.demand * (accounts.trade.sum(axis=2) > 0)).sum(axis=0) <= 0)[0][:1]:
            raise UsageError(f"After the change {accounts.economies[n]} would want nothing at all.")


def _factor(
    accounts: Accounts,
    what: str,
    factor: Array | None,
    shape: tuple[int, ...],
    *,
    infinite: bool = False,
    nothing: bool = False,
) -> None:
    if factor is None:
        return
    if factor.shape != shape:
        raise UsageError(f"The change of {what} has the shape {factor.shape}; {shape} is needed.")
    above = np.nan if infinite else np.inf
    for where in _outside(factor, 0.0 if nothing else np.finfo(float).tiny, above):
        raise UsageError(
            f"The change of {what} is {factor[tuple(where)]:g} for {_flow(accounts, where)}; a factor "
            "(after / before) must be "
            f"{'at least 0' if nothing else 'above 0'}{'' if infinite else ' and finite'}."
        )


def _outside(array: Array, least: float, below: float) -> NDArray[np.intp]:
    """Where a cell first is no number, under `least`, or not under `below` (NaN: no limit)."""
    low, high = array.min(initial=least), array.max(initial=least)  # NaN spreads; no copy is made
    if low >= least and not high >= below:
        return np.empty((0, array.ndim), dtype=np.intp)
    return np.argwhere(~((array >= least) & ~(array >= below)))[:1]


def _flow(accounts: Accounts, where: NDArray[np.intp]) -> str:
    industry = accounts.industries[where[0]]
    if len(where) == 2:
        return f"{industry} of {accounts.economies[where[1]]}"
    return f"{industry} from {accounts.economies[where[2]]} to {accounts.economies[where[1]]}"


def _shapes(accounts: Accounts) -> None:
    economies, industries = len(accounts.economies), len(accounts.industries)
    for name, array, shape in (
        ("trade", accounts.trade, (industries, economies, economies)),
        ("inputs", accounts.inputs, (economies, industries, industries)),
        ("tariffs", accounts.tariffs, (industries, economies, economies)),
    ):
        if array.shape != shape:
            raise BadAccounts(
                f"{name} has the shape {array.shape}; {economies} economies and {industries} industries "
                f"ask for {shape}."
            )
    for kind, labels in (("economies", accounts.economies), ("industries", accounts.industries)):
        if len(set(labels)) < len(labels):
            twice = next(label for label in labels if labels.count(label) > 1)
            raise BadAccounts(f"'{twice}' is twice among the {kind}; each needs a label of its own.")


def _cells(accounts: Accounts) -> None:
    for where in _outside(accounts.trade, 0.0, np.inf):
        raise BadAccounts(
            f"Sales of {_flow(accounts, where)} are {accounts.trade[tuple(where)]:g}; trade must be known "
            "and not below 0. "
            "Set what is negative (stocks that shrink) to 0, or add it to the seller's own use."
        )
    for where in _outside(accounts.tariffs, LEAST_DUTY, np.inf):
        raise BadAccounts(
            f"The duty on {_flow(accounts, where)} is {accounts.tariffs[tuple(where)]:g}; it must be above "
            "-1 and finite."
        )
    for n, k, j in _outside(accounts.inputs, -STRAY, np.inf):
        raise BadAccounts(
            f"{accounts.economies[n]}: the share of {accounts.industries[k]} in the cost of "
            f"{accounts.industries[j]} is "
            f"{accounts.inputs[n, k, j]:g}; it must be known and not below 0 (balancing may leave "
            f"-{STRAY:g}; that is taken as it is)."
        )


def _shares(accounts: Accounts) -> None:
    shares = accounts.inputs.sum(axis=1)
    for n, j in np.argwhere(shares > 1.0 + ROUNDING)[:1]:
        raise BadAccounts(
            f"{accounts.economies[n]}: inputs make up {100 * shares[n, j]:.4g} % of the cost of "
            f"{accounts.industries[j]}; more than "
            "all of it leaves no value added. Scale the column of inputs to at most 1."
        )


def _idle(accounts: Accounts, spending: Array, output: Array) -> None:
    value_added = ((1.0 - accounts.inputs.sum(axis=1).T) * output).sum(axis=0)
    for n in np.nonzero((spending.sum(axis=0) <= 0) | (value_added <= 0))[0][:1]:
        raise BadAccounts(
            f"{accounts.economies[n]} spends {spending[:, n].sum():g} and has a value added of "
            f"{value_added[n]:g}; both must be above "
            "0. Leave the economy out, or merge it into another."
        )


def _final_demand(accounts: Accounts, spending: Array, output: Array, tolerance: float) -> None:
    used = used_as_inputs(accounts.inputs, output)
    short = (used - spending) / spending.sum(axis=0)
    j, n = np.unravel_index(int(np.argmax(short)), short.shape)
    if short[j, n] > tolerance:
        cells = int((short > tolerance).sum())
        raise BadAccounts(
            f"The accounts do not balance: {accounts.economies[n]} buys {spending[j, n]:,.6g} "
            f"{accounts.unit} of {accounts.industries[j]}, "
            f"but its industries use {used[j, n]:,.6g} of it as inputs; {short[j, n]:.2g} of all its "
            "spending is missing "
            f"(tolerance {tolerance:g}; so it is in {cells} of {short.size} cells). Lower the input "
            "shares, or start from `mended` accounts."
        )
