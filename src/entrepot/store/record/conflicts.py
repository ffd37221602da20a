"""An edit holds only against the revision it was made from; otherwise the other editor is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from sqlalchemy import Connection, select

from entrepot.metadata.errors import Conflict, NoData, UsageError
from entrepot.store.record import tables as t
from entrepot.store.record.difference import fields_that_differ
from entrepot.store.record.revisions import Row, heads, of_statement


def current(connection: Connection, based_on: Mapping[str, int]) -> dict[str, Row]:
    """The last revisions of statements, each the one that an edit was made from.

    Args:
        connection: the writer's transaction.
        based_on: number of the revision that the edit was made from, by statement.

    Raises:
        NoData: there is no such statement, or it was erased.
        UsageError: there is no such revision.
        Conflict: somebody has changed a statement since.
    """
    found = heads(connection, based_on)
    for statement, number in based_on.items():
        head = found.get(statement)
        if head is None or head.standing == "erased":
            raise no_statement(connection, statement, erased=head is not None)
        if not 1 <= number <= head.number:
            raise UsageError(
                f"statement {statement} has no revision {number}; its last is {head.number}. "
                "Take the statement from the record, and change that."
            )
        if number != head.number:
            raise overtaken(connection, head, number)
    return found


def standing(found: Iterable[Row]) -> None:
    """Raise `UsageError` if one of them is no longer counted."""
    for head in found:
        if not head.stands:
            remedy = (
                "restore it first" if head.standing == "retracted" else f"undo change {head.change} first"
            )
            raise UsageError(f"statement {head.statement} is {head.standing}: {remedy}.")


def overtaken(connection: Connection, head: Row, based_on: int) -> Conflict:
    """The statement has gone on to `head` since revision `based_on`."""
    base = next(row for row in of_statement(connection, head.statement) if row.number == based_on)
    differ = fields_that_differ(base, head)
    verb = "differ" if len(differ) > 1 else "differs"
    done = f"{_listed(differ)} {verb}" if differ else "it says the same again"
    return _conflict(
        connection,
        head,
        differ,
        f"has revision {head.number} now, your edit was made from {based_on}: {done}",
        "Look at it as it is now, and make the edit again.",
    )


def touched_since(connection: Connection, head: Row, undone: Row) -> Conflict:
    """A later change than the one to be undone has touched the statement."""
    return _conflict(
        connection,
        head,
        fields_that_differ(undone, head),
        f"was touched after change {undone.change}",
        f"Undo change {head.change} first, or correct the statement.",
    )


def _conflict(connection: Connection, head: Row, differ: tuple[str, ...], told: str, remedy: str) -> Conflict:
    change = connection.execute(select(t.change).where(t.change.c.number == head.change)).one()
    by = f"{change.who}, {change.at[:16].replace('T', ' ')} UTC, change {change.number} ({change.why})"
    return Conflict(
        f"statement {head.statement} {told}. Last by {by}. Nothing was stored. {remedy}",
        statement=head.statement,
        change=change.number,
        who=change.who,
        at=change.at,
        fields=differ,
    )


def no_statement(connection: Connection, statement: str, *, erased: bool = False) -> NoData:
    """There is no statement of that identifier, but perhaps one that is spelt much like it."""
    if erased:
        return NoData(f"statement {statement} was erased.")
    known = connection.scalars(select(t.revision.c.statement).where(t.revision.c.number == 1)).all()
    near = process.extractOne(statement, known, score_cutoff=75)
    meant = f" Did you mean {near[0]}?" if near else " `entrepot record list` shows what it has."
    return NoData(f"the record has no statement {statement}.{meant}")


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
