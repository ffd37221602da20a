"""`entrepot read`: what a document seems to say, as drafts that a person accepts, corrects or rejects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.drafts_text import print_drafts
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.statement_fields import date
from entrepot.metadata.draft import Decision

if TYPE_CHECKING:
    from entrepot.metadata.draft import Draft
    from entrepot.sources.documents.read_text import ReadText
    from entrepot.store.record import Record
    from entrepot.store.record.drafts import Kept


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--language", type=click.Choice(["auto", "en", "fr"]), default="auto", help="Language of the document."
)
@click.option("--published", default="", metavar="EDTF", help="When it was published: places “last July”.")
@click.option("--names", "new_names", is_flag=True, help="Look for new names too; needs entrepot[reading].")
@click.option("--dry-run", is_flag=True, help="Print the drafts, and keep neither them nor the copy.")
@json_option
def read(file: Path, language: str, published: str, new_names: bool, dry_run: bool, as_json: bool) -> None:
    """Read a document (txt, html, docx, pdf) and draft what it seems to say; nothing enters the record.

    Each draft has the exact words it rests on, and the doubts a person should look at. Go through them with
    `entrepot drafts review`, or in bulk with `accept`, `reject`, or a table. Your copy of the document stays
    in your own store, so that quotes show their words.

    \b
    entrepot read report.pdf --published 2026-03
    entrepot drafts review report.pdf
    """  # noqa: D301 - click's own marks
    from entrepot.sources.documents.reader import read_document
    from entrepot.store.record import Record

    given = read_document(file)
    if when := date(published):
        given = replace(given, document=replace(given.document, published=when.edtf))
    record = Record.open()
    drafts = _drafts(record, given, language, new_names)
    if dry_run:
        return _tell(file, drafts, None, as_json)
    kept = _keep(record, given, file, drafts)
    return _tell(file, drafts, kept, as_json)


def _drafts(record: Record, given: ReadText, language: str, new_names: bool) -> tuple[Draft, ...]:
    from entrepot.analyses.reading.names import find_names
    from entrepot.analyses.reading.read import read as drafted
    from entrepot.analyses.reading.scan import language_of, words_of
    from entrepot.analyses.relations.cast import cast
    from entrepot.analyses.relations.tenures import tenures

    known = record.statements()
    spoken = language_of(words_of(given.text).keys) if language == "auto" else language
    return drafted(
        given.text,
        given.document,
        cast(known),
        tenures=tenures(known),
        language=spoken,
        entities=find_names(given.text, spoken) if new_names else (),
        tables=given.tables,
    )


def _keep(record: Record, given: ReadText, file: Path, drafts: tuple[Draft, ...]) -> Kept:
    from entrepot.store.record.drafts import keep
    from entrepot.store.record.own_copy import keep_copy

    kept = keep(record, drafts, given.document)
    keep_copy(record, given.document, file.name, given.text)
    return kept


def _tell(file: Path, drafts: tuple[Draft, ...], kept: Kept | None, as_json: bool) -> None:
    if as_json:
        return print_json([draft.to_dict() for draft in drafts])
    if not drafts:
        return click.echo(f"{file.name}: the reader's rules find nothing to propose in it.")
    print_drafts(drafts)
    click.echo(f"\n{file.name}: {len(drafts)} drafts. None of them is in the record yet.")
    if kept is None:
        return note("A dry run: neither drafts nor copy were kept.")
    if kept.decided:
        waiting = len(drafts) - kept.decided
        note(f"{kept.decided} were decided on before and stay so; {waiting} wait.")
    return note(
        f"Next: entrepot drafts review {file.name}   |   entrepot drafts export -o drafts.csv. "
        f"Drafts wait under “{Decision.PENDING.value}” until somebody decides."
    )
