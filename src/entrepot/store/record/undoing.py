"""A change taken back, wholly, by another one."""

from __future__ import annotations

from sqlalchemy import Connection, select

from entrepot.metadata.change import Verb
from entrepot.metadata.errors import NoData, UsageError
from entrepot.store.record import tables as t
from entrepot.store.record.conflicts import touched_since
from entrepot.store.record.difference import Step
from entrepot.store.record.revisions import Row, heads, of_change, one_before


def undo(connection: Connection, number: int) -> list[Step]:
    """The steps that put every statement a change touched back to what it was before.

    Raises:
        NoData: there is no such change.
        UsageError: it erased something, which cannot come back.
        Conflict: a later change has touched one of the statements.
    """
    if connection.scalar(select(t.change.c.number).where(t.change.c.number == number)) is None:
        raise NoData(f"the record has no change {number}. `entrepot record changes` lists what it has.")
    rows = of_change(connection, number)
    now = heads(connection, [row.statement for row in rows])
    before = one_before(connection, rows)
    return [_back(connection, row, now[row.statement], before.get(row.statement)) for row in rows]


def _back(connection: Connection, row: Row, head: Row, before: Row | None) -> Step:
    if head.form is None or (before and before.form is None):
        raise UsageError(f"statement {row.statement} was erased: change {row.change} cannot be undone.")
    # What was changed since and put back says what the change said: it is no obstacle.
    if (head.form, head.standing, head.objection) != (row.form, row.standing, row.objection):
        raise touched_since(connection, head, row)
    # What did not exist before cannot unexist: it is retracted, and undoing that brings it back.
    then = before or head._replace(standing="retracted", objection="")
    after = then._replace(
        number=head.number + 1, change=0, verb=Verb.UNDO, pack=head.pack, position=head.position
    )
    return Step(head, after)
