"""The record of relations: statements, the documents they were read from, and the user's copies of those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, select

from entrepot.metadata.errors import NoData
from entrepot.metadata.statement import Document, Passage, Quote, Statement
from entrepot.sources.bounded import read_bounded
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import copies, load, schema
from entrepot.store.record import tables as t
from entrepot.store.record.copies import QuoteCheck
from entrepot.store.record.engine import PATIENCE, opened, reading, write_ahead, writing
from entrepot.store.record.fetch import choose, documents, fetch, quotes
from entrepot.store.record.refusals import not_the_document, quote_not_there

MAX_BYTES = 20_000_000
"""Size of the largest document of which a copy can be attached."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The user's own copy of a document, and how many quotes were found in it."""

    document: Document
    file: str
    attached_at: str
    quotes: int


class Record:
    """The statements of all packs in the user's store; every method opens and ends its own transaction.

    Raises:
        StoreError: the file is no record, is damaged, locked, or made by a newer Entrepôt.
        OutputError: the folder cannot be written, or the disk is full; nothing half-written is left.
    """

    def __init__(self, made: Engine) -> None:
        self._engine = made

    @classmethod
    def open(cls, home: Path | str | None = None, *, patience: float = PATIENCE) -> Self:
        """The record in `home` (by default the user's), made or brought up to date where need be.

        Args:
            home: folder of the store, made if it is not there, or the address of a database on PostgreSQL;
                by default the address in `$ENTREPOT_RECORD`, else `$ENTREPOT_HOME`.
            patience: seconds to wait for another that writes.
        """
        made = opened(home, patience)
        with reading(made) as connection:
            current = _is_current(connection)
        if not current:
            _bring_up_to_date(made)
        return cls(made)

    def load(self, path: Path) -> str:
        """Load a pack of the user's own, in place of the one of the same name; returns that name.

        Raises:
            BadInput: the file is not a pack, a pack of that name ships with Entrepôt, or an identifier is
                taken by another pack.
        """
        pack = read_pack(path)
        with writing(self._engine) as connection:
            load.refuse_to_hide_a_bundled_pack(connection, pack, path)
            load.load(connection, pack)
        return pack.name

    def documents(self) -> tuple[Document, ...]:
        """Every document that statements were read from, by name."""
        with reading(self._engine) as connection:
            return documents(connection)

    def attachments(self) -> tuple[Attachment, ...]:
        """The documents of which the user has attached a copy."""
        with reading(self._engine) as connection:
            known = {document.sha256: document for document in documents(connection)}
            quoted = [each.quote.document for each in quotes(connection)]
            return tuple(
                Attachment(known[row.document], row.file, row.attached_at, quoted.count(row.document))
                for row in connection.execute(select(t.attachment).order_by(t.attachment.c.file))
            )

    def statements(
        self, *, kinds: Sequence[str] = (), places: Sequence[str] = (), ids: Sequence[str] = ()
    ) -> tuple[Statement, ...]:
        """Statements in the order of their packs, without those that another one supersedes.

        Args:
            kinds: of any of these kinds.
            places: about every one of these: countries, regions (with their parts), groups (any member).
            ids: of these identifiers.
        """
        with reading(self._engine) as connection:
            return fetch(connection, choose(kinds, places, ids))

    def statement(self, identifier: str) -> Statement:
        """The statement of that identifier, superseded or not; raises `NoData` if there is none."""
        only = select(t.statement.c.id).where(t.statement.c.id == identifier)
        with reading(self._engine) as connection:
            found = fetch(connection, only)
        if not found:
            raise NoData(
                f"the record has no statement {identifier}. `entrepot record list` shows what it has."
            )
        return found[0]

    def attach(self, path: Path) -> Attachment:
        """Keep the user's copy of a document: from now on quotes carry their words.

        Raises:
            WrongDocument: it is no document of the record, or a quote is not in its place; nothing is kept.
            BadInput: it cannot be read or is over 20 MB.
        """
        content = _copy(path)
        with writing(self._engine) as connection:
            found = copies.compare(content, documents(connection), quotes(connection))
            if found.document is None or not found.same:
                raise not_the_document(path, content, found, documents(connection))
            if found.missing:
                raise quote_not_there(path, found)
            row = {
                "document": found.document.sha256,
                "file": path.name,
                "attached_at": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            connection.execute(delete(t.attachment).where(t.attachment.c.document == row["document"]))
            connection.execute(insert(t.attachment), row | {"words": content.decode()})
        return Attachment(found.document, row["file"], row["attached_at"], found.found)

    def detach(self, document: Document) -> None:
        """Forget the user's copy of a document; raises `NoData` if none is attached."""
        with writing(self._engine) as connection:
            gone = connection.execute(delete(t.attachment).where(t.attachment.c.document == document.sha256))
        if not gone.rowcount:
            raise NoData(f"no copy of {document.name} is attached.")

    def check(self, path: Path) -> QuoteCheck:
        """Look for every quote in a file, and keep nothing.

        Raises:
            BadInput: it cannot be read or is over 20 MB.
        """
        content = _copy(path)
        with reading(self._engine) as connection:
            return copies.compare(content, documents(connection), quotes(connection))

    def passage(self, quote: Quote, context: int = 120) -> Passage | None:
        """A quote between at most `context` characters of whole words on each side; None without a copy."""
        with reading(self._engine) as connection:
            words = connection.scalar(
                select(t.attachment.c.words).where(t.attachment.c.document == quote.document)
            )
        if words is None:
            return None
        before, after = words[: quote.start], words[quote.end :]
        if len(before) > context:
            before = before[len(before) - context :].partition(" ")[2]
        if len(after) > context:
            after = after[:context].rpartition(" ")[0]
        return Passage(before, words[quote.start : quote.end], after)


def _copy(path: Path) -> bytes:
    return read_bounded(path, MAX_BYTES, expected="the text of a document")


def _is_current(connection: Connection) -> bool:
    if schema.version(connection) != schema.VERSION:
        return False
    return set(load.bundled().values()) <= set(load.loaded(connection).values())


def _bring_up_to_date(made: Engine) -> None:
    """Tables and packs in one transaction: a kill at any moment leaves the record as it was."""
    with writing(made) as connection:
        schema.migrate(connection)
        load.load_bundled(connection)
    write_ahead(made)
