"""What must hold in one sector whatever the numbers: exactly closed, and the guide's chain."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entrepot.analyses.equilibrium import Accounts, Shock, solve
from entrepot.analyses.equilibrium.armington import Bilateral, fitted, guide, one_sector
from entrepot.metadata.scenario import CLOSURES, Closure

some = settings(max_examples=30, deadline=None)
closures = st.sampled_from(CLOSURES)
CLOSE: dict[str, Any] = {"rtol": 1e-7, "atol": 1e-9}
Matrix = np.ndarray[Any, np.dtype[np.float64]]


def drawn(draw: st.DrawFn, low: int = 2, high: int = 7) -> tuple[np.random.Generator, Matrix]:
    """Numbers to come, and trade: log-normal, two thirds sold at home, some flows zero."""
    count = draw(st.integers(low, high))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    size = np.exp(numbers.normal(0, 1, count))
    trade = np.outer(size, size) * np.exp(numbers.normal(0, 0.7, (count, count)))
    if count > 3:
        trade[0, 2] = 0
    trade[np.diag_indices(count)] = 2 * (trade.sum(0) + trade.sum(1)) / 2
    return numbers, trade


def other_costs(numbers: np.random.Generator, count: int) -> Matrix:
    cost = np.exp(numbers.uniform(-0.3, 0.3, (count, count)))
    cost[np.diag_indices(count)] = 1
    return cost


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Matrix, Matrix, float]:
    """Trade, costs after / before, and an elasticity."""
    numbers, trade = drawn(draw)
    return trade, other_costs(numbers, len(trade)), draw(st.sampled_from([1.5, 4.0, 8.0]))


@st.composite
def panels(draw: st.DrawFn) -> Bilateral:
    """A year and t^(1 - sigma) of each pair, before and after."""
    numbers, trade = drawn(draw)
    before = np.exp(numbers.normal(-2, 0.7, trade.shape))
    before[np.diag_indices(len(trade))] = 1
    after = before * other_costs(numbers, len(trade)) ** 2
    return Bilateral(tuple(f"C{number}" for number in range(len(trade))), trade, before, after)


@some
@given(worlds(), closures)
def test_no_shock_gives_ones(world: tuple[Matrix, Matrix, float], closure: Closure) -> None:
    trade, _, theta = world
    for cost in (None, np.ones_like(trade)):
        found = one_sector(trade, theta, cost, closure=closure)
        for hats in (found.wages, found.price_index, found.real_wage, found.real_income):
            np.testing.assert_allclose(hats, 1, **CLOSE)
        np.testing.assert_allclose(found.trade, found.trade_before, rtol=1e-7, atol=1e-9 * trade.max())


@some
@given(worlds(), closures)
def test_books_balance(world: tuple[Matrix, Matrix, float], closure: Closure) -> None:
    trade, cost, theta = world
    found = one_sector(trade, theta, cost, closure=closure)
    before, after = found.trade_before, found.trade
    np.testing.assert_allclose(after.sum(0), found.wages * before.sum(0), **CLOSE)
    np.testing.assert_allclose(after.sum(), before.sum(), **CLOSE)
    spent = found.real_income * found.price_index * before.sum(1)
    np.testing.assert_allclose(after.sum(1), spent, **CLOSE)
    gap, had = after.sum(1) - after.sum(0), before.sum(1) - before.sum(0)
    if closure != "share":
        np.testing.assert_allclose(gap, had, rtol=1e-6, atol=1e-8 * before.sum())
    else:
        less = had / before.sum(0) - gap / after.sum(0)
        np.testing.assert_allclose(less, less[0], rtol=1e-7, atol=1e-8)


@some
@given(worlds(), closures, st.floats(1e-6, 1e9))
def test_units_do_not_matter(world: tuple[Matrix, Matrix, float], closure: Closure, unit: float) -> None:
    trade, cost, theta = world
    one, other = (one_sector(trade * factor, theta, cost, closure=closure) for factor in (1, unit))
    np.testing.assert_allclose(one.real_income, other.real_income, **CLOSE)
    np.testing.assert_allclose(one.wages, other.wages, **CLOSE)


@some
@given(worlds(), closures, st.integers(0, 2**32 - 1))
def test_order_does_not_matter(world: tuple[Matrix, Matrix, float], closure: Closure, seed: int) -> None:
    trade, cost, theta = world
    order = np.random.default_rng(seed).permutation(len(trade))
    one = one_sector(trade, theta, cost, closure=closure)
    other = one_sector(trade[np.ix_(order, order)], theta, cost[np.ix_(order, order)], closure=closure)
    np.testing.assert_allclose(one.real_wage[order], other.real_wage, **CLOSE)
    np.testing.assert_allclose(
        one.trade[np.ix_(order, order)], other.trade, rtol=1e-7, atol=1e-12 * trade.sum()
    )


@some
@given(worlds(), closures)
def test_what_is_undone_is_as_before(world: tuple[Matrix, Matrix, float], closure: Closure) -> None:
    trade, cost, theta = world
    there = one_sector(trade, theta, cost, closure=closure)
    back = one_sector(there.trade, theta, 1 / cost, closure=closure)
    np.testing.assert_allclose(back.trade, there.trade_before, rtol=1e-6, atol=1e-10 * trade.sum())
    np.testing.assert_allclose(back.real_wage * there.real_wage, 1, **CLOSE)


@some
@given(worlds(), closures)
def test_the_home_share_tells_the_real_wage(world: tuple[Matrix, Matrix, float], closure: Closure) -> None:
    # Arkolakis, Costinot and Rodriguez-Clare (2012), equation 1.
    trade, cost, theta = world
    found = one_sector(trade, theta, cost, closure=closure)
    before, after = (np.diag(x) / x.sum(1) for x in (found.trade_before, found.trade))
    np.testing.assert_allclose(found.real_wage, (after / before) ** (-1 / theta), **CLOSE)


@some
@given(worlds(), closures)
def test_it_is_the_model_of_many_industries_with_one_and_no_inputs(
    world: tuple[Matrix, Matrix, float], closure: Closure
) -> None:
    trade, cost, theta = world
    names = tuple(str(number) for number in range(len(trade)))
    inputs, duties = np.zeros((len(trade), 1, 1)), np.zeros((1, *trade.shape))
    accounts = Accounts(names, ("all",), trade[None], inputs, duties)
    many = solve(accounts, [theta], Shock(cost=cost[None]), closure=closure, tolerance=1e-11)
    one = one_sector(trade, theta, cost, closure=closure)
    for hats in ("wages", "price_index", "real_wage", "real_income"):
        np.testing.assert_allclose(getattr(one, hats), getattr(many, hats), rtol=1e-8, err_msg=hats)
    np.testing.assert_allclose(one.trade, many.trade[0], rtol=1e-7, atol=1e-10 * trade.sum())
    np.testing.assert_allclose(one.trade_before, many.trade_before[0], rtol=1e-7, atol=1e-10 * trade.sum())


@some
@given(worlds())
def test_small_changes_save_what_they_are_worth(world: tuple[Matrix, Matrix, float]) -> None:
    # Hulten: with balanced trade the world gains, to first order, the saving on what is traded.
    trade, cost, theta = world
    small = np.exp(1e-5 * np.log(cost))
    found = one_sector(trade, theta, small, closure="zero")
    before = found.trade_before
    gain = (before.sum(1) * np.log(found.real_income)).sum()
    saved = -(before * np.log(small)).sum()
    assert abs(gain - saved) <= 1e-4 * (before * np.abs(np.log(small))).sum()


@some
@given(worlds(), st.floats(0.5, 0.99))
def test_both_partners_gain_from_a_cheaper_way_between_them(
    world: tuple[Matrix, Matrix, float], factor: float
) -> None:
    # Two countries with balanced trade; among more, a third can turn the terms of trade against a partner.
    trade, _, theta = world
    pair = trade[:2, :2]
    assume(np.linalg.matrix_rank(pair) == 2)
    found = one_sector(pair, theta, np.array([[1, factor], [factor, 1]]), closure="zero")
    assert (found.real_income > 1).all()


@some
@given(panels(), closures, st.sampled_from([3.0, 7.0]))
def test_the_guide_closed_exactly_is_hat_algebra(data: Bilateral, closure: Closure, sigma: float) -> None:
    found = guide(data, sigma, reference="C1", closure=closure)
    cost = (data.after / data.before) ** (1 / (1 - sigma))
    plain = one_sector(
        fitted(data.before, data.trade.sum(0), data.trade.sum(1), 0).trade, sigma - 1, cost, closure=closure
    )
    np.testing.assert_allclose(
        found.table()["change_rGDP_FULL"], 100 * (plain.real_wage - 1), rtol=1e-6, atol=1e-6
    )
    np.testing.assert_allclose(found.price / found.price[0], plain.wages / plain.wages[0], **CLOSE)
    level = found.full.trade.sum() / plain.trade.sum()
    np.testing.assert_allclose(
        found.full.trade, plain.trade * level, rtol=1e-6, atol=1e-10 * plain.trade.sum()
    )
    assert abs(found.full.inward[1] - 1) < 1e-9


@some
@given(panels(), closures)
def test_the_reference_sets_the_level_alone(data: Bilateral, closure: Closure) -> None:
    one, other = (guide(data, 5, reference=name, closure=closure) for name in ("C0", "C1"))
    for name in ("change_rGDP_FULL", "change_Xi_CDL", "change_tot_FULL"):
        np.testing.assert_allclose(one.table()[name], other.table()[name], rtol=1e-6, atol=1e-6)
    level = other.full.trade.sum() / one.full.trade.sum()
    np.testing.assert_allclose(
        one.full.trade * level, other.full.trade, rtol=1e-6, atol=1e-10 * data.trade.sum()
    )


@some
@given(panels(), st.floats(0, 0.3))
def test_the_loop_ends_exactly_where_trade_balances_and_costs_are_the_same_both_ways(
    data: Bilateral, nearer: float
) -> None:
    # In open countries alone: where most is bought at home, the guide's steps go ever further beyond the end.
    trade = one_sector(data.trade, 4, closure="zero").trade_before
    before, after = ((cost * cost.T) ** nearer for cost in (data.before, data.after))
    even = Bilateral(data.countries, trade, before, after)
    loop = guide(even, 5, reference="C0", stopping="converged")
    for closure in CLOSURES:
        exact = guide(even, 5, reference="C0", closure=closure)
        np.testing.assert_allclose(loop.price, exact.price, rtol=1e-6)
        np.testing.assert_allclose(loop.full.trade, exact.full.trade, rtol=1e-5, atol=1e-9 * trade.sum())


@some
@given(panels())
def test_costs_that_do_not_change_change_nothing_in_the_guide(data: Bilateral) -> None:
    same = Bilateral(data.countries, data.trade, data.before, data.before)
    for stopping in ("guide", "converged"):
        found = guide(same, 7, reference="C0", stopping=stopping)  # type: ignore[arg-type]
        changes = (
            found.table()
            .select(r"^change_.*(CDL|e_FULL|R_FULL|i_FULL|P_FULL|t_FULL)$")
            .drop("change_pricei_FULL")
        )
        np.testing.assert_allclose(changes.to_numpy(), 0, atol=1e-7)
        np.testing.assert_allclose(found.full.trade, found.baseline.trade, rtol=1e-8)
