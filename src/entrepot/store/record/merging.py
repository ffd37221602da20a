"""Two statements of one fact become one; one statement of several facts becomes several."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, TypeVar

from sqlalchemy import Connection, Text, cast, or_, select

from entrepot.metadata.change import Verb
from entrepot.metadata.statement import Statement
from entrepot.metadata.statement_form import from_json, to_json
from entrepot.store.record import tables as t
from entrepot.store.record.difference import Step
from entrepot.store.record.revisions import Row, heads

REFERENCES = (
    *("applies_to", "part_of", "same_as", "content_of", "follows", "during", "supports", "compared_with"),
    *("dissents_from", "replaces", "amends"),
)
"""Attributes that name other statements, by an id or a list of ids."""
T = TypeVar("T")
_TEXTS = ("subtype", "location", "status", "topic", "supersedes")


def merge(connection: Connection, kept: Row, others: Sequence[Row]) -> list[Step]:
    """The steps that put `others` into `kept` and point to it what pointed to them."""
    gone = {row.statement for row in others}
    renamed = dict.fromkeys(gone, kept.statement)
    whole = reduce(_joined, (_said(row) for row in others), _said(kept))
    steps = [_revised(kept, Verb.MERGE, _pointed(whole, renamed), sorted(gone))]
    steps += [
        Step(row, _next(row, Verb.MERGE)._replace(standing="merged", others=[kept.statement]))
        for row in others
    ]
    pointing = (row for row in _referring(connection, gone) if row.statement not in {*gone, kept.statement})
    return steps + [_revised(row, Verb.CORRECT, _pointed(_said(row), renamed), []) for row in pointing]


def split(whole: Row, parts: Sequence[Statement], pack: str, position: int) -> list[Step]:
    """The steps that put `parts` in the place of `whole`; what points to it is for a person to sort out."""
    names = [part.id for part in parts]
    steps = [Step(whole, _next(whole, Verb.SPLIT)._replace(standing="split", others=names))]
    return steps + [
        Step(
            None,
            Row(part.id, 1, 0, Verb.ADD, pack, position + i, "", "", to_json(part), [whole.statement]),
            part,
        )
        for i, part in enumerate(parts)
    ]


def _said(row: Row) -> Statement:
    return from_json(row.form or "")


def _next(row: Row, verb: Verb) -> Row:
    return row._replace(number=row.number + 1, change=0, verb=verb, others=[])


def _revised(row: Row, verb: Verb, said: Statement, others: list[str]) -> Step:
    return Step(row, _next(row, verb)._replace(form=to_json(said), others=others), said)


def _joined(kept: Statement, other: Statement) -> Statement:
    """What both say; where they differ, what the kept one says."""
    texts = {name: getattr(kept, name) or getattr(other, name) for name in _TEXTS}
    return replace(
        kept,
        **texts,
        paraphrase=other.paraphrase | kept.paraphrase,
        parties=_union(kept.parties, other.parties),
        places=_union(kept.places, other.places),
        quotes=_union(kept.quotes, other.quotes),
        date=kept.date or other.date,
        amount=kept.amount or other.amount,
        caveat=" ".join(_union(filter(None, (kept.caveat,)), filter(None, (other.caveat,)))),
        attributes=other.attributes | kept.attributes | _names(kept, other),
        private=kept.private or other.private,
    )


def _names(kept: Statement, other: Statement) -> dict[str, Any]:
    """Every name of an actor that is known by several."""
    if kept.kind != "actor":
        return {}
    names = _union(
        kept.attributes.get("aka", ()),
        (other.subject, other.attributes.get("name") or other.subject, *other.attributes.get("aka", ())),
    )
    also = [name for name in names if name not in (kept.subject, kept.attributes.get("name"))]
    return {"aka": also} if also else {}


def _union(first: Iterable[T], second: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _referring(connection: Connection, ids: Iterable[str]) -> Iterator[Row]:
    """Last revisions of the statements that name one of these; SQL narrows, `_pointed` looks closely."""
    written = cast(t.statement.c.attributes, Text)
    named = [written.contains(json.dumps(name), autoescape=True) for name in ids]
    found = connection.scalars(
        select(t.statement.c.id).where(or_(t.statement.c.supersedes.in_(list(ids)), *named))
    )
    rows = heads(connection, found)
    renamed = dict.fromkeys(ids, "")
    for key in sorted(rows):
        said = _said(rows[key])
        if _pointed(said, renamed) != said:
            yield rows[key]


def _pointed(said: Statement, renamed: Mapping[str, str]) -> Statement:
    """The statement with its references under their new names; none to itself, none twice."""
    changed = {
        name: _renamed(said.attributes[name], lambda one: renamed.get(one, one), said.id)
        for name in REFERENCES
        if name in said.attributes
    }
    attributes = {k: v for k, v in (said.attributes | changed).items() if k not in changed or v}
    supersedes = renamed.get(said.supersedes, said.supersedes)
    return replace(said, attributes=attributes, supersedes="" if supersedes == said.id else supersedes)


def _renamed(value: Any, new: Callable[[str], str], itself: str) -> Any:
    if isinstance(value, str):
        return "" if new(value) == itself else new(value)
    if isinstance(value, list | tuple):
        names = [new(item) if isinstance(item, str) else item for item in value]
        return [name for i, name in enumerate(names) if name != itself and name not in names[:i]]
    return value
