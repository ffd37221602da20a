"""Times are EDTF that the record's own dates can read."""

from datetime import date

import polars as pl
import pytest

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import BadInput
from entrepot.sources.sdmx_csv.periods import day, edtf, spanned, with_periods


@pytest.mark.parametrize(
    ("written", "expected", "frequency", "first", "last"),
    [
        ("2023", "2023", "A", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", "2023-02", "M", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023M02", "2023-02", "M", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-M12", "2023-12", "M", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023Q1", "2023-01/2023-03", "Q", date(2023, 1, 1), date(2023, 3, 31)),
        ("2023-Q4", "2023-10/2023-12", "Q", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023S2", "2023-07/2023-12", "S", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023-W01", "2023-01-02/2023-01-08", "W", date(2023, 1, 2), date(2023, 1, 8)),
        ("2020W53", "2020-12-28/2021-01-03", "W", date(2020, 12, 28), date(2021, 1, 3)),
        ("2024-02-29", "2024-02-29", "D", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024M02D29", "2024-02-29", "D", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_time_is_the_days_it_means(
    written: str, expected: str, frequency: str, first: date, last: date
) -> None:
    assert edtf(written) == (expected, frequency)
    stated = StatedDate(expected)
    assert (stated.earliest, stated.latest) == (first, last)


@pytest.mark.parametrize(
    "written", ["", "23", "2023-13", "2023Q5", "2023-W54", "2023-02-30", "２０２３", "all"]
)
def test_what_is_no_time_is_refused_with_its_line(written: str) -> None:
    frame = pl.DataFrame({"time": ["2023", written], "line": [2, 3]})
    with pytest.raises(BadInput, match=r"f\.csv, line 3, column time: "):
        with_periods("f.csv", frame, "time")


def test_periods_span_the_years_of_their_ends() -> None:
    assert spanned(pl.Series(["2020", "2023-01/2023-03", "2021-02"]).sort()) == "2020/2023"
    assert spanned(pl.Series(["2020-12-28/2021-01-03"])) == "2020/2021"
    assert spanned(pl.Series(["2020"])) == "2020"


def test_a_stamp_is_a_day() -> None:
    assert day("28/08/26 23:00:00") == day("28/08/2026") == day("2026-08-28T23:00:00+0200") == "2026-08-28"
    for wrong in ("", "08-28-2026", "31/02/26", "2026-02-30"):
        with pytest.raises(ValueError, match=r"day|month"):
            day(wrong)
