"""The whole record in one file, and back: for safety, and to move it between SQLite and PostgreSQL.

The file is a record in SQLite, whichever engine it comes from, with one table more: how many rows each table
of the history has, and their digest. What statements now say and the index of words follow from the history
and are made anew on either side.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, delete, insert, select

from entrepot.metadata.errors import BadInput, OutputError, StoreError, Tampered, UsageError
from entrepot.store.record import load, schema
from entrepot.store.record import tables as t
from entrepot.store.record.backup_file import checked_rows, current
from entrepot.store.record.engine import engine, reading, write_ahead, writing
from entrepot.store.record.replay import replay

KEPT = tuple(one for one in t.METADATA.sorted_tables if one not in (t.statement, *t.OF_A_STATEMENT))
"""The tables that all others follow from."""

MANIFEST = Table(
    "backup",
    MetaData(),
    Column("name", String, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)
# What a revision raises that is none.
NO_STATEMENT = (AttributeError, KeyError, TypeError, ValueError)
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Attributes:
        file: where it is.
        version: of its tables.
        statements: how many stand.
        rows: number of rows of each table of the history.
        sha256: digest of all of them, the same wherever they are kept.
    """

    file: Path
    version: str
    statements: int
    rows: Mapping[str, int]
    sha256: str


@dataclass(frozen=True, slots=True)
class _Sum:
    """Rows and their digest: the sum of the hashes of the rows, so that it does not hang on their order."""

    rows: int
    digest: str


def backup(source: Engine, file: Path) -> Backup:
    """Write the record to a new file, as it is at one moment, whoever writes to it meanwhile.

    Raises:
        OutputError: the file is there already or cannot be written; nothing half-written is left.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    if file.exists():
        raise OutputError(f"{file}: is there already. Name a new file, or remove it first.")
    try:
        part.touch(mode=0o600)  # it holds what the record holds: private contacts, other people's words
        told = _write(source, part)
        part.rename(file)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror or error}).") from error
    finally:
        part.unlink(missing_ok=True)
    return _told(file, *told)


def restore(file: Path, target: Engine, *, replace: bool = False) -> Backup:
    """Put what a backup holds into a record, in one transaction.

    Args:
        file: what `backup` wrote, by this Entrepôt or an older one.
        target: a record, or where one shall be.
        replace: whether what is in the record may go.

    Raises:
        BadInput: the file is no backup; the record is as it was.
        Tampered: it is not as it was written; the record is as it was.
        UsageError: the record is not empty, and `replace` was not said.
    """
    with current(file) as made, reading(made) as source, writing(target) as connection:
        schema.migrate(connection)
        if not replace and (more := _of_its_own(connection)):
            raise UsageError(
                f"the record is not empty: it holds {more}. To lose that, say that it may be replaced; "
                "a backup of it is made with `entrepot record backup`."
            )
        for table in reversed(t.METADATA.sorted_tables):
            connection.execute(delete(table))
        sums = {table.name: _copy(checked_rows(source, table, file), connection, table) for table in KEPT}
        _compare(sums, _manifest(source, file), file)
        statements = _replayed(connection, file)
        _compare({table.name: _sum(connection, table) for table in KEPT}, sums, file)
    write_ahead(target)
    return _told(file, statements, sums)


def _write(source: Engine, part: Path) -> tuple[int, Mapping[str, _Sum]]:
    made = engine(part)
    with reading(source) as connection, writing(made) as copy:
        schema.migrate(copy)
        sums = {table.name: _copy(_rows(connection, table), copy, table) for table in KEPT}
        MANIFEST.create(copy)
        copy.execute(
            insert(MANIFEST), [{"name": name, "rows": s.rows, "digest": s.digest} for name, s in sums.items()]
        )
        try:
            return replay(copy), sums
        except NO_STATEMENT as error:
            raise StoreError(
                f"the record is damaged: a revision in it is no statement ({error}). Restore a backup."
            ) from error


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    rows = connection.execution_options(yield_per=_BATCH).execute(select(table))
    yield from (dict(row._mapping) for row in rows)


def _copy(rows: Iterable[dict[str, Any]], into: Connection, table: Table) -> _Sum:
    count, total, some = 0, 0, []
    for row in rows:
        count, total = count + 1, total + _hash(row)
        some.append(row)
        if len(some) == _BATCH:
            into.execute(insert(table), some)
            some = []
    if some:
        into.execute(insert(table), some)
    return _Sum(count, _digest(total))


def _sum(connection: Connection, table: Table) -> _Sum:
    count, total = 0, 0
    for row in _rows(connection, table):
        count, total = count + 1, total + _hash(row)
    return _Sum(count, _digest(total))


def _hash(row: Mapping[str, Any]) -> int:
    line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(line.encode("utf-8", "surrogatepass")).digest())


def _digest(total: int) -> str:
    return f"{total % 2**256:064x}"


def _manifest(source: Connection, file: Path) -> dict[str, _Sum]:
    if not source.dialect.has_table(source, MANIFEST.name):
        raise BadInput("it is a record, but no backup", file=file, remedy="Open it with ENTREPOT_HOME.")
    return {row.name: _Sum(row.rows, row.digest) for row in source.execute(select(MANIFEST))}


def _compare(found: Mapping[str, _Sum], wanted: Mapping[str, _Sum], file: Path) -> None:
    for name, each in found.items():
        if wanted.get(name) != each:
            rows = wanted[name].rows if name in wanted else 0
            raise Tampered(
                f"{file}: table {name} is not as it was written ({each.rows} rows, {rows} written). "
                "Restore another backup; the record is as it was."
            )


def _replayed(connection: Connection, file: Path) -> int:
    try:
        return replay(connection)
    except NO_STATEMENT as error:
        raise BadInput(
            f"a revision in it is no statement ({type(error).__name__}: {error})",
            file=file,
            remedy="Restore another backup; the record is as it was.",
        ) from error


def _of_its_own(connection: Connection) -> str:
    """What a record holds beyond the packs that ship; empty if nothing."""
    shipped = set(load.bundled().values())
    packs = [name for name, digest in load.loaded(connection).items() if digest not in shipped]
    if packs:
        return f"the pack {sorted(packs)[0]}"
    if connection.scalar(select(t.change.c.number).where(t.change.c.pack == "").limit(1)) is not None:
        return "changes by hand"
    for table in (t.attachment, t.mark, t.access, t.draft):
        if connection.execute(select(table).limit(1)).first() is not None:
            return f"rows of the table {table.name}"
    return ""


def _told(file: Path, statements: int, sums: Mapping[str, _Sum]) -> Backup:
    lines = "".join(f"{name} {each.rows} {each.digest}\n" for name, each in sorted(sums.items()))
    rows = {name: each.rows for name, each in sums.items()}
    return Backup(file, schema.VERSION, statements, rows, hashlib.sha256(lines.encode()).hexdigest())
