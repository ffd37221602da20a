"""Points and spans of the calendar as EDTF, and what is so much earlier or later than one."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from entrepot.metadata.dates import Precision, StatedDate

UNKNOWN = ".."
FEW_LOW, FEW_HIGH = 2, 5


def point(year: int, month: int = 0, day: int = 0) -> str:
    """EDTF of a year, month or day; empty when there is no such day.

    >>> point(2012, 2, 15), point(2012, 2), point(2012, 2, 30)
    ('2012-02-15', '2012-02', '')
    """
    if not (1 <= year <= 9999 and 0 <= month <= 12) or (
        day and not (month and 1 <= day <= calendar.monthrange(year, month)[1])
    ):
        return ""
    return "-".join((f"{year:04}", *(f"{part:02}" for part in (month, day) if part)))


def months(year: int, first: int, last: int) -> str:
    """EDTF of some months of a year."""
    return f"{year:04}-{first:02}/{year:04}-{last:02}" if first != last else point(year, first)


def shifted(anchor: StatedDate, unit: str, least: int, most: int) -> str:
    """EDTF of what lies `least` to `most` units after a date (before it where negative); ".." if unbounded.

    What comes out is no finer than the unit, and a period where the date or the count is not exact.
    """
    low, high = anchor.earliest, anchor.latest
    if low is None or high is None:
        return UNKNOWN
    first, last = _moved(low, unit, min(least, most)), _moved(high, unit, max(least, most))
    if first is None or last is None:
        return UNKNOWN
    if least != most and first.year == last.year and unit != "day":
        return f"{first.year:04}~"
    if least != most and unit in ("year", "decade") and last.year - first.year <= FEW_HIGH:
        return f"{first.year:04}/{last.year:04}"
    finest = {"year": 1, "decade": 1, "month": 2}.get(unit, 3)
    known = {Precision.YEAR: 1, Precision.MONTH: 2}.get(anchor.precision, 3)
    return _spanning(first, last, min(finest, known) if unit != "month" else finest)


def _moved(day: date, unit: str, count: int) -> date | None:
    try:
        if unit in ("year", "decade", "month"):
            total = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
            year, month = divmod(total, 12)
            return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def _spanning(first: date, last: date, parts: int) -> str:
    ends = ["-".join(str(day).split("-")[:parts]) for day in (first, last)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def opened(edtf: str, way: str) -> str:
    """A point as the start ("since") or end ("until") of an open period; a period stays as it is."""
    if "/" in edtf or edtf == UNKNOWN:
        return edtf
    return f"{edtf}/.." if way == "since" else f"../{edtf}"
