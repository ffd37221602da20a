"""Dates as documents give them: partial, derived, open or absent (EDTF, ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How much of a date is given."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class StatedDate:
    """An EDTF date, the words it stands for, and how it follows from them when it is not written.

    Attributes:
        edtf: "2007-12", "2010/2012", "2008/..", ".." (no bound at all).
        as_stated: the document's own words, e.g. "two years later"; empty when they are the date itself.
        derivation: how a date that is not written follows from the text; empty when it is written.
    """

    edtf: str
    as_stated: str = ""
    derivation: str = ""

    def __post_init__(self) -> None:
        _bounds(self.edtf)

    @property
    def precision(self) -> Precision:
        """Day, month or year; a period if both ends are given, open if one is, none if neither."""
        start, slash, end = self.edtf.partition("/")
        ends = [part for part in (start, end) if part not in ("", "..")]
        if not ends:
            return Precision.NONE
        if slash:
            return Precision.PERIOD if len(ends) == 2 else Precision.OPEN
        return (Precision.YEAR, Precision.MONTH, Precision.DAY)[start.rstrip("?~%").count("-")]

    @property
    def is_derived(self) -> bool:
        """Whether the date is reasoned, not written."""
        return bool(self.derivation)

    @property
    def earliest(self) -> date | None:
        """First day it can mean; None when unbounded."""
        return _bounds(self.edtf)[0]

    @property
    def latest(self) -> date | None:
        """Last day it can mean; None when unbounded."""
        return _bounds(self.edtf)[1]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "edtf": self.edtf,
            "precision": self.precision.value,
            "as_stated": self.as_stated,
            "derivation": self.derivation,
        }


@lru_cache(maxsize=8192)  # a record has the same few thousand dates again and again
def _bounds(edtf: str) -> tuple[date | None, date | None]:
    start, slash, end = edtf.partition("/")
    first = _point(start, edtf)
    last = _point(end, edtf) if slash else first
    low, high = first and first[0], last and last[1]
    if low and high and low > high:
        raise ValueError(f"{edtf!r} ends before it begins")
    return low, high


def _point(text: str, whole: str) -> tuple[date, date] | None:
    if text in ("", ".."):
        return None
    found = _POINT.fullmatch(text.rstrip("?~%"))
    if found is None:
        raise ValueError(f"{whole!r} is not an EDTF date such as 2007, 2007-12, 2007-12-03 or 2010/2012")
    year = int(found[1])
    month, day = (int(part) if part else None for part in found.groups()[1:])
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{whole!r} is no date of the calendar: {error}") from error
