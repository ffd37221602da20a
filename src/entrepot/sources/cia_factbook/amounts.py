"""The Factbook's way of writing a number: "$525.458 billion (2024 est.)", "3,602 km (2020)"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from entrepot.metadata.factbook import UNDATED
from entrepot.metadata.interval import Interval

__all__ = ["Amount", "dated", "no_number", "parse_amount"]

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"""(?P<before>less\ than|under|more\ than|over|approximately|about)?\s*
    (?P<sign>[-−–]?)(?P<dollar>\$?)(?P<number>{_NUMBER})
    (?:\s?(?:-|–|to)\s?\$?(?P<upper>{_NUMBER})(?![-.\d]))?
    \s*(?P<scale>thousand|million|billion|trillion)?\b
    \s*(?P<unit>%|sq\ km|km)?
    (?:\s(?P<after>less\ than|ca\.))?""",
    re.VERBOSE,
)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_DATE = re.compile(
    r"\((?:FY\s?)?(?:(?P<month>[A-Z][a-z]{2,8})\s)?"
    r"(?P<year>(?:19|20)\d\d)(?:[/-](?P<end>\d\d))?(?P<est>\sest\.)?\)"
)
_SCALE = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NO_NUMBER = re.compile(
    r"NA\b|NEGL\b|negligible|uninhabited|no permanent inhabitants|note\s*:|see entry for|Ile Amsterdam"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as the Factbook prints it, in base units.

    Attributes:
        value: the number; None where only a bound or a range is printed.
        low, high: the numbers that the words allow, rounding included.
        unit: "$", "%", "km", "sq km", or "" for a plain number; percents stay percents here.
        period: EDTF, ".." where no date is given.
        estimate: whether it is marked "est.", or called approximate.
    """

    value: float | None
    low: float
    high: float
    unit: str
    period: str
    estimate: bool


def no_number(text: str) -> bool:
    """Whether the words are known to say that there is no number."""
    return _NO_NUMBER.match(text) is not None


def dated(text: str) -> tuple[str, bool]:
    """Period (EDTF) and whether it is an estimate, from the first date in parentheses."""
    found = _DATE.search(text)
    if found is None:
        return UNDATED, "est.)" in text
    year, month, end = found["year"], found["month"], found["end"]
    if month:
        return f"{year}-{_MONTHS.index(month[:3]) // 3 + 1:02d}", bool(found["est"])
    return (f"{year}/{year[:2]}{end}" if end else year), bool(found["est"])


def parse_amount(text: str) -> Amount | None:
    """Read the number at the head of `text`; None if the text does not begin with one.

    The bounds are half a unit of the last printed digit either way; "less than 3" lies between 0 and 3,
    a range between its ends.
    """
    found = _AMOUNT.match(text)
    if found is None:
        return None
    factor = _SCALE[found["scale"] or ""] * (-1.0 if found["sign"] else 1.0)
    words = found["before"] or found["after"] or ""
    value, bounds = _read(found["number"], found["upper"], words, factor)
    period, estimate = dated(text)
    vague = words in ("approximately", "about", "ca.")
    return Amount(
        value, bounds.low, bounds.high, found["dollar"] or found["unit"] or "", period, estimate or vague
    )


def _read(number: str, upper: str | None, words: str, factor: float) -> tuple[float | None, Interval]:
    value = _scaled(number, factor)
    if upper:
        return None, Interval(*sorted((value, _scaled(upper, factor))))
    if words in ("less than", "under"):
        return None, Interval(0.0, value)
    if words in ("more than", "over"):
        return None, Interval(value, math.inf)
    return value, Interval.rounding(number) * factor


def _scaled(number: str, factor: float) -> float:
    # Rounded to what a double can hold of the printed digits: 525.458 x 1e9 is 525458000000, not ...000.06.
    return float(f"{float(number.replace(',', '')) * factor:.15g}")
