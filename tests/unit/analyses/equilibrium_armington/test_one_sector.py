"""One sector against equilibria that are found in other ways, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.optimize import brentq

from entrepot.analyses.equilibrium.armington import NoEquilibrium, one_sector
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import CLOSURES, Closure

TRADE = np.array([[80.0, 30.0], [10.0, 50.0]])  # the first sells 90 and buys 110, the second 80 and 60
COST = np.array([[1.0, 0.8], [0.9, 1.0]])


def by_bisection(closure: Closure, trade: np.ndarray[Any, Any], cost: np.ndarray[Any, Any]) -> float:
    """The wage of the first country over that of the second, theta 4, by the equations as they stand."""
    made, spent = trade.sum(0), trade.sum(1)
    d = spent / made - 1

    def missing(ratio: float) -> float:
        wages = np.array([ratio, 1.0])
        income = wages * made
        spending = {
            "share": (1 + d - (d @ income) / income.sum()) * income,
            "fixed": income + (spent - made) * income.sum() / made.sum(),
            "zero": income,
        }[closure]
        pull = trade / spent[:, None] * (cost * wages) ** -4.0
        shares = pull / pull.sum(1, keepdims=True)
        return float(spending @ shares[:, 0] - income[0])

    return float(brentq(missing, 0.2, 5, xtol=1e-14))


@pytest.mark.parametrize("closure", CLOSURES)
def test_two_countries_by_bisection(closure: Closure) -> None:
    found = one_sector(TRADE, 4, COST, closure=closure)
    if closure == "zero":
        level = by_bisection("zero", TRADE, np.ones((2, 2)))
        expected = by_bisection("zero", TRADE, COST) / level
    else:
        expected = by_bisection(closure, TRADE, COST)
    assert found.wages[0] / found.wages[1] == pytest.approx(expected, rel=1e-10)
    assert (found.closure, found.theta) == (closure, 4)


def test_a_symmetric_world_by_hand() -> None:
    # Three alike, home share 1/2, costs abroad halved, theta 2: density = 1/2 + 1/2 * 4 = 2.5.
    trade = np.full((3, 3), 25.0) + np.diag([25.0] * 3)
    found = one_sector(trade, 2, np.where(np.eye(3), 1.0, 0.5), countries=("A", "B", "C"))
    np.testing.assert_allclose(found.wages, 1)
    np.testing.assert_allclose(found.real_income, 2.5**0.5)
    np.testing.assert_allclose(found.trade.diagonal(), 100 * 0.5 / 2.5)
    expected = pl.DataFrame({"country": ["A", "B", "C"], "exports_change": [60.0] * 3})
    got = found.table().select("country", pl.col("exports_change").round(9))
    assert got.equals(expected)


def test_a_gain_of_productivity_is_a_cheaper_column() -> None:
    found = one_sector(TRADE, 4, np.array([[1 / 1.1, 1], [1 / 1.1, 1]]), closure="zero")
    assert found.real_income[0] > 1.05 and found.real_income[1] > 1


def test_a_closed_flow_is_gone_and_the_rest_answers() -> None:
    trade = np.array([[90.0, 8, 9], [7, 80, 6], [9, 8, 95]])
    cost = np.array([[1, np.inf, 1], [1, 1, 1], [1, 1, 1]])
    found = one_sector(trade, 3, cost)
    assert found.trade[0, 1] == 0
    assert found.real_income[0] < 1


def test_who_trades_with_nobody_has_no_wage_relative_to_others() -> None:
    cost = np.array([[1.0, np.inf], [np.inf, 1.0]])
    with pytest.raises(NoEquilibrium, match=r"sell or buy nothing abroad: A, B\..*leave a trickle open"):
        one_sector(TRADE, 4, cost, countries=("A", "B"))


def test_a_fixed_deficit_that_trade_cannot_carry() -> None:
    cost = np.array([[1.0, 20.0], [20.0, 1.0]])
    with pytest.raises(
        NoEquilibrium, match=r"'fixed'.*the surplus of B, 25% of its output.*'share' or 'zero'"
    ):
        one_sector(TRADE, 4, cost, closure="fixed", countries=("A", "B"))


def test_hardly_any_trade_is_refused_too() -> None:
    cost = np.array([[1.0, 1e6], [1e6, 1.0]])
    with pytest.raises(NoEquilibrium, match="almost no trade is left"):
        one_sector(TRADE, 8, cost, closure="zero")


@pytest.mark.parametrize("extreme", [1e-300, 1e300])
def test_costs_beyond_numbers_give_no_number(extreme: float) -> None:
    with pytest.raises(NoEquilibrium):
        one_sector(TRADE, 8, np.array([[1.0, extreme], [1.0, 1.0]]))


def test_steps_that_do_not_suffice() -> None:
    with pytest.raises(NoEquilibrium, match="after 1 steps"):
        one_sector(TRADE, 4, COST * 3, most=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"trade": [[1, 2], [3]]}, "no number"),
        ({"trade": [[1.0, 2.0]]}, "N x N, importers in rows"),
        ({"trade": []}, "must be N x N"),
        ({"trade": [[1, -2], [3, 4]]}, "trade of A from B is -2: sales are not negative"),
        ({"trade": [[1, np.nan], [np.nan, 4]]}, r"trade of A from B is nan \(2 such cells\)"),
        ({"trade": [[0, 2], [3, 4]]}, "trade of A from A is 0: home sales"),
        ({"theta": 0}, "theta is 0; it must be a finite number above 0"),
        ({"theta": np.inf}, "theta is inf"),
        ({"theta": "four"}, "theta is 'four'; it must be a number"),
        ({"trade": [[5.0]]}, "two at least can trade"),
        ({"trade": TRADE * 1e150}, "take a larger unit"),
        ({"cost": np.ones((3, 3))}, r"cost has shape \(3, 3\); it must be 2 x 2"),
        ({"cost": [[1, -0.1], [1, 1]]}, "cost of A from B is -0.1"),
        ({"cost": [[1, 0], [1, 1]]}, "1 is no change"),
        ({"cost": [[np.inf, 1], [1, 1]]}, "home sales cannot be closed"),
        ({"closure": "shares"}, "shares"),
        ({"countries": ("A",)}, "1 countries are named, and trade has 2"),
        ({"countries": ("A", "A")}, "'A' is named twice"),
    ],
)
def test_what_is_refused(change: dict[str, Any], said: str) -> None:
    asked: dict[str, Any] = {"trade": TRADE, "theta": 4, "cost": COST, "countries": ("A", "B")}
    with pytest.raises(UsageError, match=said):
        one_sector(**asked | change)
