from dataclasses import replace

import numpy as np
import pytest

from entrepot.analyses.equilibrium import Accounts, NoEquilibrium, Shock, solve
from entrepot.metadata.scenario import Closure
from sample_world import drawn, elasticities


def closed(accounts: Accounts, economy: int, *, buys: bool, sells: bool, factor: float = np.inf) -> Shock:
    cost = np.ones_like(accounts.trade)
    if buys:
        cost[:, economy, :] = factor
    if sells:
        cost[:, :, economy] = factor
    cost[:, economy, economy] = 1.0
    return Shock(cost=cost)


@pytest.mark.parametrize("closure", ["fixed", "share"])
def test_a_debt_that_a_closed_border_cannot_carry_is_explained(closure: Closure) -> None:
    accounts = drawn(3, economies=4)
    shock = closed(accounts, 2, buys=True, sells=True)
    with pytest.raises(
        NoEquilibrium, match=r"e2 buys nothing and sells nothing abroad, and has a .* of"
    ) as caught:
        solve(accounts, elasticities(accounts), shock, closure=closure)
    assert "'zero'" in str(caught.value)
    assert (caught.value.closure, caught.value.economy) == (closure, "e2")
    found = solve(accounts, elasticities(accounts), shock, closure="zero")
    assert found.real_income[2] < 1
    assert found.trade[:, 2, [0, 1, 3]].sum() == 0


def test_one_direction_alone_cannot_be_closed_without_a_debt() -> None:
    accounts = drawn(3, economies=4)
    with pytest.raises(NoEquilibrium, match="sells nothing abroad, and has neither deficit nor surplus"):
        solve(accounts, elasticities(accounts), closed(accounts, 2, buys=False, sells=True), closure="zero")
    with pytest.raises(NoEquilibrium, match="e2 buys nothing abroad"):
        solve(accounts, elasticities(accounts), closed(accounts, 2, buys=True, sells=False), closure="zero")


def test_what_nobody_sells_any_more_is_named() -> None:
    accounts = drawn(3, economies=4)
    trade = accounts.trade.copy()
    trade[1, 2, 2] = 0.0
    open_world = replace(accounts, trade=trade, inputs=np.zeros_like(accounts.inputs))
    with pytest.raises(NoEquilibrium, match="e2 can buy j1 of nobody"):
        solve(open_world, [4.0, 5.0], closed(open_world, 2, buys=True, sells=True), closure="zero")


def test_a_fixed_surplus_behind_an_all_but_closed_border_is_explained() -> None:
    accounts = drawn(3, economies=4)
    lends = int(np.argmin(solve(accounts, elasticities(accounts)).deficits))
    shock = closed(accounts, lends, buys=True, sells=True, factor=1e3)
    with pytest.raises(
        NoEquilibrium, match=r"No equilibrium was found under the closure 'fixed'.*'share' or 'zero'"
    ):
        solve(accounts, elasticities(accounts), shock, closure="fixed")


def test_who_never_traded_is_no_trouble() -> None:
    accounts = drawn(3, economies=3)
    trade = accounts.trade.copy()
    trade[:, 1, [0, 2]] = trade[:, [0, 2], 1] = 0.0
    alone = replace(accounts, trade=trade, inputs=np.zeros_like(accounts.inputs))
    assert solve(alone, [4.0, 5.0]).real_income == pytest.approx(np.ones(3))
