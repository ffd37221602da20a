from __future__ import annotations

import pytest

from entrepot.analyses.scenarios.amounts import bounds, quantile, triangular
from entrepot.metadata.scenario import Amount


def test_what_is_certain_is_itself_everywhere() -> None:
    assert [quantile(Amount(0.3), at) for at in (0.01, 0.5, 0.99)] == [0.3] * 3
    assert bounds(Amount(0.3)) == (0.3, 0.3)


def test_a_standard_error_is_that_of_a_normal() -> None:
    amount = Amount(0.5, se=0.1)
    assert quantile(amount, 0.5) == pytest.approx(0.5)
    assert quantile(amount, 0.8413447) == pytest.approx(0.6, abs=1e-6)
    assert bounds(amount) == pytest.approx((0.3355, 0.6645), abs=1e-4)


def test_bounds_are_those_of_a_triangle() -> None:
    amount = Amount(1.0, low=0.0, high=3.0)
    assert quantile(amount, 1 / 3) == pytest.approx(1.0)  # a third of the area is left of the peak
    assert quantile(amount, 1e-12) == pytest.approx(0.0, abs=1e-5)
    assert quantile(amount, 1 - 1e-12) == pytest.approx(3.0, abs=1e-5)
    assert bounds(amount) == (0.0, 3.0)


def test_a_missing_bound_is_the_value() -> None:
    assert bounds(Amount(-0.1, high=0.0)) == (-0.1, 0.0)
    assert quantile(Amount(-0.1, high=0.0), 1e-12) == pytest.approx(-0.1, abs=1e-6)


def test_a_triangle_of_no_width_is_a_point() -> None:
    assert triangular(2.0, 2.0, 2.0, 0.7) == 2.0
