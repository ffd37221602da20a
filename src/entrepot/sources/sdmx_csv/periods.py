"""Times as statistical offices write them (2023, 2023-Q1, 2023M02, 2023-W05 ...) as EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.text_tables.cells import line_of

_FORMS: tuple[tuple[re.Pattern[str], str, Callable[[int, int], str]], ...] = (
    (re.compile(r"([0-9]{4})(?:-?A1)?()"), "A", lambda year, _: f"{year:04}"),
    (re.compile(r"([0-9]{4})-?[SH]([12])"), "S", lambda year, n: _months(year, 6 * n - 5, 6 * n)),
    (re.compile(r"([0-9]{4})-?Q([1-4])"), "Q", lambda year, n: _months(year, 3 * n - 2, 3 * n)),
    (re.compile(r"([0-9]{4})(?:-?M|-)(0[1-9]|1[0-2])"), "M", lambda year, n: f"{year:04}-{n:02}"),
    (re.compile(r"([0-9]{4})-?W([0-9][0-9])"), "W", lambda year, n: _week(year, n)),
)
PERIOD, FORM = "(period)", "(form)"
"""Columns that `with_periods` makes; no dimension of a publisher is called so."""
_DAY = re.compile(r"([0-9]{4})(?:-|M)([0-9][0-9])(?:-|D)([0-9][0-9])")


def edtf(written: str) -> tuple[str, str]:
    """The time in EDTF, and the frequency that its form tells: A, S, Q, M, W or D.

    A quarter, half-year or ISO week becomes the interval it spans (2023-Q1 -> 2023-01/2023-03), which
    `StatedDate` reads; EDTF's codes of seasons (2023-33) would say "quarter" without saying which days.

    Raises:
        ValueError: it is written in none of these ways, or there is no such day or week.
    """
    for form, frequency, made in _FORMS:
        if found := form.fullmatch(written):
            return made(int(found[1]), int(found[2] or 0)), frequency
    if found := _DAY.fullmatch(written):
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat(), "D"
    raise ValueError("is no time")


def with_periods(where: str, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """`frame` with `PERIOD` in EDTF and `FORM`, the frequency its form tells, made from `column`.

    Raises:
        BadInput: a time is missing or written in a way that is not known.
    """
    known: dict[str, tuple[str, str]] = {}
    for text in frame[column].unique():
        try:
            known[text or ""] = edtf((text or "").strip())
        except ValueError as error:
            row = int((frame[column].fill_null("") == (text or "")).arg_max() or 0)
            raise BadInput(
                f"{text!r} {error}", file=where, line=line_of(frame, row), column=column,
                expected="2023, 2023-02, 2023-02-28, 2023-Q1, 2023-S1 or 2023-W05",
            ) from error  # fmt: skip
    text = frame[column].fill_null("")
    made = {PERIOD: [period for period, _ in known.values()], FORM: [form for _, form in known.values()]}
    return frame.with_columns(
        text.replace_strict(list(known), values, return_dtype=pl.String).alias(name)
        for name, values in made.items()
    )


def _months(year: int, first: int, last: int) -> str:
    return f"{year:04}-{first:02}/{year:04}-{last:02}"


def _week(year: int, week: int) -> str:
    monday = date.fromisocalendar(year, week, 1)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def spanned(periods: pl.Series) -> str:
    """The years from the first to the last of EDTF periods: "2000/2023", or "2023" if it is one."""
    years = (periods.str.slice(0, 4).min(), periods.str.slice(-10).str.extract(r"(?:^|/)([0-9]{4})").max())
    first, last = str(years[0]), str(years[1] or years[0])
    return first if first == last else f"{first}/{last}"


def day(written: str) -> str:
    """A day as publishers stamp their files, in ISO 8601; raises `ValueError` if it is none.

    Known: 2026-06-10T23:00:00+0200, 2026-06-10, 28/08/26 23:00:00 and 28/08/2026 (Eurostat: day first).
    """
    if found := re.match(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])", written):
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    if found := re.match(r"([0-9][0-9])/([0-9][0-9])/([0-9]{4}|[0-9][0-9])(?![0-9])", written):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return date(year, int(found[2]), int(found[1])).isoformat()
    raise ValueError(f"{written!r} is no day")
