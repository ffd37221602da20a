"""`entrepot drafts reopen`: drafts that wait for a decision once more."""

from __future__ import annotations

from collections.abc import Sequence

import click

from entrepot.cli.choosing_drafts import chosen
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.signing import named
from entrepot.metadata.draft import Decision, Verdict


@click.command(short_help="Let drafts wait for a decision once more.")
@click.argument("document")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--as", "who", metavar="NAME", default=None, help="Who reopens them.")
@json_option
def reopen(document: str, numbers: Sequence[str], who: str | None, as_json: bool) -> None:
    """Let drafts wait for a decision once more: rejected ones, and those whose statement was taken back.

    \b
    entrepot drafts reopen report.pdf 4 7-9

    A statement is taken back by `entrepot record undo` of the change that accepted it, or by
    `entrepot record retract`. Accepting its draft anew puts it in again.
    """  # noqa: D301 - click's own marks
    from entrepot.store.record import Record
    from entrepot.store.record.decisions import decide_many

    record = Record.open()
    found = chosen(record, document, numbers, (), everything=False, decided=True)
    given = [Verdict(draft.document, draft.number, Decision.PENDING) for draft in found]
    decide_many(record, given, named(who))
    if as_json:
        return print_json({"drafts": [draft.number for draft in found]})
    click.echo(f"{len(found)} drafts reopened.")
    return note(f"Next: entrepot drafts review {document}")
