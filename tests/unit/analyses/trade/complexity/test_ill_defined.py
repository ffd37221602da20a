"""What has no answer is null and said, not a number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from entrepot.analyses.trade.complexity import (
    ATLAS,
    ECONCOMPLEX,
    STATA,
    Choices,
    eigenvector,
    fitness,
    full_set,
)

GOOD = np.array(
    [[9.0, 8.0, 7.0, 1.0, 4.0], [1.0, 6.0, 9.0, 1.0, 5.0], [2.0, 1.0, 6.0, 9.0, 3.0], [1, 3, 1, 8, 1]]
)


@pytest.mark.parametrize("values", [np.array([[1.0, 2.0, 3.0]]), np.array([[1.0], [2.0]]), np.ones((1, 1))])
@pytest.mark.parametrize("choices", [Choices(), Choices(ECONCOMPLEX), Choices(ATLAS)])
def test_one_place_or_one_product_has_no_complexity(values: np.ndarray, choices: Choices) -> None:
    found = full_set(values, choices)
    assert np.isnan(found.eci).all() and np.isnan(found.pci).all() and np.isnan(found.coi).all()
    assert np.isnan(found.cog).all() and found.rca is not None and np.allclose(found.rca, 1)
    assert found.notes


def test_all_alike_hold_nothing_in_stata() -> None:
    found = full_set(np.full((4, 5), 3.0))  # every RCA is 1, and 1 is not above 1
    assert not found.present.any() and np.isnan(found.eci).all() and np.isnan(found.density).all()
    assert "4 places hold nothing and 5 products" in found.notes[0]


def test_zero_rows_and_columns_are_in_no_total_and_no_mean() -> None:
    whole = np.zeros((5, 7))
    whole[1:, [1, 2, 3, 5, 6]] = GOOD
    found, small = full_set(whole), full_set(GOOD)
    assert np.isnan(found.density[0]).all() and np.isnan(found.cog[:, 0]).all() and np.isnan(found.eci[0])
    assert np.isnan(found.ubiquity[[0, 4]]).all() and np.isnan(found.diversity[0])
    kept = np.ix_([1, 2, 3, 4], [1, 2, 3, 5, 6])
    for name in ("density", "cog", "present"):
        assert np.array_equal(getattr(found, name)[kept], getattr(small, name), equal_nan=True), name
    assert np.array_equal(found.eci[1:], small.eci) and np.array_equal(found.coi[1:], small.coi)
    assert "1 place and 2 products are left out" in found.notes[0]


def test_a_place_without_population_is_in_no_total_of_rpop() -> None:
    by_head = Choices(presence="rpop")
    people = np.array([5.0, np.nan, 8.0, 3.0])
    found, small = full_set(GOOD, by_head, people), full_set(GOOD[[0, 2, 3]], by_head, people[[0, 2, 3]])
    assert found.rpop is not None and small.rpop is not None and np.isnan(found.rpop[1]).all()
    assert np.array_equal(found.rpop[[0, 2, 3]], small.rpop)
    assert np.array_equal(found.density[[0, 2, 3]], small.density, equal_nan=True)


def test_three_unconnected_parts_leave_the_second_eigenvector_to_chance() -> None:
    found = eigenvector(np.kron(np.eye(3), np.ones((2, 3))))
    assert np.isnan(found.places).all() and "equals the third" in found.notes[-1]


def test_two_unconnected_parts_are_told_apart_and_said() -> None:
    held = np.zeros((5, 8))
    held[:3, :5] = [[1, 1, 1, 1, 1], [1, 1, 0, 0, 0], [0, 1, 1, 0, 0]]
    held[3:, 5:] = [[1, 1, 0], [0, 1, 1]]
    found = eigenvector(held)
    assert found.places[:3] == pytest.approx(found.places[0]) and found.places[0] > 0 > found.places[4]
    assert found.places[3:] == pytest.approx(found.places[4]) and "two unconnected parts" in found.notes[0]


def test_with_equal_diversities_the_sign_comes_from_ubiquity() -> None:
    held = np.array([[1, 1, 0, 0, 1], [1, 1, 1, 0, 0], [1, 0, 0, 1, 1]], dtype=float)
    found = eigenvector(held)
    assert np.corrcoef(found.products, held.sum(0))[0, 1] < 0


def test_what_holds_nothing_has_no_eci_and_moves_none() -> None:
    held = np.array([[1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 0, 0]], dtype=float)
    found, small = eigenvector(held), eigenvector(held[:3])
    assert np.isnan(found.places[3]) and np.array_equal(found.places[:3], small.places)
    assert np.isnan(fitness(held).places[3]) and np.isfinite(fitness(held).places[:3]).all()


def test_what_nobody_holds_voids_the_year_in_stata_and_is_left_out_elsewhere() -> None:
    values = np.exp(np.random.default_rng(3).normal(0, 1.2, (9, 16)))
    values[:, 4] = values.sum(axis=1) / 16  # everybody's share is the world's: above no threshold
    stata = full_set(values, Choices(threshold=1.1))
    apart = full_set(values, Choices(replace(STATA, unheld="left out"), threshold=1.1))
    held = stata.ubiquity > 0
    assert held.sum() == 15 and stata.diversity.all()
    for figures in (stata.eci, stata.pci, stata.coi, stata.cog, stata.density):
        assert np.isnan(figures).all()
    assert "unheld='left out'" in stata.notes[-1]
    small = full_set(apart.present[:, held], Choices(presence="manual"))
    assert np.isnan(apart.pci[~held]).all() and np.isnan(apart.density[:, ~held]).all()
    # ECI's deviation is over rows, of which there are more with the product that none holds.
    rows = np.sqrt((9 * 16 - 1) / (9 * 16) * (9 * 15) / (9 * 15 - 1))
    assert np.allclose(apart.eci, small.eci * rows) and np.allclose(apart.density[:, held], small.density)
    assert np.allclose(apart.cog[:, held], small.cog * rows) and not apart.cog[:, ~held].any()
