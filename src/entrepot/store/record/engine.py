"""The store behind two doors, read and write: SQLite here, PostgreSQL in `postgres.py`.

The refusals of both become errors the user can act on.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from entrepot.metadata.errors import EntrepotError, OutputError, StoreError
from entrepot.store.home import home
from entrepot.store.record import postgres

# Seconds to wait for another process that writes.
PATIENCE = 10.0
# Kilobytes of pages kept at hand, where they are needed: with SQLite's 2,000 a bulk load writes most of them
# over and over, since the keys of statements come in no order.
_CACHE = 64_000
_UNCHANGING = {"mode": "ro", "immutable": "1", "uri": "true"}
_REBUILD = (
    "Move the file away and put a backup back with `entrepot record recover`. Without one, "
    "the record is built anew from its packs; what was entered by hand is then only in the file moved away."
)
_UNKNOWN = "Nothing of it was stored. If it happens again, please report it with this line."
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


FILE = "record.db"


def opened(where: Path | str | None = None, patience: float = PATIENCE) -> Engine:
    """The engine of a record, which need not exist yet.

    Args:
        where: a folder, or the address of a database on PostgreSQL; by default the address in
            `$ENTREPOT_RECORD`, else the user's home.
        patience: seconds to wait for another that writes.

    Raises:
        UsageError: the address is none of PostgreSQL, or its driver is not installed.
        OutputError: the folder cannot be made.
        StoreError: a folder stands where the file should be.
    """
    if where is None:
        where = os.environ.get(postgres.VARIABLE, "").strip() or home()
    if isinstance(where, str):
        return postgres.postgres(postgres.address(where), patience)
    _make_room(where)
    _make_for_oneself(where / FILE)
    return engine(where / FILE, patience)


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot write the store there ({error.strerror or error}). "
            "Make it writable, or name another folder in ENTREPOT_HOME."
        ) from error
    if (folder / FILE).is_dir():
        raise StoreError(
            f"{folder / FILE}: is a folder where the record should be a file. "
            "Move it away and run the command again: the record is made there."
        )


def _make_for_oneself(file: Path) -> None:
    """A new record is readable by its user alone: private contacts may come into it."""
    if not file.exists():
        # Where it cannot be made, opening it says so in words of its own.
        with suppress(OSError):
            file.touch(mode=0o600)


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
    """Let readers read while one writes; if others use the file now, the next one to build it will do it.

    PostgreSQL always does.
    """
    if made.dialect.name != "sqlite":
        return
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
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _explained(made: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if made.dialect.name != "sqlite":
            raise postgres.refusal(made.url, error.orig or error) from error
        said = str(error.orig)
        for words, kind, remedy in _REFUSALS:
            if words in said.casefold():
                raise kind(f"{made.url.database}: {said}. {remedy}") from error
        raise StoreError(f"{made.url.database}: {said}. {_UNKNOWN}") from error
