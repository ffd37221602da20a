"""Moments of the record: a date, an instant, a mark or a change, each as the number of a change."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from rapidfuzz import process
from sqlalchemy import Connection, delete, func, insert, select

from entrepot.metadata.change import Mark
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import NoData, UsageError
from entrepot.store.record import tables as t

Moment = str | int | date | datetime
"""A mark's name, a date ("2024-05-01", "2024-05", "2024"), an instant (ISO 8601, UTC where it says no
zone), or the number of a change."""

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def stamp(instant: datetime) -> str:
    """An instant as the record writes it: so that text is in order where time is."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def next_change(connection: Connection) -> tuple[int, datetime]:
    """Number and time of the change to come: after that of the last, even if a clock went back."""
    last = last_change(connection)
    at = datetime.now(UTC)
    if last:
        then = connection.scalar(select(t.change.c.at).where(t.change.c.number == last))
        at = max(at, datetime.fromisoformat(str(then)) + timedelta(microseconds=1))
    return last + 1, at


def last_change(connection: Connection) -> int:
    """Number of the last change; 0 if there is none."""
    return connection.scalar(select(func.max(t.change.c.number))) or 0


def change_at(connection: Connection, moment: Moment, *, before: bool = False) -> int:
    """Number of the last change at a moment; 0 if the record begins later.

    Args:
        connection: an open transaction.
        moment: a date stands for its last instant.
        before: a date stands for the instant before it begins: what changed since then includes that day.

    Raises:
        UsageError: it is no moment.
    """
    if isinstance(moment, int):
        if moment > (last := last_change(connection)):
            raise UsageError(f"the record has no change {moment}; its last is {last}.")
        return moment
    if isinstance(moment, str):
        marked = connection.scalar(select(t.mark.c.change).where(t.mark.c.name == moment))
        if marked is not None:
            return int(marked)
    instant = stamp(_instant(connection, moment, before))
    earlier = select(func.max(t.change.c.number)).where(
        t.change.c.at < instant if before else t.change.c.at <= instant
    )
    return connection.scalar(earlier) or 0


def change_as_of(connection: Connection, moment: Moment) -> int:
    """Like `change_at`; raises `NoData` for a moment before the record begins."""
    if number := change_at(connection, moment):
        return number
    begins = connection.scalar(select(func.min(t.change.c.at)))
    since = f"It goes back to {begins[:19]} UTC." if begins else "It has no history yet."
    raise NoData(f"the record says nothing as of {moment}. {since}")


def _instant(connection: Connection, moment: str | date | datetime, before: bool) -> datetime:
    if isinstance(moment, str):
        moment = _read(connection, moment, before)
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.combine(moment, time.min if before else time.max, UTC)


def _read(connection: Connection, text: str, before: bool) -> date | datetime:
    try:
        if _DATE.fullmatch(text):
            stated = StatedDate(text)
            day = stated.earliest if before else stated.latest
            return day or date.min
        if len(text) <= len("2024-05-01"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError as error:
        known = connection.scalars(select(t.mark.c.name)).all()
        near = process.extractOne(text, known, score_cutoff=70)
        meant = f" Did you mean the mark {near[0]!r}?" if near else ""
        raise UsageError(
            f"{text!r} is neither a mark nor a date such as 2024-05-01 nor an instant such as "
            f"2024-05-01T12:30.{meant}"
        ) from error


def set_mark(connection: Connection, name: str) -> Mark:
    """Remember this moment by a name, in place of another one of that name; raises `UsageError`."""
    name = name.strip()
    if not name or not name.isprintable() or name[0].isdigit() or name.startswith("#"):
        raise UsageError(f"{name!r} cannot name a mark: begin with a letter, so that it is no date.")
    mark = Mark(name, last_change(connection), datetime.now(UTC))
    connection.execute(delete(t.mark).where(t.mark.c.name == name))
    connection.execute(insert(t.mark), {"name": name, "change": mark.change, "at": stamp(mark.at)})
    return mark


def marks(connection: Connection) -> tuple[Mark, ...]:
    """Every mark, the oldest first."""
    rows = connection.execute(select(t.mark))
    found = [Mark(row.name, row.change, datetime.fromisoformat(row.at)) for row in rows]
    return tuple(sorted(found, key=lambda mark: (mark.at, mark.name)))
