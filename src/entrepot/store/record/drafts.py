"""Drafts of a document that was read: kept until a person has decided, never part of the record before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from entrepot.metadata.change import Change
from entrepot.metadata.draft import Decision, Draft, Verdict
from entrepot.metadata.errors import BadInput, Conflict, NoData, UsageError
from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.statement_form import to_json
from entrepot.store.record import acts, load, steps
from entrepot.store.record import tables as t
from entrepot.store.record.checking import check
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.fetch import read, words
from entrepot.store.record.record import Record

_SAYS_YES = (Decision.ACCEPTED, Decision.CORRECTED)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the drafts of a document that was read, perhaps not for the first time.

    Attributes:
        added: drafts that are new.
        refreshed: drafts still undecided, kept as the reader words them now.
        withdrawn: undecided drafts that the reader does not propose any more; they are gone.
        decided: drafts on which a person had decided; they stay as decided.
    """

    added: int
    refreshed: int
    withdrawn: int
    decided: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The change that decisions made (number 0 where none was accepted), and how many of each."""

    change: Change
    accepted: int
    corrected: int
    rejected: int
    reopened: int


def keep(record: Record, drafts: Sequence[Draft], document: Document) -> Kept:
    """Keep the drafts of a document; reading it again neither doubles them nor loses a decision.

    A draft is the same if its identifier is, which follows from the words quoted and what it makes of them.

    Raises:
        BadInput: a draft is of another document, or has the identifier of another.
    """
    _of_one_document(drafts, document)
    with writing(record.engine) as connection:
        load.enter_documents(connection, [document])
        there = {json.loads(row.form)["id"]: row for row in _rows(connection, document.sha256)}
        fresh = {draft.proposed.id: draft for draft in drafts}
        pending = {key for key, row in there.items() if row.decision == Decision.PENDING}
        gone = pending - fresh.keys()
        _delete(connection, document.sha256, [there[key].number for key in gone])
        again = [key for key in fresh if key in pending]
        _refresh(connection, document.sha256, [(there[key].number, fresh[key]) for key in again])
        new = [draft for key, draft in fresh.items() if key not in there]
        _insert(connection, document.sha256, new)
    return Kept(len(new), len(again), len(gone), len(there) - len(pending))


def listed(
    record: Record, document: str = "", decisions: Iterable[Decision] = (), *, private: bool = False
) -> tuple[Draft, ...]:
    """Drafts by document and number; quotes carry their words where a copy of the document is attached.

    Args:
        record: the record.
        document: hash of the document, or how it begins; empty for all.
        decisions: only those so decided; left out, all.
        private: whether those with personal data beyond a public role are listed too.
    """
    wanted = {str(decision) for decision in decisions}
    with reading(record.engine) as connection:
        texts = words(connection)
        found = tuple(
            _draft(row, texts)
            for row in _rows(connection, document, part=True)
            if not wanted or row.decision in wanted
        )
    return tuple(draft for draft in found if private or not draft.proposed.private)


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
        Conflict: somebody else has decided on one of them since it was listed.
        NoData: there is no such draft.
        BadInput: a corrected statement says what no pack could say.
        UsageError: a draft is decided twice, or a correction brings no statement.
    """
    who, why = acts.signed(who, why or "drafts of the reader, accepted")
    _refuse_senseless(verdicts)
    with writing(record.engine) as connection:
        rows = _of(connection, verdicts)
        pairs = [(verdict, rows[verdict.document, verdict.number]) for verdict in verdicts]
        for verdict, row in pairs:
            _refuse_decided(verdict, row)
        said = [_statement(verdict, row, who) for verdict, row in pairs if verdict.decision in _SAYS_YES]
        change = _enter(connection, said, who, why)
        _store(connection, verdicts, who)
    count = {decision: sum(verdict.decision == decision for verdict in verdicts) for decision in Decision}
    return Decided(
        change,
        count[Decision.ACCEPTED],
        count[Decision.CORRECTED],
        count[Decision.REJECTED],
        count[Decision.PENDING],
    )


