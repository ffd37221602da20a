"""Targets of a strategy against the figures on record: an interval, or not measured.

Statements are not counted for it. What the figures of an indicator add up to is seldom known: two of them may
tell of the same trains. All that is sure is that there are at least as many as the largest tells, and at most
as many as all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entrepot.analyses.monitoring.evidence import Evidence
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import DISPUTED, Statement
from entrepot.metadata.strategy import Indicator, Objective, Target

# Of these the last figure counts: per cents and ranks are no parts of a sum.
_LEVELS = frozenset({"percent", "rank"})
# What points so to another figure says it again, or a part of it.
_AGAIN = ("same_as", "content_of", "part_of")


class Standing(StrEnum):
    """How a target stands by the figures on record: a comparison, not a rating."""

    REACHED = "reached"
    MAYBE = "perhaps reached"
    BELOW = "not reached on record"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the figures on record reach towards a target.

    Attributes:
        indicator: whose target it is.
        target: how much is aimed at, and by when.
        reached: between what and what, in the unit of the target; None where no figure is in that unit.
        statements: ids of the figures that this rests on.
        others: ids of figures of the indicator in another unit, which are not counted.
        overdue: whether the last day to reach it had passed on the day asked about.
    """

    indicator: Indicator
    target: Target
    reached: Interval | None
    statements: tuple[str, ...]
    others: tuple[str, ...]
    overdue: bool

    @property
    def standing(self) -> Standing:
        """A target is a least number; a rank is reached by that one or a better one."""
        if self.reached is None:
            return Standing.NOT_MEASURED
        # The target is as rounded as it is written: of “24” both 23.5 and 24.5 are.
        aimed = Interval.rounding(f"{self.target.value:.12f}".rstrip("0").rstrip("."))
        if self.target.unit == "rank":
            sure, possible = self.reached.high <= aimed.high, self.reached.low <= aimed.high
        else:
            sure, possible = self.reached.low >= aimed.low, self.reached.high >= aimed.low
        return Standing.REACHED if sure else Standing.MAYBE if possible else Standing.BELOW

    @property
    def is_missed(self) -> bool:
        """Whether the time is over and the target not surely reached."""
        return self.overdue and self.standing is not Standing.REACHED

    def to_dict(self) -> dict[str, Any]:
        """JSON form, with the ids of the statements."""
        return {
            "indicator": self.indicator.key,
            "target": self.target.value,
            "unit": self.target.unit,
            "by": self.target.by.edtf,
            "reached": self.reached.to_dict() if self.reached else None,
            "standing": self.standing.value,
            "statements": list(self.statements),
            "in_other_units": list(self.others),
            "overdue": self.overdue,
        }


def reaches(objective: Objective, found: Iterable[Evidence], on: date) -> tuple[Reach, ...]:
    """How far each indicator of an objective with a target is reached.

    Args:
        objective: the objective.
        found: its evidence on the day asked about.
        on: that day.
    """
    told, aims = tuple(found), ((each, each.target) for each in objective.indicators)
    return tuple(_reach(indicator, target, told, on) for indicator, target in aims if target)


def _reach(indicator: Indicator, target: Target, found: Sequence[Evidence], on: date) -> Reach:
    said = [each.statement for each in found if _speaks_for(each, indicator) and each.statement.amount]
    figures = _once([s for s in said if _unit(s) == target.unit.casefold() and not _is_later(s, target)])
    last = target.by.latest
    return Reach(
        indicator,
        target,
        _reached(figures, target) if figures else None,
        tuple(s.id for s in figures),
        tuple(s.id for s in said if _unit(s) != target.unit.casefold()),
        last is not None and last < on,
    )


def _speaks_for(each: Evidence, indicator: Indicator) -> bool:
    """What a person linked to the objective, and to no indicator, counts for those that measure alike."""
    return each.indicator == indicator.key or (not each.indicator and each.measures is indicator.measures)


def _unit(said: Statement) -> str:
    return said.amount.unit.casefold() if said.amount else ""


def _is_later(said: Statement, target: Target) -> bool:
    begun = said.date.earliest if said.date else None
    return bool(begun and target.by.latest and begun > target.by.latest)


def _is_sure(said: Statement, target: Target) -> bool:
    """Whether nobody disputes the figure and it was certainly reached by then."""
    last = target.by.latest
    in_time = last is None or bool(said.date and said.date.latest and said.date.latest <= last)
    return in_time and said.standing != DISPUTED


def _once(said: Sequence[Statement]) -> list[Statement]:
    ids = {one.id for one in said}
    return [one for one in said if not _named(one) & ids]


def _named(said: Statement) -> set[str]:
    values = [said.attributes.get(name) or () for name in _AGAIN]
    return {str(one) for value in values for one in ([value] if isinstance(value, str) else value)}


def _reached(figures: Sequence[Statement], target: Target) -> Interval:
    sure = [one for one in figures if _is_sure(one, target)]
    if target.unit.casefold() in _LEVELS:
        return _level(figures, sure)
    least = max((_bounds(one).low for one in sure if _bounds(one).low > 0), default=0.0)
    # Figures below nothing, such as investment taken back, take from the others.
    taken = sum(min(_bounds(one).low, 0.0) for one in figures)
    return Interval(least + taken, sum(max(_bounds(one).high, 0.0) for one in figures))


def _level(figures: Sequence[Statement], sure: Sequence[Statement]) -> Interval:
    """The last that is sure, or any of those that are not; evidence comes in the order of its dates."""
    dated = [one for one in sure if one.date and one.date.latest] or list(sure)
    counted = [_bounds(one) for one in (*dated[-1:], *(one for one in figures if one not in sure))]
    return Interval(min(each.low for each in counted), max(each.high for each in counted))


def _bounds(said: Statement) -> Interval:
    """Bounds of the amount; what counts up from nothing is not below it, however vague."""
    if said.amount is None:
        return Interval.unknown()
    bounds = said.amount.bounds
    return bounds if said.amount.value < 0 else Interval(max(bounds.low, 0.0), max(bounds.high, 0.0))
