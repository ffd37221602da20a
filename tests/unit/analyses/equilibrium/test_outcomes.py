import numpy as np
import pytest

from entrepot.analyses.equilibrium import Shock, outcomes, solve, welfare
from entrepot.metadata.errors import UsageError
from sample_world import between, border, drawn, elasticities

ACCOUNTS = drawn(11, economies=4, industries=3, duties=True)
FOUND = solve(ACCOUNTS, elasticities(ACCOUNTS), between(ACCOUNTS, 0, 1, 0.9), tolerance=1e-11)


def test_exports_imports_and_pairs_are_sums_of_the_same_flows() -> None:
    sold, bought = outcomes.exports(FOUND, after=True), outcomes.imports(FOUND, after=True)
    assert sold.sum() == pytest.approx(bought.sum())
    by_hand = sum(outcomes.pair(FOUND, "e0", other).after for other in ("e1", "e2", "e3"))
    assert sold[:, 0] == pytest.approx(by_hand)
    assert outcomes.imports_from(FOUND, ("e0", "e1", "e2", "e3"), after=True) == pytest.approx(bought)
    assert bought.sum(axis=0) - sold.sum(axis=0) == pytest.approx(FOUND.deficits, abs=1e-8)


def test_quantities_are_values_at_prices_of_before() -> None:
    flow = outcomes.pair(FOUND, "e1", "e0")
    assert flow.real == pytest.approx(flow.after / flow.before / FOUND.costs[:, 1])
    assert (flow.real > 1).all()
    assert outcomes.real_output(FOUND) == pytest.approx(FOUND.output / FOUND.output_before / FOUND.costs)
    assert outcomes.real_imports(FOUND)[0] > 1


def test_openness_and_shares() -> None:
    traded = outcomes.exports(FOUND, after=False) + outcomes.imports(FOUND, after=False)
    assert outcomes.openness(FOUND, after=False) == pytest.approx(
        traded.sum(axis=0) / FOUND.value_added_before
    )
    shares = outcomes.export_shares(FOUND, after=True)
    assert shares.sum(axis=0) == pytest.approx(np.ones(4))
    assert outcomes.concentration(np.array([[1.0, 0.25], [0, 0.25], [0, 0.25], [0, 0.25]])) == pytest.approx(
        [1, 0]
    )


def test_an_economy_that_is_none_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'e9' is no economy of these accounts\. The nearest are: e"):
        outcomes.pair(FOUND, "e9", "e0")


@pytest.mark.parametrize("closure", ["share", "fixed", "zero"])
def test_parts_of_welfare_add_up_to_the_change_to_first_order(closure: str) -> None:
    chance = np.random.default_rng(3)

    def parts(size: float) -> welfare.Welfare:
        shock = Shock(
            cost=border(ACCOUNTS, 1 - size).cost,
            tariffs=ACCOUNTS.tariffs * (1 - size),
            productivity=1 + size * chance.uniform(-1, 1, (3, 4)),
        )
        theta = elasticities(ACCOUNTS)
        return welfare.welfare(solve(ACCOUNTS, theta, shock, closure=closure, tolerance=1e-12))  # type: ignore[arg-type]

    small, tenth = parts(1e-2), parts(1e-3)
    assert np.abs(tenth.rest).max() < 2e-2 * np.abs(tenth.real_income).max()
    assert np.abs(tenth.rest).max() < np.abs(small.rest).max() / 30  # second order: a hundredth, were it all


def test_parts_by_industry_and_by_partner_are_the_same_sum() -> None:
    total = welfare.welfare(FOUND)
    terms, volume = welfare.by_industries(FOUND)
    assert terms.sum(axis=0) == pytest.approx(total.terms_of_trade)
    assert volume.sum(axis=0) == pytest.approx(total.volume_of_trade)
    terms_of, volume_of = welfare.by_partners(FOUND, {"near": ("e0", "e1")})
    assert terms_of["near"] + terms_of["others"] == pytest.approx(total.terms_of_trade)
    assert volume_of["near"] + volume_of["others"] == pytest.approx(total.volume_of_trade)
    with pytest.raises(UsageError, match="'e7' is no economy"):
        welfare.by_partners(FOUND, {"near": ("e7",)})


def test_a_closed_flow_counts_with_its_whole_value() -> None:
    cost = np.ones_like(ACCOUNTS.trade)
    cost[0, 1, 2] = np.inf
    found = solve(ACCOUNTS, elasticities(ACCOUNTS), Shock(cost=cost))
    part = welfare.cost_of_trade(found)
    assert part[0, 1, 2] == pytest.approx(-ACCOUNTS.trade[0, 1, 2] / found.income_before[1])
    assert np.count_nonzero(part) == (ACCOUNTS.trade[0, 1, 2] > 0)
