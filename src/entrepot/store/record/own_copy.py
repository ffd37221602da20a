"""The copy of a document that somebody has just read: kept, so that drafts and quotes carry their words."""

from __future__ import annotations

from sqlalchemy import select

from entrepot.metadata.statement import Document
from entrepot.store.record import attachments, load
from entrepot.store.record import tables as t
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.record import Record


def keep_copy(record: Record, document: Document, file: str, words: str) -> str:
    """Make a document known to the record, and keep its words as the user's copy; returns when.

    Args:
        record: the record.
        document: as it was read.
        file: what the file is called.
        words: the text that offsets count in.
    """
    with writing(record.engine) as connection:
        load.enter_documents(connection, [document])
        return attachments.keep(connection, document, file, words)


def drafted(record: Record) -> tuple[Document, ...]:
    """The documents of which there are drafts, decided or not, by name."""
    chosen = select(t.document).where(t.document.c.sha256.in_(select(t.draft.c.document)))
    with reading(record.engine) as connection:
        rows = connection.execute(chosen.order_by(t.document.c.name, t.document.c.sha256))
        return tuple(Document(**row._mapping) for row in rows)
