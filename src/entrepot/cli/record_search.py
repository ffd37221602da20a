"""`entrepot record search`: words in statements, in any language, and in quotes where a copy is attached."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from entrepot.cli.asking import in_language, of_kinds_and_places
from entrepot.cli.corridors_tables import wrapped
from entrepot.cli.output import harmless, json_option, note, print_json
from entrepot.cli.statement import when
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import Place

if TYPE_CHECKING:
    from entrepot.store.record.search_hits import Excerpt, Hit


@click.command(short_help="Find words in statements and in quotes.")
@click.argument("words", nargs=-1, required=True)
@of_kinds_and_places
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Most to show.")
@in_language
@json_option
def search(
    words: Sequence[str], kinds: Sequence[str], places: Sequence[Place], limit: int, lang: str, as_json: bool
) -> None:
    """Find words in statements, their parties and places, and in quotes where your copy is attached.

    All words must be there. Accents and capitals do not count, and places are found by their names in five
    languages. Also, with quotation marks around all: "an exact phrase", begin*, either OR other, -without.

    \b
    entrepot record search visite ambassadeur
    entrepot record search 'Льеж "air cargo" -Uzbekistan'
    """  # noqa: D301 - click's own marks
    from entrepot.store.record import Record

    asked = " ".join(words)
    hits = Record.open().search(asked, kinds=kinds, places=[place.code for place in places], limit=limit)
    if as_json:
        return print_json([hit.to_dict() for hit in hits])
    if not hits:
        raise NoData(f"nothing on record has {asked}. Try fewer words, or the beginning of one: visit*.")
    for hit in hits:
        _tell(hit, lang)
    more = f" There may be more: --limit {min(1000, limit * 5)}." if len(hits) == limit else ""
    return note(f"{len(hits)} statements.{more} `entrepot record show ID` tells where one stands.")


def _tell(hit: Hit, lang: str) -> None:
    said = hit.statement
    date = f" ({when(said.date)})" if when(said.date) else ""
    click.echo(f"{said.id}  {said.kind}{date}")
    click.echo(wrapped(said.says(lang), "  "))
    if hit.excerpt.text and hit.excerpt.what == "quote":
        click.echo(f"    “{_marked(hit.excerpt)}”")


def _marked(excerpt: Excerpt) -> str:
    """The excerpt with what was found set off."""
    plain = "NO_COLOR" in os.environ or not sys.stdout.isatty()
    text = harmless(excerpt.text)  # as long as before: marks count its characters
    told, last = [], 0
    for start, end in excerpt.marks:
        found = text[start:end]
        told += [text[last:start], f"«{found}»" if plain else click.style(found, bold=True)]
        last = end
    return " ".join("".join([*told, text[last:]]).split())
