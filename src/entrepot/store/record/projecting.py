"""The tables of statements as they now stand, kept in step with the last revision of each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Amount, Statement
from entrepot.metadata.statement_form import from_json
from entrepot.store.record import tables as t
from entrepot.store.record.bulk import insert_rows
from entrepot.store.record.difference import Step
from entrepot.store.record.revisions import Row
from entrepot.store.record.search_index import index

Rows = dict[Table, list[dict[str, Any]]]
# Statements whose rows are held in memory at once.
_BATCH = 5000


def project(connection: Connection, steps: Sequence[Step]) -> None:
    """Make the tables say of these statements what their new revisions say."""
    gone = [{"gone": step.after.statement} for step in steps if step.before]
    if gone:
        connection.execute(delete(t.statement).where(t.statement.c.id == bindparam("gone")), gone)
    standing = [step for step in steps if step.after.stands]
    for first in range(0, len(standing), _BATCH):
        some = [
            (step.said or from_json(step.after.form or ""), step.after) for step in standing[first:][:_BATCH]
        ]
        for table, rows in _rows(some).items():
            insert_rows(connection, table, rows)
        index(connection, [said for said, _ in some])


def _rows(some: Iterable[tuple[Statement, Row]]) -> Rows:
    rows: Rows = {table: [] for table in (t.statement, *t.OF_A_STATEMENT)}
    for said, row in some:
        rows[t.statement].append(_own(said, row))
        for table, parts in _parts(said):
            rows[table].extend(parts)
    return rows


def _own(said: Statement, row: Row) -> dict[str, Any]:
    return {
        "id": said.id,
        "pack": row.pack,
        "position": row.position,
        "kind": said.kind,
        "subtype": said.subtype,
        "subject": said.subject,
        "property": said.property,
        "location": said.location,
        "status": said.status,
        "topic": said.topic,
        "caveat": said.caveat,
        "attributes": said.attributes,
        "entered_by": said.entered_by,
        "entered_at": said.entered_at,
        "supersedes": said.supersedes,
        "private": said.private,
        "revision": row.number,
        "standing": row.standing,
        "objection": row.objection,
    }


def _parts(said: Statement) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    key = said.id
    yield (
        t.paraphrase,
        [{"statement": key, "language": name, "words": words} for name, words in said.paraphrase.items()],
    )
    yield (
        t.party,
        [
            {"statement": key, "position": i, "actor": p.actor, "role": p.role, "capacity": p.capacity}
            for i, p in enumerate(said.parties)
        ],
    )
    yield (
        t.place,
        [{"statement": key, "position": i, "code": code} for i, code in enumerate(said.places)],
    )
    yield t.quote, _quotes(said)
    if said.date:
        yield t.stated_date, [_date(key, said.date)]
    if said.amount:
        yield t.amount, [_amount(key, said.amount)]


def _quotes(said: Statement) -> list[dict[str, Any]]:
    return [
        {
            "statement": said.id,
            "position": position,
            "document": quote.document,
            "start": quote.start,
            "end": quote.end,
            "first_line": quote.first_line,
            "last_line": quote.last_line,
            "sha256": quote.sha256,
        }
        for position, quote in enumerate(said.quotes)
    ]


def _date(key: str, date: StatedDate) -> dict[str, Any]:
    earliest, latest = date.earliest, date.latest
    return {
        "statement": key,
        "edtf": date.edtf,
        "as_stated": date.as_stated,
        "derivation": date.derivation,
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
    }


def _amount(key: str, amount: Amount) -> dict[str, Any]:
    low, high = amount.bounds.low, amount.bounds.high
    return {
        "statement": key,
        "as_stated": amount.as_stated,
        "unit_as_stated": amount.unit_as_stated,
        "value": amount.value,
        "unit": amount.unit,
        "reason": amount.reason,
        "low": low if math.isfinite(low) else None,
        "high": high if math.isfinite(high) else None,
    }
