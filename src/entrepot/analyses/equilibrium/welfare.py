"""Where a change of real income comes from: terms of trade, volume of trade, and what was otherwise.

To first order the change of the real income of n, as a share of its income I before, is the sum of (Caliendo
and Parro 2015, equation 17, for the first two; M is trade without duties, c unit cost, d iceberg cost, A
productivity):

- terms of trade: sum over j, i of M[j, i, n] (c^[j, n] - 1) - M[j, n, i] (c^[j, i] - 1);
- volume of trade: sum over j, i of tau[j, n, i] M[j, n, i] (M'/M - c^[j, i]), where duties before keep
  wedges;
- cost of trade: - sum over j, i of (1 + tau) M[j, n, i] (d^ - 1); a flow that is closed counts with its whole
  value;
- productivity: sum over j of Y[j, n] (A^ - 1) (Hulten 1978);
- transfers: D' - D, what the closure did.

What is left to the exact change is the rest: second order, large where the change is large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.outcomes import basic, position
from entrepot.analyses.equilibrium.result import Equilibrium


@dataclass(frozen=True, eq=False)
class Welfare:
    """The change of real income of each economy and its first-order parts: float64[N], shares of income
    before.

    Attributes:
        real_income: exact, factor less 1.
        terms_of_trade, volume_of_trade, cost_of_trade, productivity, transfers: see the module.
        rest: real_income less all parts.
    """

    real_income: Array
    terms_of_trade: Array
    volume_of_trade: Array
    cost_of_trade: Array
    productivity: Array
    transfers: Array
    rest: Array


def welfare(equilibrium: Equilibrium) -> Welfare:
    """All parts, summed over industries and partners."""
    exact = equilibrium.real_income - 1.0
    terms = terms_of_trade(equilibrium).sum(axis=(0, 2))
    volume = volume_of_trade(equilibrium).sum(axis=(0, 2))
    cost = cost_of_trade(equilibrium).sum(axis=(0, 2))
    income, made = equilibrium.income_before, equilibrium.shock.productivity
    better = np.zeros_like(income)
    if made is not None:
        better = (equilibrium.output_before * (made - 1.0)).sum(axis=0) / income
    transfers = (equilibrium.deficits - equilibrium.deficits_before) / income
    return Welfare(
        exact, terms, volume, cost, better, transfers, exact - terms - volume - cost - better - transfers
    )


def terms_of_trade(equilibrium: Equilibrium) -> Array:
    """float64[J, N, N], [industry, economy, partner]: contribution to the economy's real income.

    Table 4 of Caliendo and Parro (2015) has its sums over partners, Table 3 over industries and groups of
    partners.
    """
    flows, dearer = basic(equilibrium, after=False), equilibrium.costs - 1.0
    sold = flows.transpose(0, 2, 1) * dearer[:, :, None]
    return np.asarray((sold - flows * dearer[:, None, :]) / equilibrium.income_before[:, None])


def volume_of_trade(equilibrium: Equilibrium) -> Array:
    """float64[J, N, N], [industry, economy, partner], as `terms_of_trade`."""
    before = basic(equilibrium, after=False)
    if not equilibrium.tariffs_before.any():
        return np.zeros_like(before)
    after = basic(equilibrium, after=True)
    grown = (after - before * equilibrium.costs[:, None, :]) * (before > 0)
    return np.asarray(equilibrium.tariffs_before * grown / equilibrium.income_before[:, None])


def cost_of_trade(equilibrium: Equilibrium) -> Array:
    """float64[J, N, N], [industry, economy, partner], as `terms_of_trade`."""
    cost = equilibrium.shock.cost
    if cost is None:
        return np.zeros_like(equilibrium.trade_before)
    dearer = np.where(np.isinf(cost), 1.0, cost - 1.0)
    return np.asarray(-equilibrium.trade_before * dearer / equilibrium.income_before[:, None])


def by_industries(equilibrium: Equilibrium) -> tuple[Array, Array]:
    """float64[J, N] twice: terms of trade and volume of trade by industry.

    Table 4 of Caliendo and Parro (2015) prints each as a share of its column's sum.
    """
    return terms_of_trade(equilibrium).sum(axis=2), volume_of_trade(equilibrium).sum(axis=2)


def by_partners(
    equilibrium: Equilibrium, groups: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Terms of trade and volume of trade by group of partners: float64[N] each, and "others" for the rest.

    Raises:
        UsageError: for a partner that is no economy of the accounts.
    """
    places = {name: [position(equilibrium, label) for label in labels] for name, labels in groups.items()}
    named = {place for group in places.values() for place in group}
    places["others"] = [place for place in range(len(equilibrium.economies)) if place not in named]
    terms = terms_of_trade(equilibrium).sum(axis=0)
    volume = volume_of_trade(equilibrium).sum(axis=0)
    return (
        {name: terms[:, group].sum(axis=1) for name, group in places.items()},
        {name: volume[:, group].sum(axis=1) for name, group in places.items()},
    )
