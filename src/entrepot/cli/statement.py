"""A statement as the terminal tells it: what, when, who, how much, and the passages it stands in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from math import isinf

import click

from entrepot.cli.output import harmless
from entrepot.metadata.dates import Precision, StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount, Document, Party, Passage, Quote, Statement


def told(
    statement: Statement,
    documents: Mapping[str, Document],
    passage: Callable[[Quote], Passage | None],
    language: str = "en",
) -> str:
    """The statement in full, as lines of at most 100 characters."""
    facts = [
        ("kind", ", ".join(part for part in (statement.kind, statement.subtype) if part)),
        ("subject", f"{statement.subject}: {statement.property}"),
        ("date", _date(statement.date)),
        ("parties", "; ".join(map(_party, statement.parties))),
        ("places", ", ".join(statement.places)),
        ("location", statement.location),
        ("amount", _amount(statement.amount)),
        ("status", statement.status),
        ("topic", statement.topic),
        ("beware", statement.caveat),
        ("private", "personal data beyond a public role" if statement.private else ""),
        (statement.standing or "stands", statement.objection.replace("\n", "; ")),
        ("entered", " ".join(part for part in (statement.entered_at, statement.entered_by) if part)),
        ("replaces", statement.supersedes),
        ("revision", str(statement.revision) if statement.revision > 1 else ""),
        *((f"{name}:", _attribute(held)) for name, held in statement.attributes.items()),
    ]
    lines = [_wrapped(harmless(text), f"  {label:<9} ") for label, text in facts if text]
    quotes = [_quote(quote, documents[quote.document], passage(quote)) for quote in statement.quotes]
    if not all(quote.text for quote in statement.quotes):
        quotes.append("  To read the words: entrepot record attach FILE, with your copy of the document.")
    return "\n".join(
        [_wrapped(harmless(statement.says(language)), f"{harmless(statement.id)}  "), *lines, *quotes]
    )


def when(date: StatedDate | None) -> str:
    """A date in a table: EDTF, marked where it is derived; empty when nothing is known."""
    if date is None or date.precision is Precision.NONE:
        return ""
    return f"{date.edtf} *" if date.is_derived else date.edtf


def _date(date: StatedDate | None) -> str:
    if date is None:
        return ""
    known = "not stated" if date.precision is Precision.NONE else f"{date.edtf} ({date.precision.value})"
    said = f"in the document: “{date.as_stated}”" if date.as_stated else ""
    derived = f"derived: {date.derivation}" if date.derivation else ""
    return "; ".join(part for part in (known, said, derived) if part)


def _party(party: Party) -> str:
    acting = f", acting as {party.capacity}" if party.capacity else ""
    return f"{party.actor} ({party.role}{acting})"


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return ""
    read = f"“{amount.as_stated}”, read as {amount.value:,.12g} {amount.unit}"
    return "; ".join(part for part in (read, _within(amount.bounds), amount.reason) if part)


def _attribute(held: object) -> str:
    return ", ".join(map(str, held)) if isinstance(held, list | tuple) else str(held)


def _within(bounds: Interval) -> str:
    if bounds.low == bounds.high:
        return ""
    if isinf(bounds.high):
        return f"at least {bounds.low:,.12g}"
    if isinf(bounds.low):
        return f"at most {bounds.high:,.12g}"
    return f"between {bounds.low:,.12g} and {bounds.high:,.12g}"


def _quote(quote: Quote, document: Document, passage: Passage | None) -> str:
    head = _wrapped(f"{document.name}, {quote.locator}", "  stands in ")
    return head if passage is None else f"{head}\n{passage_told(passage, ' ' * 12)}"


def passage_told(passage: Passage, indent: str = "  ") -> str:
    """A quote set off between the words around it; nothing in it can command the terminal."""
    return _wrapped(_highlighted(passage), indent)


def _highlighted(passage: Passage) -> str:
    before, exact, after = (harmless(" ".join(words.split())) for words in passage)
    marked = f"«{exact}»" if _plain() else click.style(exact, bold=True, reverse=True)
    joined = [passage.before[-1:].isspace() * " ", passage.after[:1].isspace() * " "]
    return f"…{before}{joined[0]}{marked}{joined[1]}{after}…"


def _plain() -> bool:
    return "NO_COLOR" in os.environ or not sys.stdout.isatty()


def _wrapped(text: str, begin: str) -> str:
    return click.wrap_text(text, 100, begin, " " * len(begin))
