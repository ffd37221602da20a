"""Arithmetic on stated dates: where periods start and end, what covers what, how long between two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from entrepot.metadata.dates import StatedDate


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length of time in whole months, between the shortest and the longest that the dates allow.

    Attributes:
        shortest: months from the last day the first date can mean to the first day of the second.
        longest: months from the first day of the first date to the last day of the second.
    """

    shortest: int
    longest: int

    @property
    def middle(self) -> float:
        """Midpoint, in months: what lengths are ranked by."""
        return (self.shortest + self.longest) / 2

    def says(self, language: str = "en") -> str:
        """In words: "8 years 10 months to 9 years 10 months"."""
        short, long = in_words(self.shortest, language), in_words(self.longest, language)
        return short if short == long else f"{short} {'à' if language == 'fr' else 'to'} {long}"

    def __str__(self) -> str:
        return self.says()


def in_words(months: int, language: str = "en") -> str:
    """118 -> "9 years 10 months" or, in French, "9 ans 10 mois"."""
    years, rest = divmod(months, 12)
    if language == "fr":
        words = (f"{years} an{'s' if years > 1 else ''}", f"{rest} mois")
    else:
        words = (f"{years} year{'s' if years != 1 else ''}", f"{rest} month{'s' if rest != 1 else ''}")
    return " ".join(word for n, word in zip((years, rest), words, strict=True) if n) or words[1]


def point_in_words(edtf: str, language: str = "en") -> str:
    """A year, month or day as a sentence has it: "March 2006", "1 January 2025" or "1er janvier 2025"."""
    bare = edtf.rstrip("?~%")
    pattern = ("y", "MMMM y", "d MMMM y")[bare.count("-")]
    printed = str(format_date(StatedDate(bare).earliest, format=pattern, locale=language))
    return f"1er {printed[2:]}" if language == "fr" and printed.startswith("1 ") else printed


def months_between(start: date, end: date) -> int:
    """Whole months from one day to a later one; zero if the later is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))


def elapsed(first: StatedDate, second: StatedDate) -> Length | None:
    """How long from one date to the next; None where a bound is missing."""
    if first.earliest is None or first.latest is None or second.earliest is None or second.latest is None:
        return None
    return Length(
        months_between(first.latest, second.earliest),
        months_between(first.earliest, second.latest),
    )


def beginning(when: StatedDate) -> StatedDate:
    """The date a period begins with: "2002/.." -> "2002"; a point stays as it is."""
    return StatedDate(when.edtf.partition("/")[0] or "..")


def overlap(a: StatedDate, b: StatedDate) -> bool:
    """Whether some day can belong to both; an open end reaches any day."""
    starts = [d for d in (a.earliest, b.earliest) if d]
    ends = [d for d in (a.latest, b.latest) if d]
    return not starts or not ends or max(starts) <= min(ends)


def within(inner: StatedDate, outer: StatedDate) -> bool:
    """Whether every day the inner date can mean lies in the outer one."""
    after = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    before = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return after and before


def is_bounded(when: StatedDate | None) -> bool:
    """Whether at least one end of the date is known."""
    return when is not None and (when.earliest is not None or when.latest is not None)


def months_covered(when: StatedDate) -> int | None:
    """Length in months of the period a figure covers; None if it is open. "2011" is 12."""
    if when.earliest is None or when.latest is None:
        return None
    return (when.latest.year - when.earliest.year) * 12 + when.latest.month - when.earliest.month + 1
