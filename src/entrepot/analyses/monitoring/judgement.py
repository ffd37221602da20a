"""What people judge of an objective: the last word of each assessor, and who disagrees with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entrepot.analyses.monitoring.evidence import UNDATED
from entrepot.metadata.statement import Statement
from entrepot.metadata.strategy import Rating, Strategy


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assessment on record.

    Attributes:
        objective: key of the objective.
        rating: the rating given.
        assessor: who gave it.
        reason: why.
        statement: the assessment.
        dissents_from: id of the assessment that it contradicts; empty when it names none.
    """

    objective: str
    rating: Rating
    assessor: str
    reason: str
    statement: Statement
    dissents_from: str = ""


def judgements(
    strategy: Strategy, statements: Iterable[Statement], on: date
) -> dict[str, tuple[Judgement, ...]]:
    """The last assessment of each assessor on each objective, by objective, oldest first.

    An assessment whose rating is none of `Rating` counts as "cannot say": it is shown, with its own words in
    the reason, and never dropped.
    """
    found: dict[tuple[str, str], Judgement] = {}
    given = [s for s in statements if s.kind == "assessment" and _given_by(s, on)]
    for statement in sorted(given, key=_when):
        name, _, objective = statement.subject.partition("/")
        if name == strategy.key:
            judged = _judgement(statement, objective)
            # Taken out first, so that the latest stands last.
            found.pop((objective, judged.assessor), None)
            found[objective, judged.assessor] = judged
    by_objective: dict[str, list[Judgement]] = {}
    for (objective, _), judged in found.items():
        by_objective.setdefault(objective, []).append(judged)
    return {objective: tuple(group) for objective, group in by_objective.items()}


def dissent(given: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that contradict another: by name, or by a rating that is not the one given most lately."""
    judged = tuple(given)
    if not judged:
        return ()
    latest = judged[-1].rating
    return tuple(j for j in judged if j.dissents_from or j.rating is not latest)


def _judgement(statement: Statement, objective: str) -> Judgement:
    known = statement.status in tuple(Rating)
    reason = str(statement.attributes.get("reason", "")) or statement.says()
    return Judgement(
        objective=objective,
        rating=Rating(statement.status) if known else Rating.CANNOT_SAY,
        assessor=next(iter(statement.actors("assessor")), statement.entered_by or "unnamed"),
        reason=reason if known else f"“{statement.status}”: {reason}",
        statement=statement,
        dissents_from=str(statement.attributes.get("dissents_from", "")),
    )


def _given_by(statement: Statement, on: date) -> bool:
    first = (statement.date or UNDATED).earliest
    return first is None or first <= on


def _when(statement: Statement) -> tuple[str, str]:
    """By date, then as entered; of two in one second the record's own order decides, which sorting keeps."""
    first = (statement.date or UNDATED).earliest
    return (first.isoformat() if first else "", statement.entered_at)
