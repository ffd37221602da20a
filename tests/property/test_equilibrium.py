"""What must hold of an equilibrium whatever the world and the change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entrepot.analyses.equilibrium import Accounts, Equilibrium, Shock, solve, solve_many
from entrepot.metadata.scenario import Closure
from sample_world import balanced, between, border, drawn, elasticities

few = settings(max_examples=15, deadline=None)
worlds = st.builds(
    drawn,
    seed=st.integers(0, 9999),
    economies=st.integers(2, 5),
    industries=st.integers(1, 3),
    duties=st.booleans(),
)
closures = st.sampled_from(["share", "fixed", "zero"])
factors = st.floats(0.85, 1.2)
EXACT = 1e-11


def solved(accounts: Accounts, shock: Shock, closure: Closure = "share") -> Equilibrium:
    return solve(accounts, elasticities(accounts), shock, closure=closure, tolerance=EXACT)


def hats(found: Equilibrium) -> np.ndarray:
    return np.concatenate([found.wages, found.real_income, found.prices.ravel(), found.costs.ravel()])


@few
@given(worlds, closures)
def test_no_shock_gives_ones(accounts: Accounts, closure: Closure) -> None:
    found = solved(accounts, Shock(), closure)
    assert np.allclose(hats(found), 1.0, atol=1e-9)
    assert np.allclose(found.trade, found.trade_before, rtol=1e-8)


@few
@given(worlds, factors, closures, st.floats(1e-6, 1e9))
def test_another_unit_changes_no_factor(
    accounts: Accounts, factor: float, closure: Closure, unit: float
) -> None:
    shock = border(accounts, factor)
    scaled = solved(replace(accounts, trade=accounts.trade * unit), shock, closure)
    found = solved(accounts, shock, closure)
    assert np.allclose(hats(scaled), hats(found), rtol=1e-8)
    assert np.allclose(scaled.trade, found.trade * unit, rtol=1e-7)


@few
@given(worlds, factors, st.integers(0, 99))
def test_order_of_economies_and_industries_does_not_matter(
    accounts: Accounts, factor: float, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    n, j = chance.permutation(len(accounts.economies)), chance.permutation(len(accounts.industries))
    theta, shock = elasticities(accounts), border(accounts, factor)
    mixed = Accounts(
        tuple(accounts.economies[place] for place in n),
        tuple(accounts.industries[place] for place in j),
        accounts.trade[np.ix_(j, n, n)],
        accounts.inputs[np.ix_(n, j, j)],
        accounts.tariffs[np.ix_(j, n, n)],
    )
    found = solve(accounts, theta, shock, tolerance=EXACT)
    other = solve(mixed, theta[j], border(mixed, factor), tolerance=EXACT)
    assert np.allclose(other.real_income, found.real_income[n], rtol=1e-8)
    assert np.allclose(other.trade, found.trade[np.ix_(j, n, n)], rtol=1e-7)


@few
@given(worlds, factors, closures)
def test_the_world_keeps_its_books(accounts: Accounts, factor: float, closure: Closure) -> None:
    found = solved(accounts, border(accounts, factor), closure)
    world = found.value_added_before.sum()
    basic = found.trade / (1 + found.tariffs)
    assert np.isclose(found.value_added.sum(), world, rtol=1e-9)  # the numeraire
    assert abs(found.deficits.sum()) < 1e-9 * world
    assert np.allclose(basic.sum(axis=(0, 2)) - basic.sum(axis=(0, 1)), found.deficits, atol=1e-8 * world)
    used = np.einsum("nkj,jn->kn", accounts.inputs, found.output)
    assert np.allclose((found.spending - used).sum(axis=0), found.income, rtol=1e-8)
    if closure == "fixed":
        assert np.allclose(found.deficits, found.deficits_before)
    if closure == "share":
        points = found.deficits / found.value_added - found.deficits_before / found.value_added_before
        assert np.allclose(points, points[0], atol=1e-12)  # the same points of value added for all


@few
@given(st.integers(0, 9999), st.floats(0.8, 0.99), st.floats(2.0, 8.0))
def test_both_gain_from_cheaper_trade_between_them(seed: int, factor: float, theta: float) -> None:
    """It must hold of two economies of one industry that owe and levy nothing; with more industries or
    duties the terms of trade may turn against one of them."""
    accounts = balanced(drawn(seed, economies=2, industries=1))
    found = solve(accounts, [theta], between(accounts, 0, 1, factor), tolerance=EXACT)
    assert (found.real_income > 1).all()


@few
@given(worlds, closures)
def test_a_small_change_does_what_hulten_says(accounts: Accounts, closure: Closure) -> None:
    """Without duties the world gains what the change saves: sum of M (1 - d^), Y (A^ - 1)."""
    accounts = replace(accounts, tariffs=np.zeros_like(accounts.trade))
    chance = np.random.default_rng(1)
    cost = 1 - 1e-4 * chance.uniform(size=accounts.trade.shape)
    productivity = 1 + 1e-4 * chance.uniform(size=accounts.trade.shape[:2])
    found = solved(accounts, Shock(cost=cost, productivity=productivity), closure)
    gained = found.income_before @ (found.real_income - 1) - (found.deficits - found.deficits_before).sum()
    saved = (found.trade_before * (1 - cost)).sum() + (found.output_before * (productivity - 1)).sum()
    assert np.isclose(gained, saved, rtol=2e-3)


@few
@given(worlds, factors, st.sampled_from(["fixed", "zero"]))
def test_undoing_returns(accounts: Accounts, factor: float, closure: Closure) -> None:
    """Under `share` it must not: the points that all give up are counted from another world then."""
    there = solved(accounts, border(accounts, factor), closure)
    back = solved(there.accounts(), border(accounts, 1 / factor), closure)
    assert np.allclose(there.real_income * back.real_income, 1.0, atol=1e-7)
    assert np.allclose(back.trade, there.trade_before, rtol=1e-6)


@few
@given(worlds, factors)
def test_undoing_returns_under_shares_too_where_nobody_owes(accounts: Accounts, factor: float) -> None:
    accounts = solved(accounts, Shock(), "zero").before
    there = solved(accounts, border(accounts, factor))
    assert np.allclose(
        there.real_income * solved(there.accounts(), border(accounts, 1 / factor)).real_income, 1, atol=1e-7
    )


@few
@given(worlds, st.integers(0, 99), closures)
def test_a_batch_is_its_single_solves(accounts: Accounts, seed: int, closure: Closure) -> None:
    chance = np.random.default_rng(seed)
    thetas = elasticities(accounts) * chance.uniform(0.7, 1.4, (3, len(accounts.industries)))
    shocks = [border(accounts, factor) for factor in chance.uniform(0.9, 1.1, 3)]
    many = solve_many(accounts, thetas, shocks, closure=closure, tolerance=EXACT)
    for draw in range(3):
        one = solve(accounts, thetas[draw], shocks[draw], closure=closure, tolerance=EXACT)
        assert np.allclose(many.real_income[draw], one.real_income, rtol=1e-8)


@few
@given(worlds, factors)
def test_an_economy_as_small_as_a_grain_changes_nothing_for_the_others(
    accounts: Accounts, factor: float
) -> None:
    assume(not accounts.tariffs.any())
    small = 1e-9
    trade = np.pad(accounts.trade, ((0, 0), (0, 1), (0, 1)))
    trade[:, -1, :-1] = small * accounts.trade[:, 0, :]
    trade[:, :-1, -1] = small * accounts.trade[:, :, 0]
    trade[:, -1, -1] = small * accounts.trade[:, 0, 0]
    grown = Accounts(
        (*accounts.economies, "grain"),
        accounts.industries,
        trade,
        np.concatenate([accounts.inputs, accounts.inputs[:1] * 0.5]),
        np.zeros_like(trade),
    )
    theta = elasticities(accounts)
    found = solve(accounts, theta, border(accounts, factor))
    with_grain = solve(grown, theta, border(grown, factor))
    assert np.allclose(with_grain.real_income[:-1], found.real_income, rtol=1e-6)
