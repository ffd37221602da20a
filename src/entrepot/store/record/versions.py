"""A new version of a document: its quotes found again, shown first, then stored as one change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from rapidfuzz import process
from sqlalchemy import select

from entrepot.metadata.change import Change, Verb
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.statement import Document, Quote, Statement
from entrepot.sources.documents.anchored import Anchored, Fate
from entrepot.sources.documents.anchors import reanchor
from entrepot.sources.documents.anchors_by_hash import reanchor_by_hash
from entrepot.sources.documents.read_text import ReadText
from entrepot.sources.documents.reader import read_document
from entrepot.store.record import attachments
from entrepot.store.record import tables as t
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.fetch import fetch
from entrepot.store.record.record import Record

_SURE = (Fate.STANDS, Fate.MOVED)
_SHOWN_HASH = 12


@dataclass(frozen=True, slots=True)
class Requote:
    """A quote of a statement, by its place among the statement's quotes, and what became of it."""

    statement: str
    position: int
    anchored: Anchored

    @property
    def fate(self) -> Fate:
        """How it was found again."""
        return self.anchored.fate


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """What a new version would do to the quotes of a document; nothing is stored yet.

    Attributes:
        old: the document of the record.
        new: the new version, `replaces` naming the old one.
        quotes: every quote of the old document, in order of statement.
        by_words: whether the old words were at hand. If not, quotes were found by their hashes alone: none is
            ever "changed", and one that is "vanished" may only stand there in other spacing or wording.
        statements: those quoted, as they were when the new version was read.
        text: the new words.
    """

    old: Document
    new: Document
    quotes: tuple[Requote, ...]
    by_words: bool
    statements: tuple[Statement, ...] = field(repr=False)
    text: str = field(repr=False)

    def of(self, *fates: Fate) -> tuple[Requote, ...]:
        """The quotes of any of these fates."""
        return tuple(quote for quote in self.quotes if quote.fate in fates)

    @property
    def counts(self) -> dict[str, int]:
        """How many quotes met which fate, every fate named."""
        return {fate.value: len(self.of(fate)) for fate in Fate}

    def to_dict(self) -> dict[str, Any]:
        """JSON form, without words of either version."""
        return {
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            "by_words": self.by_words,
            "counts": self.counts,
            "quotes": [
                {"statement": each.statement, "position": each.position} | each.anchored.to_dict()
                for each in self.quotes
            ],
        }


def new_version(record: Record, old: Document | str, path: Path) -> Reanchoring:
    """Look for every quote of a document in a new version of it, and keep nothing.

    Args:
        record: where the statements are; what is private or disputed is looked at too.
        old: the document, or its name, or the first characters (six at least) of its hash.
        path: the new version, in any format that can be read.

    Raises:
        NoData: the record has no such document, or no quote of it.
        UsageError: the file is the old version itself; or, without the old words, is too long.
        BadInput: the file cannot be read.
    """
    document = document_of(record, old)
    read = read_document(path)
    if read.document.sha256 == document.sha256:
        raise UsageError(f"{path} is {document.name} as the record knows it, and no new version.")
    statements, words = _quoting(record, document)
    places = [
        (statement.id, position, quote)
        for statement in statements
        for position, quote in enumerate(statement.quotes)
        if quote.document == document.sha256
    ]
    if not places:
        raise NoData(f"no statement of the record quotes {document.name}.")
    found = _find(words, [quote for *_, quote in places], read)
    quotes = tuple(Requote(id_, at, one) for (id_, at, _), one in zip(places, found, strict=True))
    return Reanchoring(document, _succeeds(document, read), quotes, words is not None, statements, read.text)


def store_version(
    record: Record, who: str, found: Reanchoring, *, why: str = "", accept: Collection[str] = ()
) -> Change:
    """Let quotes point to the new version, as one change with the verb re-anchor, and keep its words.

    Quotes that stand or have moved follow by themselves. One that changed follows only where its statement is
    accepted, for other words may say something else; what is ambiguous or vanished keeps its old quote.

    Args:
        record: the one that `new_version` looked at.
        who: the person.
        found: what a person has seen.
        why: the reason; left out, the name of the new version.
        accept: ids of statements of which changed quotes are to follow too.

    Raises:
        UsageError: a statement to accept has no changed quote.
        NoData: no quote follows.
        Conflict: somebody has changed one of the statements since.
    """
    _refuse_unknown(found, accept)
    corrected = tuple(_corrected(found, frozenset(accept)))
    if not corrected:
        raise NoData(f"no quote of {found.old.name} is sure to stand in {found.new.name}: nothing to store.")
    reason = why or f"new version of {found.old.name}: {found.new.name}"
    change = record.desk(who).correct(*corrected, why=reason, documents=[found.new], verb=Verb.REANCHOR)
    with writing(record.engine) as connection:
        attachments.keep(connection, found.new, found.new.name, found.text)
    return change


def document_of(record: Record, called: Document | str) -> Document:
    """The document of that name or hash; raises `NoData`, naming one like it, if there is not just one."""
    known = record.documents()
    if isinstance(called, Document):
        called = called.sha256
    found = [d for d in known if called in (d.name, d.sha256)]
    if not found and len(called) >= 6:
        found = [d for d in known if d.sha256.startswith(called.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        hashes = ", ".join(document.sha256[:_SHOWN_HASH] for document in found)
        raise NoData(f"several documents are called {called}; say which by its hash: {hashes}.")
    near = process.extractOne(called, [document.name for document in known], score_cutoff=50)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise NoData(f"the record has no document {called}.{hint} `entrepot record documents` lists them.")


def _quoting(record: Record, document: Document) -> tuple[tuple[Statement, ...], str | None]:
    """Every statement with a quote of the document, private ones too, and its words where a copy is kept."""
    choice = select(t.quote.c.statement).where(t.quote.c.document == document.sha256).distinct()
    with reading(record.engine) as connection:
        return fetch(connection, choice), attachments.words(connection, document)


def _find(words: str | None, quotes: Sequence[Quote], read: ReadText) -> tuple[Anchored, ...]:
    if words is None:
        return reanchor_by_hash(quotes, read.text, read.document.sha256)
    return reanchor(words, quotes, read.text, read.document.sha256)


def _succeeds(old: Document, read: ReadText) -> Document:
    """The new document; who made it and where it is published holds on, when it was published does not."""
    return replace(
        read.document,
        title=old.title or read.document.title,
        author=old.author,
        publisher=old.publisher,
        url=old.url,
        note=f"title, author, publisher and address as of the version before ({old.sha256[:_SHOWN_HASH]}…)",
        replaces=old.sha256,
    )


def _corrected(found: Reanchoring, accept: Collection[str]) -> Iterator[Statement]:
    known = {statement.id: statement for statement in found.statements}
    for identifier, group in groupby(found.quotes, key=lambda each: each.statement):
        statement = known[identifier]
        quotes = list(statement.quotes)
        for each in group:
            taken = each.fate in _SURE or (each.fate is Fate.CHANGED and identifier in accept)
            if taken and each.anchored.found:
                quotes[each.position] = replace(each.anchored.found, document=found.new.sha256)
        if tuple(quotes) != statement.quotes:
            yield replace(statement, quotes=tuple(quotes))


def _refuse_unknown(found: Reanchoring, accept: Collection[str]) -> None:
    changed = {each.statement for each in found.of(Fate.CHANGED)}
    if unknown := sorted(set(accept) - changed):
        raise UsageError(
            f"{', '.join(unknown)}: no quote of that statement changed, so none can be accepted."
        )
