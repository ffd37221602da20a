"""`entrepot drafts review`: drafts one by one, a key each; every decision is stored at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from entrepot.cli.asking import in_language
from entrepot.cli.choosing_drafts import document_called
from entrepot.cli.drafts_text import told
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.signing import named
from entrepot.cli.statement_fields import with_fields
from entrepot.metadata.draft import Decision, Verdict
from entrepot.metadata.errors import EntrepotError, NoData

if TYPE_CHECKING:
    from entrepot.metadata.draft import Draft
    from entrepot.store.record import Record

_KEYS = "[a]ccept  [c]orrect  [r]eject  [s]kip  [q]uit"


@click.command(short_help="Go through drafts one by one.")
@click.argument("document")
@click.option("--as", "who", metavar="NAME", default=None, help="Who decides.")
@in_language
@json_option
def review(document: str, who: str | None, lang: str, as_json: bool) -> None:
    """Go through the drafts of a DOCUMENT one by one: a accepts, c corrects, r rejects, s skips, q ends.

    Each decision is stored as you make it: you can stop at any time and go on later.
    """
    from entrepot.store.record import Record
    from entrepot.store.record.drafts import listed

    record, person = Record.open(), named(who)
    paper = document_called(record, document)
    waiting = listed(record, paper.sha256, (Decision.PENDING,), private=True)
    if not waiting:
        raise NoData(f"no draft of {paper.name} waits for a decision.")
    done = 0
    for position, draft in enumerate(waiting, 1):
        quotes = draft.proposed.quotes
        # Where the answer is to be JSON, the conversation goes to standard error.
        click.echo(f"\n{position} of {len(waiting)}", err=as_json)
        click.echo(told(draft, record.passage(quotes[0]) if quotes else None, lang), err=as_json)
        verdict = _ask(draft, as_json)
        if verdict is None:
            break
        done += _store(record, verdict, person)
    if as_json:
        return print_json({"decided": done, "waiting": len(waiting) - done})
    return note(f"\n{done} decided on, {len(waiting) - done} wait. What was accepted is in the record.")


def _ask(draft: Draft, err: bool) -> Verdict | None:
    """The decision of the person at the keyboard; None to stop, a pending one to skip."""
    while True:
        key = click.prompt(_KEYS, default="s", show_default=False, err=err).strip().lower()[:1]
        match key:
            case "a":
                return Verdict(draft.document, draft.number, Decision.ACCEPTED)
            case "r":
                why = click.prompt("Why", default="", show_default=False, err=err)
                return Verdict(draft.document, draft.number, Decision.REJECTED, None, why)
            case "c":
                if mended := _corrected(draft, err):
                    return mended
            case "s":
                return Verdict(draft.document, draft.number, Decision.PENDING)
            case "q":
                return None


def _corrected(draft: Draft, err: bool) -> Verdict | None:
    """The draft with fields set until an empty line; None where a field cannot be set so."""
    fields = []
    while line := click.prompt("field=value (empty to accept so)", default="", show_default=False, err=err):
        fields.append(line)
    try:
        mended = with_fields(draft.proposed, fields)
    except EntrepotError as error:
        click.echo(f"Not so: {error}", err=True)
        return None
    return Verdict(draft.document, draft.number, Decision.CORRECTED, mended)


def _store(record: Record, verdict: Verdict, person: str) -> bool:
    from entrepot.store.record.decisions import decide

    if verdict.decision is Decision.PENDING:
        return False
    try:
        decide(record, verdict, person, verdict.reason)
    except EntrepotError as error:
        click.echo(f"Not stored: {error}", err=True)
        return False
    return True
