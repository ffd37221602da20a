"""Dates that are not written: "two years later", "later that month", "last July", "il y a dix ans".

What they follow from is told in the derivation: the date named before, or that of the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.analyses.reading import spans
from entrepot.analyses.reading.calendar_words import FEW, UNITS, WEEKDAYS
from entrepot.analyses.reading.hedges import hedge_before
from entrepot.analyses.reading.numbers import NUMBER_WORDS
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scan import Words
from entrepot.metadata.dates import Precision, StatedDate

NO_DATE = StatedDate(spans.UNKNOWN)
_LATER = {("later",), ("afterwards",), ("plus", "tard"), ("apres",), ("after",), ("following",)}
_EARLIER = {
    ("earlier",),
    ("before",),
    ("previously",),
    ("plus", "tot"),
    ("auparavant",),
    ("avant",),
    ("prior",),
}
_SAME = frozenset(spelt("that same meme cette ce"))
_NEXT = frozenset(spelt("following next suivant suivante"))
_PREVIOUS = frozenset(spelt("previous preceding precedent precedente"))
_LAST = frozenset(spelt("last past dernier derniere derniers dernieres"))
_COMING = frozenset(spelt("next prochain prochaine coming"))
_AHEAD = frozenset(("will", "shall", "sera", "seront", "rendra", "aura", "doit"))
_RECENT = frozenset(spelt("recent recentes last past dernieres derniers"))


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A relative date.

    Attributes:
        first, last: indices of its tokens.
        edtf, derivation: what follows, and how.
        doubt: what a person should look at.
        goes_on: whether the tale goes on from it, so that later ones count from there.
    """

    first: int
    last: int
    edtf: str
    derivation: str
    doubt: str = ""
    goes_on: bool = False


def reasoned_at(words: Words, index: int, anchor: StatedDate, published: StatedDate) -> Reasoned | None:
    """The relative date whose unit or weekday stands at a token; None if none does.

    Args:
        words: of the text.
        index: the token.
        anchor: the last date of the tale; `NO_DATE` if there is none yet.
        published: when the document was published; `NO_DATE` if that is not known.
    """
    key = words.keys[index]
    if key in WEEKDAYS:
        return _weekday(words, index, published)
    unit = UNITS.get(key)
    if unit is None:
        return None
    return _counted(words, index, unit, anchor, published) or _named(words, index, unit, anchor, published)


def _counted(
    words: Words, index: int, unit: str, anchor: StatedDate, published: StatedDate
) -> Reasoned | None:
    first, least, most = _count_before(words, index)
    if not most or hedge_before(words.keys, first)[1]:  # "more than fifty years after" is no date
        return None
    said = " ".join(words.raw[first : index + 1])
    after = tuple(words.keys[index + 1 : index + 3])
    if after[:1] == ("ago",):
        return _from(first, index + 1, unit, (-least, -most), published, f"{said} before the document")
    if words.keys[max(0, first - 3) : first] == ["il", "y", "a"]:
        return _from(first - 3, index, unit, (-least, -most), published, f"{said} before the document")
    for ends, sign in ((_LATER, 1), (_EARLIER, -1)):
        for length in (2, 1):
            if len(after) >= length and after[:length] in ends:
                way = "after" if sign > 0 else "before"
                return _from(
                    first,
                    index + length,
                    unit,
                    (sign * least, sign * most),
                    anchor,
                    f"{said} {way}",
                    sign > 0,
                )
    return _of_late(words, first, index, unit, (least, most), published)


def _count_before(words: Words, index: int) -> tuple[int, int, int]:
    """First token, least and most of "six", "a few", "20", "une", "cinq dernières" before a unit."""
    at = index - 1
    while at >= 0 and words.keys[at] in (*_RECENT, "short", "of"):
        at -= 1
    if at < 0 or words.text[words.end(at) : words.starts[index]].strip(" \nabcdefghijklmnopqrstuvwxyzèé"):
        return index, 0, 0
    key, raw = words.keys[at], words.raw[at]
    if key in FEW:
        first = at - 1 if at and words.keys[at - 1] in ("a", "only", "the", "les") else at
        return first, spans.FEW_LOW, spans.FEW_HIGH
    count = int(raw) if raw.isdecimal() and len(raw) < 4 else NUMBER_WORDS.get(key, 0)
    return at, count, count


