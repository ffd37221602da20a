"""When something can have happened, and how long ago: bounds of days, never a guess between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrepot.analyses.relations.timing import in_words, months_between
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day on which something can have happened; None where unbounded."""

    earliest: date | None
    latest: date | None

    def surely_by(self, day: date) -> bool:
        """Whether it had certainly happened by the end of that day."""
        return self.latest is not None and self.latest <= day

    def perhaps_by(self, day: date) -> bool:
        """Whether it can have happened by the end of that day."""
        return self.earliest is None or self.earliest <= day

    def to_dict(self) -> dict[str, Any]:
        """JSON form; an unbounded end is null."""
        return {
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
        }


@dataclass(frozen=True, slots=True)
class Lapse:
    """A length of time in whole months.

    Attributes:
        shortest: the least that the dates allow.
        longest: the most; None where nothing bounds it.
    """

    shortest: int
    longest: int | None

    @classmethod
    def between(cls, start: Window, end: Window) -> Lapse:
        """From one moment to a later one; an end without a last day has no longest."""
        first, last = start.latest or end.earliest, end.earliest
        longest = months_between(start.earliest, end.latest) if start.earliest and end.latest else None
        return cls(months_between(first, last) if first and last else 0, longest)

    def says(self, language: str = "en") -> str:
        """In words, such as "8 months to 1 year 7 months", "at least 2 years"."""
        short = in_words(self.shortest, language)
        if self.longest is None:
            least = "au moins" if language == "fr" else "at least"
            return f"{least} {short}"
        long = in_words(self.longest, language)
        return short if short == long else f"{short} {'à' if language == 'fr' else 'to'} {long}"

    def __str__(self) -> str:
        return self.says()

    def to_dict(self) -> dict[str, Any]:
        """JSON form, in months."""
        return {"shortest": self.shortest, "longest": self.longest}


def first_of(windows: Iterable[Window]) -> Window:
    """When the first of these happened."""
    found = tuple(windows)
    starts, ends = [w.earliest for w in found if w.earliest], [w.latest for w in found if w.latest]
    bounded = bool(found) and len(starts) == len(found)
    return Window(min(starts) if bounded else None, min(ends, default=None))


def last_of(windows: Iterable[Window], day: date) -> Window | None:
    """When the last of these that can have happened by that day did; None if none can."""
    found = [w for w in windows if w.perhaps_by(day)]
    if not found:
        return None
    ends = [min(w.latest or day, day) for w in found]
    return Window(max((w.earliest for w in found if w.earliest), default=None), max(ends))


class Knowledge:
    """By when each statement was known: what it tells had happened by then.

    Args:
        documents: a document's last possible day of publication bounds what it tells.
        read_on: the day on which the record is read; it tells of nothing later.
    """

    def __init__(self, documents: Iterable[Document] = (), read_on: date | None = None) -> None:
        self._published: Mapping[str, date] = dict(_published(documents))
        self._read_on = read_on

    def window(self, statement: Statement) -> Window:
        """When it happened: its date, ended by the day on which it was known unless it is dated later."""
        stated = statement.date
        earliest, latest = (stated.earliest, stated.latest) if stated else (None, None)
        known = self._known_by(statement)
        if known and (earliest is None or earliest <= known):
            latest = min(latest or known, known)
        return Window(earliest, latest)

    def _known_by(self, statement: Statement) -> date | None:
        bounds = [day for day in (_day(statement.entered_at), self._read_on) if day]
        published = [self._published.get(quote.document) for quote in statement.quotes]
        if published and None not in published:
            # A statement out of several documents is told in full by the last of them.
            bounds.append(max(day for day in published if day))
        return min(bounds, default=None)


def _published(documents: Iterable[Document]) -> Iterable[tuple[str, date]]:
    for document in documents:
        latest = StatedDate(document.published or "..").latest
        if latest:
            yield document.sha256, latest


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
