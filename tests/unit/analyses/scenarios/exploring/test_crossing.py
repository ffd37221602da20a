from __future__ import annotations

import math

import pytest

from entrepot.analyses.scenarios.exploring.crossing import between, first_crossing

SCAN = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)


@pytest.mark.parametrize(
    ("curve", "goal", "root"),
    [
        (lambda x: x, 3.0, 3.0),
        (lambda x: -x, -3.0, 3.0),
        (lambda x: math.expm1(x), 10.0, math.log(11.0)),
        (lambda x: x**9, 2.0, 2.0 ** (1 / 9)),
        (lambda x: math.atan(1e4 * (x - 3.3)), 0.0, 3.3),  # flat, steep, flat
        (lambda x: 1.0 - math.exp(-x), 0.9, math.log(10.0)),
        (lambda x: 0.0 if x < 3.0 else 1.0, 0.5, 3.0),  # a step has a place, too
    ],
)
def test_the_first_place_at_that_height_is_found(curve, goal: float, root: float) -> None:
    found = first_crossing(curve, SCAN, goal, exact=1e-9)
    assert found.at == pytest.approx(root, abs=1e-6)
    assert found.edge is None
    assert found.tried == tuple(sorted(found.tried))


def test_of_a_curve_that_turns_the_first_is_taken() -> None:
    found = first_crossing(lambda x: x * (4.0 - x), SCAN, 3.0, exact=1e-9)
    assert found.at == pytest.approx(1.0)


def test_out_of_reach_is_told_with_the_furthest() -> None:
    found = first_crossing(lambda x: x * (4.0 - x), SCAN, 5.0, exact=1e-9)
    assert found.at is None
    assert found.furthest(1.0) == (2.0, 4.0)
    assert found.furthest(-1.0) == (8.0, -32.0)


def test_where_the_curve_ends_its_last_stretch_is_searched_too() -> None:
    found = first_crossing(lambda x: x if x < 3.0 else math.nan, SCAN, 2.7, exact=1e-9)
    assert found.at == pytest.approx(2.7)
    assert found.edge == 4.0
    lost = first_crossing(lambda x: x if x < 3.0 else math.nan, SCAN, 3.5, exact=1e-9)
    assert lost.at is None
    assert lost.edge == 4.0
    assert lost.furthest(1.0)[1] == pytest.approx(3.0, abs=0.05)
    assert all(not math.isnan(value) for _, value in lost.tried)


def test_an_end_that_is_the_root_is_taken() -> None:
    assert between(lambda x: x, 0.0, 4.0, 0.0, exact=1e-9) == 0.0
    assert between(lambda x: x, 0.0, 4.0, 4.0, exact=1e-9) == 4.0


def test_few_looks_are_taken() -> None:
    looks = 0

    def curve(x: float) -> float:
        nonlocal looks
        looks += 1
        return math.expm1(x)

    assert between(curve, 2.0, 4.0, 10.0, exact=1e-9) == pytest.approx(math.log(11.0), abs=1e-8)
    assert looks < 20
