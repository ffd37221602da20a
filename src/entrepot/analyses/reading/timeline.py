"""All dates of a text in order: the written ones, and the relative ones with what they count from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from entrepot.analyses.reading import spans
from entrepot.analyses.reading.calendar_words import AFTER, SINCE, UNTIL
from entrepot.analyses.reading.dates import written_at
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.relative import NO_DATE, reasoned_at
from entrepot.analyses.reading.scan import Words
from entrepot.analyses.reading.year_parts import Written
from entrepot.metadata.dates import Precision, StatedDate

_LAST_ONE = frozenset(spelt("last past dernier derniere"))
# Days ahead that a text may look without saying so; what would lie farther ahead lies in the past.
_AHEAD = 92
_YEAR = 365
_NEXT_ONE = frozenset(spelt("next coming prochain prochaine"))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands.

    Attributes:
        first, last: indices of its tokens.
        start, end: characters of the same.
        date: as the record keeps it.
        doubt: what a person should look at; empty when nothing.
    """

    first: int
    last: int
    start: int
    end: int
    date: StatedDate
    doubt: str = ""


def dates(
    words: Words,
    candidates: Sequence[int],
    taken: Collection[int],
    language: str,
    published: StatedDate = NO_DATE,
) -> tuple[FoundDate, ...]:
    """Every date of a text in order.

    Args:
        words: of the text.
        candidates: indices of tokens at which one can stand: numbers, months, units of time, weekdays.
        taken: indices of tokens that belong to amounts.
        language: of the text.
        published: when the document was published, as far as known.
    """
    found: list[FoundDate] = []
    anchor, last = NO_DATE, -1
    for index in candidates:
        if index <= last or index in taken:
            continue
        written = written_at(words, index, language)
        one = _written(words, written, anchor, published) if written else None
        goes_on = one is not None and not one.doubt
        if one is None:
            reasoned = reasoned_at(words, index, anchor, published)
            if reasoned is None or reasoned.first <= last:
                continue
            stated = _stated(words, reasoned.first, reasoned.last)
            told = StatedDate(reasoned.edtf, stated, reasoned.derivation)
            one = _found(words, reasoned.first, reasoned.last, told, reasoned.doubt)
            goes_on = reasoned.goes_on
        if one.first > last:
            found.append(one)
            last = one.last
            anchor = one.date if goes_on and one.date.latest is not None else anchor
    return tuple(found)


def _written(words: Words, written: Written, anchor: StatedDate, published: StatedDate) -> FoundDate | None:
    edtf, derivation, doubt = written.edtf, "", ""
    first, last = written.first, written.last
    if written.year_missing:
        edtf, derivation, doubt, first, last = _with_year(words, written, anchor, published)
    first, way = _opening(words, first)
    if way:
        edtf = spans.opened(edtf, way)
    try:
        told = StatedDate(edtf, _stated(words, first, last), derivation)
    except ValueError:  # a day that its month does not have
        return None
    return _found(words, first, last, told, doubt)


def _opening(words: Words, first: int) -> tuple[int, str]:
    """Whether "since", "until", "after" stands before; its token, and which way the date is open."""
    at = first - 1
    while at > 0 and words.keys[at] in ("the", "en", "le", "l", "a", "about", "early", "end", "of", "late"):
        at -= 1
    if at < 0 or words.text[words.end(at) : words.starts[first]].strip(" \n'’abcdefghijklmnopqrstuvwxyzé"):
        return first, ""
    key = words.keys[at]
    if key in SINCE or (key in AFTER and at == first - 1):
        return at, "since"
    if key in UNTIL and (key != "by" or at == first - 1):
        return at, "until"
    return first, ""


def _with_year(
    words: Words, written: Written, anchor: StatedDate, published: StatedDate
) -> tuple[str, str, str, int, int]:
    """A month or day without a year: the nearest to the document, or of the year told last."""
    first, last, want = written.first, written.last, 0
    if first and words.keys[first - 1] in (*_LAST_ONE, *_NEXT_ONE):
        want = -1 if words.keys[first - 1] in _LAST_ONE else 1
        first -= 1
    elif last + 1 < len(words.keys) and words.keys[last + 1] in (*_LAST_ONE, *_NEXT_ONE):
        want = -1 if words.keys[last + 1] in _LAST_ONE else 1
        last += 1
    if published.earliest and published.latest and (published.latest - published.earliest).days < 32:
        year = _nearest(written.edtf, published.latest, want)
        derivation = (
            f"the {'next' if want > 0 else 'last'} one {'from' if want > 0 else 'up to'} {published.edtf}"
        )
        return written.edtf.replace("XXXX", f"{year:04}"), derivation, "", first, last
    if anchor.earliest and not want and anchor.precision is not Precision.OPEN:
        year = anchor.earliest.year
        doubt = "the year is that of the date before; the text does not say it here"
        return written.edtf.replace("XXXX", f"{year:04}"), f"the year of {anchor.edtf}", doubt, first, last
    missing = "the year is not said, and the date of the document is not known"
    return spans.UNKNOWN, missing, missing, first, last


def _nearest(edtf: str, day: date, want: int) -> int:
    """The year in which a day or month lies nearest to another day: before it, after it, or either."""
    month, number = int(edtf[5:7]), int(edtf[8:10]) if len(edtf) >= 10 else 0
    place, here = (month, number or day.day), (day.month, day.day)
    if want > 0:
        return day.year + (place <= here)
    if want < 0:
        return day.year - (place >= here)
    ahead = (month - day.month) * 31 + (number or day.day) - day.day
    return day.year - (ahead > _AHEAD) + (ahead < _AHEAD - _YEAR)


def _found(words: Words, first: int, last: int, told: StatedDate, doubt: str = "") -> FoundDate:
    return FoundDate(first, last, words.starts[first], words.end(last), told, doubt)


def _stated(words: Words, first: int, last: int) -> str:
    return " ".join(words.text[words.starts[first] : words.end(last)].split())
