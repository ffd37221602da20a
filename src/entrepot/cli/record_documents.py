"""`entrepot record documents`, `attach`, `detach`, `verify`: what was read, and the user's copies of it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.output import harmless, json_option, print_json
from entrepot.metadata.errors import BadInput, NoData
from entrepot.metadata.statement import Document

if TYPE_CHECKING:
    from entrepot.store.record import QuoteCheck, Record

FILE = click.Path(path_type=Path)


@click.command(short_help="List the documents that were read.")
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
        click.echo(harmless(_about(document, document.sha256 in attached)))


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


@click.command(short_help="Attach your copy of a document.")
@click.argument("file", type=FILE)
@json_option
def attach(file: Path, as_json: bool) -> None:
    """Attach your copy of a document, if every quote stands in FILE; from then on its words are shown."""
    attached = _record().attach(file)
    if as_json:
        print_json(asdict(attached))
        return
    click.echo(harmless(f"Attached {attached.document.name}: {attached.quotes} quotes found, 0 missing."))


def _names(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [document.name for document in _record().documents() if document.name.startswith(incomplete)]


@click.command(short_help="Forget your copy of a document.")
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
    click.echo(harmless(f"Detached {chosen[0].name}."))


@click.command(short_help="Look for every quote in a file.")
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


def _record() -> Record:
    from entrepot.store.record import Record

    return Record.open()
