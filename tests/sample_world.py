"""Small worlds of accounts that balance, drawn at random, for tests of general equilibrium."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from entrepot.analyses.equilibrium import Accounts, Shock


def drawn(
    seed: int = 0, economies: int = 3, industries: int = 2, *, duties: bool = False, linked: bool = True
) -> Accounts:
    """Economies that buy mostly at home; `linked` by inputs; some flows are nothing."""
    chance = np.random.default_rng(seed)
    trade = chance.lognormal(0.0, 1.0, (industries, economies, economies))
    trade *= chance.uniform(size=trade.shape) > 0.15
    home = np.arange(economies)
    trade[0, home, home - 1] += 0.1  # a ring, so that everybody sells and buys something abroad
    trade = (
        0.5 * (trade + trade.transpose(0, 2, 1)) * chance.uniform(0.8, 1.25, trade.shape)
    )  # nobody owes much
    trade[:, home, home] = economies * chance.uniform(1.0, 4.0, (industries, economies))
    size = chance.lognormal(0.0, 0.7, economies)
    trade *= size[:, None] * size
    tariffs = np.zeros_like(trade)
    if duties:
        tariffs = chance.uniform(0.0, 0.3, trade.shape)
        tariffs[:, home, home] = 0.0
    inputs = chance.uniform(0.05, 1.0, (economies, industries, industries)) * linked
    inputs *= chance.uniform(0.2, 0.7, (economies, 1, industries)) / np.maximum(
        inputs.sum(axis=1, keepdims=True), 1e-9
    )
    output = (trade / (1.0 + tariffs)).sum(axis=1)
    used = np.einsum("nkj,jn->kn", inputs, output)
    inputs *= np.minimum(1.0, 0.7 * trade.sum(axis=2) / np.maximum(used, 1e-9)).T[:, :, None]
    names = tuple(f"e{n}" for n in range(economies)), tuple(f"j{j}" for j in range(industries))
    return Accounts(*names, trade=trade, inputs=inputs, tariffs=tariffs)


def elasticities(accounts: Accounts, seed: int = 0) -> np.ndarray:
    """float64[J], between 2 and 9."""
    return np.random.default_rng(seed + 1000).uniform(2.0, 9.0, len(accounts.industries))


def border(accounts: Accounts, factor: float) -> Shock:
    """Every flow between economies costs `factor` times as much to bring."""
    cost = np.full_like(accounts.trade, factor)
    home = np.arange(len(accounts.economies))
    cost[:, home, home] = 1.0
    return Shock(cost=cost)


def between(accounts: Accounts, one: int, other: int, factor: float) -> Shock:
    """Flows between two economies, both ways, cost `factor` times as much."""
    cost = np.ones_like(accounts.trade)
    cost[:, one, other] = cost[:, other, one] = factor
    return Shock(cost=cost)


def balanced(accounts: Accounts) -> Accounts:
    """With as many flows back as forth and no inputs, so that nobody has a deficit."""
    trade = 0.5 * (accounts.trade + accounts.trade.transpose(0, 2, 1))
    return replace(accounts, trade=trade, tariffs=np.zeros_like(trade), inputs=np.zeros_like(accounts.inputs))
