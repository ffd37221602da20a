from __future__ import annotations

import numpy as np

from entrepot.analyses.scenarios.duties import levied
from little_scenarios import CODES, ECONOMIES, TRADE, little_world


def _tariffs(rate: float) -> np.ndarray:
    tariffs = np.zeros_like(TRADE)
    tariffs[0, ECONOMIES.index("KAZ"), ECONOMIES.index("BEL")] = rate
    return tariffs


def test_sellers_get_what_they_got_and_buyers_pay_the_duty() -> None:
    before = little_world().accounts
    after = levied(before, _tariffs(0.25))
    np.testing.assert_allclose(after.trade / (1.0 + after.tariffs), before.trade)
    assert after.trade[0, 2, 0] == 8.0 * 1.25


def test_value_added_falls_by_the_duties_on_inputs_and_spending_rises_by_those_on_final_goods() -> None:
    before = little_world().accounts
    after = levied(before, _tariffs(0.25))
    output = before.trade.sum(axis=1)  # [J, N], by exporter
    revenue = 8.0 * 0.25
    old, new = ((1.0 - one.inputs.sum(axis=1)[2]) @ output[:, 2] for one in (before, after))
    used = before.inputs[2, 0] @ output[:, 2]
    bought = before.trade[0, 2].sum()
    assert np.isclose(old - new, revenue * used / bought)
    assert new > 0.0


def test_duties_in_force_are_replaced_not_added() -> None:
    world = little_world().accounts
    once = levied(levied(world, _tariffs(0.4)), _tariffs(0.25))
    np.testing.assert_allclose(once.trade, levied(world, _tariffs(0.25)).trade)
    np.testing.assert_allclose(once.inputs, levied(world, _tariffs(0.25)).inputs)


def test_no_duty_is_no_change() -> None:
    world = little_world().accounts
    same = levied(world, np.zeros_like(TRADE))
    np.testing.assert_array_equal(same.trade, world.trade)
    np.testing.assert_array_equal(same.inputs, world.inputs)
    assert same.industries == CODES


def test_an_industry_that_nobody_buys_keeps_its_shares() -> None:
    trade = TRADE.copy()
    trade[1, 2] = 0.0
    made = levied(little_world(trade=trade).accounts, _tariffs(0.1))
    assert np.isfinite(made.inputs).all()
