"""A copy of the record for others to read: one SQLite file of plain tables that Datasette opens.

It holds what stands today: neither history nor drafts, neither words of documents nor, unless asked for,
anything private. It is written beside and moved into place, and made read-only.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import OutputError, UsageError
from entrepot.metadata.statement import DISPUTED, Document, Statement
from entrepot.store.record.published_tables import COLUMNS, INDEXES, MEANING, SEARCH, TYPES, VIEWS

_READ_ONLY = 0o444
_OWN = 0o400
"""For private contacts: readable by the user alone."""


def publish(
    statements: Iterable[Statement],
    documents: Iterable[Document],
    path: Path,
    *,
    source: str,
    at: datetime,
    private: bool = False,
) -> int:
    """Write the file, in place of one that stands there; returns the number of statements in it.

    Args:
        statements: what to publish; retracted, merged and erased ones are left out.
        documents: those that quotes are from; only quoted ones are written.
        path: the file.
        source: the record, as a reader should cite it.
        at: the moment it tells, with a time zone.
        private: whether private statements go along; whoever asks for it logs it.

    Raises:
        UsageError: the moment has no time zone.
        OutputError: it cannot be written; what stood there before still stands.
    """
    if at.tzinfo is None:
        raise UsageError("the moment of an export needs a time zone")
    kept = [s for s in statements if (private or not s.private) and s.standing in ("", DISPUTED)]
    quoted = {quote.document for statement in kept for quote in statement.quotes}
    cited = [document for document in documents if document.sha256 in quoted]
    about = {
        "source": source,
        "made": at.astimezone(UTC).isoformat(timespec="seconds"),
        "made_by": "Entrepôt",
    }
    about |= {"statements": str(len(kept)), "private_included": "yes" if private else "no"}
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        made = Path(name)
        try:
            _fill(made, kept, cited, about)
            made.chmod(_OWN if any(said.private for said in kept) else _READ_ONLY)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"{path}: cannot be written ({error}).") from error
    return len(kept)


def datasette_metadata(source: str, database: str) -> str:
    """What Datasette is told with `--metadata`, in JSON: titles, columns, how tables are shown.

    Args:
        source: the record, as a reader should cite it.
        database: name of the file without its suffix.
    """
    tables: dict[str, Any] = {
        table: {"columns": dict(meaning), "label_column": _label(meaning)}
        for table, meaning in MEANING.items()
    }
    for view in VIEWS:
        tables[view] = {}
    tables["statement"] |= {"facets": ["kind", "status"], "sort": "earliest"}
    told = {"title": source, "source": source, "databases": {database: {"tables": tables}}}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _label(columns: dict[str, str]) -> str:
    return next((name for name in ("says", "name", "actor", "code") if name in columns), next(iter(columns)))


def _fill(
    path: Path, statements: Sequence[Statement], documents: Sequence[Document], about: dict[str, str]
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")  # a file that is moved into place needs no journal
        for table, columns in COLUMNS.items():
            declared = ", ".join(f'"{name}" {TYPES.get(name, "TEXT")}' for name in columns)
            connection.execute(f'CREATE TABLE "{table}" ({declared})')
        _put(connection, "about", about.items())
        notes = (
            (table, name, words) for table, meaning in MEANING.items() for name, words in meaning.items()
        )
        _put(connection, "column_note", notes)
        _put(connection, "document", (_document(document) for document in documents))
        _put(connection, "statement", map(_statement, statements))
        for table, read in _PARTS.items():
            _put(connection, table, (row for statement in statements for row in read(statement)))
        for command in (*INDEXES, *SEARCH, *VIEWS.values()):
            connection.execute(command)


def _put(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" * len(COLUMNS[table]))
    connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def _statement(s: Statement) -> list[Any]:
    date, amount = s.date, s.amount
    others = " / ".join(words for language, words in sorted(s.paraphrase.items()) if language != "en")
    parties = "; ".join(f"{p.actor}: {p.role}" + f" ({p.capacity})" * bool(p.capacity) for p in s.parties)
    return [
        *(s.id, s.kind, s.subtype, s.subject, s.property, s.says(), others, parties),
        date and date.edtf,
        date and date.earliest and date.earliest.isoformat(),
        date and date.latest and date.latest.isoformat(),
        date and date.as_stated,
        date and date.derivation,
        *((amount.value, amount.unit) if amount else (None, None)),
        *((_end(amount.bounds.low), _end(amount.bounds.high), amount.as_stated) if amount else (None,) * 3),
        *(s.status, s.location, s.topic, s.caveat),
        s.objection if s.standing == DISPUTED else "",
        json.dumps(s.attributes, ensure_ascii=False, sort_keys=True),
        *(s.entered_by, s.entered_at, s.revision, int(s.private)),
    ]


def _end(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _document(document: Document) -> list[Any]:
    return [getattr(document, name) for name in COLUMNS["document"]]


def _paraphrases(s: Statement) -> Iterator[Sequence[Any]]:
    yield from ((s.id, language, words) for language, words in s.paraphrase.items())


def _parties(s: Statement) -> Iterator[Sequence[Any]]:
    yield from ((s.id, n, p.actor, p.role, p.capacity) for n, p in enumerate(s.parties))


def _places(s: Statement) -> Iterator[Sequence[Any]]:
    yield from ((s.id, n, code) for n, code in enumerate(s.places))


def _quotes(s: Statement) -> Iterator[Sequence[Any]]:
    for n, q in enumerate(s.quotes):
        yield s.id, n, q.document, q.start, q.end, q.first_line, q.last_line, q.sha256


_PARTS = {"paraphrase": _paraphrases, "party": _parties, "place": _places, "quote": _quotes}
