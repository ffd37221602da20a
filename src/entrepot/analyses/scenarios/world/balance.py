"""Whether accounts close, and what they imply: who makes nothing, who spends more than it earns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Accounts
from entrepot.analyses.scenarios.world.closing import Array


@dataclass(frozen=True, eq=False)
class Balance:
    """What accounts imply.

    Attributes:
        value_added: float64[N], what inputs leave of output, by economy.
        final: float64[N, J], final spending, by economy and industry; below zero where inputs used are more
            than what is bought.
        gap: world final spending less world value added and duties, as a share of value added; 0 if closed.
        least: the smallest final spending, and whose: an economy and industry such as "ISL C21".
        idle: how many industries of economies make nothing.
    """

    value_added: Array
    final: Array
    gap: float
    least: tuple[float, str]
    idle: int

    @property
    def deficits(self) -> Array:
        """float64[N], final spending less value added; its sum is the gap."""
        deficits: Array = self.final.sum(axis=1) - self.value_added
        return deficits


def balance(accounts: Accounts) -> Balance:
    """The balance of accounts; duties count as income of who levies them."""
    paid = accounts.trade / (1.0 + accounts.tariffs)
    output = paid.sum(axis=1).T
    spending = accounts.trade.sum(axis=2).T
    final: Array = spending - np.einsum("nkj,nj->nk", accounts.inputs, output)
    duties = (accounts.trade - paid).sum(axis=(0, 2))
    added: Array = ((1.0 - accounts.inputs.sum(axis=1)) * output).sum(axis=1)
    n, j = divmod(int(final.argmin()), final.shape[1])
    return Balance(
        value_added=added,
        final=final,
        gap=float((final.sum() - added.sum() - duties.sum()) / added.sum()),
        least=(float(final[n, j]), f"{accounts.economies[n]} {accounts.industries[j]}"),
        idle=int((output <= 0).sum()),
    )
