"""Changes and amounts as commands on scenarios print them."""

from __future__ import annotations

import pytest

from entrepot.cli.whatif_numbers import between, gain, millions, percent


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "–"),
        (0.0, "0 %"),
        (-3e-13, "0 %"),
        (0.00004, "~0 %"),
        (-0.0004, "-0.0004 %"),
        (0.0123, "+0.012 %"),
        (0.5, "+0.50 %"),
        (33.4, "+33 %"),
        (1484.2, "+1,484 %"),
        (-99.2, "-99 %"),
        (-99.6, "-99.60 %"),
        (-99.9999, "nearly -100 %"),
        (-100.0, "-100 %"),
    ],
)
def test_a_change_has_the_digits_that_it_needs(value: float | None, told: str) -> None:
    assert percent(value) == told


def test_what_is_left_is_never_told_as_nothing() -> None:
    for value in (-99.5, -99.9, -99.994, -99.999999):
        assert percent(value) != "-100 %"


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (-0.02, 0.31, "-0.020 to +0.31 %"),
        (0.00001, 0.00002, "~0 %"),
        (-0.00001, 0.002, "~0 to +0.002 %"),
        (None, 1.0, "–"),
        (4.0, 4.001, "+4.00 %"),
    ],
)
def test_an_interval_is_told_once_where_both_ends_read_the_same(
    low: float | None, high: float | None, told: str
) -> None:
    assert between(low, high) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, "–"), (0.0, "0"), (1e-12, "0"), (0.0001, "~0"), (-0.0066, "-0.007"), (0.61, "+0.61"),
     (-27555.4, "-27,555"), (12.34, "+12.3")],
)  # fmt: skip
def test_an_amount_is_never_a_signed_nothing(value: float | None, told: str) -> None:
    assert millions(value) == told


def test_what_the_solver_leaves_open_is_no_gain_of_a_large_economy() -> None:
    assert gain({"real_income": 5e-7, "gain": 0.13}) == "~0"
    assert gain({"real_income": 5e-6, "gain": 1.3}) == "+1.3"
    assert gain({"real_income": 1e-12, "gain": 1e-6}) == "0"
