"""Dates that are written: days, months, years, parts of a year and periods, as EDTF."""

from __future__ import annotations

from entrepot.analyses.reading import spans
from entrepot.analyses.reading.calendar_words import (
    ABBREVIATED,
    COMMON_WORDS,
    MONTHS,
)
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scan import Words
from entrepot.analyses.reading.year_parts import Written, part_of_year

FIRST_YEAR, LAST_YEAR = 1500, 2199
_NOT_A_YEAR = frozenset(
    spelt("""
        tonnes tons tonne km kilometres kilometers hectares mw gw kwh kg metres meters companies
        entreprises euros dollars barrels barils people personnes jobs emplois million millions billion
        milliards containers
    """)
)
_BEFORE_MAY = frozenset(
    spelt("in of until since last next early mid late by from this on to and between during")
)
_ORDINAL = frozenset(("st", "nd", "rd", "th", "er"))
_LINK = frozenset(("-", "–", "—", "/"))


def written_at(words: Words, index: int, language: str) -> Written | None:
    """The date whose number or month stands at a token; None if that is no date."""
    month = month_at(words, index, language)
    if month:
        return _month_date(words, index, month, language)
    if not words.is_number(index):
        return None
    raw = words.raw[index]
    if "-" in raw or raw.count(".") == 2 or raw.count("/") == 2:
        return _in_figures(index, raw)
    return _year_date(words, index) if is_year(words, index) else None


def month_at(words: Words, index: int, language: str) -> int:
    """Number of the month a token names; 0 if it names none."""
    key = words.keys[index]
    month = MONTHS[language].get(key, 0)
    if not month or (key not in COMMON_WORDS and key not in ABBREVIATED):
        return month
    near = (words.is_number(index - 1) and _close(words, index - 1)) or (
        words.is_number(index + 1) and _close(words, index)
    )
    if near or (language == "fr" and key not in ABBREVIATED):
        return month if near or words.keys[index - 1 : index] in (["en"], ["de"], ["debut"], ["fin"]) else 0
    before = words.keys[index - 1] if index else ""
    return month if words.is_capital(index) and key not in ABBREVIATED and before in _BEFORE_MAY else 0


def is_year(words: Words, index: int) -> bool:
    """Whether a token is a year: four figures in range, not a quantity, not part of an address or a code."""
    raw = words.raw[index]
    if not (len(raw) == 4 and raw.isascii() and raw.isdecimal() and FIRST_YEAR <= int(raw) <= LAST_YEAR):
        return False
    before = words.text[max(0, words.starts[index] - 1) : words.starts[index]]
    if before in ("=", "&", "#", "_", "$", "€", "£", "+", "@"):
        return False
    return not (index + 1 < len(words.keys) and words.keys[index + 1] in _NOT_A_YEAR and _close(words, index))


def _close(words: Words, index: int) -> bool:
    return words.gap(index).strip(" \n\u00a0\u202f,.") == ""


def _day_at(words: Words, index: int) -> int:
    if not words.is_number(index):
        return 0
    raw = words.raw[index]
    return int(raw) if len(raw) < 3 and raw.isdecimal() and 1 <= int(raw) <= 31 else 0


def _month_date(words: Words, index: int, month: int, language: str) -> Written:
    first, begin, end = _days_before(words, index)
    last = index
    if not end and _day_at(words, index + 1) and _close(words, index):
        last, begin, end = _days_after(words, index)
    at = last + 1
    if at < len(words.keys) and words.keys[at] in ("of", "de"):
        at += 1
    joined = at < len(words.keys) and all(_close(words, place) for place in range(last, at))
    if joined and words.is_number(at) and is_year(words, at):
        year = int(words.raw[at])
        return Written(first, at, _days(year, month, begin, end) or spans.point(year, month))
    return _two_months(words, first, last, month, (begin, end), language)


def _two_months(
    words: Words, first: int, last: int, month: int, days: tuple[int, int], language: str
) -> Written:
    """“October and November 2007” has its year after the second month."""
    after = last + 2
    if after < len(words.keys) and words.keys[last + 1] in ("and", "to", "et", "a"):
        other = month_at(words, after, language)
        at = after + 1
        if other and at < len(words.keys) and words.is_number(at) and is_year(words, at) and not any(days):
            year = int(words.raw[at])
            if month < other:
                return Written(first, at, spans.months(year, month, other))
    return Written(first, last, _days(0, month, *days) or f"XXXX-{month:02}", year_missing=True)


