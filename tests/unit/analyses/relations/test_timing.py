from datetime import date

import pytest

from entrepot.analyses.relations.timing import (
    Length,
    beginning,
    elapsed,
    in_words,
    months_between,
    months_covered,
    overlap,
    within,
)
from entrepot.metadata.dates import StatedDate


@pytest.mark.parametrize(
    ("first", "second", "length"),
    [
        ("1998", "2007-11", Length(106, 118)),
        ("1998", "2006-03", Length(86, 98)),
        ("2008-06", "2010-03", Length(20, 21)),
        ("2007-12", "2008~", Length(0, 12)),
        ("2007-12-03", "2008-12-03", Length(12, 12)),
    ],
)
def test_a_length_spans_what_both_dates_can_mean(first: str, second: str, length: Length) -> None:
    assert elapsed(StatedDate(first), StatedDate(second)) == length


def test_an_open_date_gives_no_length() -> None:
    assert elapsed(StatedDate("1998"), StatedDate("2007/..")) is None


def test_a_length_reads_in_years_and_months() -> None:
    assert str(Length(106, 118)) == "8 years 10 months to 9 years 10 months"
    assert str(Length(12, 12)) == "1 year"
    assert Length(1, 24).says("fr") == "1 mois à 2 ans"
    assert in_words(0) == "0 months"


def test_a_month_counts_only_when_it_is_full() -> None:
    assert months_between(date(2020, 1, 31), date(2020, 3, 30)) == 1
    assert months_between(date(2020, 3, 1), date(2020, 1, 1)) == 0


@pytest.mark.parametrize(
    ("edtf", "months"), [("2011", 12), ("2012-01/2012-10", 10), ("2012-10", 1), ("2002/..", None)]
)
def test_months_a_period_covers(edtf: str, months: int | None) -> None:
    assert months_covered(StatedDate(edtf)) == months


@pytest.mark.parametrize(
    ("a", "b", "meet", "inside"),
    [
        ("2007-12", "2007", True, True),
        ("2007", "2007-12", True, False),
        ("2008~", "2007-12", False, False),
        ("2007-12", "..", True, True),
        ("..", "2007", True, False),
        ("2007/..", "../2007-06", True, False),
    ],
)
def test_overlap_and_within(a: str, b: str, meet: bool, inside: bool) -> None:
    assert overlap(StatedDate(a), StatedDate(b)) is meet
    assert within(StatedDate(a), StatedDate(b)) is inside


def test_a_period_begins_with_its_first_date() -> None:
    assert beginning(StatedDate("2002/..")).edtf == "2002"
    assert beginning(StatedDate("../2002")).edtf == ".."
