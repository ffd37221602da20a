"""`entrepot record export`: the record, or a part of it, in the format that the file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.asking import of_kinds_and_places
from entrepot.cli.moments import MOMENT, moment
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.private_data import for_a_reason
from entrepot.cli.record_writers import WRITERS, Writer, Written, iati, selection
from entrepot.cli.signing import named
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import Place

if TYPE_CHECKING:
    from entrepot.sources.record_pack.pack import Pack

FORMATS = {
    "yaml": "a pack, to be edited and loaded again",
    "csv": "a pack as tables: a folder, or one zip",
    "xlsx": "a pack as an Excel file",
    "ics": "dates for a calendar",
    "geojson": "places for a map",
    "jsonld": "linked data: schema.org, W3C annotations, PROV",
    "ftm": "FollowTheMoney entities",
    "iati": "aid and projects as IATI 2.03",
    "sqlite": "a read-only database for Datasette",
}
_SUFFIXES = {
    ".yml": "yaml",
    ".yaml": "yaml",
    ".csv": "csv",
    ".zip": "csv",
    "": "csv",
    ".xlsx": "xlsx",
    ".ics": "ics",
    ".geojson": "geojson",
    ".jsonld": "jsonld",
    ".ftm": "ftm",
    ".jsonl": "ftm",
    ".xml": "iati",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}


@click.command(short_help="Write the record in a format of your choice.")
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), required=True, help="The file.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="By default what the name ends in.")
@of_kinds_and_places
@click.option("--ids", multiple=True, metavar="ID", help="Only this statement; may be repeated.")
@click.option(
    "--pack", metavar="NAME", help="This pack, with its own head: loaded again, it changes nothing."
)
@click.option("--as-of", metavar="MOMENT", help=f"The record as it then was. {MOMENT}")
@for_a_reason
@click.option(
    "--publisher",
    nargs=3,
    metavar="REF NAME TYPE",
    help="For IATI, who reports: identifier, name, code of the type, such as 10 for a government.",
)
@json_option
def export(
    path: Path,
    form: str | None,
    kinds: Sequence[str],
    places: Sequence[Place],
    ids: Sequence[str],
    pack: str | None,
    as_of: str | None,
    reason: str | None,
    publisher: tuple[str, str, str] | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Write the record, or a part of it, in a format of your choice; what the format cannot hold is told.

    \b
    entrepot record export -o record.yml                     a pack, to be edited and loaded again
    entrepot record export -o kazakhstan.xlsx --place KAZ    the same as an Excel file
    entrepot record export -o dates.ics --kind event         dates for a calendar
    entrepot record export -o public.db                      a database that Datasette opens
    entrepot record export -o aid.xml --publisher XM-DAC-2 Belgium 10
    """  # noqa: D301 - click's own marks
    from entrepot.store.record import Record
    from entrepot.store.record.packs import pack_of

    record = Record.open()
    write = _writer(form or _format_of(path), publisher)
    private = reason is not None
    if pack:
        given = pack_of(record.engine, pack, private=private)
    else:
        codes = [place.code for place in places]
        chosen = record.statements(kinds=kinds, places=codes, ids=ids, as_of=moment(as_of), private=private)
        given = selection(chosen, record.documents())
    if not given.statements:
        raise NoData("the record has no such statement. Ask for fewer kinds, places or identifiers.")
    if reason is not None:
        held = sum(statement.private for statement in given.statements)
        record.log_access(named(who), f"exported {held} private statements to {path.name}", reason)
    written = _for_you_alone(write, given, path) if private else write(given, path, private)
    if as_json:
        return print_json(
            {"written": str(path), "statements": len(given.statements), "losses": list(written.losses)}
        )
    return note(f"{len(given.statements)} statements to {path}{written.told}")


def _for_you_alone(write: Writer, given: Pack, path: Path) -> Written:
    """Write what holds private statements so that nobody else on this machine can read it."""
    before = os.umask(0o077)
    try:
        return write(given, path, True)
    finally:
        os.umask(before)


def _writer(form: str, publisher: tuple[str, str, str] | None) -> Writer:
    if form != "iati":
        return WRITERS[form]
    if publisher is None:
        raise UsageError("IATI asks who reports: say --publisher REF NAME TYPE, such as XM-DAC-2 Belgium 10.")
    return iati(*publisher)


def _format_of(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    known = ", ".join(filter(None, _SUFFIXES))
    raise UsageError(f"{path.name}: what form is that? End the name in {known}, or say --format.")
