"""`entrepot record`: statements about relations, the documents they stand in, the user's copies of those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.cli.record_quote import quote
from entrepot.cli.statement import told, when
from entrepot.metadata.errors import BadInput, NoData
from entrepot.metadata.places import Place
from entrepot.metadata.statement import KINDS, Document

if TYPE_CHECKING:
    from entrepot.store.record import QuoteCheck, Record

FILE = click.Path(path_type=Path)


class RecordGroup(click.Group):
    """The commands of this file, and the queries, which are imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands first, then queries."""
        return [*self.commands, *_queries()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command of this file, else a query."""
        return self.commands.get(cmd_name) or _queries().get(cmd_name)


def _queries() -> dict[str, click.Command]:
    from entrepot.cli.record_queries import QUERIES

    return QUERIES


@click.group(cls=RecordGroup)
def record() -> None:
    """Read the record: who met whom, what was agreed and given, each statement tied to a passage.

    The record ships our paraphrase and the place of every passage, never other people's words. Attach your
    own copy of a document (`entrepot record attach FILE`) and the words are shown from it.
    """


record.add_command(quote)


@record.command("list", short_help="List statements, by kind and place.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind (may be repeated)."
)
@click.option(
    "--place", "places", multiple=True, type=PLACE, help="Only about this place; twice: about both."
)
@click.option("--lang", type=click.Choice(["en", "fr"]), default="en", help="Language of the paraphrase.")
@json_option
def list_statements(kinds: Sequence[str], places: Sequence[Place], lang: str, as_json: bool) -> None:
    """List statements in the order in which their documents were read."""
    found = _record().statements(kinds=kinds, places=[place.code for place in places])
    if as_json:
        print_json([statement.to_dict() for statement in found])
        return
    if not found:
        raise NoData("the record has no such statement. Ask for fewer kinds or places.")
    print_table(
        ("id", "kind", "date", "statement"), [(s.id, s.kind, when(s.date), s.says(lang)) for s in found]
    )
    note(f"{len(found)} statements. `entrepot record show ID` tells where one stands.")


@record.command(short_help="Show statements and where they stand.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--lang", type=click.Choice(["en", "fr"]), default="en", help="Language of the paraphrase.")
@json_option
def show(ids: Sequence[str], lang: str, as_json: bool) -> None:
    """Show statements in full: date, parties, amount, caveat, and the passages they stand in."""
    opened = _record()
    found = [opened.statement(identifier) for identifier in ids]
    if as_json:
        print_json([statement.to_dict() for statement in found])
        return
    documents = {document.sha256: document for document in opened.documents()}
    click.echo("\n\n".join(told(statement, documents, opened.passage, lang) for statement in found))


@record.command(short_help="List the documents that were read.")
@json_option
def documents(as_json: bool) -> None:
    """List the documents that were read, what is known of them, and whether your copy is attached."""
    opened = _record()
    attached = {attachment.document.sha256 for attachment in opened.attachments()}
    known = opened.documents()
    if as_json:
        print_json([document.to_dict() | {"attached": document.sha256 in attached} for document in known])
        return
    for document in known:
        click.echo(_about(document, document.sha256 in attached))


def _about(document: Document, attached: bool) -> str:
    facts = [
        ("title", document.title),
        ("author", document.author),
        ("publisher", document.publisher),
        ("published", document.published),
        ("known from", document.note),
        ("address", document.url),
        ("characters", f"{document.characters:,}"),
        ("SHA-256", document.sha256),
        ("your copy", "attached" if attached else "not attached"),
    ]
    lines = [click.wrap_text(text, 100, f"  {label:<10} ", " " * 13) for label, text in facts if text]
    return "\n".join([document.name, *lines, ""])


@record.command(short_help="Attach your copy of a document.")
@click.argument("file", type=FILE)
@json_option
def attach(file: Path, as_json: bool) -> None:
    """Attach your copy of a document, if every quote stands in FILE; from then on its words are shown."""
    attached = _record().attach(file)
    if as_json:
        print_json(asdict(attached))
        return
    click.echo(f"Attached {attached.document.name}: {attached.quotes} quotes found, 0 missing.")


def _names(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [document.name for document in _record().documents() if document.name.startswith(incomplete)]


@record.command(short_help="Forget your copy of a document.")
@click.argument("name", shell_complete=_names)
@json_option
def detach(name: str, as_json: bool) -> None:
    """Forget your copy of the document NAME (its name, or the beginning of its SHA-256)."""
    opened = _record()
    chosen = [
        d for d in opened.documents() if d.name == name or (len(name) >= 6 and d.sha256.startswith(name))
    ]
    if len(chosen) != 1:
        raise NoData(f"{name} names no document of the record. `entrepot record documents` lists them.")
    opened.detach(chosen[0])
    if as_json:
        print_json({"detached": chosen[0].to_dict()})
        return
    click.echo(f"Detached {chosen[0].name}.")


@record.command(short_help="Look for every quote in a file.")
@click.option("--document", "file", type=FILE, required=True, help="The file to look into.")
@json_option
@click.pass_context
def verify(context: click.Context, file: Path, as_json: bool) -> None:
    """Look for every quote in a file, keep nothing; the last line counts. Exit code 5 if one is missing."""
    check = _record().check(file)
    if as_json:
        print_json(asdict(check))
    else:
        click.echo("\n".join(_findings(check, file)))
    if check.missing:
        context.exit(BadInput.exit_code)


def _findings(check: QuoteCheck, file: Path) -> list[str]:
    if check.document is None:
        head = f"{file.name}: no document of the record; {check.remark}."
    elif check.same:
        head = f"{file.name}: {check.document.name}, byte for byte as it was read."
    else:
        remark = check.remark or "another version of it"
        head = f"{file.name}: not {check.document.name} as it was read; {remark}."
    lines = [
        f"missing  {m.statement}  characters {m.quote.start} to {m.quote.end}, "
        f"lines {m.quote.first_line} to {m.quote.last_line}: {m.reason}"
        for m in (check.details if check.document else ())
    ]
    return [head, *lines, f"{check.found} quotes found, {check.missing} missing"]


@record.command(short_help="Load a pack of your own.")
@click.argument("pack", type=FILE)
@json_option
def load(pack: Path, as_json: bool) -> None:
    """Load a pack of your own, YAML in the form of those that ship.

    It takes the place of one that you loaded under the same name before; a pack that ships stays as it is.
    """
    name = _record().load(pack)
    print_json({"loaded": name}) if as_json else click.echo(f"Loaded {name}.")


def _record() -> Record:
    from entrepot.store.record import Record

    return Record.open()
