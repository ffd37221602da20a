import numpy as np
import pytest
from scipy.optimize import root

from entrepot.analyses.equilibrium import Accounts, BadAccounts, NoEquilibrium, Shock, mended, solve
from entrepot.metadata.errors import UsageError
from sample_world import balanced, between, border, drawn, elasticities


def by_scipy(accounts: Accounts, theta: np.ndarray, shock: Shock, closure: str) -> np.ndarray:
    """Wages from the equations of `solve`, written once more, plainly, by SciPy's Powell."""
    trade, tariffs, inputs = accounts.trade, accounts.tariffs, accounts.inputs
    industries, economies, _ = trade.shape
    spending = trade.sum(axis=2)
    shares = trade / spending[:, :, None]
    output = (trade / (1 + tariffs)).sum(axis=1)
    final = spending - np.einsum("nkj,jn->kn", inputs, output)
    left = 1 - inputs.sum(axis=1).T
    value_added = (left * output).sum(axis=0)
    deficits = (trade / (1 + tariffs)).sum(axis=(0, 2)) - output.sum(axis=0)
    after = tariffs if shock.tariffs is None else shock.tariffs
    cost = 1.0 if shock.cost is None else shock.cost
    better = np.ones_like(output) if shock.productivity is None else shock.productivity
    tastes = final * (1.0 if shock.demand is None else shock.demand)
    tastes = tastes / tastes.sum(axis=0)
    kappa = cost * (1 + after) / (1 + tariffs)

    def gaps(unknown: np.ndarray) -> np.ndarray:
        wages = np.exp(unknown[:economies])
        prices, bought = np.exp(unknown[economies:]).reshape(2, industries, economies)
        costs = wages**left * np.exp(np.einsum("nkj,kn->jn", inputs, np.log(prices))) / better
        reach = shares * (kappa * costs[:, None, :]) ** -theta[:, None, None]
        index = reach.sum(axis=2)
        sold = reach / index[:, :, None] * bought[:, :, None]
        made = (sold / (1 + after)).sum(axis=1)
        bill = wages * value_added
        owed = {"fixed": deficits, "share": deficits / value_added * bill}[closure]
        if closure == "share":
            owed = owed - owed.sum() * bill / bill.sum()
        income = bill + (sold * after / (1 + after)).sum(axis=(0, 2)) + owed
        wanted = np.einsum("nkj,jn->kn", inputs, made) + tastes * income
        labour = (left * made).sum(axis=0) / bill - 1
        labour[-1] = bill.sum() / value_added.sum() - 1
        return np.concatenate(
            [labour, (np.log(prices) + np.log(index) / theta[:, None]).ravel(), (wanted / bought - 1).ravel()]
        )

    start = np.concatenate([np.zeros(economies + industries * economies), np.log(spending).ravel()])
    found = root(gaps, start, method="hybr", tol=1e-13)
    assert np.abs(found.fun).max() < 1e-9
    return np.exp(found.x[:economies])


@pytest.mark.parametrize("closure", ["share", "fixed"])
@pytest.mark.parametrize("seed", range(4))
def test_wages_are_those_of_another_solver_of_the_same_equations(seed: int, closure: str) -> None:
    accounts = drawn(seed, economies=3, industries=2, duties=True)
    theta, chance = elasticities(accounts, seed), np.random.default_rng(seed)
    shock = Shock(
        cost=chance.uniform(0.8, 1.3, accounts.trade.shape),
        tariffs=accounts.tariffs * chance.uniform(0, 1.5, accounts.trade.shape),
        productivity=chance.uniform(0.9, 1.2, (2, 3)),
        demand=chance.uniform(0.7, 1.4, (2, 3)),
    )
    found = solve(accounts, theta, shock, closure=closure, tolerance=1e-11)  # type: ignore[arg-type]
    assert found.wages == pytest.approx(by_scipy(accounts, theta, shock, closure), rel=1e-8)


@pytest.mark.parametrize("factor", [0.7, 1.5, 5.0])
def test_in_one_industry_gains_follow_from_the_share_bought_at_home(factor: float) -> None:
    """Arkolakis, Costinot and Rodriguez-Clare (2012): real income = (share bought at home)^(-1 / theta)."""
    accounts = balanced(drawn(3, economies=4, industries=1))
    found = solve(accounts, [4.0], border(accounts, factor))
    home = np.arange(4)
    before = (accounts.trade[0] / accounts.trade[0].sum(axis=1, keepdims=True))[home, home]
    after = (found.trade[0] / found.trade[0].sum(axis=1, keepdims=True))[home, home]
    assert found.real_income == pytest.approx((after / before) ** (-1 / 4.0), rel=1e-7)


