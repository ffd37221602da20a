"""The record of relations: statements, the documents they were read from, and the user's copies of those."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine

from entrepot.metadata.statement import Document, Passage, Quote, Statement
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import attachments, backup, copies, history, load, preselection, schema, search
from entrepot.store.record.attachments import Attachment
from entrepot.store.record.backup import Backup
from entrepot.store.record.copies import QuoteCheck
from entrepot.store.record.desk import Desk
from entrepot.store.record.engine import PATIENCE, opened, reading, write_ahead, writing
from entrepot.store.record.fetch import choose, documents, fetch, quotes
from entrepot.store.record.moments import Moment
from entrepot.store.record.past import Past
from entrepot.store.record.search_hits import Hit


class Record(Past):
    """The statements of all packs in the user's store; every method opens and ends its own transaction.

    Raises:
        StoreError: the file is no record, is damaged, locked, or made by a newer Entrepôt.
        OutputError: the folder cannot be written, or the disk is full; nothing half-written is left.
    """

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

    @property
    def engine(self) -> Engine:
        """What the record is kept in."""
        return self._engine

    def desk(self, who: str) -> Desk:
        """Where a person, or a programme, changes the record under a name."""
        return Desk(self._engine, who)

    def load(self, path: Path, who: str = "") -> str:
        """Load a pack of the user's own; returns its name.

        What was corrected here since that pack was loaded last stays as it is; all else becomes what it says.

        Args:
            path: the file.
            who: who loads it; left out, who made the pack.

        Raises:
            BadInput: the file is not a pack, a pack of that name ships with Entrepôt, or an identifier is
                taken by another pack.
        """
        pack = read_pack(path)
        with writing(self._engine) as connection:
            load.refuse_to_hide_a_bundled_pack(connection, pack, path)
            load.load(connection, pack, who)
        return pack.name

    def documents(self) -> tuple[Document, ...]:
        """Every document that statements were read from, by name."""
        with reading(self._engine) as connection:
            return documents(connection)

    def statements(
        self,
        *,
        kinds: Sequence[str] = (),
        places: Sequence[str] = (),
        ids: Sequence[str] = (),
        as_of: Moment | None = None,
        private: bool = False,
        concerning: tuple[str, str] | None = None,
    ) -> tuple[Statement, ...]:
        """Statements in the order of their packs, without those that another one supersedes.

        Args:
            kinds: of any of these kinds.
            places: about every one of these: countries, regions (with their parts), groups (any member).
            ids: of these identifiers.
            as_of: as the record stood then: at the end of a date, at an instant, a mark or a change.
            private: also those that hold personal data beyond a public role.
            concerning: codes of two places: all that can concern both, the steps and tasks that point to it,
                and every actor and office; what the analyses find of the pair in these is what they find in
                the whole record. A statement of the past is not narrowed.

        Raises:
            NoData: the record begins after `as_of`.
            UsageError: `as_of` is no moment.
        """
        with reading(self._engine) as connection:
            if as_of is not None:
                return history.statements_as_of(connection, as_of, kinds, places, ids, private=private)
            choice = choose(kinds, places, ids, private=private)
            if concerning:
                choice = preselection.concerning(connection, choice, *concerning)
            return fetch(connection, choice)

    def statement(self, identifier: str) -> Statement:
        """The statement of that identifier: superseded or not, private or not, counted or not.

        Where it is no longer counted, its `standing` says how, and its `objection` what became of it.

        Raises:
            NoData: there is none, or it was erased.
        """
        with reading(self._engine) as connection:
            return history.statement(connection, identifier)

    def timeline(self, a: str, b: str, *, private: bool = False) -> list[tuple[Any, ...]]:
        """What is dated about two places, as light tuples for long records; see `preselection.timeline`."""
        with reading(self._engine) as connection:
            return preselection.timeline(connection, a, b, private=private)

    def search(
        self,
        words: str,
        *,
        kinds: Sequence[str] = (),
        places: Sequence[str] = (),
        limit: int = 50,
        private: bool = False,
    ) -> tuple[Hit, ...]:
        """The statements in which all the words stand, best first; see `search.search`."""
        with reading(self._engine) as connection:
            return search.search(connection, words, kinds=kinds, places=places, limit=limit, private=private)

    def attachments(self) -> tuple[Attachment, ...]:
        """The documents of which the user has attached a copy."""
        with reading(self._engine) as connection:
            return attachments.attachments(connection)

    def attach(self, path: Path) -> Attachment:
        """Keep the user's copy of a document: from now on quotes carry their words.

        Raises:
            WrongDocument: it is no document of the record, or a quote is not in its place; nothing is kept.
            BadInput: it cannot be read or is over 50 MB.
        """
        content = attachments.copy_of(path)
        with writing(self._engine) as connection:
            return attachments.attach(connection, path, content)

    def detach(self, document: Document) -> None:
        """Forget the user's copy of a document; raises `NoData` if none is attached."""
        with writing(self._engine) as connection:
            attachments.detach(connection, document)

    def check(self, path: Path) -> QuoteCheck:
        """Look for every quote in a file, and keep nothing.

        Raises:
            BadInput: it cannot be read or is over 50 MB.
        """
        content = attachments.copy_of(path)
        with reading(self._engine) as connection:
            return copies.compare(content, documents(connection), quotes(connection), path)

    def passage(self, quote: Quote, context: int = 120) -> Passage | None:
        """A quote between at most `context` characters of whole words on each side; None without a copy."""
        with reading(self._engine) as connection:
            return attachments.passage(connection, quote, context)

    def backup(self, file: Path) -> Backup:
        """Write all of the record to a new file, as it is at one moment; see `backup.backup`."""
        return backup.backup(self._engine, file)

    def restore(self, file: Path, *, replace: bool = False) -> Backup:
        """Put what a backup holds into this record; see `backup.restore`."""
        return backup.restore(file, self._engine, replace=replace)


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
