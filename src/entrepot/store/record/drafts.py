"""Drafts of a document that was read: kept until a person has decided, no part of the record before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from entrepot.metadata.draft import Decision, Draft
from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Document
from entrepot.metadata.statement_form import to_json
from entrepot.store.record import load
from entrepot.store.record import tables as t
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.fetch import read, words
from entrepot.store.record.record import Record


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


def keep(record: Record, drafts: Sequence[Draft], document: Document) -> Kept:
    """Keep the drafts of a document; reading it again neither doubles them nor loses a decision.

    A draft is the same if its identifier is, which follows from the words quoted and what it makes of them.

    Raises:
        BadInput: a draft is of another document, or has the identifier of another.
    """
    _of_one_document(drafts, document)
    with writing(record.engine) as connection:
        load.enter_documents(connection, [document])
        there = {json.loads(row.form)["id"]: row for row in rows_of(connection, document.sha256)}
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
            for row in rows_of(connection, document, part=True)
            if not wanted or row.decision in wanted
        )
    return tuple(draft for draft in found if private or not draft.proposed.private)


def rows_of(connection: Connection, document: str, *, part: bool = False) -> Sequence[Row[Any]]:
    """The drafts of a document as they are kept; `part`: of every document whose hash begins so."""
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
