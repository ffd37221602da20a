"""An act on the record: numbered, dated, signed, and stored wholly or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from entrepot.metadata.change import Change
from entrepot.metadata.errors import UsageError
from entrepot.store.record import tables as t
from entrepot.store.record.bulk import insert_rows
from entrepot.store.record.difference import Step
from entrepot.store.record.moments import next_change, stamp
from entrepot.store.record.projecting import project

DESK = "desk"
"""Name of the pack that statements entered by hand belong to."""
_LONGEST = 2000
_BATCH = 10_000


def signed(who: str, why: str) -> tuple[str, str]:
    """Who and why as one line each; raises `UsageError` if either is empty or endless."""
    for text, called in ((who, "who makes the change"), (why, "why the change is made")):
        if not text.strip():
            raise UsageError(f"say {called}: each change of the record keeps it.")
        if len(text) > _LONGEST:
            raise UsageError(f"{called}: {len(text)} characters are more than the {_LONGEST} that are kept.")
    return _line(who), _line(why)


def _line(text: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())


def store(
    connection: Connection, steps: Sequence[Step], *, who: str, why: str, pack: str = "", undoes: int = 0
) -> Change:
    """Store what the steps do as one change; where no step does anything, nothing is stored.

    Steps with a remark are left out. The caller holds the writer's transaction and has found no conflict.
    """
    taken = [step for step in steps if not step.remark]
    if not taken:
        return Change(0, who, datetime.now(UTC), why, pack, undoes, {})
    number, at = next_change(connection)
    head = {"number": number, "who": who, "at": stamp(at), "why": why, "pack": pack, "undoes": undoes}
    connection.execute(insert(t.change), head)
    for first in range(0, len(taken), _BATCH):
        rows = [
            step.after._asdict() | {"change": number, "verb": str(step.after.verb)}
            for step in taken[first : first + _BATCH]
        ]
        insert_rows(connection, t.revision, rows)
    project(connection, taken)
    counts = Counter(step.after.verb for step in taken)
    return Change(number, who, at, why, pack, undoes, {str(verb): n for verb, n in counts.items()})


def pack_row(connection: Connection, **head: str) -> None:
    """Enter a pack, or what is now known of it."""
    known = connection.scalar(select(t.pack.c.name).where(t.pack.c.name == head["name"]))
    if known is None:
        connection.execute(insert(t.pack), head)
    else:
        connection.execute(update(t.pack).where(t.pack.c.name == known), head)


def next_position(connection: Connection, pack: str) -> int:
    """Where the next statement of a pack stands: behind all that it has or had."""
    last = connection.scalar(select(func.max(t.revision.c.position)).where(t.revision.c.pack == pack))
    return 0 if last is None else last + 1


def move(connection: Connection, places: Sequence[tuple[str, int, int]]) -> None:
    """Set the position of statements (id, number of the last revision, position).

    Where a pack names a statement is no part of what it says: it is set anew, without a revision.
    """
    if not places:
        return
    rows = [{"of": statement, "its": number, "to": position} for statement, number, position in places]
    connection.execute(
        update(t.revision)
        .where(t.revision.c.statement == bindparam("of"), t.revision.c.number == bindparam("its"))
        .values(position=bindparam("to")),
        rows,
    )
    connection.execute(
        update(t.statement).where(t.statement.c.id == bindparam("of")).values(position=bindparam("to")),
        [{"of": row["of"], "to": row["to"]} for row in rows],
    )