def _of_late(
    words: Words, first: int, index: int, unit: str, counts: tuple[int, int], published: StatedDate
) -> Reasoned | None:
    """“in the last five years”, "ces cinq dernières années": it ends with the document."""
    near = words.keys[max(0, first - 2) : index]
    if not _RECENT.intersection(near) or counts[0] != counts[1] or published.latest is None:
        return None
    begin = spans.shifted(published, unit, -counts[1], -counts[1])
    start = begin.partition("/")[0]
    derivation = f"the last {counts[1]} {unit}s before the document ({published.edtf})"
    return Reasoned(first, index, f"{start}/{published.latest.year:04}", derivation)


def _from(
    first: int,
    last: int,
    unit: str,
    counts: tuple[int, int],
    base: StatedDate,
    said: str,
    goes_on: bool = False,
) -> Reasoned:
    edtf = spans.shifted(base, unit, *counts)
    if edtf == spans.UNKNOWN:
        missing = "the date it counts from is not known"
        return Reasoned(first, last, edtf, f"{said}; {missing}", missing)
    return Reasoned(first, last, edtf, f"{said} {base.edtf}", goes_on=goes_on)


def _named(words: Words, index: int, unit: str, anchor: StatedDate, published: StatedDate) -> Reasoned | None:
    """“that month”, "the following year", "last year", "l'année suivante", "cette année-là"."""
    before = words.keys[index - 1] if index else ""
    after = words.keys[index + 1] if index + 1 < len(words.keys) else ""
    if unit in ("decade", "week"):
        return None
    if before in _SAME:
        return _same(words, index, unit, before, after, anchor, published)
    if before == "this":
        return _shifted_name(words, (index - 1, index), unit, 0, published)
    for names, count in ((_NEXT, 1), (_PREVIOUS, -1)):
        article = words.keys[index - 2 : index - 1] in (["the"], ["l"], ["le"], ["la"])
        if (before in names and article) or after in names:
            span = (index - 1, index) if before in names else (index, index + 1)
            return _shifted_name(words, span, unit, count, anchor)
    for names, count in ((_LAST, -1), (_COMING, 1)):
        if before in names and words.keys[index - 2 : index - 1] != ["the"]:
            return _shifted_name(words, (index - 1, index), unit, count, published)
        if after in names and words.keys[index] in ("an", "annee", "mois"):
            return _shifted_name(words, (index, index + 1), unit, count, published)
    return None


def _same(
    words: Words, index: int, unit: str, before: str, after: str, anchor: StatedDate, published: StatedDate
) -> Reasoned | None:
    first = index - 1
    if first and words.keys[first - 1] in ("later", "that", "la", "le", "the", "earlier"):
        first -= 1
    french_this = before in ("cette", "ce")
    base = published if french_this and after != "la" else anchor
    last = index + 1 if french_this and after == "la" else index
    return _shifted_name(words, (first, last), unit, 0, base)


def _shifted_name(
    words: Words, span: tuple[int, int], unit: str, count: int, base: StatedDate
) -> Reasoned | None:
    said = " ".join(words.raw[span[0] : span[1] + 1])
    if base.earliest is None or base.latest is None:
        missing = "the date it counts from is not known"
        return Reasoned(*span, spans.UNKNOWN, f"{said}; {missing}", missing)
    if unit == "month" and base.precision is Precision.YEAR:
        return Reasoned(
            *span, base.edtf, f"“{said}”, of {base.edtf}: no month is known", "the month is not known"
        )
    edtf = spans.shifted(base, unit, count, count)
    return Reasoned(*span, edtf, f"“{said}”, counted from {base.edtf}", goes_on=count >= 0)


def _weekday(words: Words, index: int, published: StatedDate) -> Reasoned | None:
    """“on Tuesday” in a dated news item is the last Tuesday up to its day, "next Tuesday" the first after."""
    if (
        published.precision is not Precision.DAY
        or published.earliest is None
        or not _may_be_day(words, index)
    ):
        return None
    day, number = published.earliest, WEEKDAYS[words.keys[index]]
    back = (day.weekday() - number) % 7
    near = {*words.keys[max(0, index - 1) : index], *words.keys[index + 1 : index + 2]}
    before = set(words.keys[max(0, index - 12) : index])
    count = 7 - back if near & _COMING or before & _AHEAD else -back
    edtf = spans.shifted(published, "day", count, count)
    return Reasoned(index, index, edtf, f"the {words.raw[index]} nearest to {published.edtf}")


def _may_be_day(words: Words, index: int) -> bool:
    return words.keys[index].endswith("di") or words.keys[index] == "dimanche" or words.is_capital(index)
