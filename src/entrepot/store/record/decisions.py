"""What people decide on drafts: what is accepted enters the record, as one change under a name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, update

from entrepot.metadata.change import Change
from entrepot.metadata.draft import Decision, Verdict
from entrepot.metadata.errors import Conflict, NoData, UsageError
from entrepot.metadata.statement import Statement
from entrepot.metadata.statement_form import to_json
from entrepot.store.record import acts, revisions, steps
from entrepot.store.record import tables as t
from entrepot.store.record.checking import check
from entrepot.store.record.difference import Step
from entrepot.store.record.drafts import rows_of
from entrepot.store.record.engine import writing
from entrepot.store.record.fetch import read
from entrepot.store.record.record import Record

_SAYS_YES = (Decision.ACCEPTED, Decision.CORRECTED)


@dataclass(frozen=True, slots=True)
class Decided:
    """The change that decisions made (number 0 where none was accepted), and how many of each."""

    change: Change
    accepted: int
    corrected: int
    rejected: int
    reopened: int


def decide(record: Record, verdict: Verdict, who: str, why: str = "") -> Decided:
    """Decide on one draft; see `decide_many`."""
    return decide_many(record, [verdict], who, why)


def decide_many(record: Record, verdicts: Sequence[Verdict], who: str, why: str = "") -> Decided:
    """Decide on drafts, all or none: what is accepted enters the record as one change.

    Args:
        record: the record.
        verdicts: a decision on each draft.
        who: the person.
        why: the reason of the change; left out, that the drafts were accepted.

    Raises:
        Conflict: somebody else has decided on one of them since it was listed; or one is to be reopened that
            was not rejected and whose statement was not taken back.
        NoData: there is no such draft.
        BadInput: a corrected statement says what no pack could say.
        UsageError: a draft is decided twice, or a correction brings no statement.
    """
    who, why = acts.signed(who, why or "drafts of the reader, accepted")
    _refuse_senseless(verdicts)
    with writing(record.engine) as connection:
        rows = _of(connection, verdicts)
        pairs = [(verdict, rows[verdict.document, verdict.number]) for verdict in verdicts]
        entered = _entered(connection, [row for _, row in pairs])
        for verdict, row in pairs:
            _refuse_decided(verdict, row, entered.get(_id(row)))
        said = [_statement(verdict, row, who) for verdict, row in pairs if verdict.decision in _SAYS_YES]
        change = _enter(connection, said, entered, who, why)
        _store(connection, verdicts, who)
    count = {decision: sum(verdict.decision == decision for verdict in verdicts) for decision in Decision}
    return Decided(
        change,
        count[Decision.ACCEPTED],
        count[Decision.CORRECTED],
        count[Decision.REJECTED],
        count[Decision.PENDING],
    )


def _entered(connection: Connection, rows: Iterable[Row[Any]]) -> dict[str, revisions.Row]:
    """What became of the statements that these drafts brought into the record, by id."""
    heads = revisions.heads(connection, [_id(row) for row in rows])
    return {key: head for key, head in heads.items() if head.pack == acts.DESK}


def _id(row: Row[Any]) -> str:
    return str(json.loads(row.form)["id"])


def _enter(
    connection: Connection,
    said: Sequence[Statement],
    entered: Mapping[str, revisions.Row],
    who: str,
    why: str,
) -> Change:
    if not said:
        return acts.store(connection, (), who=who, why=why)
    check(connection, said)
    steps.refuse_twice(each.id for each in said)
    again = {each.id: head for each in said if (head := entered.get(each.id)) and _is_taken_back(head)}
    new = [each for each in said if each.id not in again]
    made = [_once_more(again[each.id], each) for each in said if each.id in again]
    if new:
        steps.refuse_taken(connection, new)
        place = steps.room_at_the_desk(connection)
        made += [steps.added(each, place + index) for index, each in enumerate(new)]
    return acts.store(connection, made, who=who, why=why)


def _is_taken_back(head: revisions.Row) -> bool:
    return head.standing == "retracted"


def _once_more(head: revisions.Row, said: Statement) -> Step:
    """A statement that was taken back counts again, as it is accepted or corrected now."""
    back = steps.restored(head)
    return back._replace(after=back.after._replace(form=to_json(said)), said=said)


def _statement(verdict: Verdict, row: Row[Any], who: str) -> Statement:
    """What enters the record: who accepts it stands for it, not the reader."""
    proposed = verdict.statement or read(row.form, 0, "", "", {})
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return replace(proposed, entered_by=who, entered_at=now)


def _refuse_senseless(verdicts: Sequence[Verdict]) -> None:
    seen: set[tuple[str, int]] = set()
    for verdict in verdicts:
        key = (verdict.document, verdict.number)
        if key in seen:
            raise UsageError(f"draft {verdict.number} of {verdict.document[:12]}… is decided twice.")
        seen.add(key)
        if (verdict.decision is Decision.CORRECTED) != (verdict.statement is not None):
            raise UsageError(
                f"draft {verdict.number}: a correction brings a statement, and nothing else does; "
                f"this is {verdict.decision} {'with' if verdict.statement else 'without'} one."
            )


def _refuse_decided(verdict: Verdict, row: Row[Any], entered: revisions.Row | None) -> None:
    reopens = verdict.decision is Decision.PENDING
    if reopens and (row.decision == Decision.REJECTED or _has_no_effect(row, entered)):
        return
    if not reopens and row.decision == Decision.PENDING:
        return
    raise Conflict(
        f"draft {verdict.number} of {verdict.document[:12]}… is {row.decision}"
        + (f" by {row.decided_by} on {row.decided_at[:10]}" if row.decided_by else "")
        + f": {_remedy(row, entered, reopens)}.",
        statement=_id(row),
        change=0,
        who=row.decided_by,
        at=row.decided_at,
        fields=("decision",),
    )


def _has_no_effect(row: Row[Any], entered: revisions.Row | None) -> bool:
    """Whether a draft was accepted, and the statement was taken back since."""
    return row.decision in _SAYS_YES and entered is not None and _is_taken_back(entered)


def _remedy(row: Row[Any], entered: revisions.Row | None, reopens: bool) -> str:
    if row.decision == Decision.PENDING:
        return "there is nothing to reopen"
    if not reopens:
        return "reopen it first" if _has_no_effect(row, entered) else "list the drafts again"
    if entered is None:
        return "it was entered under another identifier; restore or correct that statement"
    if entered.stands:
        return f"its statement {entered.statement} counts; correct that, or retract it first"
    return f"its statement {entered.statement} is {entered.standing}; it cannot be decided on anew"


def _of(connection: Connection, verdicts: Sequence[Verdict]) -> dict[tuple[str, int], Row[Any]]:
    wanted = {verdict.document for verdict in verdicts}
    rows = {(row.document, row.number): row for sha256 in wanted for row in rows_of(connection, sha256)}
    for verdict in verdicts:
        if (verdict.document, verdict.number) not in rows:
            raise NoData(f"there is no draft {verdict.number} of document {verdict.document[:12]}….")
    return rows


def _store(connection: Connection, verdicts: Sequence[Verdict], who: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        {
            "of": verdict.document,
            "its": verdict.number,
            "decision": str(verdict.decision),
            "decided_by": "" if verdict.decision is Decision.PENDING else who,
            "decided_at": "" if verdict.decision is Decision.PENDING else now,
            "reason": verdict.reason,
        }
        for verdict in verdicts
    ]
    change = update(t.draft).where(
        t.draft.c.document == bindparam("of"), t.draft.c.number == bindparam("its")
    )
    if rows:
        connection.execute(change, rows)
