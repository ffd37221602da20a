"""Rows become statements again: one query a table, whatever the number of statements."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, exists, select

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import Tampered, UnknownPlace
from entrepot.metadata.interval import Interval
from entrepot.metadata.places import Scheme, get
from entrepot.metadata.statement import Amount, Document, Party, Quote, Statement
from entrepot.store.record import tables as t
from entrepot.store.record.copies import Quoted

T = TypeVar("T")
Choice = Select[tuple[str]]


def choose(kinds: Sequence[str], places: Sequence[str], ids: Sequence[str]) -> Choice:
    """Identifiers of the statements that are not superseded, of any of the kinds, about all of the places."""
    newer = t.statement.alias("newer")
    choice = select(t.statement.c.id).where(~exists().where(newer.c.supersedes == t.statement.c.id))
    if kinds:
        choice = choice.where(t.statement.c.kind.in_(kinds))
    if ids:
        choice = choice.where(t.statement.c.id.in_(ids))
    for code in places:
        about = exists().where(t.place.c.statement == t.statement.c.id, _lies_in(code))
        choice = choice.where(about)
    return choice


def _lies_in(code: str) -> ColumnElement[bool]:
    """A group stands for its members; a NUTS code begins the codes of its parts; a country is itself."""
    try:
        place = get(code)
    except UnknownPlace:
        return t.place.c.code == code
    if place.scheme is Scheme.NUTS:
        return t.place.c.code.startswith(place.code, autoescape=True)
    return t.place.c.code.in_(place.countries or (place.code,))


def fetch(connection: Connection, choice: Choice) -> tuple[Statement, ...]:
    """The chosen statements in the order of their packs; quotes carry words where a copy is attached."""
    words = _words(connection)
    dates = _one(
        connection, t.stated_date, choice, lambda row: StatedDate(row.edtf, row.as_stated, row.derivation)
    )
    amounts = _one(connection, t.amount, choice, _amount)
    said = _many(connection, t.paraphrase, choice, lambda row: (row.language, row.words))
    parties = _many(connection, t.party, choice, lambda row: Party(row.actor, row.role, row.capacity))
    places = _many(connection, t.place, choice, lambda row: str(row.code))
    cited = _many(connection, t.quote, choice, lambda row: _quote(row, words))
    own = select(t.statement).where(t.statement.c.id.in_(choice))
    return tuple(
        Statement(
            **{name: value for name, value in row._mapping.items() if name not in ("pack", "position")},
            paraphrase=dict(said[row.id]),
            parties=tuple(parties[row.id]),
            places=tuple(places[row.id]),
            date=dates.get(row.id),
            amount=amounts.get(row.id),
            quotes=tuple(cited[row.id]),
        )
        for row in connection.execute(own.order_by(t.statement.c.pack, t.statement.c.position))
    )


def documents(connection: Connection) -> tuple[Document, ...]:
    """All documents by name."""
    rows = connection.execute(select(t.document).order_by(t.document.c.name))
    return tuple(Document(**row._mapping) for row in rows)


def quotes(connection: Connection) -> tuple[Quoted, ...]:
    """All quotes, without words, in order of statement."""
    rows = connection.execute(select(t.quote).order_by(t.quote.c.statement, t.quote.c.position))
    names = ("document", "start", "end", "first_line", "last_line", "sha256")
    return tuple(Quoted(row.statement, Quote(*(row._mapping[name] for name in names))) for row in rows)


def _words(connection: Connection) -> dict[str, str]:
    return {row.document: row.words for row in connection.execute(select(t.attachment))}


def _many(
    connection: Connection, table: Table, choice: Choice, make: Callable[[Row[Any]], T]
) -> Mapping[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    rows = select(table).where(table.c.statement.in_(choice)).order_by(*table.primary_key.columns)
    for row in connection.execute(rows):
        found[row.statement].append(make(row))
    return found


def _one(connection: Connection, table: Table, choice: Choice, make: Callable[[Row[Any]], T]) -> dict[str, T]:
    rows = select(table).where(table.c.statement.in_(choice))
    return {row.statement: make(row) for row in connection.execute(rows)}


def _amount(row: Row[Any]) -> Amount:
    low = -math.inf if row.low is None else row.low
    high = math.inf if row.high is None else row.high
    return Amount(row.as_stated, row.unit_as_stated, row.value, row.unit, Interval(low, high), row.reason)


def _quote(row: Row[Any], words: dict[str, str]) -> Quote:
    text = words[row.document][row.start : row.end] if row.document in words else ""
    if text and hashlib.sha256(text.encode()).hexdigest() != row.sha256:
        raise Tampered(
            f"the attached copy no longer holds the quote of {row.statement} at characters {row.start} "
            f"to {row.end}. Detach the document and attach it again."
        )
    return Quote(row.document, row.start, row.end, row.first_line, row.last_line, row.sha256, text)
