"""Statements that come back in bulk, corrected elsewhere: known ones are corrected, new ones added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from entrepot.metadata.change import Change, Edit, Verb
from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.statement_form import from_json, to_json
from entrepot.store.record import acts, load, steps
from entrepot.store.record.checking import check
from entrepot.store.record.conflicts import current, standing
from entrepot.store.record.difference import Step, edits
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.revisions import Row, heads


def enter(
    made: Engine, who: str, statements: Sequence[Statement], *, why: str, documents: Iterable[Document] = ()
) -> Change:
    """Correct the statements that the record has, and add the others, as one change.

    Args:
        made: engine of the record.
        who: the person or programme.
        statements: as they shall be; `revision` tells what each was made from, 0 the one that stands.
        why: the reason.
        documents: documents they quote that the record may not know.

    Raises:
        Conflict: somebody has changed one of them since that revision; nothing is stored.
        BadInput: a statement says what no pack could say.
        UsageError: one of them is retracted, merged or split, or stands twice.
    """
    who, why = acts.signed(who, why)
    with writing(made) as connection:
        load.enter_documents(connection, documents)
        check(connection, statements)
        place = steps.room_at_the_desk(connection)
        return acts.store(connection, _steps(connection, statements, who, place), who=who, why=why)


def preview(made: Engine, statements: Sequence[Statement]) -> tuple[Edit, ...]:
    """What `enter` would do, statement by statement; raises as it would, but for what no pack could say."""
    with reading(made) as connection:
        return edits(_steps(connection, statements, "", 0))


def _steps(connection: Connection, statements: Sequence[Statement], who: str, place: int) -> list[Step]:
    steps.refuse_twice(said.id for said in statements)
    known = heads(connection, [said.id for said in statements])
    standing(known.values())
    current(connection, {s.id: s.revision or known[s.id].number for s in statements if s.id in known})
    now = datetime.now(UTC).isoformat(timespec="seconds")
    found: list[Step] = []
    for said in statements:
        if head := known.get(said.id):
            found += _corrected(head, said)
        else:
            signed = replace(said, entered_by=said.entered_by or who, entered_at=said.entered_at or now)
            found.append(steps.added(signed, place + len(found)))
    return found


def _corrected(head: Row, said: Statement) -> list[Step]:
    """The correction; a table without those columns does not say that nobody entered the statement."""
    entered = from_json(head.form) if head.form else said
    said = replace(
        said,
        entered_by=said.entered_by or entered.entered_by,
        entered_at=said.entered_at or entered.entered_at,
    )
    return [steps.corrected(head, said, Verb.CORRECT)] if to_json(said) != head.form else []
