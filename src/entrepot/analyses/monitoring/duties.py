"""Who has to do what next: tasks on record, and promises that nothing was heard of since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entrepot.analyses.monitoring.evidence import UNDATED, evidence
from entrepot.analyses.relations.timing import Length, elapsed
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.strategy import Strategy

_DONE = frozenset({"done", "dropped"})
# Statuses after which nothing more is owed, and those under which nothing was owed yet.
_KEPT = frozenset({"done", "contributed", "delivered", "evaluated", "abandoned", "terminated", "in force"})
_WISHES = frozenset({"discussed", "interest expressed", "called for", "proposed", "not done"})
_POINTERS = ("applies_to", "follows")


class Urgency(StrEnum):
    """Where a duty stands on a day; a date that may or may not be past is "falling due"."""

    OVERDUE = "overdue"
    FALLING_DUE = "falling due"
    AHEAD = "ahead"
    UNDATED = "no date"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that somebody has to do.

    Attributes:
        who: who has to act; several where a promise was made by several.
        statement: the task, or the promise.
        objective: key of the objective it serves; empty when it serves none.
        due: until when, EDTF.
        urgency: where it stands on the day.
        promised: whether it is a promise without a later step, not a task that somebody set.
        silent: for a promise, how long ago it was made; None where that is not known.
    """

    who: tuple[str, ...]
    statement: Statement
    objective: str
    due: StatedDate
    urgency: Urgency
    promised: bool
    silent: Length | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "who": list(self.who),
            "what": self.statement.says(),
            "statement": self.statement.id,
            "objective": self.objective,
            "due": self.due.edtf,
            "urgency": self.urgency.value,
            "promised": self.promised,
            "silent_months": [self.silent.shortest, self.silent.longest] if self.silent else None,
        }


def tasks(statements: Iterable[Statement], on: date, strategy: Strategy | None = None) -> tuple[Duty, ...]:
    """Open tasks, the most urgent first: all, or those that serve a strategy."""
    found = [_task(s, on) for s in statements if s.kind == "task" and s.status not in _DONE]
    if strategy:
        found = [duty for duty in found if duty.objective.partition("/")[0] == strategy.key]
    return tuple(sorted(found, key=_order))


def promises(
    strategy: Strategy,
    statements: Iterable[Statement],
    on: date,
    contributor: str = "",
    documents: Iterable[Document] = (),
) -> tuple[Duty, ...]:
    """Commitments among the evidence that no later statement follows up, the oldest first."""
    record = tuple(statements)
    followed = {target for s in record for name in _POINTERS for target in _ids(s.attributes.get(name))}
    open_ones: dict[str, Duty] = {}
    for objective, group in evidence(strategy, record, on, contributor, documents).items():
        for s in (each.statement for each in group):
            if s.kind == "commitment" and s.id not in followed and s.status not in _KEPT | _WISHES:
                made = s.date or UNDATED
                silent = elapsed(made, StatedDate(on.isoformat()))
                duty = Duty(
                    _promisers(s), s, objective, UNDATED, Urgency.UNDATED, promised=True, silent=silent
                )
                open_ones.setdefault(s.id, duty)
    return tuple(
        sorted(open_ones.values(), key=lambda d: (-(d.silent.middle if d.silent else 0), d.statement.id))
    )


def _task(statement: Statement, on: date) -> Duty:
    due = statement.date or UNDATED
    objective = str(statement.attributes.get("objective", ""))
    return Duty((statement.subject,), statement, objective, due, _urgency(due, on), promised=False)


def _urgency(due: StatedDate, on: date) -> Urgency:
    if due.latest is None:
        return Urgency.UNDATED
    if due.latest < on:
        return Urgency.OVERDUE
    return Urgency.FALLING_DUE if due.earliest is None or due.earliest <= on else Urgency.AHEAD


def _promisers(statement: Statement) -> tuple[str, ...]:
    return (
        statement.actors("promiser", "offering", "donor", "announcer")
        or statement.actors()
        or (statement.subject,)
    )


def _ids(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def _order(duty: Duty) -> tuple[int, str, str]:
    rank = (Urgency.OVERDUE, Urgency.FALLING_DUE, Urgency.AHEAD, Urgency.UNDATED).index(duty.urgency)
    return rank, duty.due.latest.isoformat() if duty.due.latest else "", duty.statement.id
