"""`entrepot corridors critical`: what is lost without each terminal, leg, passage, country, border point."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_asking import about_goods, asked, lanes_option, modes_option, remarks
from entrepot.cli.corridors_pairs import pairs_of, which_pairs
from entrepot.cli.output import json_option, print_json, print_table
from entrepot.cli.ticking import ticking
from entrepot.metadata.errors import NoData

if TYPE_CHECKING:
    from entrepot.analyses.corridors.network_questions import Criticality

WHAT = ("terminals", "legs", "passages", "countries", "border points")
BY = ("usd", "hours", "co2e", "delay", "generalised")
_NAME = 32
_BEST = {
    "usd": "cheapest",
    "hours": "fastest",
    "co2e": "greenest",
    "delay": "safest",
    "generalised": "best by price and time",
}


@click.command()
@click.option("--what", type=click.Choice(WHAT), default="terminals", show_default=True)
@click.option(
    "--by", type=click.Choice(BY), default="usd", show_default=True, help="What the best way is judged by."
)
@which_pairs
@modes_option
@about_goods
@lanes_option
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="How many to show.")
@click.option("--csv", "as_csv", is_flag=True, help="Print all as CSV.")
@json_option
def critical(
    what: str,
    by: str,
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
    """Find what most trade hangs on: each thing is taken away alone, and who used it is asked again.

    Only what the best way of some pair uses is looked at. First comes what leaves most trade without a way
    or makes it dearest. `--by generalised` adds to the price what the hours cost the owner of the goods: it
    needs --value.

    \b
    entrepot corridors critical --what passages
    entrepot corridors critical --what "border points" --modes rail,road --by hours
    entrepot corridors critical --what countries --pair Almaty Liège --pair Tashkent Antwerp
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_tables import print_csv

    corridors = asked(lanes)
    about = pairs_of(corridors, pair, pairs, capitals)
    given = () if about.origins else about.pairs  # the facade cites the trade when it weighs by it
    done: list[float] = []
    with ticking(lambda: done[-1] if done else None, doing=f"taking {what} away"):
        found = corridors.criticality(what, by=by, pairs=given, modes=modes, told=done.append, **consignment)  # type: ignore[arg-type]
    if as_json:
        from entrepot.cli.footnotes import plain

        print_json(plain(found.to_dict()))
    elif as_csv:
        print_csv(found.table)
    elif not len(found):
        raise NoData(f"The best ways of these pairs need none of the {what}: nothing hangs on them.")
    else:
        spots = (spot for each in about.pairs for spot in (each.origin, each.destination))
        _print(found, top, remarks(spots, modes), weighs=bool(about.weighed_by))


def _print(found: Criticality, top: int, more: list[str], weighs: bool) -> None:
    from entrepot.cli.corridors_tables import foot, number, share

    shown = found.table.rows()[:top]
    of, plural = "trade" if weighs else "all pairs", "" if found.pairs == 1 else "s"
    click.echo(f"{found.table.title}: {len(shown)} of {len(found)}, over {found.pairs:,} pair{plural}.")
    click.echo(
        f"used by: share of {of} whose {_BEST[found.objective.name]} way needs it; stranded: share that is "
        f"left\nwithout a way; loss: mean of what goes another way; total: relative loss over {of}.\n"
    )
    heads = (
        "name",
        "pairs",
        "used by",
        "stranded",
        f"loss {found.objective.unit}",
        "relative",
        "total",
        "code",
    )
    rows = [
        (
            _fitted(row["name"]),
            number(row["pairs"]),
            share(row["trade_share"]),
            share(row["stranded_share"]) if row["stranded_share"] else "–",
            number(row["loss"], 0 if found.objective.unit == "USD" else 1),
            share(row["relative_loss"], 0),
            share(row["total_loss"]),
            row["closure"].partition(":")[2],
        )
        for row in shown
    ]
    print_table(heads, rows, right=heads[1:-1])
    if found.without_route:
        more = [f"{found.without_route} pairs have no way to begin with.", *more]
    foot(found.table.caveat, found.table.origins, *more)


def _fitted(name: str) -> str:
    """A name that leaves room for its figures; the code beside it says which it is."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"
