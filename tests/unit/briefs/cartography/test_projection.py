from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepot.briefs.cartography.projection import HIGH, LOW, View, equal_earth, fit, turned, vectors

_DEGREES = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


def _square(view: View, longitude: float, latitude: float) -> float:
    """Area on the page of a small quadrangle, over its area on the sphere."""
    d = 0.05
    corners = np.array(
        [
            (longitude - d, latitude - d),
            (longitude + d, latitude - d),
            (longitude + d, latitude + d),
            (longitude - d, latitude + d),
        ]
    )
    x, y = view.project(corners).T
    area = 0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))
    sphere = np.radians(2 * d) * (np.sin(np.radians(latitude + d)) - np.sin(np.radians(latitude - d)))
    return float(area / sphere)


def test_lambert_agrees_with_snyders_numerical_example() -> None:
    """Snyder (1987), p. 332: sphere of radius 3, centre 40 N 100 W; the point 20 S 100 E."""
    view = View(-100.0, 40.0, False, 3.0, 0.0, 0.0, 1.0, 1.0)
    x, y = view.project(np.array([[100.0, -20.0]]))[0]
    assert (x, -y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)


def test_equal_earth_reaches_its_published_extent() -> None:
    """The map is 2.05458 times as wide as it is high."""
    corners = equal_earth(np.array([[180.0, 0.0], [0.0, 90.0]]))
    assert corners[0, 0] / corners[1, 1] == pytest.approx(2.05458, abs=1e-4)


@pytest.mark.parametrize(
    "points", [[(5.6, 50.6), (77.0, 43.3)], [(-58, -34), (151, -34), (77, 43), (-170, -40)]]
)
def test_areas_are_kept_everywhere(points: list[tuple[float, float]]) -> None:
    view = fit(np.array(points, dtype=float), 660.0, 30.0)
    areas = [
        _square(view, longitude, latitude)
        for longitude, latitude in ((10.0, 45.0), (30.0, 60.0), (60.0, 20.0))
    ]
    assert areas == pytest.approx([view.scale**2] * 3, rel=1e-3)


@given(st.lists(_DEGREES, min_size=1, max_size=12))
def test_everything_to_be_shown_is_within_the_margins(points: list[tuple[float, float]]) -> None:
    view = fit(np.array(points), 660.0, 30.0)
    x, y = view.project(np.array(points)).T
    assert LOW * 660 - 1e-6 <= view.height <= HIGH * 660 + 1e-6
    assert x.min() >= 30 - 1e-6
    assert x.max() <= 630 + 1e-6
    assert y.min() >= 30 - 1e-6
    assert y.max() <= view.height - 30 + 1e-6


def test_a_route_over_the_pacific_is_not_torn() -> None:
    view = fit(np.array([(121.0, 31.0), (180.0, 45.0), (-118.0, 34.0)]), 660.0, 30.0)
    x = view.project(np.array([(121.0, 31.0), (179.9, 45.0), (-179.9, 45.0), (-118.0, 34.0)]))[:, 0]
    assert not view.whole
    assert (np.diff(x) > 0).all()
    assert x[2] - x[1] < 5


def test_two_near_places_are_shown_with_what_lies_around() -> None:
    view = fit(np.array([(4.35, 51.25), (5.57, 50.63)]), 660.0, 30.0)
    kilometres = 660.0 / view.scale * 6371.0
    assert 350 < kilometres < 900


def test_what_lies_beyond_the_reach_is_not_in_the_window() -> None:
    view = fit(np.array([(5.6, 50.6), (77.0, 43.3)]), 660.0, 30.0)
    globe = np.array([(a, b) for a in range(-180, 180, 5) for b in range(-85, 90, 5)], dtype=float)
    x, y = view.project(globe).T
    inside = (x > 0) & (x < view.width) & (y > 0) & (y < view.height)
    away = np.arccos(np.clip(vectors(globe) @ view.centre, -1, 1))
    assert inside.any()
    assert away[inside].max() <= view.reach


def test_no_point_no_view() -> None:
    with pytest.raises(ValueError, match="no point"):
        fit(np.empty((0, 2)), 660.0, 30.0)


def test_longitudes_are_counted_from_the_centre() -> None:
    assert turned(np.array([190.0, -190.0, 180.0, 10.0]), 0.0).tolist() == [-170.0, 170.0, -180.0, 10.0]
