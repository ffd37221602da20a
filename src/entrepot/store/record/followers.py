"""Steps and tasks name no place of their own: they concern what the statements that they point to concern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from entrepot.store.record import tables as t
from entrepot.store.record.revisions import portions

FOLLOWING = ("step", "task")
POINTERS = ("applies_to", "follows", "same_as", "content_of", "part_of")
"""Attributes that name what a step or a task is about, by an id or a list of ids."""
# Of more than these all are taken: SQLite takes 32,766 parameters.
_MOST = 10_000


def following(connection: Connection, chosen: ColumnElement[bool]) -> ColumnElement[bool]:
    """Those steps and tasks that point to one of the chosen statements; of very many, every one.

    Args:
        connection: an open transaction.
        chosen: a condition on the table `statement`.
    """
    kept = select(t.statement.c.id, t.statement.c.attributes).where(t.statement.c.kind.in_(FOLLOWING))
    # The attributes are JSON, which no two engines search alike: they are looked at here.
    targets = {row.id: set(_targets(row.attributes)) for row in connection.execute(kept)}
    named = sorted(set().union(*targets.values()))
    there = {
        key
        for some in portions(named)
        for key in connection.scalars(select(t.statement.c.id).where(t.statement.c.id.in_(some), chosen))
    }
    found = sorted(key for key, named_by_it in targets.items() if not there.isdisjoint(named_by_it))
    if len(found) > _MOST:
        return t.statement.c.kind.in_(FOLLOWING)
    return t.statement.c.id.in_(found)


def _targets(attributes: dict[str, Any]) -> Iterator[str]:
    for name in POINTERS:
        value = attributes.get(name)
        yield from (str(one) for one in (value if isinstance(value, list) else (value,)) if one)
