"""Gauges and borders on a small network by hand: two countries, a broad line and a standard one."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from entrepot.analyses.corridors.physical.country import Countries, countries_of, km_by_country
from entrepot.analyses.corridors.physical.frontier import crossings
from entrepot.analyses.corridors.physical.gauge import gauge_masks
from entrepot.analyses.corridors.physical.rules import Corner
from entrepot.metadata.corridors import Mode, Terminal
from entrepot.sources.networks import Borders, Network

# West of 10 degrees lies KAZ, east CHN. One line along the equator, another 2 degrees north of it.
WEST, EAST = shapely.box(0, -5, 10, 5), shapely.box(10, -5, 20, 5)
BORDERS = Borders(("KAZ", "CHN"), (WEST, EAST))
LINES = Network(
    np.array([0.0, 0.0, 0.0, 0.0, 2.0, 2.0]),
    np.array([8.0, 9.9, 10.1, 12.0, 9.9, 10.1]),
    np.array([0, 1, 2, 4]),
    np.array([1, 2, 3, 5]),
    np.array([211.0, 22.0, 211.0, 22.0]),
)
GAUGES = {"KAZ": (1520,), "CHN": (1435,)}


def post(
    code: str, country: str, longitude: float, *gauges: int, modes: tuple[Mode, ...] = (Mode.RAIL,)
) -> Terminal:
    return Terminal(code, {"en": code}, country, 0.0, longitude, modes, gauges)


POSTS = (post("A", "KAZ", 9.9, 1520, 1435), post("B", "CHN", 10.1, 1435))


def countries() -> Countries:
    return countries_of(LINES, BORDERS)


def test_points_and_kilometres_by_country() -> None:
    found = countries()
    assert [found.codes[number] for number in found.of_point] == ["KAZ", "KAZ", "CHN", "CHN", "KAZ", "CHN"]
    km = km_by_country(LINES, found, BORDERS, [0, 1, 2])
    assert km == pytest.approx({"KAZ": 222.0, "CHN": 222.0})


def test_only_the_crossing_between_the_posts_may_be_run() -> None:
    found = crossings(LINES, countries(), POSTS, (), (), near_km=60.0)
    assert found.allowed.tolist() == [True, True, True, False]
    assert found.procedure.tolist() == [False, True, False, True]
    assert dict(found.posts) == {1: frozenset({"A", "B"})}


def test_without_posts_any_crossing_may_be_run_and_the_pair_is_told() -> None:
    found = crossings(LINES, countries(), (), (), (), near_km=60.0)
    assert found.allowed.all()
    assert found.unposted == {("CHN", "KAZ")}


def test_airports_are_no_border_posts() -> None:
    airports = [post(t.code, t.country, t.longitude, modes=(Mode.ROAD, Mode.AIR)) for t in POSTS]
    assert crossings(LINES, countries(), airports, (), (), near_km=60.0).unposted == {("CHN", "KAZ")}


def test_closed_borders_cannot_be_run_and_open_ones_know_no_procedure() -> None:
    pair = {("CHN", "KAZ")}
    assert crossings(LINES, countries(), POSTS, (), pair, 60.0).allowed.tolist() == [True, False, True, False]
    free = crossings(LINES, countries(), POSTS, pair, (), 60.0)
    assert free.allowed.all()
    assert not free.procedure.any()


def test_a_corner_is_cut_without_border_work() -> None:
    corner = Corner("north", "rail", (2.0, 10.0), 40.0)
    found = crossings(LINES, countries(), POSTS, (), (), 60.0, [corner])
    assert found.allowed.all()
    assert found.procedure.tolist() == [False, True, False, False]


def test_gauges_overlap_around_the_terminal_that_lists_two_and_nowhere_else() -> None:
    found = gauge_masks(LINES, countries(), GAUGES, POSTS, {})
    assert found[1520].tolist() == [True, True, False, False]
    assert found[1435].tolist() == [False, True, True, False]


def test_a_single_line_of_another_gauge_is_added_to_that_gauge_alone() -> None:
    found = gauge_masks(LINES, countries(), GAUGES, POSTS, {1520: np.array([3])})
    assert found[1520].tolist() == [True, True, False, True]
    assert not found[1435][3]
