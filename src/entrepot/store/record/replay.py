"""The tables of statements made anew from their revisions; what they held must come out again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from entrepot.store.record import tables as t
from entrepot.store.record.difference import Step
from entrepot.store.record.projecting import project
from entrepot.store.record.revisions import heads

Content = dict[str, list[tuple[object, ...]]]


def replay(connection: Connection) -> int:
    """Make the tables of statements and the index of words from the revisions; how many statements stand."""
    connection.execute(delete(t.statement))
    steps = [Step(None, row) for _, row in sorted(heads(connection).items()) if row.stands]
    project(connection, steps)
    return len(steps)


def content(connection: Connection) -> Content:
    """Rows of every table that `replay` makes, in order of their keys: to compare before and after."""
    tables = (t.statement, *t.OF_A_STATEMENT)
    return {table.name: _sorted(tuple(row) for row in connection.execute(select(table))) for table in tables}


def _sorted(rows: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=repr)
