"""Whether something stood on a day, when the record knows its beginning and end only within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entrepot.analyses.relations.timing import is_bounded
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement

Day = str | date | StatedDate
Documents = Mapping[str, Document]


class Presence(StrEnum):
    """What the record allows to say of something on a day."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    PLANNED = "planned"
    NOT_YET = "not yet"
    ENDED = "ended"

    @property
    def stands(self) -> bool:
        """Whether it was there, certainly or possibly."""
        return self in (Presence.CERTAIN, Presence.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Bounds of a beginning and of an end; None where the record sets none.

    An observation ("in 2008") bounds both: it began by the last day of 2008 and did not end before the first.

    Attributes:
        begun_after: it did not exist before this day.
        begun_by: it had begun by this day.
        still_on: it had not ended on this day.
        ended_by: it no longer existed after this day.
    """

    begun_after: date | None = None
    begun_by: date | None = None
    still_on: date | None = None
    ended_by: date | None = None

    def on(self, when: StatedDate) -> Presence:
        """Whether it stood at a time: certain if it did on every day of it, possible if it may have."""
        first, last = when.earliest or date.min, when.latest or date.max
        if self.begun_after and last < self.begun_after:
            return Presence.NOT_YET
        if self.ended_by and first > self.ended_by:
            return Presence.ENDED
        known = self.begun_by is not None and self.still_on is not None
        if known and (self.begun_by or date.max) <= first and last <= (self.still_on or date.min):
            return Presence.CERTAIN
        return Presence.POSSIBLE

    def fits(self, other: Lasting) -> bool:
        """Whether both can be of one unbroken existence."""
        return self._reaches(other) and other._reaches(self)

    def joined(self, other: Lasting) -> Lasting:
        """What both say of one existence: begun by the earlier, still there on the later day."""

        def some(pick: Callable[[list[date]], date], *days: date | None) -> date | None:
            known = [day for day in days if day]
            return pick(known) if known else None

        return Lasting(
            some(min, self.begun_after, other.begun_after),
            some(min, self.begun_by, other.begun_by),
            some(max, self.still_on, other.still_on),
            some(max, self.ended_by, other.ended_by),
        )

    def _reaches(self, other: Lasting) -> bool:
        """Whether it does not lie before the other, by its end or by when it is known to have begun."""
        latest = [d for d in (self.ended_by, self.begun_by) if d]
        too_early = other.begun_after is not None and any(d < other.begun_after for d in latest)
        outlived = self.ended_by and other.still_on and other.still_on > self.ended_by
        return not (too_early or outlived)

    def to_dict(self) -> dict[str, Any]:
        """JSON form: days as ISO dates, null where there is no bound."""
        return {
            name: day.isoformat() if (day := getattr(self, name)) else None
            for name in ("begun_after", "begun_by", "still_on", "ended_by")
        }


def moment(on: Day) -> StatedDate:
    """A day, month, year or period as it is asked for; raises `ValueError` if it is no EDTF date."""
    if isinstance(on, StatedDate):
        return on
    return StatedDate(on.isoformat() if isinstance(on, date) else on)


def lasting(stated: StatedDate | None, seen: StatedDate) -> Lasting:
    """What a stated date and the time at which it was stated say of a beginning and an end.

    "2006/.." began in 2006 and stood when it was said; whether it stood later nobody said. A date without
    bounds is one at the time of writing.
    """
    if stated is None or not is_bounded(stated):
        return Lasting(begun_by=seen.latest, still_on=seen.earliest)
    start, slash, end = stated.edtf.partition("/")
    if not slash:
        return Lasting(begun_by=stated.latest, still_on=stated.earliest)
    first, last = StatedDate(start or ".."), StatedDate(end or "..")
    known = [d for d in (first.latest, seen.earliest) if d]
    still_on = last.earliest if last.earliest else max(known, default=None)
    return Lasting(first.earliest, first.latest or last.earliest, still_on, last.latest)


def seen(statement: Statement, documents: Documents) -> StatedDate:
    """When a statement was made: when its documents appeared, or when it was entered if it quotes none.

    "..", if that is not known. Of several documents the one that is certainly latest counts.
    """
    if not statement.quotes:
        return _entered(statement.entered_at)
    published = [
        StatedDate(documents[q.document].published) for q in statement.quotes if q.document in documents
    ]
    return max(published, key=lambda p: p.earliest or date.min, default=StatedDate(".."))


@dataclass(frozen=True, slots=True)
class Existence:
    """When something stood, by all that is said of it.

    Attributes:
        spells: times that statements bound by a beginning or an end; without any such, the observations.
        observed: observations that fall within a spell. Each is certain of its own date; that it stood all
            the time between two of them nobody said.
    """

    spells: tuple[Lasting, ...]
    observed: tuple[Lasting, ...] = ()

    @classmethod
    def of(cls, told: Iterable[Lasting]) -> Existence:
        """Statements that fit, "2006/.." and "closed in 2015", tell of one spell; others stand apart."""
        bounded: list[Lasting] = []
        observations = []
        for each in sorted(set(told), key=_order):
            if each.begun_after is None and each.ended_by is None:
                observations.append(each)
                continue
            at = next((i for i, spell in enumerate(bounded) if spell.fits(each)), None)
            if at is None:
                bounded.append(each)
            else:
                bounded[at] = bounded[at].joined(each)
        within = [o for o in observations if any(spell.fits(o) for spell in bounded)]
        return cls((*bounded, *(o for o in observations if o not in within)), tuple(within))

    def on(self, when: StatedDate) -> Presence:
        """Whether it stood at a time, in any of its spells; between two of them it had ended."""
        if any(o.on(when) is Presence.CERTAIN for o in self.observed):
            return Presence.CERTAIN
        found = {spell.on(when) for spell in self.spells}
        order = (Presence.CERTAIN, Presence.POSSIBLE, Presence.ENDED, Presence.NOT_YET)
        return next((presence for presence in order if presence in found), Presence.PLANNED)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "spells": [spell.to_dict() for spell in self.spells],
            "observed": [spell.to_dict() for spell in self.observed],
        }


def _order(told: Lasting) -> tuple[date, ...]:
    known = (told.begun_after, told.begun_by, told.still_on, told.ended_by)
    return tuple(day or date.min for day in known)


def _entered(at: str) -> StatedDate:
    try:
        return StatedDate(date.fromisoformat(at[:10]).isoformat())
    except ValueError:
        return StatedDate("..")
