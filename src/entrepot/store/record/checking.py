"""What is entered by hand is held to the rules of a pack before it is stored."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz import process
from sqlalchemy import Connection, select

from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import KINDS, Quote, Statement
from entrepot.store.record import tables as t

_NEEDED = ("id", "subject", "property")
# Nested deeper or longer than this, attributes are no attributes but an attack.
_DEEPEST, _LARGEST = 8, 100_000


def check(connection: Connection, statements: Iterable[Statement]) -> None:
    """Raise `BadInput` for what no pack could say: an unknown kind or document, no words, half a letter."""
    known: dict[str, int] | None = None
    for statement in statements:
        for problem in _problems(statement):
            raise BadInput(f"statement {statement.id or '(without identifier)'!s}: {problem}")
        if statement.quotes:
            known = known if known is not None else _documents(connection)
            for quote in statement.quotes:
                _check_quote(statement.id, quote, known)


def _documents(connection: Connection) -> dict[str, int]:
    return {row.sha256: row.characters for row in connection.execute(select(t.document))}


def _check_quote(statement: str, quote: Quote, known: dict[str, int]) -> None:
    if (characters := known.get(quote.document)) is None:
        raise BadInput(
            f"statement {statement}: it quotes a document that the record does not know "
            f"({quote.document[:12]}…)",
            remedy="Enter the document with the statement.",
        )
    if not 0 <= quote.start < quote.end <= characters or not 1 <= quote.first_line <= quote.last_line:
        raise BadInput(
            f"statement {statement}: a quote at {quote.locator} does not lie in its document",
            expected=f"characters from 0 to {characters}",
        )


def _problems(statement: Statement) -> Iterator[str]:
    yield from (f"no {name}" for name in _NEEDED if not getattr(statement, name).strip())
    if statement.kind not in KINDS:
        near = process.extractOne(statement.kind, KINDS, score_cutoff=60)
        yield f"unknown kind {statement.kind!r}" + (f"; did you mean {near[0]}?" if near else "")
    if not statement.paraphrase.get("en", "").strip():
        yield "no paraphrase in English"
    if statement.kind == "contact" and not statement.private:
        yield "a contact is personal data: mark it private; a public role is of the kind office"
    if statement.supersedes == statement.id:
        yield "it supersedes itself"
    if statement.amount and not math.isfinite(statement.amount.value):
        yield "its amount is no number"
    yield from _unstorable(
        [
            *(getattr(statement, name) for name in Statement.__dataclass_fields__ if name != "paraphrase"),
            statement.paraphrase,
        ]
    )


def _unstorable(values: Any) -> Iterator[str]:
    budget = _LARGEST
    left: list[tuple[Any, int]] = [(values, 0)]
    while left:
        value, depth = left.pop()
        budget -= 1
        if depth > _DEEPEST or budget < 0:
            yield "its attributes are nested too deep or too many"
            return
        if isinstance(value, str):
            if problem := _odd(value):
                yield problem
        elif isinstance(value, dict):
            left += [(key, depth + 1) for key in value] + [(item, depth + 1) for item in value.values()]
        elif isinstance(value, list | tuple):
            left += [(item, depth + 1) for item in value]
        elif isinstance(value, float) and math.isnan(value):
            yield "one of its numbers is none"


def _odd(text: str) -> str:
    if "\0" in text:
        return "it holds the character NUL"
    try:
        text.encode()
    except UnicodeEncodeError:
        return f"{text[:40]!r} holds half a letter (a lone surrogate)"
    return ""
