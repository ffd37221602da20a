import math

import pytest

from entrepot.metadata.interval import Interval


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("118", 117.5, 118.5),
        ("7.0", 6.95, 7.05),
        ("18.31", 18.305, 18.315),
        ("119,091.91", 119091.905, 119091.915),
        ("€713,800", 713799.5, 713800.5),
        ("19 606 633", 19606632.5, 19606633.5),
    ],
)
def test_rounding_is_half_a_unit_of_the_last_decimal(written: str, low: float, high: float) -> None:
    found = Interval.rounding(written)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_rounding_needs_a_number() -> None:
    with pytest.raises(ValueError, match="no number"):
        Interval.rounding("many")


@pytest.mark.parametrize(("low", "high"), [(2, 1), (math.nan, 1)])
def test_bounds_must_be_in_order(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Interval(low, high)


def test_growth_applied_to_a_rounded_level_keeps_the_rounding() -> None:
    level = Interval.rounding("100") * (1 + Interval.rounding("18.31") / 100)
    assert 118 in level
    assert 119.09 not in level


def test_unknown_times_nothing_is_nothing() -> None:
    assert Interval.unknown() * 0 == Interval(0, 0)


def test_dividing_by_what_may_be_zero_gives_no_bound() -> None:
    assert Interval(1, 2) / Interval(-1, 1) == Interval(-math.inf, math.inf)
    assert Interval(1, 2) / Interval(0, 2) == Interval(0.5, math.inf)


def test_json_form_has_no_infinity() -> None:
    assert Interval.unknown().to_dict() == {"low": 0.0, "high": None}
