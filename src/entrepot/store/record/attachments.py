"""The user's own copies of documents: what gives quotes their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from entrepot.metadata.errors import NoData
from entrepot.metadata.statement import Document, Passage, Quote
from entrepot.sources.bounded import read_bounded
from entrepot.sources.documents import limits
from entrepot.store.record import copies, search_index
from entrepot.store.record import tables as t
from entrepot.store.record.fetch import documents, quotes
from entrepot.store.record.refusals import not_the_document, quote_not_there

MAX_BYTES = limits.MAX_BYTES
"""Size of the largest document of which a copy can be attached."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The user's own copy of a document, and how many quotes were found in it."""

    document: Document
    file: str
    attached_at: str
    quotes: int


def attachments(connection: Connection) -> tuple[Attachment, ...]:
    """The documents of which the user has attached a copy."""
    known = {document.sha256: document for document in documents(connection)}
    quoted = [each.quote.document for each in quotes(connection)]
    return tuple(
        Attachment(known[row.document], row.file, row.attached_at, quoted.count(row.document))
        for row in connection.execute(select(t.attachment).order_by(t.attachment.c.file))
    )


def copy_of(path: Path) -> bytes:
    """What a file holds; raises `BadInput` if it cannot be read or is over 50 MB."""
    return read_bounded(path, MAX_BYTES, expected="a document")


def attach(connection: Connection, path: Path, content: bytes) -> Attachment:
    """Keep a copy; raises `WrongDocument` if it is no document of the record, or a quote is not in place."""
    found = copies.compare(content, documents(connection), quotes(connection), path)
    if found.document is None or not found.same:
        raise not_the_document(path, content, found, documents(connection))
    if found.missing:
        raise quote_not_there(path, found)
    at = keep(connection, found.document, path.name, found.text or "")
    return Attachment(found.document, path.name, at, found.found)


def keep(connection: Connection, document: Document, file: str, words: str) -> str:
    """Store the words of a document as the user's copy, in place of the one before; returns when."""
    row = {
        "document": document.sha256,
        "file": file,
        "attached_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    connection.execute(delete(t.attachment).where(t.attachment.c.document == document.sha256))
    connection.execute(insert(t.attachment), row | {"words": words})
    search_index.index_document(connection, document.sha256)
    return row["attached_at"]


def words(connection: Connection, document: Document) -> str | None:
    """All the words of a document; None without a copy."""
    kept = select(t.attachment.c.words).where(t.attachment.c.document == document.sha256)
    return connection.scalar(kept)


def detach(connection: Connection, document: Document) -> None:
    """Forget a copy; raises `NoData` if none is attached."""
    gone = connection.execute(delete(t.attachment).where(t.attachment.c.document == document.sha256))
    if not gone.rowcount:
        raise NoData(f"no copy of {document.name} is attached.")
    search_index.index_document(connection, document.sha256)


def passage(connection: Connection, quote: Quote, context: int) -> Passage | None:
    """A quote between at most `context` characters of whole words on each side; None without a copy."""
    words = connection.scalar(select(t.attachment.c.words).where(t.attachment.c.document == quote.document))
    if words is None:
        return None
    before, after = words[: quote.start], words[quote.end :]
    if len(before) > context:
        before = before[len(before) - context :].partition(" ")[2]
    if len(after) > context:
        after = after[:context].rpartition(" ")[0]
    return Passage(before, words[quote.start : quote.end], after)
