"""The index of words: a row a statement, which comes and goes with it in the same transaction.

SQLite keeps the folded words in `searchable` and what finds them in an FTS5 table, from which a trigger takes
what leaves `searchable`; PostgreSQL keeps a `tsvector` with a GIN index. Rows go with their statement by a
foreign key. Migration 0003 makes both; they are no part of what is backed up, since they can be made anew at
any time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Text, delete, func, select, text
from sqlalchemy.types import UserDefinedType

from entrepot.metadata.statement import Quote, Statement
from entrepot.store.record import fetch
from entrepot.store.record import tables as t
from entrepot.store.record.search_parts import WEIGHTS, parts
from entrepot.store.record.search_words import words

FTS = "search"
NAME = "searchable"
LONGEST = 100_000
"""Characters of a statement's words that are indexed; a `tsvector` holds no more than a megabyte."""


class Kind(UserDefinedType[str]):
    """A type of PostgreSQL by its name; to import the dialect for it would slow every start on SQLite."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: Any) -> str:
        """Name of the type."""
        return self.name


FOR_SQLITE = Table(
    NAME,
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("statement", String, nullable=False, unique=True),
    *(Column(field, Text, nullable=False) for field in WEIGHTS),
)
FOR_POSTGRESQL = Table(
    NAME,
    MetaData(),
    Column("statement", String, primary_key=True),
    Column("words", Kind("tsvector"), nullable=False),
)
_BATCH = 5000
# Stands between two texts of a field, so that no phrase reaches from one into the other; none can ask for it.
_BETWEEN = " · "
# Fields whose texts are names, which come again in other statements.
_COMES_AGAIN = ("name", "about")


def table(connection: Connection) -> Table:
    """The table of the index on this engine."""
    return FOR_SQLITE if connection.dialect.name == "sqlite" else FOR_POSTGRESQL


def is_declared(name: str | None, kind: str, _parents: Any = None) -> bool:
    """Whether `tables.py` has or ought to have what Alembic asks about: not the tables of the index."""
    return kind != "table" or not (name in (NAME, FTS) or (name or "").startswith(f"{FTS}_"))


def index(connection: Connection, statements: Iterable[Statement]) -> None:
    """Index statements whose rows are there, in place of what was indexed of them."""
    into = table(connection)
    for some in _batches(statements):
        ids = [each.id for each in some]
        connection.execute(delete(into).where(into.c.statement.in_(ids)))
        quoted = _quoted(connection, some)
        (_into_sqlite if connection.dialect.name == "sqlite" else _into_postgresql)(connection, quoted)


def _into_sqlite(connection: Connection, some: Iterable[Statement]) -> None:
    last = connection.scalar(select(func.max(FOR_SQLITE.c.number))) or 0
    names = ", ".join(("statement", *WEIGHTS))
    marks = ", ".join("?" * (1 + len(WEIGHTS)))
    connection.exec_driver_sql(f"INSERT INTO {NAME} ({names}) VALUES ({marks})", [*map(_sqlite_row, some)])
    # All at once: were it a row at a time, by a trigger, FTS5 would write its index out after each.
    fields = ", ".join(WEIGHTS)
    connection.exec_driver_sql(
        f"INSERT INTO {FTS} (rowid, {fields}) SELECT number, {fields} FROM {NAME} WHERE number > ?", (last,)
    )


def _into_postgresql(connection: Connection, some: Iterable[Statement]) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO {NAME} (statement, words) VALUES (%s, %s)", [*map(_postgresql_row, some)]
    )


def index_document(connection: Connection, sha256: str) -> None:
    """Index anew what quotes a document, of which a copy was attached or detached."""
    citing = select(t.quote.c.statement).where(t.quote.c.document == sha256).distinct()
    index(connection, fetch.fetch(connection, citing))


def rebuild(connection: Connection) -> None:
    """Make the index anew from the statements; nothing stays of what was erased."""
    connection.execute(delete(table(connection)))
    scrub(connection)
    ids = connection.scalars(select(t.statement.c.id).order_by(t.statement.c.id)).all()
    for first in range(0, len(ids), _BATCH):
        chosen = select(t.statement.c.id).where(t.statement.c.id.in_(ids[first : first + _BATCH]))
        index(connection, fetch.fetch(connection, chosen))


def scrub(connection: Connection) -> None:
    """Leave no word in the index of what is no longer in `searchable`: FTS5 keeps them for a while."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {FTS} ({FTS}) VALUES ('rebuild')"))


def _batches(statements: Iterable[Statement]) -> Iterator[Sequence[Statement]]:
    every = statements if isinstance(statements, Sequence) else tuple(statements)
    for first in range(0, len(every), _BATCH):
        yield every[first : first + _BATCH]


def _quoted(connection: Connection, some: Sequence[Statement]) -> Sequence[Statement]:
    """The statements with the words of their quotes, where a copy is attached."""
    attached = set(connection.scalars(select(t.attachment.c.document)))
    wanted = attached & {quote.document for each in some for quote in each.quotes if not quote.text}
    if not wanted:
        return some
    chosen = select(t.attachment.c.document, t.attachment.c.words).where(t.attachment.c.document.in_(wanted))
    copies = {row.document: row.words for row in connection.execute(chosen)}

    def filled(quote: Quote) -> Quote:
        return replace(quote, text=quote.text or copies.get(quote.document, "")[quote.start : quote.end])

    return [replace(each, quotes=tuple(map(filled, each.quotes))) for each in some]


def _fields(said: Statement) -> dict[str, list[str]]:
    """The words of each field, text by text, up to the longest that is indexed."""
    fields: dict[str, list[str]] = {field: [] for field in WEIGHTS}
    room = LONGEST
    for part in parts(said):
        fold = _folded if part.field in _COMES_AGAIN and len(part.text) < 300 else _fold
        found = fold(part.text[:room])
        fields[part.field].append(found)
        room -= len(found) + 1
        if room <= 0:
            break
    return fields


def _fold(written: str) -> str:
    return " ".join(words(written))


_folded = lru_cache(maxsize=16_384)(_fold)


def _sqlite_row(said: Statement) -> tuple[str, ...]:
    return said.id, *map(_BETWEEN.join, _fields(said).values())


def _postgresql_row(said: Statement) -> tuple[str, ...]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    position = 0
    for texts, letter in zip(_fields(said).values(), "ABCD", strict=True):
        for found in texts:
            position += 1  # the gap
            for word in found.split():
                position += 1
                places[word].append(f"{position}{letter}")
    return said.id, " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())
