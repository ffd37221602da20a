"""What changed on a scorecard between two days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrepot.analyses.monitoring.scorecard import Score, Scorecard, State, scorecard
from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.strategy import Rating, Strategy


@dataclass(frozen=True, slots=True)
class Move:
    """An objective on two days.

    Attributes:
        before, after: its scores.
        new: ids of evidence that came in between.
    """

    before: Score
    after: Score
    new: tuple[str, ...]

    @property
    def state(self) -> tuple[State, State] | None:
        """What the record held and holds, where that differs."""
        pair = (self.before.state, self.after.state)
        return pair if pair[0] is not pair[1] else None

    @property
    def rating(self) -> tuple[Rating | None, Rating | None] | None:
        """The rating then and now, where it differs."""
        pair = (self.before.rating, self.after.rating)
        return pair if pair[0] is not pair[1] else None

    @property
    def stalled(self) -> bool:
        """Whether it came to a standstill in between."""
        return self.after.stalled and not self.before.stalled

    @property
    def moved(self) -> bool:
        """Whether anything changed."""
        return bool(self.new or self.state or self.rating or self.stalled)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "objective": self.after.objective.key,
            "new": list(self.new),
            "state": [s.value for s in self.state] if self.state else None,
            "rating": [r.value if r else None for r in self.rating] if self.rating else None,
            "came_to_a_standstill": self.stalled,
        }


def course(
    strategy: Strategy,
    statements: Iterable[Statement],
    since: date,
    until: date,
    contributor: str = "",
    documents: Iterable[Document] = (),
) -> tuple[Move, ...]:
    """What happened on each objective between two days, parents before their parts.

    Raises:
        ValueError: the first day is not before the second.
    """
    if not since < until:
        raise ValueError(f"{since} does not lie before {until}")
    record, papers = tuple(statements), tuple(documents)
    days = (scorecard(strategy, record, day, contributor, papers) for day in (since, until))
    return between(*days)


def between(before: Scorecard, after: Scorecard) -> tuple[Move, ...]:
    """What differs between two scorecards of one strategy: two days, or the record then and now."""
    return tuple(
        Move(earlier, later, tuple(sorted(_ids(later) - _ids(earlier))))
        for earlier, later in zip(before.scores, after.scores, strict=True)
    )


def _ids(score: Score) -> set[str]:
    return {each.statement.id for each in (*score.activity, *score.results)}
