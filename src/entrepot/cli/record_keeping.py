"""`entrepot record backup`, `recover`, `erase`, `accesses`: keeping the record, and keeping to the law."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.asking import table
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.signing import opened, signed

if TYPE_CHECKING:
    from entrepot.store.record.backup import Backup

FILE = click.Path(path_type=Path)


@click.command(short_help="Write the whole record into one file.")
@click.argument("file", type=FILE)
@json_option
def backup(file: Path, as_json: bool) -> None:
    """Write the whole record, its history and your copies of documents into one file.

    It is the same whether the record is kept in SQLite or in PostgreSQL, so it also moves it from one to the
    other. It holds personal data where the record does: keep it as safely.
    """
    from entrepot.store.record import Record
    from entrepot.store.record.backup import backup

    done = backup(Record.open().engine, file)
    if as_json:
        return print_json(asdict(done))
    return click.echo(f"Backed up {_counted(done)} to {file}.")


@click.command(short_help="Put a backup back.")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Put it in the place of the record that is there.")
@json_option
def recover(file: Path, replace: bool, as_json: bool) -> None:
    """Put a backup back: into your record, or into the one that ENTREPOT_RECORD names.

    Refused where something was entered already, unless you say --replace; then a backup of that is wise.
    """
    from entrepot.store.record import Record
    from entrepot.store.record.backup import restore

    done = restore(file, Record.open().engine, replace=replace)
    if as_json:
        return print_json(asdict(done))
    return click.echo(f"Recovered {_counted(done)} from {file}.")


def _counted(done: Backup) -> str:
    return f"{done.statements:,} statements and {done.rows['change']:,} changes (digest {done.sha256[:12]}…)"


@click.command(short_help="Erase what is on record of a person.")
@click.argument("person")
@click.option("--public-too", is_flag=True, help="Also statements on public roles that name the person.")
@click.confirmation_option(prompt="What is erased cannot be put back, not even by undo. Go on?")
@signed
@json_option
def erase(person: str, public_too: bool, who: str | None, why: str, as_json: bool) -> None:
    """Erase what is on record of a PERSON beyond public roles, in every revision, draft and index.

    The log keeps that somebody was erased, by whom and why, and not who it was: do not name the person in
    --why. Backups made before still hold the data.
    """
    _, desk = opened(who)
    change = desk.erase(person, why=why, public_too=public_too)
    count = sum((change.counts or {}).values())
    if as_json:
        return print_json(change.to_dict())
    click.echo(f"Erased: {count} statements.")
    return note("Backups and exports made before still hold the data.")


@click.command(short_help="Who took personal data out, and why.")
@json_option
def accesses(as_json: bool) -> None:
    """Who exported, looked at or erased personal data, when and why."""
    from entrepot.store.record import Record

    log = Record.open().accesses()
    if as_json:
        return print_json([each.to_dict() for each in log])
    if not log:
        return click.echo("Nobody has taken out personal data.")
    rows = [(str(e.number), f"{e.at:%Y-%m-%d %H:%M}", e.who, e.what, e.why) for e in log]
    return table(("number", "when (UTC)", "who", "what", "why"), rows, right=("number",))
