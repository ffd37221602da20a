"""`entrepot record quote`: where words stand in a document, as a pack wants it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from entrepot.cli.output import json_option, note, print_json


@click.command(short_help="Say where words stand in a document, as a pack wants it.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True)
@json_option
def quote(file: Path, words: tuple[str, ...], as_json: bool) -> None:
    """Print what a pack says of a passage of FILE: the document's hash, the characters, the passage's hash.

    The words themselves are not in them. Each argument is one passage; put it in quotation marks.

    \b
    entrepot record quote treaty.txt "entered into force on 1 November 1960"
    """  # noqa: D301 - click's own marks
    from entrepot.sources.record_pack.locate import describe, locate

    document, text = describe(file)
    found = [located for passage in words for located in locate(document, text, passage)]
    if as_json:
        print_json({"document": document.to_dict(), "quotes": [asdict(each) for each in found]})
        return
    name = json.dumps(document.name, ensure_ascii=False)
    made = ""
    if document.reader:  # its text is not its bytes
        made = f", reader: {json.dumps(document.reader)}, text_sha256: {document.text_sha256}"
    click.echo(f"- {{name: {name}, sha256: {document.sha256}, characters: {document.characters}{made}}}")
    click.echo("  quotes:")
    for each in found:
        click.echo(
            f"    - {{document: {name}, start: {each.start}, end: {each.end}, "
            f"first_line: {each.first_line}, last_line: {each.last_line}, sha256: {each.sha256}}}"
        )
    if len(found) > len(words):
        note("Some words stand in several places: keep the line of the passage that is meant.")
