"""SQLite behind two doors, read and write; its refusals become errors the user can act on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from entrepot.metadata.errors import EntrepotError, OutputError, StoreError

# Seconds to wait for another process that writes.
PATIENCE = 10.0
_UNCHANGING = {"mode": "ro", "immutable": "1", "uri": "true"}
_REBUILD = (
    "Move the file away and run the command again: the record is built anew from its packs; "
    "documents must then be attached again."
)
# What SQLite says -> the error, and what the user can do.
_REFUSALS: tuple[tuple[str, type[EntrepotError], str], ...] = (
    ("not a database", StoreError, _REBUILD),
    ("malformed", StoreError, _REBUILD),
    ("locked", StoreError, "Another program is writing to it: let it finish or close it, and try again."),
    ("readonly", OutputError, "Make the folder writable, or name another in ENTREPOT_HOME."),
    ("unable to open", OutputError, "Make the folder writable, or name another in ENTREPOT_HOME."),
    ("full", OutputError, "Free some space and run the command again; what stood there before still stands."),
    (
        "disk i/o",
        OutputError,
        "Free some space, check the disk and try again; what stood there still stands.",
    ),
)


def engine(file: Path, patience: float = PATIENCE) -> Engine:
    """The engine of a SQLite file; a connection lives for one transaction only."""
    url = URL.create("sqlite", database=str(file))
    if _is_for_reading_only(file):
        # Beside a file it may not write SQLite cannot keep its log; nobody changes it, so it needs none.
        url = URL.create("sqlite", database=file.resolve().as_uri(), query=_UNCHANGING)
    made = create_engine(url, poolclass=NullPool, connect_args={"timeout": patience})
    event.listen(made, "connect", _own_transactions)
    event.listen(made, "begin", _begin)
    return made


def _is_for_reading_only(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    settled = file.is_file() and not (log.exists() and log.stat().st_size)
    return settled and not (may_write(file) and may_write(file.parent))


def may_write(path: Path) -> bool:
    """Whether this user may write to a file or folder."""
    return os.access(path, os.W_OK)


@contextmanager
def reading(made: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the store.

    Raises:
        StoreError: the file is no record, damaged, or locked.
        OutputError: the folder cannot be written, which SQLite needs even to read.
    """
    with _explained(made), made.begin() as connection:
        yield connection


@contextmanager
def writing(made: Engine) -> Iterator[Connection]:
    """A transaction that is stored wholly or not at all, one writer at a time; raises like `reading`."""
    with _explained(made), made.execution_options(immediate=True).begin() as connection:
        yield connection


def write_ahead(made: Engine) -> None:
    """Let readers read while one writes; if others use the file now, the next one to build it will do it."""
    raw = made.raw_connection()
    try:
        # Inside a transaction, which the engine would open, SQLite would ignore this without a word.
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        return
    finally:
        raw.close()


def _own_transactions(connection: Any, _record: Any) -> None:
    # Python's driver would commit before a table is made; then a killed migration would leave half of it.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _explained(made: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        for words, kind, remedy in _REFUSALS:
            if words in said.casefold():
                raise kind(f"{made.url.database}: {said}. {remedy}") from error
        raise StoreError(f"{made.url.database}: {said}. {_REBUILD}") from error
