"""`entrepot drafts`: what the reader of documents proposed, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from entrepot.cli.asking import in_language
from entrepot.cli.choosing_drafts import chosen, document_called
from entrepot.cli.drafts_reopening import reopen
from entrepot.cli.drafts_review import review
from entrepot.cli.drafts_text import print_drafts, told
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.signing import named
from entrepot.cli.statement_fields import with_fields
from entrepot.metadata.draft import Decision, Draft, Verdict
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.statement import KINDS

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@click.group()
def drafts() -> None:
    """Decide on what the reader of documents proposed: accept, correct or reject, one by one or in bulk.

    Nothing that `entrepot read` drafts is in the record until somebody accepts it under his or her name.

    \b
    entrepot drafts review report.pdf               one by one
    entrepot drafts accept report.pdf 1 4 7-9       those
    entrepot drafts reject report.pdf --kind opinion
    entrepot drafts export report.pdf -o drafts.csv and, with the column “decision” filled in:
    entrepot drafts apply drafts.csv
    """  # noqa: D301 - click's own marks


def _some(function: Decorated) -> Decorated:
    """DOCUMENT, NUMBER..., --kind, --all, --why, --as, --json."""
    function = json_option(function)
    function = click.option("--as", "who", metavar="NAME", default=None, help="Who decides.")(function)
    function = click.option("--why", default="", help="The reason; it is kept.")(function)
    function = click.option("--all", "everything", is_flag=True, help="All that wait for a decision.")(
        function
    )
    function = click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Those of this kind."
    )(function)
    function = click.argument("numbers", metavar="[NUMBER...]", nargs=-1)(function)
    return click.argument("document")(function)


@drafts.command("list", short_help="List drafts.")
@click.argument("document", required=False)
@click.option("--decided", is_flag=True, help="Also those that were decided on.")
@in_language
@json_option
def list_drafts(document: str | None, decided: bool, lang: str, as_json: bool) -> None:
    """List the drafts that wait for a decision, of one DOCUMENT or of all."""
    from entrepot.store.record import Record
    from entrepot.store.record.drafts import listed

    record = Record.open()
    paper = document_called(record, document).sha256 if document else ""
    found = listed(record, paper, () if decided else (Decision.PENDING,), private=True)
    if as_json:
        return print_json([draft.to_dict() for draft in found])
    if not found:
        raise NoData("no draft waits for a decision. `entrepot read FILE` makes some.")
    print_drafts(found, lang)
    return note(f"{len(found)} drafts. `entrepot drafts show DOCUMENT NUMBER` tells one in full.")


@drafts.command(short_help="Show drafts in full, with their words and doubts.")
@click.argument("document")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@in_language
@json_option
def show(document: str, numbers: Sequence[str], lang: str, as_json: bool) -> None:
    """Show drafts in full: what they would say, why, what is doubtful, and the words they rest on."""
    from entrepot.store.record import Record

    record = Record.open()
    found = chosen(record, document, numbers, (), everything=False, decided=True)
    if as_json:
        return print_json([draft.to_dict() for draft in found])
    for draft in found:
        quotes = draft.proposed.quotes
        click.echo(told(draft, record.passage(quotes[0]) if quotes else None, lang) + "\n")
    return None


@drafts.command(short_help="Accept drafts: they enter the record.")
@_some
def accept(
    document: str,
    numbers: Sequence[str],
    kinds: Sequence[str],
    everything: bool,
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Accept drafts as they are: they enter the record under your name, as one change."""
    _decide(Decision.ACCEPTED, document, numbers, kinds, everything, why, who, as_json)


