"""A pack goes into the tables in bulk, under its name and hash; the same pack again changes nothing."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, insert, select

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Amount, Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import tables as t

Rows = dict[Table, list[dict[str, Any]]]


def bundled() -> dict[Path, str]:
    """The packs that ship with Entrepôt and the hash of each, without reading them as YAML."""
    folder = Path(str(files("entrepot.data").joinpath("record")))
    packs = [path for path in sorted(folder.glob("*.yml")) if not path.name.endswith(".yml.yml")]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in packs}


def loaded(connection: Connection) -> dict[str, str]:
    """Name and hash of every pack in the record."""
    return {row.name: row.sha256 for row in connection.execute(select(t.pack.c.name, t.pack.c.sha256))}


def load_bundled(connection: Connection) -> None:
    """Load those packs that ship and are not yet in the record as they are."""
    known = set(loaded(connection).values())
    for path, digest in bundled().items():
        if digest not in known:
            load(connection, read_pack(path))


def load(connection: Connection, pack: Pack) -> None:
    """Put a pack in place of the one of the same name; attached documents stay.

    Raises:
        BadInput: another pack holds a statement of the same identifier.
    """
    connection.execute(delete(t.pack).where(t.pack.c.name == pack.name))
    _refuse_foreign_identifiers(connection, pack)
    head = {name: getattr(pack, name) for name in ("name", "title", "entered_by", "entered_at", "sha256")}
    connection.execute(insert(t.pack), head)
    _documents(connection, pack)
    for table, rows in _rows(pack).items():
        if rows:
            connection.execute(insert(table), rows)
    _forget_documents(connection)


def refuse_to_hide_a_bundled_pack(connection: Connection, pack: Pack, path: Path) -> None:
    """Under the name of one that ships, a user's pack would be gone, unsaid, at the next opening."""
    there = loaded(connection).get(pack.name)
    if there in bundled().values() and there != pack.sha256:
        raise BadInput(
            f"a pack called {pack.name} ships with Entrepôt",
            file=path,
            remedy="Give yours another name, and its statements other identifiers; one that corrects a "
            "statement names it in `supersedes`.",
        )


def _refuse_foreign_identifiers(connection: Connection, pack: Pack) -> None:
    taken = {row.id: row.pack for row in connection.execute(select(t.statement.c.id, t.statement.c.pack))}
    for statement in pack.statements:
        if owner := taken.get(statement.id):
            raise BadInput(
                f"pack {pack.name}: statement {statement.id} is already in the record, from pack {owner}",
                remedy="Give it another identifier; if it replaces the old one, say so in `supersedes`.",
            )


def _documents(connection: Connection, pack: Pack) -> None:
    known = set(connection.scalars(select(t.document.c.sha256)))
    for document in pack.documents:
        row = asdict(document)
        if document.sha256 in known:
            connection.execute(t.document.update().where(t.document.c.sha256 == document.sha256), row)
        else:
            connection.execute(insert(t.document), row)


def _forget_documents(connection: Connection) -> None:
    """A version that no statement quotes any more goes, unless the user attached it."""
    used = (
        exists().where(table.c.document == t.document.c.sha256).correlate(t.document)
        for table in (t.quote, t.attachment)
    )
    connection.execute(delete(t.document).where(*(~found for found in used)))


def _rows(pack: Pack) -> Rows:
    rows: Rows = {table: [] for table in (t.statement, *t.OF_A_STATEMENT)}
    for position, statement in enumerate(pack.statements):
        form = {column.name: getattr(statement, column.name, None) for column in t.statement.columns}
        rows[t.statement].append(form | {"pack": pack.name, "position": position})
        for table, parts in _parts(statement):
            rows[table] += [{"statement": statement.id} | part for part in parts]
    return rows


def _parts(statement: Statement) -> Iterable[tuple[Table, list[dict[str, Any]]]]:
    yield t.paraphrase, [{"language": key, "words": words} for key, words in statement.paraphrase.items()]
    yield t.party, [asdict(party) | {"position": i} for i, party in enumerate(statement.parties)]
    yield t.place, [{"position": i, "code": code} for i, code in enumerate(statement.places)]
    yield (
        t.quote,
        [_without(asdict(quote), "text") | {"position": i} for i, quote in enumerate(statement.quotes)],
    )
    yield t.stated_date, [_date(statement.date)] if statement.date else []
    yield t.amount, [_amount(statement.amount)] if statement.amount else []


def _without(form: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in form.items() if key != name}


def _date(date: StatedDate) -> dict[str, Any]:
    ends = {"earliest": date.earliest, "latest": date.latest}
    return asdict(date) | {name: day and day.isoformat() for name, day in ends.items()}


def _amount(amount: Amount) -> dict[str, Any]:
    ends = {"low": amount.bounds.low, "high": amount.bounds.high}
    form = _without(asdict(amount), "bounds")
    return form | {name: end if math.isfinite(end) else None for name, end in ends.items()}
