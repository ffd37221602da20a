"""What the record said, and what was done to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from entrepot.metadata.change import Change, Edit, Revision, Verb
from entrepot.metadata.errors import NoData
from entrepot.metadata.statement import Statement
from entrepot.store.record import tables as t
from entrepot.store.record.conflicts import no_statement
from entrepot.store.record.difference import Step, net
from entrepot.store.record.fetch import about_places, no_collecting, read, words
from entrepot.store.record.moments import Moment, change_as_of, change_at
from entrepot.store.record.revisions import Row, heads, of_change, of_statement, portions


def statements_as_of(
    connection: Connection,
    moment: Moment,
    kinds: Sequence[str] = (),
    places: Sequence[str] = (),
    ids: Sequence[str] = (),
    *,
    private: bool = False,
) -> tuple[Statement, ...]:
    """What `choose` and `fetch` would have given at a moment.

    Raises:
        NoData: the record begins later.
        UsageError: it is no moment.
    """
    number = change_as_of(connection, moment)
    texts = words(connection)
    with no_collecting():
        left = [row for row in heads(connection, at=number).values() if row.content is not None]
        left.sort(key=lambda row: (row.pack, row.position, row.statement))
        there = [_said(row, texts) for row in left]
    newer = {said.supersedes for said in there}
    return tuple(
        said
        for said in there
        if said.id not in newer
        and (private or not said.private)
        and (not kinds or said.kind in kinds)
        and (not ids or said.id in ids)
        and about_places(said, places)
    )


def statement(connection: Connection, identifier: str) -> Statement:
    """A statement as it stands, or as it was last where it is no longer counted; then `objection` says why.

    Raises:
        NoData: there is none, or it was erased.
    """
    head = heads(connection, [identifier]).get(identifier)
    if head is None:
        raise no_statement(connection, identifier)
    if not head.stands:
        change = _changes(connection, [head.change])[head.change]
        if head.form is None:
            raise NoData(f"statement {identifier} was erased by {change.who} on {change.at:%Y-%m-%d}.")
        head = head._replace(objection=_where_it_went(head, change))
    return _said(head, words(connection))


def _where_it_went(head: Row, change: Change) -> str:
    into = f" into {', '.join(head.others)}" if head.others else ""
    return f"{head.standing}{into} ({change.who}, {change.at:%Y-%m-%d}: {change.why})"


def history(connection: Connection, identifier: str) -> tuple[Revision, ...]:
    """Every revision of a statement, the first one first; raises `NoData` if there is none."""
    rows = of_statement(connection, identifier)
    if not rows:
        raise no_statement(connection, identifier)
    return _revisions(connection, rows)


def revisions_of(connection: Connection, number: int, *, private: bool = False) -> tuple[Revision, ...]:
    """What a change brought, by statement; raises `NoData` if there is no such change."""
    rows = [row for row in of_change(connection, number) if private or not _is_private(row)]
    if number not in _changes(connection, [number]):
        raise NoData(f"the record has no change {number}. `entrepot record changes` lists what it has.")
    return _revisions(connection, rows)


def changes(
    connection: Connection,
    since: Moment | None = None,
    until: Moment | None = None,
    about: Sequence[str] = (),
) -> tuple[Change, ...]:
    """Changes after one moment and up to another, the oldest first.

    Args:
        connection: an open transaction.
        since: a date counts from its beginning; after a change or a mark, what came after it.
        until: a date counts to its end.
        about: those that touched any of these statements.
    """
    first = 0 if since is None else change_at(connection, since, before=True)
    question = select(t.change.c.number).where(t.change.c.number > first)
    if until is not None:
        question = question.where(t.change.c.number <= change_at(connection, until))
    numbers = set(connection.scalars(question))
    if about:
        touched = select(t.revision.c.change).where(t.revision.c.statement.in_(about))
        numbers &= set(connection.scalars(touched))
    found = _changes(connection, numbers)
    return tuple(found[number] for number in sorted(found))


def edits_between(
    connection: Connection, since: Moment, until: Moment | None = None, *, private: bool = False
) -> tuple[Edit, ...]:
    """What became, on the whole, of each statement between two moments, by id.

    A statement that was corrected and put back, or added and retracted, is not among them.
    """
    first = change_at(connection, since, before=True)
    last = None if until is None else change_at(connection, until)
    touched = select(t.revision.c.statement).where(t.revision.c.change > first).distinct()
    if last is not None:
        touched = touched.where(t.revision.c.change <= last)
    ids = list(connection.scalars(touched))
    before, after = heads(connection, ids, at=first), heads(connection, ids, at=last)
    found = (
        net(before.get(key), after.get(key))
        for key in sorted(ids)
        if private or not (key in after and Step(before.get(key), after[key]).is_private)
    )
    return tuple(edit for edit in found if edit)


def _is_private(row: Row) -> bool:
    return Step(None, row).is_private


def _said(row: Row, texts: dict[str, str]) -> Statement:
    return read(row.form or "", row.number, row.standing, row.objection, texts)


def _revisions(connection: Connection, rows: Sequence[Row]) -> tuple[Revision, ...]:
    made = _changes(connection, {row.change for row in rows})
    texts = words(connection)
    return tuple(
        Revision(
            row.statement,
            row.number,
            made[row.change],
            Verb(row.verb),
            None if row.form is None else _said(row, texts),
            tuple(row.others),
        )
        for row in rows
    )


def _changes(connection: Connection, numbers: Iterable[int]) -> dict[int, Change]:
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    found: dict[int, Change] = {}
    for some in portions(numbers):
        verbs = select(t.revision.c.change, t.revision.c.verb, func.count()).where(
            t.revision.c.change.in_(some)
        )
        for number, verb, n in connection.execute(verbs.group_by(t.revision.c.change, t.revision.c.verb)):
            counts[number][verb] = n
        for row in connection.execute(select(t.change).where(t.change.c.number.in_(some))):
            at = datetime.fromisoformat(row.at)
            found[row.number] = Change(
                row.number, row.who, at, row.why, row.pack, row.undoes, counts[row.number]
            )
    return found
