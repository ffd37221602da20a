"""How warm a tie is: what it rests on, and how long ago that was.

The warmth of one statement is s = g * 2 ** (-age / H): g the strength of its grade of evidence, age the years
since, H the half-life. Statements of one pair add up as independent chances do: w = 1 - (1 - s1)(1 - s2) ...
A path is as warm as the product of its ties, times i for each body in the middle, which has to introduce one
to the next. Strengths, half-life and i are our own estimates: only the order of the strengths (visit < talk <
memorandum < agreement < project < flow) is given by how the record grades evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import prod

from entrepot.analyses.relations.coverage.lasting import lasting
from entrepot.analyses.relations.ladders.evidence import Evidence
from entrepot.analyses.relations.ladders.evidence import grade as on_its_ladder
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.ladders import LADDER_OF, LADDERS, Reading, read
from entrepot.metadata.statement import Statement

DAYS_A_YEAR = 365.25
STRENGTHS: Mapping[Evidence, float] = {
    Evidence.VISIT: 0.2,
    Evidence.TALK: 0.3,
    Evidence.MEMORANDUM: 0.4,
    Evidence.AGREEMENT: 0.5,
    Evidence.PROJECT: 0.6,
    Evidence.FLOW: 0.7,
}
"""Our own estimates, evenly spaced: no publication gives any."""

# A tie through someone of whom only the nationality is known counts half: our own estimate too.
BY_NATIONALITY = 0.5

LASTING = frozenset({"project", "aid", "fdi", "institution", "agreement"})
"""Kinds that go on throughout their date; an event lies somewhere within it."""

_TALKS = frozenset({"meeting", "meetings", "talks", "briefing", "summit", "seminar", "session"})
_FORMAL = frozenset({"recognition", "concession", "chairmanship"})
_WORKED = frozenset({"delivery", "divestment"})


@dataclass(frozen=True, slots=True)
class Scale:
    """What warmth is measured with.

    Attributes:
        strengths: of each grade of evidence, when fresh, from 0 to 1.
        half_life: years after which a tie is half as warm.
        introduction: chance that a body in the middle of a path passes one on, from 0 to 1.
    """

    strengths: Mapping[Evidence, float] = field(default_factory=lambda: STRENGTHS)
    half_life: float = 5.0
    introduction: float = 0.5

    def __post_init__(self) -> None:
        if not self.half_life > 0 or not all(0 < s < 1 for s in self.strengths.values()):
            raise ValueError("a half-life is above 0 years and strengths lie between 0 and 1")
        if not 0 < self.introduction <= 1:
            raise ValueError("the chance of an introduction is above 0 and at most 1")

    def of(self, grade: Evidence, since: tuple[date | None, date], on: date) -> Interval:
        """Warmth of one statement, from what the earliest and the latest day of its contact give.

        Args:
            grade: what it rests on.
            since: first and last day the contact can have been, not after `on`; None if it may be of old.
            on: the day from which ages count.
        """
        first, last = since
        fresh = self.strengths[grade]
        low = fresh * self._left(first, on) if first else 0.0
        return Interval(low, fresh * self._left(last, on))

    def _left(self, day: date, on: date) -> float:
        return float(2.0 ** (-max(0, (on - day).days) / DAYS_A_YEAR / self.half_life))


def grade(statement: Statement) -> Evidence:
    """What a tie rests on, by this statement's own words; steps told later are not looked up."""
    if statement.kind == "event":
        return _of_event(statement.subtype)
    told = reading(statement)
    if statement.kind in LADDER_OF:
        step = LADDERS[LADDER_OF[statement.kind]].height(told.step)
        reached = LADDERS[LADDER_OF[statement.kind]].steps[step] if step >= 0 else None
        steps = {reached.name, *reached.implies} if reached else set()
        talk = statement.kind == "project" and bool(told.short_of)
        return Evidence.TALK if talk else on_its_ladder(statement, steps, told.short_of)
    if statement.kind == "fdi":
        return Evidence.TALK if told.short_of or told.step == "proposed" else Evidence.FLOW
    return Evidence.TALK  # a standing body or a contact is a way to talk


def reading(statement: Statement) -> Reading:
    """What the status of a statement says on its ladder; nothing where there is none or it is unknown."""
    name = LADDER_OF.get(statement.kind, next(iter(LADDERS)))
    return (read(statement.status, name) if statement.status else None) or Reading("")


def last_contact(statement: Statement, seen: StatedDate, on: date) -> tuple[date | None, date] | None:
    """First and last day on which the contact can last have been, seen from a day; None if it lies ahead.

    Args:
        statement: what tells of it.
        seen: when the statement was made; what has no date of its own is of that time.
        on: the day from which one looks.
    """
    when = statement.date or StatedDate("..")
    begins = when.earliest or (None if when.latest else seen.earliest)
    if begins and begins > on:
        return None
    if statement.kind in LASTING:
        bounds = lasting(when, seen)
        first, last = bounds.still_on, bounds.ended_by or (when.latest if "/" not in when.edtf else None)
        happened_by = bounds.begun_by
    else:
        first, last = when.earliest, when.latest or seen.latest
        happened_by = last
    end = min(last or on, on)
    ahead = happened_by is not None and happened_by > on  # it may not have happened yet
    return (None if first is None or ahead else min(first, end)), end


def together(each: Iterable[Interval]) -> Interval:
    """Warmth of several statements on one pair."""
    told = tuple(each)
    return Interval(1 - prod(1 - s.low for s in told), 1 - prod(1 - s.high for s in told))


def along(each: Iterable[Interval], introduction: float) -> Interval:
    """Warmth of a path of ties, each body in the middle being an introduction."""
    told = tuple(each)
    passed = introduction ** (len(told) - 1)
    return Interval(passed * prod(s.low for s in told), passed * prod(s.high for s in told))


def _of_event(subtype: str) -> Evidence:
    if subtype in _FORMAL:
        return Evidence.AGREEMENT
    if subtype in _WORKED:
        return Evidence.PROJECT
    return Evidence.TALK if subtype in _TALKS else Evidence.VISIT