@drafts.command(short_help="Reject drafts.")
@_some
def reject(
    document: str,
    numbers: Sequence[str],
    kinds: Sequence[str],
    everything: bool,
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Reject drafts; reading the document again does not bring them back."""
    _decide(Decision.REJECTED, document, numbers, kinds, everything, why, who, as_json)


@drafts.command(short_help="Correct a draft, and accept it so.")
@click.argument("document")
@click.argument("number")
@click.option("--set", "fields", multiple=True, required=True, metavar="FIELD=VALUE", help="May be repeated.")
@click.option("--why", default="", help="The reason; it is kept.")
@click.option("--as", "who", metavar="NAME", default=None, help="Who decides.")
@json_option
def correct(
    document: str, number: str, fields: Sequence[str], why: str, who: str | None, as_json: bool
) -> None:
    """Correct a draft, and accept it so; the fields are those of `entrepot record correct`.

    \b
    entrepot drafts correct report.pdf 4 --set "paraphrase.en=The two signed a treaty" --set date=2009-10
    """  # noqa: D301 - click's own marks
    from entrepot.store.record import Record
    from entrepot.store.record.decisions import decide

    record = Record.open()
    (draft,) = chosen(record, document, [number], (), everything=False)
    mended = with_fields(draft.proposed, fields)
    verdict = Verdict(draft.document, draft.number, Decision.CORRECTED, mended, why)
    done = decide(record, verdict, named(who), why)
    if as_json:
        return print_json({"change": done.change.to_dict(), "id": mended.id})
    click.echo(f"{mended.id}: {mended.says()}")
    return note(f"Change {done.change.number}. To take it back: entrepot record undo {done.change.number}")


@drafts.command(short_help="Write drafts as a table, to be decided on in a spreadsheet.")
@click.argument("document", required=False)
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), required=True, help="A .csv file.")
@json_option
def export(document: str | None, path: Path, as_json: bool) -> None:
    """Write the waiting drafts as a table: put accept, reject or correct in its column “decision”."""
    from entrepot.cli.drafts_table import write
    from entrepot.store.record import Record
    from entrepot.store.record.drafts import listed
    from entrepot.store.record.own_copy import drafted

    record = Record.open()
    paper = document_called(record, document).sha256 if document else ""
    found = listed(record, paper, (Decision.PENDING,))
    if not found:
        raise NoData("no draft waits for a decision. `entrepot read FILE` makes some.")
    write(found, drafted(record), path)
    if as_json:
        return print_json({"written": str(path), "drafts": [draft.number for draft in found]})
    return note(f"{len(found)} drafts to {path}. Fill in “decision”, then: entrepot drafts apply {path}")


@drafts.command(short_help="Carry out the decisions in a table.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--why", default="", help="The reason; it is kept.")
@click.option("--as", "who", metavar="NAME", default=None, help="Who decides.")
@click.option("--dry-run", is_flag=True, help="Check the table, and change nothing.")
@json_option
def apply(path: Path, why: str, who: str | None, dry_run: bool, as_json: bool) -> None:
    """Carry out the decisions in a table that `export` wrote: all of them or, if one is wrong, none."""
    from entrepot.cli.drafts_table import verdicts
    from entrepot.store.record import Record
    from entrepot.store.record.decisions import decide_many
    from entrepot.store.record.drafts import listed

    record = Record.open()
    given = verdicts(path, listed(record))
    if not given:
        raise UsageError(f"{path.name}: no line has a decision. Write accept, reject or correct.")
    if dry_run:
        return click.echo(f"{path.name}: {len(given)} decisions, in order. Nothing was changed.")
    done = decide_many(record, given, named(who), why)
    if as_json:
        return print_json({"change": done.change.to_dict(), "decisions": len(given)})
    taken = f"{done.accepted} accepted, {done.corrected} corrected, {done.rejected} rejected"
    return click.echo(f"{taken}, {done.reopened} reopened.")


drafts.add_command(review)
drafts.add_command(reopen)


def _decide(
    decision: Decision,
    document: str,
    numbers: Sequence[str],
    kinds: Sequence[str],
    everything: bool,
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    from entrepot.store.record import Record
    from entrepot.store.record.decisions import decide_many

    record = Record.open()
    found: tuple[Draft, ...] = chosen(record, document, numbers, kinds, everything=everything)
    given = [Verdict(draft.document, draft.number, decision, None, why) for draft in found]
    done = decide_many(record, given, named(who), why)
    if as_json:
        return print_json({"change": done.change.to_dict(), "drafts": [draft.number for draft in found]})
    click.echo(f"{len(found)} drafts {decision.value}.")
    if done.change.number:
        note(f"Change {done.change.number}. To take it back: entrepot record undo {done.change.number}")
    return None
