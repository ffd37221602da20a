"""The functions on matrices, against sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.trade.complexity import (
    continuous_presence,
    continuous_proximity,
    density,
    distance,
    eigenvector,
    fitness,
    keep_nearest,
    outlook_gain,
    outlook_index,
    presence,
    product_space,
    proximity,
    rca_matrix,
    reflections,
    rpop_matrix,
)
from entrepot.metadata.errors import UsageError

# Three places, four products: one holds three, one holds two, one holds one.
HELD = np.array([[1.0, 1.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.0], [0.0, 0.0, 1.0, 1.0]])


def test_rca_is_the_share_at_home_over_the_share_in_the_world() -> None:
    # The first sells 30 of 40 in wheat, the world 40 of 100: 0.75 / 0.4.
    assert rca_matrix(np.array([[30.0, 10.0], [10.0, 50.0]]))[0, 0] == pytest.approx(1.875)


def test_rpop_is_the_share_of_the_world_over_the_share_of_its_people() -> None:
    # 30 of 40 tons by one of four people: 0.75 / 0.25.
    assert rpop_matrix(np.array([[30.0, 10.0], [10.0, 50.0]]), np.array([1.0, 3.0]))[0, 0] == 3.0


def test_at_the_threshold_stata_says_no_and_the_peers_say_yes() -> None:
    level = np.array([[0.5, 1.0, 2.0]])
    assert presence(level).tolist() == [[0, 0, 1]]
    assert presence(level, strict=False).tolist() == [[0, 1, 1]]
    assert presence(level, 0.4).tolist() == [[1, 1, 1]]
    assert continuous_presence(level).tolist() == [[1 / 3, 0.5, 2 / 3]]


def test_proximity_is_the_smaller_conditional_probability() -> None:
    phi = proximity(HELD)
    assert phi[0, 1] == 0.5  # one place holds both, two hold the second
    assert phi[1, 2] == pytest.approx(2 / 3) and phi[2, 1] == phi[1, 2]
    assert phi[0, 3] == 0 and not np.diagonal(phi).any()
    assert np.diagonal(proximity(HELD, diagonal=True)).tolist() == [1, 1, 1, 1]


def test_asymmetric_proximity_is_given_the_product_of_the_row() -> None:
    phi = proximity(HELD, asymmetric=True)
    assert phi[0, 1] == 1 and phi[1, 0] == 0.5


def test_a_product_that_nobody_holds_is_near_to_none() -> None:
    phi = proximity(np.array([[1.0, 0.0], [1.0, 0.0]]), diagonal=True)
    assert phi.tolist() == [[1, 0], [0, 0]]
    assert np.isnan(density(np.array([[1.0, 0.0]]), np.zeros((2, 2)))).all()


def test_continuous_proximity_is_a_correlation_moved_to_0_to_1() -> None:
    levels = np.array([[1.0, 2.0, 3.0, 7.0], [2.0, 4.0, 1.0, 7.0], [3.0, 6.0, 0.5, 7.0]])
    phi = continuous_proximity(levels)
    assert phi[0, 1] == pytest.approx(1)
    assert phi[0, 2] == pytest.approx((1 + np.corrcoef(levels[:, 0], levels[:, 2])[0, 1]) / 2)
    assert not phi[3].any() and not np.diagonal(phi).any()  # a constant has no correlation
    assert np.allclose(phi, continuous_proximity(levels, stata_rounding=True), atol=1e-15)


def test_density_and_distance_by_hand() -> None:
    phi = proximity(HELD)
    # The second place holds 2 and 3; near to product 1 are 2 (0.5) and 3 (1/3).
    assert density(HELD, phi)[1, 0] == pytest.approx(1)
    # Near to 4 is only 3 (1/3), which all hold.
    assert distance(HELD, phi)[0, 3] == pytest.approx(0)
    assert density(HELD, phi)[2, 0] == pytest.approx((1 / 3) / (0.5 + 1 / 3))


def test_outlook_by_hand() -> None:
    phi, pci = proximity(HELD), np.array([1.0, 0.5, -1.0, 2.0])
    dense = density(HELD, phi)
    assert outlook_index(dense, HELD, pci)[1] == pytest.approx(dense[1, 0] * 1 + dense[1, 3] * 2)
    gain = outlook_gain(HELD, phi, pci)
    # The third lacks 1 and 2, near to each other by 0.5; of what is near to 2 that is 0.5 of 0.5 + 2/3.
    assert gain[2, 0] == pytest.approx(0.5 * 0.5 / (0.5 + 2 / 3))
    assert gain[2, 2] == 0
    # As econcomplex has it, it is 0.5 of what is near to 1.
    assert outlook_gain(HELD, phi, pci, "target")[2, 0] == pytest.approx(0.5 * 0.5 / (0.5 + 1 / 3))


def test_neighbours_keep_their_ties() -> None:
    phi = np.array([[9, 0.5, 0.5, 0.2], [0.5, 9, 0.1, 0.6], [0.5, 0.1, 9, 0.3], [0.2, 0.6, 0.3, 9]])
    kept = keep_nearest(phi.copy(), 1)
    assert kept[0].tolist() == [0, 0.5, 0.5, 0] and kept[1].tolist() == [0, 0, 0, 0.6]
    assert (keep_nearest(phi.copy(), 7) > 0).sum() == 12
    # 0.6 passes through (t - 1 + |t + 1|) / 2 one bit too high: Stata drops it.
    assert not keep_nearest(phi.copy(), 1, "stata")[1].any()
    assert keep_nearest(phi.copy(), 1, "stata")[0].tolist() == [0, 0.5, 0.5, 0]
    with pytest.raises(UsageError, match="at least 1"):
        keep_nearest(phi, 0)


def test_edges_are_ranked_with_ties() -> None:
    phi = np.array([[0, 0.5, 0.5, 0.2], [0.5, 0, 0, 0.6], [0.5, 0, 0, 0.3], [0.2, 0.6, 0.3, 0]])
    edges = product_space(phi, 3)
    of_first = edges.product == 0
    assert edges.neighbour[of_first].tolist() == [1, 2, 3] and edges.rank[of_first].tolist() == [1, 1, 3]
    assert edges.neighbour[edges.product == 1].tolist() == [3, 0]  # a proximity of 0 is no edge
    assert phi[0, 3] == 0.2


def test_the_second_eigenvector_of_the_nonsymmetric_matrix() -> None:
    draws = np.random.default_rng(5)
    held = (draws.random((12, 30)) < draws.uniform(0.2, 0.9, (12, 1))).astype(float)
    found = eigenvector(held)
    d, u = held.sum(1), held.sum(0)
    values, vectors = np.linalg.eig((held / u / d[:, None]) @ held.T)
    second = np.argsort(values.real)[-2]
    assert found.eigenvalues[0] == pytest.approx(values.real[second])
    assert abs(np.corrcoef(found.places, vectors[:, second].real)[0, 1]) == pytest.approx(1)
    assert np.corrcoef(found.places, d)[0, 1] > 0
    assert found.places == pytest.approx(held @ found.products / d)
    assert eigenvector(held.T.copy()).eigenvalues == pytest.approx(found.eigenvalues)


def test_many_reflections_are_the_eigenvector_and_stay_it() -> None:
    draws = np.random.default_rng(6)
    held = (draws.random((15, 40)) < draws.uniform(0.2, 0.9, (15, 1))).astype(float)
    of_places = eigenvector(held).places
    for steps in (600, 2000):
        assert abs(np.corrcoef(reflections(held, steps).places, of_places)[0, 1]) == pytest.approx(1)
    # Two steps by hand: the mean over products of the mean diversity of their holders.
    d, u = held.sum(1), held.sum(0)
    twice = held @ (held.T @ d / u) / d
    assert np.corrcoef(reflections(held, 2).places, twice)[0, 1] == pytest.approx(1)


def test_one_step_of_fitness_by_hand() -> None:
    found = fitness(HELD, 1)
    assert found.places == pytest.approx(np.array([3, 2, 2]) / (7 / 3))
    q = np.array([1, 1 / 2, 1 / 3, 1])
    assert found.products == pytest.approx(q / q.mean())
