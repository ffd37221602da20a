"""Rows of the history: the last revision of each statement, now or as a change left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from entrepot.metadata.statement import DISPUTED
from entrepot.store.record import tables as t

# SQLite and PostgreSQL both take far more parameters than this in one question.
BATCH = 5000
T = TypeVar("T")


class Row(NamedTuple):
    """A revision as it is kept, in the order of the table's columns; `form` is null once it was erased."""

    statement: str
    number: int
    change: int
    verb: str
    pack: str
    position: int
    standing: str
    objection: str
    form: str | None
    others: list[str]

    @property
    def stands(self) -> bool:
        """Whether the statement is counted as it was left then."""
        return self.standing in ("", DISPUTED)

    @property
    def content(self) -> str | None:
        """What the statement says, None where it is no longer counted."""
        return self.form if self.stands else None


def portions(ids: Iterable[T], size: int = BATCH) -> Iterator[tuple[T, ...]]:
    """The ids or numbers, so many at a time that one question may name them."""
    left = iter(ids)
    while some := tuple(islice(left, size)):
        yield some


def heads(
    connection: Connection, ids: Iterable[str] | None = None, *, at: int | None = None, pack: str = ""
) -> dict[str, Row]:
    """The last revision of each statement, whatever its standing, by id.

    Args:
        connection: an open transaction.
        ids: of these statements alone; None is all.
        at: as that change left them; None is now.
        pack: of statements whose last revision belongs to that pack.
    """
    narrowed = (None,) if ids is None else portions(ids, BATCH)
    found: dict[str, Row] = {}
    for some in narrowed:
        question = _last(None if some is None else t.revision.c.statement.in_(some), at)
        if pack:
            question = question.where(t.revision.c.pack == pack)
        found |= {row.statement: row for row in _rows(connection, question)}
    return found


def _last(narrowed: ColumnElement[bool] | None, at: int | None) -> Select[Any]:
    numbers = select(t.revision.c.statement, func.max(t.revision.c.number).label("number"))
    if narrowed is not None:
        numbers = numbers.where(narrowed)
    if at is not None:
        numbers = numbers.where(t.revision.c.change <= at)
    last = numbers.group_by(t.revision.c.statement).subquery("last")
    same = and_(t.revision.c.statement == last.c.statement, t.revision.c.number == last.c.number)
    return select(t.revision).join(last, same)


def of_statement(connection: Connection, statement: str) -> tuple[Row, ...]:
    """Every revision of a statement, the first one first."""
    question = select(t.revision).where(t.revision.c.statement == statement)
    return tuple(_rows(connection, question.order_by(t.revision.c.number)))


def of_change(connection: Connection, number: int) -> tuple[Row, ...]:
    """Every revision that a change brought, by statement; one change brings one revision of a statement."""
    found = _rows(connection, select(t.revision).where(t.revision.c.change == number))
    return tuple(sorted(found, key=lambda row: row.statement))


def one_before(connection: Connection, rows: Sequence[Row]) -> dict[str, Row]:
    """The revision before each of these, by statement; a first one has none."""
    before = {row.statement: row.number - 1 for row in rows}
    found: dict[str, Row] = {}
    for some in portions(before, BATCH):
        question = select(t.revision).where(t.revision.c.statement.in_(some))
        found |= {r.statement: r for r in _rows(connection, question) if r.number == before[r.statement]}
    return found


def said_in(connection: Connection, ids: Iterable[str], changes: Iterable[int]) -> dict[str, Row]:
    """The last revision of each of these statements that one of these changes brought."""
    wanted, found = set(changes), dict[str, Row]()
    for some in portions(ids, BATCH):
        question = select(t.revision).where(t.revision.c.statement.in_(some))
        for row in _rows(connection, question.order_by(t.revision.c.number)):
            if row.change in wanted:
                found[row.statement] = row
    return found


def _rows(connection: Connection, question: Select[Any]) -> Iterator[Row]:
    return (Row._make(row) for row in connection.execute(question))
