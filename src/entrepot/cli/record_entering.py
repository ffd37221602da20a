"""`entrepot record add` and `correct`: statements entered and mended by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.output import harmless, json_option
from entrepot.cli.signing import identifier, opened, signed, tell
from entrepot.cli.statement_checks import tell_doubts
from entrepot.cli.statement_fields import codes, date, parties, with_fields
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import KINDS, Statement

if TYPE_CHECKING:
    from entrepot.metadata.statement import Document, Quote
    from entrepot.store.record import Record

FILE = click.Path(path_type=Path)


@click.command(short_help="Enter a statement by hand.")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("says", metavar="SENTENCE")
@click.option("--subject", required=True, help="The actor or place it is about.")
@click.option("--property", "said_of", default="is", help="What is said of the subject, such as “visited”.")
@click.option("--places", default="", help="Places it is about, such as “Belgium, KAZ”.")
@click.option("--date", "when", default="", help="EDTF: 2007-12-03, 2007-12, 2010/2012, 2008/..")
@click.option("--parties", "who_else", default="", help="Such as “Belgium: host; Ann: visitor (OSCE)”.")
@click.option(
    "--set", "fields", multiple=True, metavar="FIELD=VALUE", help="Any other field; may be repeated."
)
@click.option(
    "--quote",
    "quoted",
    nargs=2,
    multiple=True,
    metavar="FILE WORDS",
    help="The words that say so, and your copy of the document they stand in; may be repeated.",
)
@click.option("--id", "given", default="", help="Its identifier; one is made if you give none.")
@signed
@json_option
def add(
    kind: str,
    says: str,
    subject: str,
    said_of: str,
    places: str,
    when: str,
    who_else: str,
    fields: Sequence[str],
    quoted: Sequence[tuple[str, str]],
    given: str,
    who: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Enter a statement by hand: what kind it is, and the SENTENCE that says it in your words.

    \b
    entrepot record add event "Ann visited Astana for the chamber" --subject Ann --property visited \\
      --places "Belgium, Kazakhstan" --date 2026-11-03 --parties "Ann: visitor; Kazakhstan: host" \\
      --quote report.txt "arrived in Astana on 3 November" --why "mission report"
    """  # noqa: D301 - click's own marks
    statement = Statement(
        id=given or identifier(kind),
        kind=kind,
        subtype="",
        subject=subject,
        property=said_of,
        paraphrase={"en": says},
        places=codes(places),
        date=date(when),
        parties=parties(who_else),
        private=kind == "contact",
    )
    record, desk = opened(who)
    quotes, documents = _quotes(quoted)
    stated = replace(with_fields(statement, fields), quotes=quotes)
    if stated.kind == "contact":
        from entrepot.analyses.relations.network.contacts import check_contact

        check_contact(stated)
    change = desk.add(stated, why=why, documents=documents)
    tell(change, f"{stated.id}: {harmless(says)}", as_json, id=stated.id)
    tell_doubts(stated, lambda: [each.id for each in record.statements()])


@click.command(short_help="Correct a statement: fields, or in your editor.")
@click.argument("identifier", metavar="ID")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="A field; may be repeated.")
@click.option(
    "--based-on",
    "revision",
    type=click.IntRange(min=1),
    help="The revision you looked at; refused if somebody has changed it since. By default the last.",
)
@signed
@json_option
def correct(
    identifier: str,
    fields: Sequence[str],
    revision: int | None,
    who: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Correct a statement. Without --set it opens in your editor ($EDITOR), and is checked when you close it.

    \b
    entrepot record correct D3-EVT-017 --set date=2007-12 --why "the minutes give the month"
    """  # noqa: D301 - click's own marks
    record, desk = opened(who)
    found = record.statement(identifier)
    mended = with_fields(found, fields) if fields else _in_editor(record, found)
    if mended == found:
        raise UsageError(f"nothing was changed in {identifier}.")
    change = desk.correct(replace(mended, revision=revision or found.revision), why=why)
    tell(change, f"{identifier} is corrected.", as_json)
    tell_doubts(mended, lambda: [each.id for each in record.statements()])


def _in_editor(record: Record, found: Statement) -> Statement:
    """The statement as the user leaves it in the editor, read as strictly as a pack."""
    from tempfile import TemporaryDirectory

    from entrepot.sources.record_pack.pack import Pack
    from entrepot.sources.record_pack.reader import read_pack
    from entrepot.sources.record_pack.writer import write_pack

    cited = {quote.document for quote in found.quotes}
    papers = tuple(document for document in record.documents() if document.sha256 in cited)
    text = write_pack(
        Pack("correction", "Edit the statement below, save and close", "", "", papers, (found,))
    )
    edited = click.edit(text, extension=".yml")
    if edited is None:
        raise UsageError("the editor was closed without saving; nothing was changed.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "correction.yml"
        path.write_text(edited, encoding="utf-8")
        (mended,) = read_pack(path).statements
    if mended.id != found.id:
        raise UsageError(f"the identifier {found.id} cannot be changed; retract it and add another.")
    return mended


def _quotes(quoted: Sequence[tuple[str, str]]) -> tuple[tuple[Quote, ...], tuple[Document, ...]]:
    """Where the words stand, and the documents that they stand in."""
    from entrepot.sources.record_pack.locate import describe, locate

    quotes, documents = [], {}
    for file, words in quoted:
        document, text = describe(Path(file))
        documents[document.sha256] = document
        places = locate(document, text, words)
        if len(places) > 1:
            raise UsageError(f"{file}: “{words}” stands there {len(places)} times. Give more of the words.")
        quotes.append(places[0])
    return tuple(quotes), tuple(documents.values())
