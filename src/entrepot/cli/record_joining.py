"""`entrepot record merge` and `split`: several statements that are one, and one that is several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from entrepot.cli.output import json_option
from entrepot.cli.signing import opened, signed, tell


@click.command(short_help="Make one statement of several that say the same.")
@click.argument("kept", metavar="ID")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@signed
@json_option
def merge(kept: str, others: Sequence[str], who: str | None, why: str, as_json: bool) -> None:
    """Make one statement of several that say the same: ID stays and takes over the quotes of the others.

    What pointed to the others points to ID from then on. `record show OTHER` still tells where it went.
    """
    record, desk = opened(who)
    seen = {name: record.statement(name).revision for name in (kept, *others)}
    change = desk.merge(kept, others, based_on=seen, why=why)
    tell(change, f"{', '.join(others)} went into {kept}.", as_json)


@click.command(short_help="Make several statements of one.")
@click.argument("identifier", metavar="ID")
@click.argument("parts", metavar="FILE", type=click.Path(path_type=Path))
@signed
@json_option
def split(identifier: str, parts: Path, who: str | None, why: str, as_json: bool) -> None:
    """Make several statements of one: FILE is a pack (YAML, CSV or Excel) that holds the parts.

    To begin, `entrepot record export --ids ID -o parts.yml`, then write the parts in it, each with an
    id of its own.
    """
    from entrepot.sources.record_pack.files import read_any_pack

    record, desk = opened(who)
    statements = read_any_pack(parts).statements
    base = record.statement(identifier).revision
    change = desk.split(identifier, statements, based_on=base, why=why)
    names = ", ".join(statement.id for statement in statements)
    tell(change, f"{identifier} became {names}.", as_json)
