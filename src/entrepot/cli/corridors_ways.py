"""`entrepot corridors ways`: how many ways share nothing, and what few things cut them all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_asking import about_goods, asked, lanes_option, listed, modes_option, point
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.metadata.errors import NoData

if TYPE_CHECKING:
    from entrepot.analyses.corridors.network import Network
    from entrepot.analyses.corridors.network_questions import Ways
    from entrepot.metadata.corridors import Route

APART = ("terminals", "legs", "countries", "border points")


@click.command()
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option(
    "--by", type=click.Choice(APART), default="terminals", show_default=True, help="What none share."
)
@click.option("--avoid", multiple=True, metavar="LIST", help="What is closed already: “Russia,winter”.")
@modes_option
@about_goods
@lanes_option
@json_option
def ways(
    origin: str,
    destination: str,
    by: str,
    avoid: tuple[str, ...],
    modes: tuple[str, ...],
    lanes: tuple[Path, ...],
    as_json: bool,
    **consignment: Any,
) -> None:
    """Count the ways from FROM to TO that share no terminal, leg, country or border point; name the cut.

    Each way is the fastest of its kind. A flight crosses no border point on land, and few countries of
    transit stand in its way: say --modes where aircraft are no choice.

    \b
    entrepot corridors ways Almaty Liège --by countries --modes rail,road,ferry,sea
    entrepot corridors ways Almaty Liège --by "border points" --modes rail
    """  # noqa: D301 - click's own marks
    corridors = asked(lanes)
    layer = corridors.network.layer
    for place in (origin, destination):
        point(place, layer)  # tells a mended typo
    pair, closed = corridors.between(origin, destination), listed(avoid)
    found = pair.ways_apart(
        by, modes=modes, avoid=closed, **consignment  # type: ignore[arg-type]
    )  # fmt: skip
    if as_json:
        from entrepot.cli.footnotes import plain

        print_json(plain(found.to_dict()))
    elif found.at_most == 0:
        raise NoData(pair.no_route(modes=modes, avoid=closed, **consignment).message)
    else:
        _print(corridors.network, found)


def _print(network: Network, found: Ways) -> None:
    from entrepot.cli.corridors_tables import foot, wrapped
    from entrepot.cli.route_text import words_of
    from entrepot.metadata.origin import join

    click.echo(wrapped(found.message))
    if not found.routes:
        return
    words = words_of(network, "en")
    heads = ("", "days", "USD", "kg CO2e", "delay h", "km", "by")
    rows = [
        (
            str(number),
            f"{route.hours.typical / 24.0:.1f}",
            f"{route.usd.typical:,.0f}",
            f"{route.co2e.typical:,.0f}",
            f"{route.delay:.0f}",
            f"{route.km:,.0f}",
            words.modes(route),
        )
        for number, route in enumerate(found.routes, start=1)
    ]
    click.echo()
    print_table(heads, rows, right=heads[:-1])
    click.echo()
    for number, route in enumerate(found.routes, start=1):
        click.echo(wrapped(_passed(network, found, route), f"{number:>2}  "))
    if found.cut:
        click.echo(
            f"\nClose these {len(found.cut)} and no way is left:" if len(found.cut) > 1 else "\nThe cut:"
        )
        print_table(("name", "as --close has it"), zip(found.names, found.cut, strict=True))
    if not found.is_exact and found.at_most is not None:
        note(
            f"\nAt least {found.at_most} must be closed to cut all ways, but only {len(found.routes)} that "
            "share nothing could be drawn."
        )
    foot("", join(*(step.origins for route in found.routes for step in route.steps)))


def _passed(network: Network, found: Ways, route: Route) -> str:
    """Terminals of the way; of ways apart by country, the countries."""
    if found.by == "countries":
        from entrepot.metadata.places import get

        own = {found.origin.country, found.destination.country}
        crossed = [get(code).name() for code in route.countries if code not in own]
        return f"crosses {', '.join(crossed)}" if crossed else "crosses no third country"
    names = [network.layer.terminals[code].name() for code in route.terminals]
    return f"by way of {', '.join(dict.fromkeys(names))}" if names else "by truck all the way"
