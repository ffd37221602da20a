"""`entrepot record re-anchor`: a new version of a document, and where the old quotes stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.corridors_tables import wrapped
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.signing import named, tell

if TYPE_CHECKING:
    from entrepot.sources.documents.anchored import Anchored
    from entrepot.store.record.versions import Reanchoring


@click.command("re-anchor", short_help="Find the quotes again in a new version.")
@click.argument("document")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--store", is_flag=True, help="Let quotes that stand or have moved point to the new version.")
@click.option("--accept", multiple=True, metavar="ID", help="Also the changed quotes of this statement.")
@click.option("--why", default="", help="The reason; the name of the new version by default.")
@click.option("--as", "who", metavar="NAME", default=None, help="Who says so.")
@json_option
def reanchor(
    document: str,
    file: Path,
    store: bool,
    accept: Sequence[str],
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Find the quotes of DOCUMENT (its name or hash) again in FILE, a new version of it, in any format.

    Without --store nothing is changed: what stands, moved, changed or vanished is listed. With it, quotes
    follow to the new version; a changed one only where you --accept its statement; a vanished one stays with
    the old version.
    """
    from entrepot.store.record import Record
    from entrepot.store.record.versions import new_version, store_version

    record = Record.open()
    found = new_version(record, document, file)
    if store:
        change = store_version(record, named(who), found, why=why, accept=accept)
        counts = _counts(found)
        return tell(change, f"{file.name} takes the place of {found.old.name}: {counts}.", as_json)
    if as_json:
        return print_json(found.to_dict())
    _list(found)
    click.echo(f"{file.name} against {found.old.name}: {_counts(found)}.")
    return note("Nothing was changed. With --store the quotes follow to the new version.")


def _counts(found: Reanchoring) -> str:
    told = [f"{number} {fate}" for fate, number in found.counts.items() if number]
    return ", ".join(told) or "no quotes"


def _list(found: Reanchoring) -> None:
    """What a person should look at: every quote that neither stands nor has merely moved."""
    for each in found.quotes:
        if each.fate.value in ("changed", "ambiguous", "vanished"):
            said = _difference(each.anchored) or each.anchored.quote.locator
            click.echo(
                wrapped(f"{each.fate.value} ({each.anchored.score:.0%}): {said}", f"{each.statement}  ")
            )


def _difference(anchored: Anchored) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(marks[what].format(words) for what, words in anchored.difference)