def _enter(connection: Connection, said: Sequence[Statement], who: str, why: str) -> Change:
    if not said:
        return acts.store(connection, (), who=who, why=why)
    check(connection, said)
    steps.refuse_taken(connection, said)
    place = steps.room_at_the_desk(connection)
    made = [steps.added(each, place + index) for index, each in enumerate(said)]
    return acts.store(connection, made, who=who, why=why)


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


def _refuse_decided(verdict: Verdict, row: Row[Any]) -> None:
    reopens = verdict.decision is Decision.PENDING
    if row.decision == (Decision.REJECTED if reopens else Decision.PENDING):
        return
    remedy = "only a rejected one can be reopened" if reopens else "list the drafts again"
    raise Conflict(
        f"draft {verdict.number} of {verdict.document[:12]}… is {row.decision}"
        + (f" by {row.decided_by} on {row.decided_at[:10]}" if row.decided_by else "")
        + f": {remedy}.",
        statement=json.loads(row.form)["id"],
        change=0,
        who=row.decided_by,
        at=row.decided_at,
        fields=("decision",),
    )


def _of(connection: Connection, verdicts: Sequence[Verdict]) -> dict[tuple[str, int], Row[Any]]:
    wanted = {verdict.document for verdict in verdicts}
    rows = {(row.document, row.number): row for sha256 in wanted for row in _rows(connection, sha256)}
    for verdict in verdicts:
        if (verdict.document, verdict.number) not in rows:
            raise NoData(f"there is no draft {verdict.number} of document {verdict.document[:12]}….")
    return rows


def _rows(connection: Connection, document: str, *, part: bool = False) -> Sequence[Row[Any]]:
    column = t.draft.c.document
    which = column.startswith(document, autoescape=True) if part else column == document
    return connection.execute(select(t.draft).where(which).order_by(column, t.draft.c.number)).all()


def _draft(row: Row[Any], texts: Mapping[str, str]) -> Draft:
    return Draft(
        row.document,
        row.number,
        read(row.form, 0, "", "", dict(texts)),
        row.rule,
        tuple(row.doubts),
        Decision(row.decision),
        row.decided_by,
        row.decided_at,
        row.reason,
    )


def _of_one_document(drafts: Sequence[Draft], document: Document) -> None:
    ids = [draft.proposed.id for draft in drafts]
    if len(set(ids)) < len(ids) or any(draft.document != document.sha256 for draft in drafts):
        raise BadInput(
            f"the drafts are not all of {document.name}, or two have one identifier",
            remedy="Keep the drafts of each document by themselves, as `read` gives them.",
        )


def _insert(connection: Connection, document: str, drafts: Sequence[Draft]) -> None:
    if not drafts:
        return
    last = connection.scalar(select(func.max(t.draft.c.number)).where(t.draft.c.document == document)) or 0
    undecided = {"decision": str(Decision.PENDING), "decided_by": "", "decided_at": "", "reason": ""}
    rows = [
        {"document": document, "number": last + place, **_words(draft), **undecided}
        for place, draft in enumerate(drafts, 1)
    ]
    connection.execute(insert(t.draft), rows)


def _refresh(connection: Connection, document: str, drafts: Sequence[tuple[int, Draft]]) -> None:
    if drafts:
        # `bindparam` may not bear the name of a column that is set.
        change = update(t.draft).where(t.draft.c.document == document, t.draft.c.number == bindparam("its"))
        connection.execute(change, [{"its": number, **_words(draft)} for number, draft in drafts])


def _delete(connection: Connection, document: str, numbers: Sequence[int]) -> None:
    for number in numbers:
        connection.execute(delete(t.draft).where(t.draft.c.document == document, t.draft.c.number == number))


def _words(draft: Draft) -> dict[str, Any]:
    return {"form": to_json(draft.proposed), "rule": draft.rule, "doubts": list(draft.doubts)}


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
