from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from entrepot.analyses.scenarios.exploring.coalitions import (
    ORDERS,
    combinations_of,
    drawn,
    drawn_orders,
    on_the_way,
    shapley,
)


def test_the_glove_game_is_shared_as_in_every_textbook() -> None:
    # Player 0 has a left glove, 1 and 2 a right one each; a pair is worth 1: 2/3, 1/6, 1/6.
    worth = {few: np.array([float(0 in few and bool(few & {1, 2}))]) for few in combinations_of(3)}
    assert shapley(worth, 3)[:, 0] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_parts_that_do_not_meet_have_what_they_bring_alone() -> None:
    own = np.array([1.0, -2.0, 0.5, 3.0])
    worth = {few: np.array([own[list(few)].sum()]) for few in combinations_of(4)}
    assert shapley(worth, 4)[:, 0] == pytest.approx(own)


def test_every_order_gives_the_shapley_value() -> None:
    chance = np.random.default_rng(3)
    worth = {few: chance.normal(size=2) for few in combinations_of(4)}
    forwards = [order for order in permutations(range(4)) if order[0] < order[-1]]
    paired = [order for one in forwards for order in (one, one[::-1])]
    assert len({*paired}) == 24
    np.testing.assert_allclose(drawn(worth, paired)[0], shapley(worth, 4), atol=1e-12)


def test_drawn_orders_add_up_and_tell_their_error() -> None:
    chance = np.random.default_rng(4)
    orders = drawn_orders(8)
    assert len(orders) == ORDERS
    assert orders[1] == orders[0][::-1]
    assert drawn_orders(8) == orders
    few = on_the_way(orders)
    assert frozenset() in few
    assert frozenset(range(8)) in few
    assert len(few) < 2**8
    own = np.arange(8.0)
    worth = {one: np.array([own[list(one)].sum() + 0.1 * chance.normal()]) for one in few}
    by, error = drawn(worth, orders)
    total = worth[frozenset(range(8))] - worth[frozenset()]
    assert by.sum(axis=0) == pytest.approx(total)
    assert (np.abs(by[:, 0] - own) < 6.0 * error[:, 0] + 0.05).all()
