"""`entrepot record list` and `show`: statements, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from entrepot.cli.asking import in_language, of_kinds_and_places
from entrepot.cli.moments import MOMENT, moment
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.cli.private_data import for_a_reason, log_or_refuse
from entrepot.cli.statement import told, when
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import Place

if TYPE_CHECKING:
    from entrepot.metadata.statement import Statement
    from entrepot.store.record import Record


@click.command("list", short_help="List statements, by kind and place.")
@of_kinds_and_places
@in_language
@click.option("--as-of", metavar="MOMENT", help=f"As it was then. {MOMENT}")
@json_option
def list_statements(
    kinds: Sequence[str], places: Sequence[Place], lang: str, as_of: str | None, as_json: bool
) -> None:
    """List statements in the order in which their documents were read."""
    codes = [place.code for place in places]
    found = _record().statements(kinds=kinds, places=codes, as_of=moment(as_of))
    if as_json:
        print_json([statement.to_dict() for statement in found])
        return
    if not found:
        raise NoData("the record has no such statement. Ask for fewer kinds or places.")
    print_table(
        ("id", "kind", "date", "statement"), [(s.id, s.kind, when(s.date), s.says(lang)) for s in found]
    )
    note(f"{len(found)} statements. `entrepot record show ID` tells where one stands.")


@click.command(short_help="Show statements and where they stand.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@in_language
@click.option("--as-of", metavar="MOMENT", help=f"As it was then. {MOMENT}")
@for_a_reason
@json_option
def show(
    ids: Sequence[str], lang: str, as_of: str | None, reason: str | None, who: str | None, as_json: bool
) -> None:
    """Show statements in full: date, parties, amount, caveat, and the passages they stand in."""
    opened = _record()
    found = [_one(opened, identifier, as_of) for identifier in ids]
    log_or_refuse(opened, _private(opened, found, as_of), reason, who)
    if as_json:
        print_json([statement.to_dict() for statement in found])
        return
    documents = {document.sha256: document for document in opened.documents()}
    click.echo("\n\n".join(told(statement, documents, opened.passage, lang) for statement in found))


def _one(record: Record, identifier: str, as_of: str | None) -> Statement:
    if as_of is None:
        return record.statement(identifier)
    there = record.statements(ids=[identifier], as_of=moment(as_of), private=True)
    if not there:
        raise NoData(f"{identifier} did not stand in the record at {as_of}. `entrepot record history` tells.")
    return there[0]


def _private(record: Record, found: Sequence[Statement], as_of: str | None) -> set[str]:
    """Those that are private, or were when they said this."""
    now = [record.statement(each.id) for each in found] if as_of else found
    return {each.id for each in (*found, *now) if each.private}


def _record() -> Record:
    from entrepot.store.record import Record

    return Record.open()
