from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepot.metadata.corridors.curve import Point, curved, cut
from entrepot.metadata.corridors.sphere import great_circle

_POINT = st.tuples(st.floats(-180, 180), st.floats(-80, 80))


def _km(line: tuple[Point, ...]) -> float:
    return sum(great_circle(a[1], a[0], b[1], b[0]) for a, b in pairwise(line))


@given(_POINT, _POINT)
def test_points_put_in_lie_on_the_way(a: Point, b: Point) -> None:
    line = curved((a, b))
    assert (line[0], line[-1]) == (a, b)
    assert _km(line) == pytest.approx(_km((a, b)), rel=1e-6, abs=1e-6)


@given(st.lists(_POINT, min_size=2, max_size=6))
def test_no_piece_crosses_the_antimeridian(points: list[Point]) -> None:
    pieces = cut(curved(points))
    assert all(abs(a[0] - b[0]) <= 180.0 for piece in pieces for a, b in pairwise(piece))
    assert all(-180.0 <= x <= 180.0 for piece in pieces for x, _ in piece)
    for before, after in pairwise(pieces):
        assert abs(before[-1][1] - after[0][1]) < 3.0


def test_the_example_of_rfc_7946() -> None:
    """Section 3.1.9: a line from 45 N 170 E to 45 N 170 W."""
    assert cut(((170.0, 45.0), (-170.0, 45.0))) == (
        ((170.0, 45.0), (180.0, 45.0)),
        ((-180.0, 45.0), (-170.0, 45.0)),
    )


def test_what_does_not_cross_stays_whole() -> None:
    line = ((5.0, 50.0), (77.0, 43.0))
    assert cut(line) == (line,)
    assert curved(()) == ()
    assert curved(((1.0, 2.0),)) == ((1.0, 2.0),)


def test_opposite_points_have_no_one_way_between() -> None:
    assert curved(((0.0, 0.0), (180.0, 0.0))) == ((0.0, 0.0), (180.0, 0.0))
