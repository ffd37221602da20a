"""Statements out of the record: chosen in the tables as they now stand, read from their revisions."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, select

from entrepot.metadata.errors import Tampered, UnknownPlace
from entrepot.metadata.places import Scheme, get
from entrepot.metadata.statement import Document, Quote, Statement
from entrepot.metadata.statement_form import from_form
from entrepot.store.record import tables as t
from entrepot.store.record.copies import Quoted

Choice = Select[tuple[str]]


def choose(
    kinds: Sequence[str] = (),
    places: Sequence[str] = (),
    ids: Sequence[str] = (),
    *,
    private: bool = False,
) -> Choice:
    """Identifiers of the statements that are not superseded, of any of the kinds, about all of the places.

    Args:
        kinds: of any of these; empty is all.
        places: about every one of these.
        ids: of these.
        private: also those that hold personal data beyond a public role.
    """
    newer = t.statement.alias("newer")
    choice = select(t.statement.c.id).where(~exists().where(newer.c.supersedes == t.statement.c.id))
    if not private:
        choice = choice.where(~t.statement.c.private)
    if kinds:
        choice = choice.where(t.statement.c.kind.in_(kinds))
    if ids:
        choice = choice.where(t.statement.c.id.in_(ids))
    for code in places:
        about = exists().where(t.place.c.statement == t.statement.c.id, lies_in(code))
        choice = choice.where(about)
    return choice


def lies_in(code: str) -> ColumnElement[bool]:
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
    r = t.revision.c
    last = and_(r.statement == t.statement.c.id, r.number == t.statement.c.revision)
    rows = connection.execute(
        select(r.pack, r.position, r.statement, r.form, r.number, r.standing, r.objection)
        .join(t.statement, last)
        .where(t.statement.c.id.in_(choice))
    )
    texts = words(connection)
    with no_collecting():
        # Sorted here: what comes first must not hang on how a server orders letters.
        return tuple(
            read(form, revision, standing, objection, texts)
            for _, _, _, form, revision, standing, objection in sorted(rows, key=lambda row: row[:3])
        )


@contextmanager
def no_collecting() -> Iterator[None]:
    """Without looking for garbage in between: many objects are made, none in circles; a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(
    form: str, revision: int, standing: str, objection: str, texts: Mapping[str, str] | None = None
) -> Statement:
    """The statement of a revision, with the words of its quotes where a copy is at hand.

    Raises:
        Tampered: a quote no longer stands in the attached copy.
    """
    said = from_form(json.loads(form), revision=revision, standing=standing, objection=objection)
    if not texts or not any(quote.document in texts for quote in said.quotes):
        return said
    return replace(said, quotes=tuple(_with_words(said.id, quote, texts) for quote in said.quotes))


def words(connection: Connection) -> dict[str, str]:
    """The texts of the attached copies, by the hash of their document."""
    return {row.document: row.words for row in connection.execute(select(t.attachment))}


def documents(connection: Connection) -> tuple[Document, ...]:
    """The documents that statements quote now or of which a copy is attached, by name."""
    used = (
        exists().where(table.c.document == t.document.c.sha256).correlate(t.document)
        for table in (t.quote, t.attachment)
    )
    either = next(used) | next(used)
    rows = connection.execute(select(t.document).where(either))
    return tuple(sorted((Document(**row._mapping) for row in rows), key=lambda d: (d.name, d.sha256)))


def quotes(connection: Connection) -> tuple[Quoted, ...]:
    """All quotes, without words, in order of statement."""
    rows = connection.execute(select(t.quote).order_by(t.quote.c.statement, t.quote.c.position))
    names = ("document", "start", "end", "first_line", "last_line", "sha256")
    return tuple(Quoted(row.statement, Quote(*(row._mapping[name] for name in names))) for row in rows)


def about_places(said: Statement, places: Iterable[str]) -> bool:
    """Whether a statement is about all of the places, as `choose` has it."""
    return all(_is_about(said, code) for code in places)


def _is_about(said: Statement, code: str) -> bool:
    try:
        place = get(code)
    except UnknownPlace:
        return code in said.places
    if place.scheme is Scheme.NUTS:
        return any(found.startswith(place.code) for found in said.places)
    return not set(said.places).isdisjoint(place.countries or (place.code,))


def _with_words(statement: str, quote: Quote, texts: Mapping[str, str]) -> Quote:
    if quote.document not in texts:
        return quote
    text = texts[quote.document][quote.start : quote.end]
    if hashlib.sha256(text.encode()).hexdigest() != quote.sha256:
        raise Tampered(
            f"the attached copy no longer holds the quote of {statement} at characters {quote.start} "
            f"to {quote.end}. Detach the document and attach it again."
        )
    return replace(quote, text=text)
