import math

import pytest

from entrepot.metadata.figure import Figure, Quality, UnitMismatch
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin

OECD = Origin("OECD", "ICIO", "2025", "BEL -> KAZ")
CIA = Origin("CIA", "Factbook", "2025", "Economy")


def usd(value: float | Interval, *, origin: Origin = OECD, quality: Quality = Quality.REPORTED) -> Figure:
    return Figure(value, "USD million", "2022", "exports", ("BEL",), quality, (origin,))


def test_a_sum_cites_both_origins_and_is_derived() -> None:
    total = usd(2) + usd(3, origin=CIA)
    assert (total.value, total.origins, total.quality) == (5, (OECD, CIA), Quality.DERIVED)


def test_the_heavier_quality_wins() -> None:
    assert (usd(2) - usd(1, quality=Quality.MODELLED)).quality is Quality.MODELLED


def test_an_unknown_part_makes_an_interval_never_a_zero() -> None:
    total = usd(2) + usd(Interval.unknown())
    assert total.value == Interval(2, float("inf"))
    assert str(total) == "at least 2 USD million"
    assert not total.is_unknown


def test_a_bound_on_one_side_is_said_and_no_bound_at_all_is_unknown() -> None:
    assert str(usd(Interval.unknown())) == "unknown USD million"
    assert str(usd(Interval(-math.inf, 5))) == "at most 5 USD million"
    assert (usd(Interval.unknown()) - usd(Interval.unknown())).is_unknown


def test_a_ratio_of_equal_units_has_no_unit() -> None:
    share = usd(1) / usd(4)
    assert (share.value, share.unit) == (0.25, "1")


def test_a_ratio_to_zero_is_not_a_number_it_is_unbounded() -> None:
    assert (usd(1) / usd(0)).is_unknown


def test_unlike_units_do_not_add() -> None:
    with pytest.raises(UnitMismatch, match="USD million"):
        usd(1) + Figure(1, "EUR", "2022", "aid")


def test_a_figure_explains_itself() -> None:
    told = usd(118.3).explain()
    assert "exports, 2022: 118.3 USD million (reported)" in told
    assert "OECD, ICIO, 2025, BEL -> KAZ" in told


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (118.3326, "118.333"),
        (713_800.0, "713,800"),
        (64_000_000.0, "64,000,000"),
        (-525_458_000_000.0, "-525,458,000,000"),
        (0.0123456789, "0.0123457"),
    ],
)
def test_a_number_is_printed_as_people_write_it(value: float, printed: str) -> None:
    assert str(usd(value)) == f"{printed} USD million"


def test_json_form_says_unknown_as_an_interval() -> None:
    form = usd(Interval(1, 3)).to_dict()
    assert form["value"] is None
    assert form["interval"] == {"low": 1, "high": 3}
