"""`entrepot record history`, `changes`, `difference`: what was done to the record, by whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from entrepot.cli.asking import of_places
from entrepot.cli.moments import MOMENT, moment
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.cli.private_data import for_a_reason, log_or_refuse
from entrepot.cli.record_bulk import counted, differing, tell_edits
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import Place
from entrepot.metadata.statement_form import to_form

if TYPE_CHECKING:
    from entrepot.metadata.change import Change, Revision
    from entrepot.metadata.statement import Statement
    from entrepot.store.record import Record


@click.command(short_help="Every revision of a statement.")
@click.argument("identifier", metavar="ID")
@for_a_reason
@json_option
def history(identifier: str, reason: str | None, who: str | None, as_json: bool) -> None:
    """Every revision of a statement: who, when, why, and which fields changed."""
    record = _record()
    revisions = record.history(identifier)
    private = {each.statement for each in revisions if each.said and each.said.private}
    log_or_refuse(record, private, reason, who)
    if as_json:
        return print_json([revision.to_dict() for revision in revisions])
    before = None
    for revision in revisions:
        click.echo(_head(revision))
        if before is not None and revision.said is not None:
            click.echo("\n".join(_differing(before, revision.said)) or "    nothing differs")
        before = revision.said
    return note("`entrepot record undo CHANGE --why …` takes a whole change back.")


@click.command(short_help="Who changed what, when and why.")
@click.option("--since", default=None, help=MOMENT)
@click.option("--until", default=None, help=MOMENT)
@of_places
@json_option
def changes(since: str | None, until: str | None, places: Sequence[Place], as_json: bool) -> None:
    """Who changed what, when and why, the last change first."""
    record = _record()
    told = record.statements(places=[place.code for place in places]) if places else ()
    if places and not told:
        raise NoData("the record has no statement about all of these places.")
    found = record.changes(moment(since), moment(until), about=[said.id for said in told])
    if as_json:
        return print_json([change.to_dict() for change in found])
    if not found:
        return click.echo("Nothing was changed in that time.")
    rows = [_row(change) for change in reversed(found)]
    return print_table(("change", "when (UTC)", "who", "what", "why"), rows, right=("change",))


@click.command(short_help="What differs between then and now.")
@click.option("--since", required=True, help=MOMENT)
@click.option("--until", default=None, help=MOMENT)
@json_option
def difference(since: str, until: str | None, as_json: bool) -> None:
    """What differs in the record between two moments, statement by statement.

    \b
    entrepot record difference --since "brief BEL KAZ"
    entrepot record difference --since 2026-05-01 --until 2026-06-30
    """  # noqa: D301 - click's own marks
    edits = _record().edits_between(moment(since), moment(until))
    if as_json:
        return print_json([edit.to_dict() for edit in edits])
    if not edits:
        return click.echo("Nothing differs.")
    tell_edits(edits)
    return click.echo(f"{counted(edits)}.")


def _head(revision: Revision) -> str:
    change = revision.change
    others = f" ({', '.join(revision.others)})" if revision.others else ""
    head = f"{revision.number}  {revision.verb.value}{others}, change {change.number}, {change.who}, "
    return f"{head}{change.at:%Y-%m-%d %H:%M}: {change.why}"


def _differing(before: Statement, after: Statement) -> list[str]:
    """Each field that differs, before and after; a standing or objection counts as a field."""
    was, now = (
        to_form(said) | {"standing": said.standing, "objection": said.objection} for said in (before, after)
    )
    names = [name for name in {**was, **now} if was.get(name, "") != now.get(name, "")]
    return [f"    {line}" for name in names for line in differing(name, was.get(name), now.get(name))]


def _row(change: Change) -> tuple[str, str, str, str, str]:
    counts = ", ".join(f"{n} {verb}" for verb, n in (change.counts or {}).items())
    what = f"{counts}{f' (undoes {change.undoes})' if change.undoes else ''}"
    return str(change.number), f"{change.at:%Y-%m-%d %H:%M}", change.who, what, change.why


def _record() -> Record:
    from entrepot.store.record import Record

    return Record.open()
