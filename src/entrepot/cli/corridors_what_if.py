"""`entrepot corridors what-if`: the library of named differences, what each says, whose routes it changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_asking import (
    about_goods,
    asked,
    lanes_option,
    modes_option,
    remarks,
)
from entrepot.cli.corridors_asking import what_if as found_what_if
from entrepot.cli.corridors_pairs import pairs_of, which_pairs
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.cli.ticking import ticking

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from entrepot.metadata.corridors import Difference


def _names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from entrepot.sources.corridors import ready

    return [CompletionItem(one.name, help=one.title) for one in ready() if one.name.startswith(begun)]


@click.group("what-if")
def what_if() -> None:
    """Named differences from the layer: what is closed, changed or added. The data stay as they are.

    A library ships; a difference of your own is a YAML file in the same form, named by its path.
    """


@what_if.command("list")
@json_option
def list_them(as_json: bool) -> None:
    """List the differences that ship."""
    from entrepot.cli.footnotes import plain
    from entrepot.sources.corridors import ready

    if as_json:
        print_json(plain(ready()))
        return
    print_table(("name", "what if", "says"), [(one.name, one.title, _counted(one)) for one in ready()])
    note("`entrepot corridors what-if show NAME` tells what one says, `… compare NAME` whose routes change.")


@what_if.command(short_help="Show what a difference says.")
@click.argument("name", metavar="NAME|FILE", shell_complete=_names)
@json_option
def show(name: str, as_json: bool) -> None:
    """Show what a difference closes, changes and adds, and who says so."""
    from entrepot.cli.corridors_what_if_text import told
    from entrepot.cli.footnotes import plain
    from entrepot.sources.corridors import layer

    one = found_what_if(name, layer())
    print_json(plain(one)) if as_json else click.echo(told(one, layer()))


@what_if.command(short_help="Say whose routes a difference changes.")
@click.argument("names", metavar="NAME|FILE...", nargs=-1, required=True, shell_complete=_names)
@which_pairs
@modes_option
@about_goods
@lanes_option
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Of many pairs, how many.")
@click.option("--csv", "as_csv", is_flag=True, help="Print every pair as CSV.")
@json_option
def compare(
    names: tuple[str, ...],
    pair: tuple[tuple[str, str], ...],
    pairs: Path | None,
    capitals: bool,
    modes: tuple[str, ...],
    lanes: tuple[Path, ...],
    top: int,
    as_csv: bool,
    as_json: bool,
    **consignment: Any,
) -> None:
    """Say whose routes a new link, service, rate or closure changes; several, each alone, side by side.

    \b
    entrepot corridors what-if compare cku-railway --modes rail,road
    entrepot corridors what-if compare mine.yml --pair Almaty Liège --pair Osh Duisburg
    entrepot corridors what-if compare suez-closed red-sea hormuz-closed
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_effect import as_dict
    from entrepot.cli.corridors_effect_text import print_effect
    from entrepot.cli.corridors_tables import print_rows_as_csv
    from entrepot.cli.corridors_what_if_text import print_side_by_side

    corridors = asked(lanes)
    differences = [found_what_if(name, corridors.network.layer) for name in dict.fromkeys(names)]
    about = pairs_of(corridors, pair, pairs, capitals)
    with ticking(lambda: None, doing="asking"):
        found = [corridors.effect(one, pairs=about.pairs, modes=modes, **consignment) for one in differences]
    if as_json:
        print_json([as_dict(one) for one in found])
    elif as_csv:
        named = [{"difference": one.difference.name, **row} for one in found for row in one.table.rows()]
        print_rows_as_csv(("difference", *found[0].table.data.columns), named)
    else:
        more = remarks((spot for each in about.pairs for spot in (each.origin, each.destination)), modes)
        if len(found) == 1:
            print_effect(found[0], about.weighed_by, top, more, about.origins)
        else:
            print_side_by_side(found, about.weighed_by, more, about.origins)


def _counted(one: Difference) -> str:
    counts = (("closes", one.closures), ("changes", one.changes), ("adds", one.additions))
    return ", ".join(f"{verb} {len(things)}" for verb, things in counts if things)
