"""Numbers, dates and places as the messages of the rules print them, in English and French."""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.metadata.errors import PlaceError
from entrepot.metadata.interval import Interval
from entrepot.metadata.places import get

_NARROW_SPACE = "\u202f"


def number(value: float, language: str = "en", decimals: int | None = None) -> str:
    """713800 -> "713,800" or, in French, "713 800"; decimals as needed, at most two, unless given."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if decimals is None else f"{value:,.{decimals}f}"
    if language == "fr":
        return text.replace(",", _NARROW_SPACE).replace(".", ",")
    return text


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
    words = f"{span(Interval(interval.low / 1e6, interval.high / 1e6), language)} million"
    if language == "fr":
        return f"{words.replace(' million', ' millions')} {unit}"
    return f"{unit} {words}"


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
