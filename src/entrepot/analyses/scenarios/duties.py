"""Duties in the accounts of a world: they raise what buyers spend and what states earn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from entrepot.analyses.equilibrium.accounts import Accounts, Array


def levied(accounts: Accounts, tariffs: Array) -> Accounts:
    """The same flows at sellers' prices, with these duties on them instead of those of the accounts.

    What buyers spend is the sellers' value times (1 + duty). Duties on inputs come out of value added, which
    holds them in tables at basic prices (taxes less subsidies on products), and reach incomes again as
    revenue; those on final goods raise spending and revenue alike. So output, deficits and the value of
    trade without duties stay what they were.

    Args:
        accounts: of N economies and J industries.
        tariffs: float64[J, N, N], by industry, importer, exporter.

    Returns:
        The accounts with `trade`, `inputs` and `tariffs` that fit each other.
    """
    factor = (1.0 + tariffs) / (1.0 + accounts.tariffs)
    trade = accounts.trade * factor
    before, after = accounts.trade.sum(axis=2), trade.sum(axis=2)  # [J, N], of all origins
    dearer = np.divide(after, before, out=np.ones_like(after), where=before > 0.0)
    return replace(accounts, trade=trade, inputs=accounts.inputs * dearer.T[:, :, None], tariffs=tariffs)