def _days(year: int, month: int, begin: int, end: int) -> str:
    stem = f"{year:04}" if year else "XXXX"
    check = year or 2000
    if end and spans.point(check, month, end) and (not begin or spans.point(check, month, begin)):
        last = f"{stem}-{month:02}-{end:02}"
        return f"{stem}-{month:02}-{begin:02}/{last}" if begin and begin < end else last
    return ""


def _days_before(words: Words, index: int) -> tuple[int, int, int]:
    """First token, first and last day of "15", "15th", "1er", "15-17", "15 and 16", "du 15 au 17" before."""
    at = index - 1
    if at > 0 and words.keys[at] in ("of", "de"):
        at -= 1
    if at > 0 and words.keys[at] in _ORDINAL and not words.gap(at - 1):
        at -= 1
    end = _day_at(words, at) if at >= 0 else 0
    if not end or words.gap(index - 1).strip():
        return index, 0, 0
    before = at - 1
    if before >= 1 and words.keys[before] in ("and", "to", "et", "au"):
        before -= 1
    elif words.gap(before).strip() not in _LINK:
        return at, 0, end
    if before > 0 and words.keys[before] in _ORDINAL and not words.gap(before - 1):
        before -= 1
    begin = _day_at(words, before) if before >= 0 else 0
    return (before, begin, end) if begin and begin < end else (at, 0, end)


def _days_after(words: Words, index: int) -> tuple[int, int, int]:
    last = index + 1
    begin = _day_at(words, last)
    if last + 1 < len(words.keys) and words.keys[last + 1] in _ORDINAL and not words.gap(last):
        return last + 1, 0, begin
    if words.gap(last).strip() in _LINK and _day_at(words, last + 1) > begin:
        return last + 1, begin, _day_at(words, last + 1)
    joined = (
        last + 2 < len(words.keys) and words.keys[last + 1] in ("to", "and") and not words.gap(last).strip()
    )
    if joined and _day_at(words, last + 2) > begin and not words.gap(last + 1).strip():
        return last + 2, begin, _day_at(words, last + 2)
    return last, 0, begin


def _in_figures(index: int, raw: str) -> Written | None:
    if "-" in raw:
        year, month, day = (int(part) for part in raw.split("-"))
    else:
        day, month, year = (int(part) for part in raw.replace("/", ".").split("."))
    edtf = spans.point(year, month, day) if month and day else ""
    return Written(index, index, edtf) if edtf else None


def _year_date(words: Words, index: int) -> Written:
    year = int(words.raw[index])
    part = part_of_year(words, index, year)
    if part:
        return part
    decade = _decade(words, index, year)
    if decade:
        return decade
    return _years(words, index, year) or Written(index, index, f"{year:04}")


def _decade(words: Words, index: int, year: int) -> Written | None:
    plural = index + 1 < len(words.keys) and words.keys[index + 1] == "s" and len(words.gap(index)) <= 1
    annees = index and words.keys[index - 1] == "annees"
    if year % 10 or not (plural or annees):
        return None
    return Written(index - bool(annees), index + plural, f"{year:04}/{year + 9:04}")


def _years(words: Words, index: int, year: int) -> Written | None:
    """“2010-2012”, "2007/08", "from 2010 to 2012", "between 2010 and 2012", "in 2010 and 2011"."""
    after = index + 1
    if words.is_number(after) and words.gap(index).strip(" \n") in _LINK and len(words.gap(index)) < 4:
        raw = words.raw[after]
        other = int(raw) if raw.isdecimal() and len(raw) == 4 else 0
        if raw.isdecimal() and len(raw) == 2:
            other = year // 100 * 100 + int(raw)
        if year < other <= min(LAST_YEAR, year + 60):
            return Written(index, after, f"{year:04}/{other:04}")
    at = after + 1
    if not (words.is_number(at) and is_year(words, at) and not words.gap(index).strip()):
        return None
    other, link = int(words.raw[at]), words.keys[after]
    before = words.keys[index - 1] if index else ""
    ranged = (before, link) in (("from", "to"), ("between", "and"), ("de", "a"), ("entre", "et"))
    in_row = link in ("and", "et") and other == year + 1 and before in ("in", "en", "during")
    if year < other and (ranged or in_row):
        return Written(index - ranged, at, f"{year:04}/{other:04}")
    return None
