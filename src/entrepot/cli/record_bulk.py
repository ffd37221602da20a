"""`entrepot record load`: statements in bulk, with a dry run that shows what would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import harmless, json_option, note, print_json
from entrepot.cli.signing import named, tell
from entrepot.cli.statement_checks import with_codes

if TYPE_CHECKING:
    from entrepot.metadata.change import Change, Edit
    from entrepot.sources.record_pack.pack import Pack
    from entrepot.store.record import Record

_LONGEST = 60
_CONTEXT = 15


@click.command(short_help="Load a pack: YAML, CSV or Excel; with a dry run.")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--country", "countries", multiple=True, help="Of an IATI file, only what is for this country.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--corrections",
    is_flag=True,
    help="Take the statements as corrections of what is there and as additions, not as a pack.",
)
@click.option("--why", default="", help="The reason, for corrections; the file's name by default.")
@click.option("--as", "who", metavar="NAME", default=None, help="Who loads it; see `entrepot record add`.")
@json_option
def load(
    pack: Path,
    countries: Sequence[str],
    dry_run: bool,
    corrections: bool,
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Load a pack: YAML as those that ship, an Excel file, a folder or zip of CSV files, or an IATI file.

    It takes the place of one that you loaded under the same name before: what is new is added, what differs
    corrected, what is gone retracted, in one change. What somebody corrected here since stays, and is told.

    A table of statements alone, or any file with --corrections, corrects the statements that are there and
    adds the others; refused where somebody changed one since the revision in the file.
    """
    from entrepot.sources.record_pack.files import read_any_pack
    from entrepot.store.record import Record

    record = Record.open()
    read = _iati(pack, countries) if _is_iati(pack) else read_any_pack(pack, record.documents())
    read = replace(read, statements=with_codes(read.statements, pack))
    name = "" if corrections else read.name
    edits, store = _meant(record, read, name, named(who), why or f"corrections in {pack.name}")
    if dry_run:
        return _tell_dry_run(name or pack.name, edits, as_json)
    change = store()
    if as_json:
        return print_json({"loaded": name or pack.name, "change": change.to_dict()})
    tell(change, f"Loaded {name or pack.name}: {counted(edits)}.", as_json=False)
    return _tell_kept(edits)


def _is_iati(path: Path) -> bool:
    return path.name.lower().endswith((".xml", ".xml.gz"))


def _iati(path: Path, countries: Sequence[str]) -> Pack:
    """Projects and sums of an IATI file as statements; what was left out is told."""
    from entrepot.sources.iati.statements import drafted

    made = drafted(path, countries=countries)
    for left in made.set_apart:
        note(left)
    return made.pack


def _meant(
    record: Record, read: Pack, name: str, who: str, why: str
) -> tuple[tuple[Edit, ...], Callable[[], Change]]:
    """What loading would do, and what does it: as a pack if it has a name, else as corrections."""
    from entrepot.store.record.corrections import enter, preview

    if name:
        desk = record.desk(who)
        return desk.preview(read), lambda: desk.load(read)
    made, said = record.engine, read.statements
    return preview(made, said), lambda: enter(made, who, said, why=why, documents=read.documents)


def counted(edits: Sequence[Edit]) -> str:
    """How many edits of each kind: "3 added, 1 corrected"."""
    words = {"add": "added", "correct": "corrected", "retract": "retracted"}
    told = Counter(edit.verb.value for edit in edits if not edit.remark)
    return ", ".join(f"{n} {words.get(verb, verb)}" for verb, n in told.items()) or "nothing changes"


def tell_edits(edits: Sequence[Edit]) -> None:
    """Each edit: the statement, what is done to it, and its fields before and after."""
    for edit in edits:
        remark = f"  ({edit.remark})" if edit.remark else ""
        click.echo(harmless(f"{edit.verb.value:<9} {edit.statement}{remark}"))
        for field in edit.fields if edit.verb.value != "add" else ():
            for line in differing(field.field, field.before, field.after):
                click.echo(f"            {harmless(line)}")


def _tell_dry_run(name: str, edits: Sequence[Edit], as_json: bool) -> None:
    if as_json:
        return print_json({"pack": name, "edits": [edit.to_dict() for edit in edits]})
    tell_edits(edits)
    click.echo(f"{name}: {counted(edits)}.")
    return note("A dry run: nothing was stored.")


def _tell_kept(edits: Sequence[Edit]) -> None:
    kept = [edit for edit in edits if edit.remark]
    for edit in kept:
        note(harmless(f"{edit.statement}: {edit.remark}"))


def differing(name: str, before: Any, after: Any) -> list[str]:
    """A field before and after, a line each part that differs; long texts from where they part."""
    if isinstance(before, dict) and isinstance(after, dict):
        parts = [part for part in {**before, **after} if before.get(part) != after.get(part)]
        return [
            line for part in parts for line in differing(f"{name}.{part}", before.get(part), after.get(part))
        ]
    was, now = _text(before), _text(after)
    same = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), 0)
    start = max(0, same - _CONTEXT) if max(len(was), len(now)) > _LONGEST else 0
    return [f"{name}: {_cut(was, start)} → {_cut(now, start)}"]


def _text(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "nothing"
    return value if isinstance(value, str) else str(value)


def _cut(text: str, start: int) -> str:
    kept = text[start : start + _LONGEST]
    return f"{'…' if start else ''}{kept}{'…' if start + _LONGEST < len(text) else ''}"
