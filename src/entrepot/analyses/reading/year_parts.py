"""Parts of a year: "the first ten months of 2012", "second half of 2020", "premier trimestre 2024"."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.analyses.reading import spans
from entrepot.analyses.reading.calendar_words import ORDINALS, PARTS
from entrepot.analyses.reading.numbers import NUMBER_WORDS
from entrepot.analyses.reading.scan import Words


@dataclass(frozen=True, slots=True)
class Written:
    """A date found at a token.

    Attributes:
        first, last: indices of its tokens.
        edtf: what it says; a month without its year has the year "XXXX".
        year_missing: whether the year must be had from elsewhere.
    """

    first: int
    last: int
    edtf: str
    year_missing: bool = False


def part_of_year(words: Words, index: int, year: int) -> Written | None:
    """“the first ten months of 2012”, "second half of 2020", "premier trimestre 2024", "Q1 2024"."""
    at = index - 1
    while at > 0 and words.keys[at] in ("of", "de", "l", "annee", "the", "year"):
        at -= 1
    if at < 1:
        return None
    unit = words.keys[at]
    if unit in PARTS:
        size, number = PARTS[unit], ORDINALS.get(words.keys[at - 1], 0)
        if number == -1:
            number = 12 // size
        if 1 <= number <= 12 // size:
            return Written(at - 1, index, spans.months(year, (number - 1) * size + 1, number * size))
    if unit in ("months", "mois"):
        return _first_months(words, index, at, year)
    return _quarter(words, index, at, year)


def _first_months(words: Words, index: int, at: int, year: int) -> Written | None:
    pair = [words.keys[place] for place in (at - 1, at - 2) if place >= 0]
    count = next(
        (_count(words, place) for place in (at - 1, at - 2) if place >= 0 and _count(words, place)), 0
    )
    way = next((ORDINALS[key] for key in pair if key in ORDINALS), 0)
    if not (1 <= count <= 12 and abs(way) == 1):
        return None
    first, last = (1, count) if way == 1 else (13 - count, 12)
    return Written(at - 2, index, spans.months(year, first, last))


def _count(words: Words, index: int) -> int:
    raw = words.raw[index]
    return int(raw) if raw.isdecimal() and len(raw) < 4 else NUMBER_WORDS.get(words.keys[index], 0)


def _quarter(words: Words, index: int, at: int, year: int) -> Written | None:
    raw, letter = words.raw[at], words.keys[at - 1]
    if letter in ("q", "t", "h", "s") and raw in "1234" and len(raw) == 1 and not words.gap(at - 1):
        size = 3 if letter in "qt" else 6
        if int(raw) <= 12 // size:
            return Written(at - 1, index, spans.months(year, (int(raw) - 1) * size + 1, int(raw) * size))
    return None
