"""What follows from accounts alone: shares, output, final demand, incomes, deficits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Accounts, Array


@dataclass(frozen=True, eq=False)
class Base:
    """The world before a change, in the unit of its accounts. N economies, J industries.

    Attributes:
        accounts: where it comes from.
        shares: float64[J, N, N], share of exporter i in what importer n spends on j; rows sum to 1. Who buys
            nothing of an industry would buy it at home.
        spending: float64[J, N], what n spends on j, duties included.
        output: float64[J, N], sales of j of n at basic prices (without the duties of the buyers).
        value_added_shares: float64[J, N], what inputs leave over of the cost of j in n.
        final: float64[J, N], spending that is not for inputs.
        tastes: float64[J, N], shares of `final`; columns sum to 1.
        value_added: float64[N]; nothing else earns, so it is the wage bill of the model.
        revenue: float64[N], of duties.
        income: float64[N], what is spent on final demand.
        deficits: float64[N], imports less exports at basic prices; they sum to 0.
    """

    accounts: Accounts
    shares: Array
    spending: Array
    output: Array
    value_added_shares: Array
    final: Array
    tastes: Array
    value_added: Array
    revenue: Array
    income: Array
    deficits: Array


def base_of(accounts: Accounts) -> Base:
    """All of it; negative final demand counts as none (`check` says how much of it there may be)."""
    trade = np.ascontiguousarray(accounts.trade, dtype=float)
    spending = trade.sum(axis=2)
    shares = np.divide(trade, spending[:, :, None], out=np.zeros_like(trade), where=spending[:, :, None] > 0)
    industry, nobody = np.nonzero(spending <= 0)
    shares[industry, nobody, nobody] = 1.0
    if accounts.tariffs.any():
        basic = trade / (1.0 + accounts.tariffs)
        output, paid = basic.sum(axis=1), basic.sum(axis=(0, 2))
    else:
        output, paid = trade.sum(axis=1), spending.sum(axis=0)
    left_over = np.ascontiguousarray(1.0 - accounts.inputs.sum(axis=1).T, dtype=float)
    final = np.maximum(spending - used_as_inputs(accounts.inputs, output), 0.0)
    income = final.sum(axis=0)
    value_added = (left_over * output).sum(axis=0)
    return Base(
        accounts=accounts,
        shares=shares,
        spending=spending,
        output=output,
        value_added_shares=left_over,
        final=final,
        tastes=final / income,
        value_added=value_added,
        revenue=spending.sum(axis=0) - paid,
        income=income,
        deficits=paid - output.sum(axis=0),
    )


def used_as_inputs(inputs: Array, output: Array) -> Array:
    """float64[J, N]: what industries of n that make `output` buy of product k."""
    return np.asarray(np.matmul(inputs, output.T[:, :, None])[:, :, 0].T)
