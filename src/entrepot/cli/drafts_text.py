"""Drafts as the terminal tells them: in a list, and one by one with their words and doubts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from entrepot.cli.corridors_tables import wrapped
from entrepot.cli.statement import passage_told, when

if TYPE_CHECKING:
    from entrepot.metadata.draft import Draft
    from entrepot.metadata.statement import Passage, Quote, Statement

_LONGEST = 200


def print_drafts(drafts: Iterable[Draft], lang: str = "en") -> None:
    """A line or two a draft: its number, what it would say, its first words."""
    for draft in drafts:
        said = draft.proposed
        date = f", {when(said.date)}" if when(said.date) else ""
        state = "" if draft.decision.value == "pending" else f" [{draft.decision.value}]"
        click.echo(wrapped(f"{draft.number}  {said.kind}{date}: {said.says(lang)}{state}"))
        if words := next((quote.text for quote in said.quotes if quote.text), ""):
            shown = " ".join(words.split())
            click.echo(wrapped(f"“{shown if len(shown) <= _LONGEST else shown[:_LONGEST] + '…'}”", "     "))


def told(draft: Draft, passage: Passage | None, lang: str = "en") -> str:
    """A draft in full, as a person wants it who decides on it."""
    said = draft.proposed
    facts = [
        ("would be", ", ".join(filter(None, (said.kind, said.subtype, said.status)))),
        ("says", said.says(lang)),
        ("date", _date(said)),
        (
            "amount",
            f"{said.amount.as_stated} = {said.amount.value:,.12g} {said.amount.unit}" if said.amount else "",
        ),
        ("parties", "; ".join(f"{party.actor} ({party.role})" for party in said.parties)),
        ("places", ", ".join(said.places)),
        ("because", draft.rule),
        ("private", "a person, not known in a public role" if said.private else ""),
        ("doubts", "; ".join(draft.doubts)),
        (
            "decision",
            draft.decision.value + (f" ({draft.decided_by}: {draft.reason})" if draft.decided_by else ""),
        ),
    ]
    lines = [wrapped(text, f"  {label:<9} ") for label, text in facts if text]
    quote = passage_told(passage) if passage else _first(said.quotes)
    return "\n".join([f"Draft {draft.number}", *lines, f"\n{quote}"])


def _first(quotes: tuple[Quote, ...]) -> str:
    return wrapped(f"“{' '.join(quotes[0].text.split())}”", "  ") if quotes and quotes[0].text else ""


def _date(said: Statement) -> str:
    if said.date is None:
        return ""
    derived = f" ({said.date.derivation})" if said.date.derivation else ""
    return f"{said.date.edtf}{derived}"
