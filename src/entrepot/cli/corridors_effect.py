"""`entrepot corridors effect`: what a closure or a what-if does to many pairs of places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_asking import (
    about_goods,
    asked,
    lanes_option,
    listed,
    modes_option,
    remarks,
    supposed,
)
from entrepot.cli.corridors_pairs import pairs_of, which_pairs
from entrepot.cli.output import json_option, print_json
from entrepot.cli.ticking import ticking

if TYPE_CHECKING:
    from entrepot.analyses.corridors.network_questions import Effect


@click.command()
@click.option("--close", multiple=True, metavar="LIST", help="“Russia,Suez”, terminals, borders, “winter”.")
@click.option(
    "--what-if", "what_ifs", multiple=True, metavar="NAME|FILE", help="A difference from the layer."
)
@which_pairs
@modes_option
@about_goods
@lanes_option
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Of many pairs, how many.")
@click.option("--csv", "as_csv", is_flag=True, help="Print every pair as CSV.")
@json_option
def effect(
    close: tuple[str, ...],
    what_ifs: tuple[str, ...],
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
    """Say what a closure or a what-if does to pairs of places: the best before and after, four criteria.

    The four bests of a pair are of four ways as a rule: the fastest is not the cheapest. Where no way is
    left, that is said, and no number stands in its place. Capacity is not modelled: goods that must go
    another way all find room there.

    \b
    entrepot corridors effect --close Russia,Caspian --pair Almaty Liège --pair Tashkent Antwerp
    entrepot corridors effect --close Suez
    entrepot corridors effect --what-if khorgos-closed --pairs mine.csv --modes rail,road,sea,ferry
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_effect_text import print_effect
    from entrepot.cli.corridors_tables import print_csv

    corridors = asked(lanes)
    difference = supposed(what_ifs, listed(close), corridors.network.layer)
    about = pairs_of(corridors, pair, pairs, capitals)
    with ticking(lambda: None, doing="asking"):
        found = corridors.effect(difference, pairs=about.pairs, modes=modes, **consignment)
    if as_json:
        print_json(as_dict(found))
    elif as_csv:
        print_csv(found.table)
    else:
        spots = (spot for each in about.pairs for spot in (each.origin, each.destination))
        print_effect(found, about.weighed_by, top, remarks(spots, modes), about.origins)


def as_dict(found: Effect) -> dict[str, Any]:
    """The answer in JSON form: what is otherwise, how many pairs lose, and each pair."""
    from entrepot.cli.corridors_effect_text import means, tally
    from entrepot.cli.footnotes import plain

    shown = plain(found.to_dict())
    return {"difference": plain(found.difference), "statuses": tally(found), "means": means(found), **{
        key: value for key, value in shown.items() if key == "table"
    }}  # fmt: skip
