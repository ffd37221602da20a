"""Shortest ways, closures, neighbours and lines."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.corridors.physical.hierarchy import Hierarchy, Topology, Way
from entrepot.analyses.corridors.physical.legs import Drawn, overridden, simplified
from entrepot.analyses.corridors.physical.neighbours import Slack, neighbours
from entrepot.analyses.corridors.physical.rules import Override
from entrepot.metadata.corridors import Leg, Mode
from entrepot.metadata.figure import Quality
from entrepot.sources.networks import Network

# A square with one long side, and a point apart.
SQUARE = Network(
    np.array([0.0, 0.0, 1.0, 1.0, 5.0]),
    np.array([0.0, 1.0, 1.0, 0.0, 5.0]),
    np.array([0, 1, 2, 0]),
    np.array([1, 2, 3, 3]),
    np.array([111.0, 111.0, 111.0, 500.0]),
)


@pytest.fixture(scope="module")
def topology() -> Topology:
    return Topology(SQUARE)


def test_the_way_has_its_points_and_edges_in_order(topology: Topology) -> None:
    way = Hierarchy(topology).way(3, 0)
    assert way is not None
    assert way.cost == pytest.approx(333.0)
    assert way.points.tolist() == [3, 2, 1, 0]
    assert way.edges.tolist() == [2, 1, 0]


def test_there_is_no_way_to_a_point_apart_and_none_is_needed_to_oneself(topology: Topology) -> None:
    hierarchy = Hierarchy(topology)
    assert hierarchy.way(0, 4) is None
    itself = hierarchy.way(2, 2)
    assert itself is not None
    assert itself.cost == 0.0
    assert hierarchy.matrix([0, 4], [3, 4]).tolist() == [[333.0, np.inf], [np.inf, 0.0]]


def test_a_closure_lengthens_the_way_and_ends(topology: Topology) -> None:
    hierarchy = Hierarchy(topology)
    with hierarchy.closed([1]):
        round_about = hierarchy.way(0, 3)
        assert round_about is not None
        assert round_about.cost == pytest.approx(500.0)
        with pytest.raises(ZeroDivisionError), hierarchy.closed([3]):
            assert hierarchy.way(0, 3) is None
            raise ZeroDivisionError
        assert hierarchy.way(0, 3) is not None
    assert hierarchy.matrix([0], [3])[0, 0] == pytest.approx(333.0)


def test_an_order_that_was_kept_gives_the_same_ways(topology: Topology, tmp_path: object) -> None:
    from pathlib import Path

    kept = Path(str(tmp_path)) / "order"
    Topology(SQUARE, kept)
    assert Hierarchy(Topology(SQUARE, kept)).matrix([0], [3]) == Hierarchy(topology).matrix([0], [3])


def test_no_terminal_lies_between_neighbours() -> None:
    along = np.abs(np.subtract.outer([0.0, 50.0, 100.0, 101.0], [0.0, 50.0, 100.0, 101.0]))
    assert neighbours(along, Slack(0.02, 1.0), 1000.0) == [(0, 1), (1, 2), (2, 3)]


def test_pairs_out_of_reach_are_neighbours_only_where_nothing_else_joins_them() -> None:
    apart = np.array([[0.0, 10.0, 900.0], [10.0, 0.0, 905.0], [900.0, 905.0, 0.0]])
    assert neighbours(apart, Slack(0.0, 0.0), 100.0) == [(0, 1), (0, 2)]


def test_a_line_keeps_its_bends_and_loses_the_rest() -> None:
    network = Network(
        np.array([0.0, 0.001, 0.0, 1.0]),
        np.array([0.0, 0.5, 1.0, 1.0]),
        *(np.empty(0, int),) * 2,
        np.empty(0),
    )
    line = simplified(network, Way(0.0, np.arange(4), np.arange(3)))
    assert [(round(x, 3), round(y, 3)) for x, y in line] == [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]


def leg(start: str, end: str, gauge: int, km: float) -> Drawn:
    made = Leg(f"rail:{start}:{end}", Mode.RAIL, start, end, km, gauge, {"KAZ": km / 2, "CHN": km / 2})
    return Drawn(made, ((0.0, 0.0), (1.0, 1.0)))


def override(start: str, end: str, km: float) -> Override:
    return Override("rail", start, end, 1520, km, "own", "reported", "published")


def test_a_published_length_takes_the_place_of_the_measured_one() -> None:
    found = overridden(iter([leg("A", "B", 1520, 100.0)]), (override("B", "A", 120.0),), Mode.RAIL)
    assert [(one.leg.km, dict(one.leg.countries), one.leg.quality) for one in found] == [
        (120.0, {"KAZ": 60.0, "CHN": 60.0}, Quality.REPORTED)
    ]
    assert found[0].line


def test_a_leg_that_the_network_lacks_is_added_and_other_modes_are_left_alone() -> None:
    found = overridden(iter([]), (override("C", "D", 50.0),), Mode.RAIL)
    assert [one.leg.id for one in found] == ["rail:C:D"]
    assert overridden(iter([]), (override("C", "D", 50.0),), Mode.ROAD) == []


def test_tracks_of_two_gauges_between_the_same_terminals_are_two_legs() -> None:
    both = [leg("A", "B", 1520, 10.0), leg("A", "B", 1435, 10.0), leg("A", "C", 1520, 5.0)]
    assert [one.leg.id for one in overridden(iter(both), (), Mode.RAIL)] == [
        "rail:A:B:1435",
        "rail:A:B:1520",
        "rail:A:C",
    ]
