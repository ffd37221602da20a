"""Numbers, dates and places as the messages of the rules print them, in English and French."""

from __future__ import annotations

import re
from collections.abc import Iterable

from entrepot.analyses.relations.timing import point_in_words
from entrepot.metadata.errors import PlaceError
from entrepot.metadata.interval import Interval
from entrepot.metadata.places import get
from entrepot.metadata.statement import Amount

_NARROW_SPACE = "\u202f"
_STATED = re.compile(r"(over |around |about )?€?([\d,.]*\d)( million| billion| per cent)?")
_LOOSE = {"over ": "plus de ", "around ": "environ ", "about ": "environ "}
_LARGE = {" million": "million", " billion": "milliard"}
_PRINTED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


def number(value: float, language: str = "en", decimals: int | None = None) -> str:
    """713800 -> "713,800" or, in French, "713 800"; decimals as needed, at most two, unless given."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if decimals is None else f"{value:,.{decimals}f}"
    return _pointed(text, language).replace("-", "−")


def _pointed(english: str, language: str) -> str:
    """A number as printed in English with the separators of the language."""
    return english.replace(",", _NARROW_SPACE).replace(".", ",") if language == "fr" else english


def span(interval: Interval, language: str = "en", decimals: int | None = None) -> str:
    """An interval as "117.72 to 118.9"; one number if both ends print alike."""
    low, high = number(interval.low, language, decimals), number(interval.high, language, decimals)
    between = " à " if language == "fr" else " to "
    return low if low == high else f"{low}{between}{high}"


def bare(interval: Interval, decimals: int | None = None) -> str:
    """An interval without words, for sums that stand in any language: "117.72–118.9"."""
    low, high = number(interval.low, decimals=decimals), number(interval.high, decimals=decimals)
    return low if low == high else f"{low}–{high}"


def millions(interval: Interval, unit: str, language: str = "en") -> str:
    """An amount of money as "EUR 117.72 to 118.9 million"."""
    words = span(Interval(interval.low / 1e6, interval.high / 1e6), language)
    if language == "fr":
        return f"{words} {_plural('million', interval.high / 1e6)} {of(unit)}"
    return f"{unit} {words} million"


def _plural(noun: str, count: float) -> str:
    """French counts from two."""
    return f"{noun}s" if abs(count) >= 2 else noun


def of(unit: str) -> str:
    """A currency or a title after a French noun: "millions d’EUR", "milliers de CHF"."""
    return f"d’{unit}" if unit[:1] in "AEIOU" else f"de {unit}"


def stated(amount: Amount, language: str = "en") -> str:
    """An amount as its document prints it; in French with French separators and words."""
    known = _STATED.fullmatch(amount.as_stated) if language == "fr" else None
    if known is None:
        return amount.as_stated
    loose, digits, large = (part or "" for part in known.groups())
    printed = _LOOSE.get(loose, "") + _pointed(digits, language)
    if large == " per cent":
        return f"{printed} %"
    unit = amount.unit if "€" in amount.as_stated else ""
    if large:
        count = float(digits.replace(",", ""))
        return (
            f"{printed} {_plural(_LARGE[large], count)} {of(unit)}" if unit else f"{printed} {large.strip()}"
        )
    return f"{printed} {unit}".strip()


def when(edtf: str, language: str = "en") -> str:
    """An EDTF date in words: "March 2006", "2007 to 2011", "1998"; an open end stays open as "…"."""
    start, slash, end = (part if part not in ("", "..") else "" for part in edtf.partition("/"))
    first, last = (point_in_words(part, language) if part else "…" for part in (start, end))
    if not slash:
        return first
    return f"{first} {'à' if language == 'fr' else 'to'} {last}"


def reckoned(calculation: str, language: str = "en") -> str:
    """A sum that a rule gives, its dates in words and its numbers in the format of the language."""
    dated = _ISO.sub(lambda found: point_in_words(found[0], language), calculation)
    return _PRINTED.sub(lambda found: _pointed(found[0], language), dated)


def place(code: str, language: str = "en") -> str:
    """Its name; the code itself if it is none that we know."""
    try:
        return get(code).name(language)
    except PlaceError:
        return code


def places(codes: Iterable[str], language: str = "en") -> str:
    """Names joined: "Belgium and Luxembourg"."""
    names = [place(code, language) for code in codes]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {'et' if language == 'fr' else 'and'} {names[-1]}"


def quoted(text: str, language: str = "en") -> str:
    """In the quotation marks of the language."""
    return f"«\u00a0{text}\u00a0»" if language == "fr" else f"“{text}”"
