"""A person's private data leave the record for good: every revision, draft, remark and freed page."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, delete, func, insert, select, update

from entrepot.metadata.change import Access, Change, Verb
from entrepot.metadata.errors import NoData, UsageError
from entrepot.store.record import acts, search_index
from entrepot.store.record import tables as t
from entrepot.store.record.difference import Step
from entrepot.store.record.engine import writing
from entrepot.store.record.moments import stamp
from entrepot.store.record.revisions import Row, heads, portions

ERASED = "[erased]"
_FEWEST = 3
# Who entered a statement answers for it: the editors' names are no data about a person.
_OF_THE_EDITOR = frozenset({"entered_by"})


@dataclass(frozen=True, slots=True)
class Names:
    """What a person is called, found as whole words whatever their case and spacing."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Raises `UsageError` for a name too short to be told from other words."""
        spelt = [r"\s+".join(map(re.escape, _composed(name).split())) for name in names]
        if any(len(name) < _FEWEST for name in spelt):
            raise UsageError(f"give the whole name: {_FEWEST} letters or more.")
        longest_first = sorted(spelt, key=len, reverse=True)
        return cls(re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE))

    def are_in(self, value: Any) -> bool:
        """Whether a text, or any text in a list or mapping, says one of the names."""
        if isinstance(value, str):
            return bool(self.pattern.search(_composed(value)))
        if isinstance(value, dict):
            return any(
                self.are_in(key) or self.are_in(item)
                for key, item in value.items()
                if key not in _OF_THE_EDITOR
            )
        return isinstance(value, list) and any(map(self.are_in, value))

    def out_of(self, text: str) -> str:
        """The text without the names."""
        return self.pattern.sub(ERASED, _composed(text)) if self.are_in(text) else text


def erase(connection: Connection, person: str, who: str, why: str, *, public_too: bool) -> Change:
    """Erase what names a person, in the writer's transaction; `scrub` must follow when it has ended.

    Raises:
        NoData: nothing to be erased names the person.
        UsageError: the name is too short.
    """
    names = Names.of(_called(connection, person))
    whole, single = _naming(connection, names, public_too)
    drafts = tuple(_drafts(connection, names))
    if not (whole or single or drafts):
        extent = "" if public_too else " privately; what it says of public roles stays unless you ask for it"
        raise NoData(f"nothing in the record names that person{extent}.")
    _blank(connection, whole, single)
    for document, number in drafts:
        connection.execute(delete(t.draft).where(t.draft.c.document == document, t.draft.c.number == number))
    before = heads(connection, whole)
    change = acts.store(
        connection, [_tombstone(before[key]) for key in sorted(whole)], who=who, why=names.out_of(why)
    )
    _redact(connection, names)
    what = f"erased {len(whole)} statements, {len(single)} older revisions, {len(drafts)} drafts of a person"
    log(connection, who, what, names.out_of(why))
    return change


def _called(connection: Connection, person: str) -> set[str]:
    """The name and the other names that statements about the person give."""
    first, called = Names.of([person]), {person}
    for _, form in _forms(connection):
        if form["kind"] in ("actor", "contact") and first.are_in(form["subject"]):
            called.update(name for name in form.get("attributes", {}).get("aka", ()) if len(name) >= _FEWEST)
    return called


def _forms(connection: Connection) -> Iterator[tuple[Row, dict[str, Any]]]:
    rows = connection.execute(select(t.revision).where(t.revision.c.form.is_not(None)))
    for row in map(Row._make, rows):
        yield row, json.loads(row.form or "")


def _naming(connection: Connection, names: Names, public_too: bool) -> tuple[set[str], set[tuple[str, int]]]:
    """Statements to erase wholly, as they stand or stood last; and older revisions of others."""
    single = {
        (row.statement, row.number)
        for row, form in _forms(connection)
        if (public_too or form.get("private", False)) and names.are_in(form)
    }
    ends = heads(connection, {statement for statement, _ in single})
    # A private statement goes with all it ever said: the name may have been spelt otherwise at first.
    whole = {statement for statement, head in ends.items() if public_too or Step(None, head).is_private}
    return whole, {(statement, number) for statement, number in single if statement not in whole}


def _drafts(connection: Connection, names: Names) -> Iterator[tuple[str, int]]:
    for row in connection.execute(select(t.draft)):
        told = [json.loads(row.form), row.doubts, row.reason]
        if names.are_in(told):
            yield row.document, row.number


def _blank(connection: Connection, whole: Iterable[str], single: Iterable[tuple[str, int]]) -> None:
    nothing = {"form": None, "standing": "erased", "objection": ""}
    for some in portions(whole):
        connection.execute(update(t.revision).where(t.revision.c.statement.in_(some)).values(**nothing))
    for statement, number in single:
        of = (t.revision.c.statement == statement, t.revision.c.number == number)
        connection.execute(update(t.revision).where(*of).values(**nothing))


def _tombstone(head: Row) -> Step:
    after = head._replace(number=head.number + 1, change=0, verb=Verb.ERASE, others=[])
    return Step(head, after)


def _redact(connection: Connection, names: Names) -> None:
    """Take the names out of reasons, objections and marks: they may say what was erased."""
    _redact_column(connection, names, t.change, "why")
    _redact_column(connection, names, t.revision, "objection")
    _redact_column(connection, names, t.statement, "objection")
    _redact_column(connection, names, t.access, "why")
    _redact_column(connection, names, t.mark, "name")


def _redact_column(connection: Connection, names: Names, table: Table, column: str) -> None:
    said = table.c[column]
    for text in connection.scalars(select(said).where(said != "").distinct()).all():
        if names.are_in(text):
            connection.execute(
                update(table).where(said == bindparam("there")).values({column: bindparam("without")}),
                {"there": text, "without": names.out_of(text)},
            )


def scrub(made: Engine) -> None:
    """Leave nothing of what was erased in free pages, in the log of writes or in the index of words."""
    with writing(made) as connection:
        search_index.scrub(connection)
    raw = made.raw_connection()
    try:
        cursor = raw.cursor()
        if made.dialect.name == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            raw.driver_connection.autocommit = True  # type: ignore[union-attr]
            for name in (*t.METADATA.tables, search_index.NAME):
                cursor.execute(f"VACUUM FULL {name}")
    finally:
        raw.close()


def log(connection: Connection, who: str, what: str, why: str) -> Access:
    """Enter in the log of personal data who did what, and why."""
    number = (connection.scalar(select(func.max(t.access.c.number))) or 0) + 1
    entry = Access(number, who, datetime.now(UTC), what, why)
    row = {"number": number, "who": who, "at": stamp(entry.at), "what": what, "why": why}
    connection.execute(insert(t.access), row)
    return entry


def accesses(connection: Connection) -> tuple[Access, ...]:
    """The log of personal data, the oldest entry first."""
    rows = connection.execute(select(t.access).order_by(t.access.c.number))
    return tuple(
        Access(row.number, row.who, datetime.fromisoformat(row.at), row.what, row.why) for row in rows
    )


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
