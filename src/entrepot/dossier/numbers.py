"""Numbers, amounts and dates as a reader of English or French expects them (CLDR formats, by Babel)."""

from __future__ import annotations

import math

from babel.numbers import format_decimal, format_percent

from entrepot.analyses.relations.claims.wording import of
from entrepot.analyses.relations.timing import point_in_words
from entrepot.dossier.terms import translate
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.figure import Figure
from entrepot.metadata.interval import Interval

_SCALES = {
    "en": ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")),
    "fr": ((1e9, "milliards"), (1e6, "millions")),
}
_PLURALS = frozenset({"airports", "heliports", "persons", "ports", "ships"})
_MULTIPLES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_BETWEEN = {"en": "{low} to {high}", "fr": "{low} à {high}"}
_AT_LEAST = {"en": "at least {low}", "fr": "au moins {low}"}
_AT_MOST = {"en": "at most {high}", "fr": "au plus {high}"}
_UNKNOWN = {"en": "unknown", "fr": "inconnu"}
_ABOUT = {"en": "about {date}", "fr": "vers {date}"}
_SINCE = {"en": "since {date}", "fr": "depuis {date}"}
_UNTIL = {"en": "until {date}", "fr": "jusqu’à {date}"}
_OF_HUNDRED = {"en": "{number} of 100", "fr": "{number} sur 100"}
_OR_LATER = {"en": "{date} or later", "fr": "{date} ou après"}
_UNDATED = {"en": "undated", "fr": "sans date"}


def figure(value: Figure, language: str) -> str:
    """A figure with its unit: "USD 118.3 million", "2.4 %", "81st", "EUR 713,000 to 713,800", "unknown"."""
    if isinstance(value.value, Interval) and value.value.width > 0:
        return _interval(value.value, value.unit, language)
    return amount(value.interval.low, value.unit, language)


def _interval(value: Interval, unit: str, language: str) -> str:
    if value.low in (0.0, -math.inf) and value.high == math.inf:
        return _UNKNOWN[language]
    if value.high == math.inf:
        return _AT_LEAST[language].format(low=amount(value.low, unit, language))
    if value.low == -math.inf:
        return _AT_MOST[language].format(high=amount(value.high, unit, language))
    low, high = amount(value.low, unit, language), amount(value.high, unit, language)
    return low if low == high else _BETWEEN[language].format(low=low, high=high)


def amount(number: float, unit: str, language: str) -> str:
    """A number with its unit; currencies are scaled to millions or billions."""
    if math.isnan(number):
        return _UNKNOWN[language]
    multiple, currency = _currency(unit)
    if currency:
        return money(number * multiple, currency, language)
    if unit == "1":
        return percent(number, language)
    if unit == "percent":
        return percent(number / 100, language, 2)
    if unit == "rank":
        return ordinal(round(number), language)
    printed = scaled(number, language)
    if unit == "0 to 100":
        return _OF_HUNDRED[language].format(number=printed)
    return printed if unit in ("", "index", "ratio", "count") else _counted(printed, unit, language)


def _counted(printed: str, unit: str, language: str) -> str:
    """A number of things: "265 persons", "1 airport"; in French "11,9 millions d’habitants"."""
    if printed == "1" and unit in _PLURALS:
        unit = unit.removesuffix("s")
    named = translate(unit, language)
    if language == "fr" and printed[-1].isalpha():
        return f"{printed} d’{named}" if named[0] in "aeéhiouAEIOU" else f"{printed} de {named}"
    return f"{printed} {named}"


def _currency(unit: str) -> tuple[float, str]:
    words = unit.split()
    code = next((w for w in words if len(w) == 3 and w.isascii() and w.isupper()), "")
    if not code or len(words) > 2:
        return 1.0, ""
    return math.prod(_MULTIPLES.get(w, 1.0) for w in words), code


def money(number: float, currency: str, language: str) -> str:
    """An amount in a currency: "USD 118.3 million", "118,3 millions d’USD"; small sums in full."""
    scale, word = next(((s, w) for s, w in _SCALES[language] if abs(number) >= s), (1.0, ""))
    printed = decimal(number / scale, language)
    if language == "fr":
        large = f"{_agreed(word, number / scale)} {of(currency)}"
        return f"{printed} {large if word else currency}"
    return " ".join(part for part in (currency, printed, word) if part)


def scaled(number: float, language: str) -> str:
    """A number, in billions from one billion up."""
    scale, word = next(((s, w) for s, w in _SCALES[language] if abs(number) >= max(s, 1e9)), (1.0, ""))
    word = _agreed(word, number / scale) if language == "fr" else word
    return f"{decimal(number / scale, language)} {word}".strip()


def _agreed(word: str, number: float) -> str:
    """French "milliard" is singular below two."""
    return word if abs(number) >= 2 else word.removesuffix("s")


def fixed(number: float, digits: int, language: str) -> str:
    """A number with so many decimals, as a table wants it; "< 0.1" for what would print as zero."""
    least = 10.0**-digits
    if 0 < abs(number) < least / 2:
        sign = "<\u202f" if number > 0 else ">\u202f−"
        return f"{sign}{fixed(least, digits, language)}"
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(number, format=pattern, locale=language)).replace("-", "−")


def decimal(number: float, language: str) -> str:
    """A number with one decimal, none from a thousand up, and two significant digits when small."""
    if number == 0 or abs(number) >= 1000:
        digits = 0
    elif abs(number) >= 10:
        digits = 1
    else:
        digits = max(1, 1 - math.floor(math.log10(abs(number))))
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return str(format_decimal(number, format=pattern, locale=language)).replace("-", "−")


def percent(ratio: float, language: str, decimals: int = 1) -> str:
    """A share as percent: one decimal, two significant digits below one percent."""
    size = abs(ratio * 100)
    digits = decimals if size >= 1 or size == 0 else min(6, 1 - math.floor(math.log10(size)))
    sign = "%" if language == "en" else "\u00a0%"
    printed = str(format_percent(ratio, format="#,##0." + "#" * digits + sign, locale=language))
    return printed.replace("-", "−")


def ordinal(rank: int, language: str) -> str:
    """A rank: "81st", "1er", "2e"."""
    if language == "fr":
        return f"{rank}er" if rank == 1 else f"{rank}e"
    tail = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{tail}"


def date(stated: StatedDate | None, language: str, *, moment: bool = False) -> str:
    """An EDTF date in words: "December 2007", "2010–2012", "since 2008", "about 2008", "undated".

    Of a `moment` (a visit, a signature) an open end says when at the earliest: "2025 or later".
    """
    if stated is None:
        return _UNDATED[language]
    start, slash, end = stated.edtf.partition("/")
    first, last = _point(start, language), _point(end, language)
    if not slash:
        return first or _UNDATED[language]
    if first and last:
        return f"{first} – {last}" if " " in first + last else f"{first}–{last}"
    if first:
        return (_OR_LATER if moment else _SINCE)[language].format(date=first)
    return _UNTIL[language].format(date=last) if last else _UNDATED[language]


def _point(edtf: str, language: str) -> str:
    bare = edtf.rstrip("?~%")
    if bare in ("", ".."):
        return ""
    printed = point_in_words(bare, language)
    return _ABOUT[language].format(date=printed) if bare != edtf else printed
