"""Where a search starts: on a parabola through near draws, where they lie around it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from entrepot.analyses.equilibrium.accounts import Shock
from entrepot.analyses.equilibrium.base import base_of
from entrepot.analyses.equilibrium.fixed_point import Guess, Settled
from entrepot.analyses.equilibrium.solve import found_for
from entrepot.analyses.scenarios.near import Near
from little_scenarios import little_world


def _settled(vector: list[float]) -> Settled:
    base = base_of(little_world().accounts)
    _, found = found_for(base, np.array([5.0, 4.0]), Shock(), "share", 1e-8, 100)
    return replace(found, guess=Guess(np.array(vector), 3))


def _vector(near: Near, *place: float) -> np.ndarray:
    found = near.start(np.array(place))
    assert found is not None
    return found.guess.vector


def test_without_a_draw_there_is_no_start() -> None:
    assert Near(np.zeros((4, 1))).start(np.zeros(1)) is None


def test_a_parabola_is_met_exactly() -> None:
    near = Near(np.array([[0.0], [10.0]]))
    for x in (0.0, 4.0, 6.0, 10.0):
        near.settled(np.array([x]), _settled([x**2 - 3.0 * x, 7.0]))
    assert _vector(near, 5.0) == pytest.approx([10.0, 7.0])


def test_a_surface_in_two_amounts_is_met_exactly() -> None:
    chance = np.random.default_rng(3)
    places = chance.uniform(0.0, 1.0, (12, 2)) * [1.0, 100.0]
    near = Near(places)
    for x, y in places:
        near.settled(np.array([x, y]), _settled([x**2 + 0.01 * y, 2.0 * x - y]))
    x, y = places.mean(axis=0)
    assert _vector(near, x, y) == pytest.approx([x**2 + 0.01 * y, 2.0 * x - y])


def test_two_draws_make_a_line_and_one_is_taken_as_it_is() -> None:
    near = Near(np.array([[0.0], [1.0]]))
    near.settled(np.array([0.0]), _settled([1.0]))
    assert _vector(near, 0.5) == pytest.approx([1.0])
    near.settled(np.array([1.0]), _settled([3.0]))
    assert _vector(near, 0.5) == pytest.approx([2.0])


def test_far_beyond_all_draws_the_nearest_is_taken() -> None:
    near = Near(np.array([[0.0], [1.0]]))
    for x in (0.0, 0.01, 0.02):
        near.settled(np.array([x]), _settled([x]))
    assert _vector(near, 1.0) == pytest.approx([0.02])


def test_draws_at_one_place_do_not_divide_by_nothing() -> None:
    near = Near(np.array([[2.0], [2.0]]))
    for _ in range(3):
        near.settled(np.array([2.0]), _settled([4.0]))
    assert _vector(near, 2.0) == pytest.approx([4.0])


def test_without_amounts_the_first_is_taken() -> None:
    near = Near(np.zeros((3, 0)))
    near.settled(np.zeros(0), _settled([4.0]))
    near.settled(np.zeros(0), _settled([5.0]))
    assert _vector(near) == pytest.approx([4.0])
