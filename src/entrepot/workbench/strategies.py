"""Questions on a strategy, answered from the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from entrepot.analyses.monitoring.course import Move, course
from entrepot.analyses.monitoring.duties import Duty, promises, tasks
from entrepot.analyses.monitoring.scorecard import Scorecard, scorecard
from entrepot.metadata.strategy import Strategy
from entrepot.store.record import Record
from entrepot.workbench.days import Day, day_of


@dataclass(frozen=True)
class Monitored:
    """A strategy beside the record.

    Attributes:
        record: the open record.
        strategy: objectives and indicators.
        contributor: code of the place whose part is told; empty for all.
        moment: the record as it stood at the end of this day; None as it stands now.
    """

    record: Record
    strategy: Strategy
    contributor: str = ""
    moment: date | None = None

    def of(self, contributor: str) -> Monitored:
        """The part of one place, by its code."""
        return replace(self, contributor=contributor)

    def as_of(self, day: Day) -> Monitored:
        """By the record as it stood at the end of a day."""
        return replace(self, moment=day_of(day))

    def scorecard(self, on: Day | None = None) -> Scorecard:
        """What was done, what came of it and what people judge on a day; by default today."""
        told, documents = self.record.statements(as_of=self._moment), self.record.documents()
        return scorecard(self.strategy, told, day_of(on, self.moment), self.contributor, documents)

    def changes(self, since: Day, until: Day | None = None) -> tuple[Move, ...]:
        """What changed between two days; raises `ValueError` if the first is not before the second."""
        told, documents = self.record.statements(as_of=self._moment), self.record.documents()
        last = day_of(until, self.moment)
        return course(self.strategy, told, day_of(since), last, self.contributor, documents)

    def next(self, on: Day | None = None) -> tuple[Duty, ...]:
        """Who has to do what next: tasks, then promises that nothing was heard of since."""
        told, documents, day = (
            self.record.statements(as_of=self._moment),
            self.record.documents(),
            day_of(on, self.moment),
        )
        promised = promises(self.strategy, told, day, self.contributor, documents)
        return (*tasks(told, day, self.strategy), *promised)

    @property
    def _moment(self) -> str | None:
        return self.moment.isoformat() if self.moment else None
