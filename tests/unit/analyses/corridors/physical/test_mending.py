"""Raw networks mended: dead ends joined, places set on lines that were drawn as one edge."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.corridors.physical.anchor import anchored
from entrepot.analyses.corridors.physical.repair import components, repaired
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.sources.networks import Network


def network(points: list[tuple[float, float]], edges: list[tuple[int, int, float]]) -> Network:
    where = np.array(points, dtype=float)
    ends = np.array([edge[:2] for edge in edges], dtype=np.int64).reshape(-1, 2)
    km = np.array([edge[2] for edge in edges], dtype=float)
    return Network(where[:, 0], where[:, 1], ends[:, 0], ends[:, 1], km)


# Two lines whose ends lie 1.1 km apart, and a third whose end lies 3.3 km from the second's.
GAPS = network(
    [(0.0, 0.0), (0.0, 0.5), (0.0, 0.51), (0.0, 1.0), (0.0, 1.03), (0.0, 1.5)],
    [(0, 1, 56.0), (2, 3, 55.0), (4, 5, 53.0)],
)


def test_dead_ends_within_two_kilometres_are_joined_and_others_are_not() -> None:
    repair = repaired(GAPS)
    assert (repair.joins, repair.parts, repair.main) == (1, (3, 2), (2, 4))
    assert repair.network.km[-1] == pytest.approx(1.112, abs=0.001)
    assert np.array_equal(repair.network.km[:3], GAPS.km)


def test_a_wider_radius_joins_more() -> None:
    assert repaired(GAPS, 4.0).parts == (3, 1)


def test_what_is_joined_already_is_not_joined_again() -> None:
    ring = network([(0.0, 0.0), (0.0, 0.005)], [(0, 1, 0.6)])
    assert repaired(ring).joins == 0


def test_a_place_on_a_collapsed_line_cuts_it_and_shares_its_length() -> None:
    line = network([(40.0, 50.0), (40.0, 54.0)], [(0, 1, 400.0)])
    found = anchored(line, [(40.1, 51.0), (40.0, 50.0)], island=1)
    assert found.points.tolist() == [2, 0]
    assert found.km[0] < 15
    assert found.network.km.sum() == pytest.approx(400.0)
    assert sorted(found.network.km.tolist()) == pytest.approx([100.0, 300.0], abs=3.0)


def test_two_places_on_one_edge_leave_three_pieces_in_order() -> None:
    line = network([(40.0, 50.0), (40.0, 54.0)], [(0, 1, 400.0)])
    found = anchored(line, [(40.0, 53.0), (40.0, 51.0)], island=1)
    assert len(found.network.km) == 3
    ends = {frozenset(pair) for pair in zip(found.network.tail, found.network.head, strict=True)}
    assert ends == {frozenset({0, 3}), frozenset({3, 2}), frozenset({2, 1})}


def test_a_foot_is_never_set_where_a_point_is_nearly_as_near() -> None:
    line = network([(40.0, 50.0), (40.0, 54.0)], [(0, 1, 400.0)])
    found = anchored(line, [(40.0, 50.02)], island=1)
    assert found.points.tolist() == [0]
    assert len(found.network.km) == 1


def test_an_island_is_taken_only_where_the_rest_is_far() -> None:
    rows = [(10.0 + 0.1 * step, 20.0) for step in range(50)]
    line = [(step, step + 1, 11.2) for step in range(49)]
    tram = network([*rows, (12.0, 20.05), (12.0, 20.06)], [*line, (50, 51, 1.0)])
    assert anchored(tram, [(12.0, 20.05)]).points[0] < 50
    assert anchored(tram, [(12.0, 20.05)], island=1).points[0] == 50
    assert great_circle(12.0, 20.05, 12.0, 20.0) < 12


def test_components_are_numbered_by_part() -> None:
    assert len(set(components(GAPS).tolist())) == 3
