"""`entrepot record load`: statements in bulk, with a dry run that shows what would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.signing import named, tell

if TYPE_CHECKING:
    from entrepot.metadata.change import Edit

_LONGEST = 60


@click.command(short_help="Load a pack: YAML, CSV or Excel; with a dry run.")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--as", "who", metavar="NAME", default=None, help="Who loads it; see `entrepot record add`.")
@json_option
def load(pack: Path, dry_run: bool, who: str | None, as_json: bool) -> None:
    """Load a pack: YAML as those that ship, an Excel file, or a folder or zip of CSV files.

    It takes the place of one that you loaded under the same name before: what is new is added, what differs
    corrected, what is gone retracted, in one change. What somebody corrected here since stays, and is told.
    """
    from entrepot.sources.record_pack import read_any_pack
    from entrepot.store.record import Record

    read = read_any_pack(pack)
    desk = Record.open().desk(named(who))
    edits = desk.preview(read)
    if dry_run:
        return _tell_dry_run(read.name, edits, as_json)
    change = desk.load(read)
    if as_json:
        return print_json({"loaded": read.name, "change": change.to_dict()})
    tell(change, f"Loaded {read.name}: {counted(edits)}.", as_json=False)
    return _tell_kept(edits)


def counted(edits: Sequence[Edit]) -> str:
    """How many edits of each kind: "3 added, 1 corrected"."""
    words = {"add": "added", "correct": "corrected", "retract": "retracted"}
    told = Counter(edit.verb.value for edit in edits if not edit.remark)
    return ", ".join(f"{n} {words.get(verb, verb)}" for verb, n in told.items()) or "nothing changes"


def tell_edits(edits: Sequence[Edit]) -> None:
    """Each edit: the statement, what is done to it, and its fields before and after."""
    for edit in edits:
        click.echo(f"{edit.verb.value:<9} {edit.statement}{f'  ({edit.remark})' if edit.remark else ''}")
        for field in edit.fields if edit.verb.value != "add" else ():
            click.echo(f"            {field.field}: {shown(field.before)} → {shown(field.after)}")


def _tell_dry_run(name: str, edits: Sequence[Edit], as_json: bool) -> None:
    if as_json:
        return print_json({"pack": name, "edits": [edit.to_dict() for edit in edits]})
    tell_edits(edits)
    click.echo(f"{name}: {counted(edits)}.")
    return note("A dry run: nothing was stored.")


def _tell_kept(edits: Sequence[Edit]) -> None:
    kept = [edit for edit in edits if edit.remark]
    for edit in kept:
        note(f"{edit.statement}: {edit.remark}")


def shown(value: Any) -> str:
    """A value before or after, short enough for a line."""
    if value is None or value in ("", [], {}):
        return "nothing"
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
