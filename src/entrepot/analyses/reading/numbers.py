"""Numbers as texts write them: groups of thousands, decimal points and commas, words, multipliers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scan import Words

LONGEST = 20
# Groups of thousands, all parted by one sign, and what follows.
_GROUPS = re.compile(r"(\d{1,3}(?:([ .,’'\u00a0\u202f])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?")
MULTIPLIERS = {
    "thousand": 1e3,
    "mille": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "milliard": 1e9,
    "milliards": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "mrd": 1e9,
    "mds": 1e9,
    "md": 1e9,
    "k": 1e3,
    "trillion": 1e12,
}
_WORDS_EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_WORDS_FR = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
NUMBER_WORDS = {
    **{word: value for value, word in enumerate(_WORDS_EN.split())},
    **{word: value for value, word in enumerate(_WORDS_FR.split())},
    **dict(zip(spelt("twenty thirty forty fifty sixty"), (20, 30, 40, 50, 60), strict=True)),
    **dict(zip(spelt("vingt trente quarante cinquante soixante"), (20, 30, 40, 50, 60), strict=True)),
    "une": 1,
    "a": 1,
    "an": 1,
}
"""Cardinals up to sixty as far as texts spell them; "a" and "an" count one where a unit follows."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        first, last: indices of its tokens, the multiplier included.
        value: with its multiplier.
        unit: worth of its last printed digit, e.g. 100,000 for "3.3 million".
    """

    first: int
    last: int
    value: float
    unit: float


def digits(raw: str, language: str) -> tuple[float, float] | None:
    """Value and worth of the last digit of a number in figures; None for what is no number.

    >>> digits("119,091.91", "en"), digits("28,5", "fr"), digits("1 000", "fr")
    ((119091.91, 0.01), (28.5, 0.1), (1000.0, 1.0))
    """
    if len(raw) > LONGEST:
        return None
    groups = _GROUPS.fullmatch(raw)
    if groups and _is_grouped(groups, language):
        whole, tail = re.sub(r"\D", "", groups[1]), groups[4] or ""
    else:
        whole, _, tail = raw.replace(",", ".").partition(".")
    if not (whole.isdecimal() and (not tail or tail.isdecimal())):
        return None
    return float(f"{whole}.{tail or 0}"), float(f"1e-{len(tail)}")


def _is_grouped(groups: re.Match[str], language: str) -> bool:
    """Whether separators part thousands: "1,500" does in English, "1.500" in French; several always do."""
    separator, point = groups[2], groups[3]
    if point:
        return point != separator
    if separator not in ".," or groups[1].count(separator) > 1:
        return True
    return (separator == ",") == (language == "en")


def number_at(words: Words, index: int, language: str) -> Number | None:
    """The number that begins at a token, with the multiplier that follows it; None if none does."""
    if words.is_number(index):
        found = digits(words.raw[index], language)
        if found is None:
            return None
        value, unit = found
    else:
        spelt = NUMBER_WORDS.get(words.keys[index])
        if spelt is None:
            return None
        value, unit = float(spelt), 1.0
    last, factor = _multiplier(words, index)
    if last == index and not words.is_number(index):
        return Number(index, index, value, unit)
    return Number(index, last, value * factor, unit * factor)


def _multiplier(words: Words, index: int) -> tuple[int, float]:
    after = index + 1
    if after >= len(words.keys) or words.gap(index).strip(" \n\u00a0\u202f-‑"):
        return index, 1.0
    key = words.keys[after]
    factor = MULTIPLIERS.get(key)
    if factor is None or (len(key) < 3 and not _is_short_multiplier(words, index, key)):
        return index, 1.0
    return after, factor


def _is_short_multiplier(words: Words, index: int, key: str) -> bool:
    """“€5m”, "5 bn", "€20k"; not "5 m" (metres) nor "10k" without a currency before it."""
    if key in ("bn", "mn", "md"):
        return True
    before = words.text[max(0, words.starts[index] - 2) : words.starts[index]].strip()
    return not words.gap(index) and before[-1:] in ("€", "$", "£", "¥")
