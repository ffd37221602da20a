from __future__ import annotations

import itertools

import numpy as np
import pytest

from entrepot.briefs.cartography.land import base_map, clipped
from entrepot.briefs.cartography.projection import Array, View, fit
from entrepot.briefs.cartography.thinning import kept_points

EURASIA = fit(np.array([(5.6, 50.6), (77.0, 43.3)]), 660.0, 30.0)
PACIFIC = fit(np.array([(121.0, 31.0), (-118.0, 34.0)]), 660.0, 30.0)
WORLD = fit(np.array([(-58.0, -34.0), (151.0, -34.0), (77.0, 43.0), (-170.0, -40.0)]), 660.0, 30.0)


def _covered(view: View, longitude: float, latitude: float) -> bool:
    """Whether land is painted at a place: even-odd over all its rings."""
    x, y = view.project(np.array([[longitude, latitude]]))[0]
    inside = False
    for polygon in base_map(view).land:
        for ring in polygon:
            for (ax, ay), (bx, by) in itertools.pairwise(ring):
                if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                    inside = not inside
    return inside


@pytest.mark.parametrize(
    ("view", "place", "land"),
    [
        (EURASIA, (37.6, 55.7), True),  # Moscow
        (EURASIA, (50.5, 41.5), False),  # the Caspian Sea
        (EURASIA, (34.0, 43.0), False),  # the Black Sea
        (EURASIA, (10.0, 50.0), True),
        (PACIFIC, (172.0, 67.0), True),  # Chukotka, west of where the date changes
        (PACIFIC, (-173.0, 66.5), True),  # and east of it
        (PACIFIC, (-160.0, 35.0), False),
        (WORLD, (-100.0, 40.0), True),
        (WORLD, (134.0, -25.0), True),
        (WORLD, (-120.0, -20.0), False),
    ],
)
def test_land_is_where_it_is(view: View, place: tuple[float, float], land: bool) -> None:
    assert _covered(view, *place) is land


@pytest.mark.parametrize("view", [EURASIA, PACIFIC, WORLD])
def test_nothing_is_drawn_outside_the_window(view: View) -> None:
    base = base_map(view)
    points = np.array([p for polygon in base.land for ring in polygon for p in ring])
    outline = np.array([p for line in base.borders for p in line])
    for drawn in (points, outline):
        assert drawn.min() >= 0
        assert (drawn.max(axis=0) <= (view.width, view.height + 0.5)).all()


@pytest.mark.parametrize("view", [EURASIA, PACIFIC, WORLD])
def test_no_border_is_drawn_twice(view: View) -> None:
    edges = [
        frozenset((tuple(a), tuple(b)))
        for line in base_map(view).borders
        for a, b in itertools.pairwise(line)
    ]
    assert len(edges) == len(set(edges))


def test_the_line_where_the_date_changes_is_no_border() -> None:
    at = PACIFIC.project(np.array([(180.0, 68.0), (180.0, 66.5)]))
    for line in base_map(PACIFIC).borders:
        for a, b in itertools.pairwise(line):
            middle = (np.array(a) + np.array(b)) / 2
            long = np.hypot(*(np.array(a) - np.array(b))) > 5
            assert not (long and np.hypot(*(middle - at.mean(axis=0))) < 3)


def _area(ring: Array) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))) / 2


def test_clipping_a_square_by_hand() -> None:
    square = np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)])
    assert _area(clipped(square, (0.0, 0.0, 5.0, 5.0))) == pytest.approx(1.0)
    assert _area(clipped(square, (-0.5, -0.5, 0.5, 0.5))) == pytest.approx(1.0)
    assert len(clipped(square, (2.0, 2.0, 3.0, 3.0))) == 0


def test_a_thinned_line_is_nowhere_far_from_the_whole() -> None:
    rng = np.random.default_rng(5)
    line = np.column_stack([np.linspace(0, 300, 400), np.cumsum(rng.normal(0, 0.5, 400))])
    keep = kept_points(line)
    thin = np.interp(line[:, 0], line[keep, 0], line[keep, 1])
    assert keep[[0, -1]].all()
    assert keep.sum() < 300
    assert np.abs(thin - line[:, 1]).max() < 0.7
    assert (kept_points(line[::-1])[::-1] == keep).all()
