from dataclasses import replace

import numpy as np
import pytest

from entrepot.analyses.equilibrium import BadAccounts, Shock, check, solve
from entrepot.metadata.errors import UsageError
from sample_world import drawn, elasticities


def spoilt(name: str, where: tuple[int, ...], value: float) -> object:
    accounts = drawn(economies=3, industries=2, duties=True)
    array = getattr(accounts, name).copy()
    array[where] = value
    return replace(accounts, **{name: array})


def test_accounts_that_balance_pass() -> None:
    check(drawn(3, economies=5, industries=4, duties=True))


@pytest.mark.parametrize(
    ("name", "where", "value", "said"),
    [
        ("trade", (1, 0, 2), -1.0, "Sales of j1 from e2 to e0 are -1"),
        ("trade", (1, 0, 2), np.nan, "Sales of j1 from e2 to e0 are nan"),
        ("trade", (0, 2, 1), np.inf, "Sales of j0 from e1 to e2 are inf"),
        ("tariffs", (1, 0, 2), -1.0, "duty on j1 from e2 to e0 is -1"),
        ("tariffs", (1, 0, 2), np.nan, "duty on j1 from e2 to e0 is nan"),
        ("inputs", (2, 1, 0), -0.2, "e2: the share of j1 in the cost of j0 is -0.2"),
        ("inputs", (2, 1, 0), np.nan, "e2: the share of j1 in the cost of j0 is nan"),
        ("inputs", (2, 1, 0), 1.5, r"e2: inputs make up 1\d\d.* % of the cost of j0"),
    ],
)
def test_a_cell_that_cannot_be_is_named(name: str, where: tuple[int, ...], value: float, said: str) -> None:
    with pytest.raises(BadAccounts, match=said):
        check(spoilt(name, where, value))  # type: ignore[arg-type]


def test_a_negative_share_of_inputs_within_what_balancing_leaves_is_taken_as_it_is() -> None:
    accounts = spoilt("inputs", (2, 1, 0), -0.001)
    assert solve(accounts, [4.0, 5.0]).real_income == pytest.approx(np.ones(3))  # type: ignore[arg-type]


def test_shapes_and_labels_are_looked_at() -> None:
    accounts = drawn()
    with pytest.raises(BadAccounts, match="inputs has the shape"):
        check(replace(accounts, inputs=accounts.inputs[:2]))
    with pytest.raises(BadAccounts, match="'e0' is twice among the economies"):
        check(replace(accounts, economies=("e0", "e0", "e2")))


def test_who_sells_nothing_is_named() -> None:
    accounts = drawn(linked=False)
    trade = accounts.trade.copy()
    trade[:, :, 1] = 0.0
    with pytest.raises(BadAccounts, match=r"e1 spends .* and has a value added of 0"):
        check(replace(accounts, trade=trade))


@pytest.mark.parametrize(
    ("theta", "said"),
    [
        ([4.0], "2 elasticities are needed"),
        ([4.0, np.nan], "Industry j1 has no elasticity"),
        ([0.0, 4.0], "Industry j0 has an elasticity of 0"),
        ([4.0, -3.0], "Industry j1 has an elasticity of -3"),
        ([4.0, np.inf], "Industry j1 has an elasticity of inf"),
    ],
)
def test_elasticities_that_cannot_be_are_named(theta: list[float], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        solve(drawn(), theta)


def cell(shape: tuple[int, ...], where: tuple[int, ...], value: float) -> np.ndarray:
    array = np.ones(shape)
    array[where] = value
    return array


@pytest.mark.parametrize(
    ("shock", "said"),
    [
        (Shock(cost=np.ones((2, 3, 4))), "cost of trade has the shape"),
        (Shock(cost=cell((2, 3, 3), (1, 0, 2), 0.0)), "cost of trade is 0 for j1 from e2 to e0"),
        (Shock(cost=cell((2, 3, 3), (1, 0, 2), -0.5)), "cost of trade is -0.5 for j1 from e2 to e0"),
        (Shock(cost=cell((2, 3, 3), (1, 0, 2), np.nan)), "cost of trade is nan"),
        (Shock(cost=cell((2, 3, 3), (1, 0, 0), np.inf)), "closes e0 to its own j1"),
        (Shock(productivity=cell((2, 3), (1, 2), 0.0)), "productivity is 0 for j1 of e2"),
        (Shock(productivity=cell((2, 3), (1, 2), np.inf)), "productivity is inf for j1 of e2"),
        (Shock(demand=cell((2, 3), (0, 1), -0.1)), "demand is -0.1 for j0 of e1"),
        (Shock(demand=np.array([[1.0, 0.0, 1.0], [1.0, 0.0, 1.0]])), "e1 would want nothing"),
        (Shock(tariffs=cell((2, 3, 3), (1, 0, 2), -1.0)), "A duty of -100 % is on j1 from e2 to e0"),
        (Shock(tariffs=cell((2, 3, 3), (1, 0, 2), np.inf)), "A duty of inf % is on j1 from e2 to e0"),
        (Shock(tariffs=np.zeros((3, 3))), "Duties have the shape"),
    ],
)
def test_a_change_that_cannot_be_is_named(shock: Shock, said: str) -> None:
    accounts = drawn()
    with pytest.raises(UsageError, match=said):
        solve(accounts, elasticities(accounts), shock)


def test_a_closed_flow_with_a_lower_duty_stays_closed() -> None:
    accounts = drawn(duties=True)
    cost, tariffs = np.ones_like(accounts.trade), accounts.tariffs.copy()
    cost[1, 0, 2], tariffs[1, 0, 2] = np.inf, 0.0
    found = solve(accounts, elasticities(accounts), Shock(cost=cost, tariffs=tariffs))
    assert found.trade[1, 0, 2] == 0.0
