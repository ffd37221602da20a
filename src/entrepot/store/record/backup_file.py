"""A file that says it is a backup: read as a stranger's, since anybody may have made it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, URL, Connection, Engine, Table, create_engine, event, select, text
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeEngine

from entrepot.metadata.errors import BadInput, EntrepotError, StoreError
from entrepot.store.record import schema, search_index
from entrepot.store.record import tables as t
from entrepot.store.record.engine import engine, reading, writing

_HEAD = b"SQLite format 3\x00"
_REMEDY = "Name a file that `entrepot record backup` wrote."
_TRIGGERS = ("searchable_out",)
# Bytes of the longest cell: the text of the largest document that can be attached, and room for its accents.
_LONGEST_CELL = 90_000_000


@contextmanager
def current(file: Path) -> Iterator[Engine]:
    """An engine that reads a backup in the tables of today; the file itself is never changed.

    Raises:
        BadInput: the file is no backup.
        StoreError: a newer Entrepôt wrote it.
    """
    made = _strange(file)
    try:
        with reading(made) as connection:
            _check(connection, file)
            version = schema.version(connection)
    except StoreError as error:
        raise BadInput(f"it cannot be read: {error}", file=file, remedy=_REMEDY) from error
    if version == schema.VERSION:
        yield made
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = engine(Path(shutil.copy(file, Path(folder) / "backup.db")))
        with writing(copy) as connection:
            schema.migrate(connection)
        yield copy


def _strange(file: Path) -> Engine:
    try:
        with file.open("rb") as stream:
            head = stream.read(len(_HEAD))
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror or error})", file=file, remedy=_REMEDY) from error
    if head != _HEAD:
        raise BadInput("it is no backup of a record", file=file, expected="a SQLite file", remedy=_REMEDY)
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    url = URL.create("sqlite", database=file.resolve().as_uri(), query=query)
    made = create_engine(url, poolclass=NullPool)
    event.listen(made, "connect", _wary)
    return made


def _wary(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)


def _check(connection: Connection, file: Path) -> None:
    """Refuse what a record never holds: views, or tables that compute, could keep a reader busy for ever."""
    names = {table.name for table in t.METADATA.sorted_tables}
    plain = set()
    for kind, name, sql in connection.execute(text("SELECT type, name, sql FROM sqlite_master")):
        computes = kind == "table" and "VIRTUAL" in (sql or "").upper().split("(")[0]
        ours = name == search_index.FTS if computes else kind != "trigger" or name in _TRIGGERS
        if kind == "view" or not ours:
            raise BadInput(f"it holds the {kind} {name}, which no backup has", file=file, remedy=_REMEDY)
        if kind == "table":
            plain.add(name)
    if not schema.version(connection) or not plain & names:
        raise BadInput("it is no backup of a record", file=file, remedy=_REMEDY)


def checked_rows(connection: Connection, table: Table, file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a table, each value of the kind that its column has.

    Raises:
        BadInput: a column is missing, or holds something else.
    """
    kinds = {column.name: (_kind(column.type), column.nullable) for column in table.columns}
    try:
        for row in connection.execution_options(yield_per=5000).execute(select(table)):
            for name, value in row._mapping.items():
                kind, nullable = kinds[name]
                if not (_fits(value, kind) or (value is None and nullable)):
                    raise BadInput(
                        f"table {table.name}, column {name} holds {type(value).__name__}",
                        file=file,
                        expected=kind.__name__,
                        remedy=_REMEDY,
                    )
            yield dict(row._mapping)
    except EntrepotError:
        raise
    except Exception as error:
        raise BadInput(f"table {table.name} cannot be read: {error}", file=file, remedy=_REMEDY) from error


def _kind(declared: TypeEngine[Any]) -> type:
    return object if isinstance(declared, JSON) else declared.python_type


def _fits(value: Any, kind: type) -> bool:
    return type(value) is kind or kind is object