def test_a_world_of_closed_borders_lives_on_its_own() -> None:
    accounts = balanced(drawn(3, economies=4, industries=1))
    found = solve(accounts, [4.0], border(accounts, np.inf), closure="zero")
    home = np.arange(4)
    before = (accounts.trade[0] / accounts.trade[0].sum(axis=1, keepdims=True))[home, home]
    assert found.real_income == pytest.approx(before ** (1 / 4.0), rel=1e-7)
    assert found.trade[0].sum() == pytest.approx(np.trace(found.trade[0]))


def test_levels_are_those_of_the_equations() -> None:
    accounts = drawn(5, economies=4, industries=3, duties=True)
    found = solve(accounts, elasticities(accounts), border(accounts, 0.9))
    basic = found.trade / (1 + found.tariffs)
    assert found.output == pytest.approx(basic.sum(axis=1), rel=1e-7)
    assert found.revenue == pytest.approx((found.trade - basic).sum(axis=(0, 2)), rel=1e-7)
    assert found.deficits == pytest.approx(
        basic.sum(axis=(0, 2)) - found.output.sum(axis=0), rel=1e-6, abs=1e-6
    )
    assert found.income == pytest.approx(found.value_added + found.revenue + found.deficits)
    assert found.value_added == pytest.approx(found.wages * found.value_added_before)
    assert found.real_wage == pytest.approx(found.wages / found.price_index)


def test_more_productive_makes_cheaper_in_proportion() -> None:
    accounts = drawn(1, economies=1, industries=1)
    found = solve(accounts, [5.0], Shock(productivity=np.array([[1.1]])))
    inputs = accounts.inputs[0, 0, 0]
    assert found.real_income[0] == pytest.approx(1.1 ** (1 / (1 - inputs)), rel=1e-7)


def test_under_the_closure_zero_changes_are_counted_from_a_world_without_deficits() -> None:
    accounts = drawn(2, economies=4, industries=2)
    found = solve(accounts, elasticities(accounts), closure="zero")
    assert found.real_income == pytest.approx(np.ones(4), abs=1e-7)
    assert np.abs(found.deficits_before).max() < 1e-6
    assert found.before is not accounts
    assert found.trade_before.sum(axis=(0, 2)) == pytest.approx(found.trade_before.sum(axis=(0, 1)), rel=1e-6)


def test_large_changes_are_walked_to() -> None:
    accounts = drawn(8, economies=6, industries=3)
    for factor in (0.2, 20.0, 100.0):
        found = solve(accounts, elasticities(accounts), border(accounts, factor), closure="zero")
        assert found.residual < 1e-8


def test_mended_accounts_balance_and_say_how_much_moved() -> None:
    accounts = drawn(4, economies=3, industries=2)
    spoilt = Accounts(
        accounts.economies, accounts.industries, accounts.trade, accounts.inputs.copy(), accounts.tariffs
    )
    spoilt.inputs[1] = [[0.6, 0.55], [0.0, 0.0]]
    spoilt.trade[0, 1] *= 0.3
    with pytest.raises(BadAccounts, match=r"e1 buys .* of j0, but its industries use"):
        solve(spoilt, [4.0, 5.0])
    good = mended(spoilt, [4.0, 5.0])
    assert solve(good, [4.0, 5.0]).real_income == pytest.approx(np.ones(3), abs=1e-6)
    assert "Final demand was below nothing by" in good.caveats[-1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"closure": "none"}, "no closure"),
        ({"tolerance": 0.0}, "tolerance"),
        ({"tolerance": 0.5}, "tolerance"),
        ({"most": 0}, "no search"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, object], said: str) -> None:
    accounts = drawn()
    with pytest.raises(UsageError, match=said):
        solve(accounts, elasticities(accounts), **options)  # type: ignore[arg-type]


def test_a_search_that_is_cut_short_gives_no_number() -> None:
    accounts = drawn(6)
    with pytest.raises(NoEquilibrium, match="after 2 sweeps a gap of") as caught:
        solve(accounts, elasticities(accounts), border(accounts, 2.0), most=2)
    assert caught.value.iterations == 2
    assert caught.value.residual > 1e-8
    assert caught.value.economy in accounts.economies


def test_a_flow_that_is_made_dearer_shrinks_and_home_sales_grow() -> None:
    accounts = drawn(9, economies=3, industries=1)
    found = solve(accounts, [5.0], between(accounts, 0, 1, 1.3))
    assert found.trade[0, 0, 1] < found.trade_before[0, 0, 1]
    assert found.trade[0, 0, 0] > found.trade_before[0, 0, 0]
