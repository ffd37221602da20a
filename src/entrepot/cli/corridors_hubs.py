"""`entrepot corridors hubs`: hubs compared by the markets that each could reach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.corridors_asking import about_goods, asked, lanes_option, modes_option, point, remarks
from entrepot.cli.output import json_option, print_json, print_table
from entrepot.metadata.places import Place

if TYPE_CHECKING:
    from entrepot.analyses.corridors.network_questions import Hubs

_DAY = 24.0


@click.command()
@click.argument("places", metavar="HUB...", nargs=-1, required=True)
@click.option("--within-days", type=float, metavar="DAYS", help="Limit from door to door.")
@click.option("--within-usd", type=float, metavar="USD", help="Limit for the consignment.")
@click.option(
    "--seller", type=PLACE, metavar="COUNTRY", help="Weigh markets by what it sells them, not by all imports."
)
@modes_option
@about_goods
@lanes_option
@click.option("--csv", "as_csv", is_flag=True, help="Print the table as CSV.")
@json_option
def hubs(
    places: tuple[str, ...],
    within_days: float | None,
    within_usd: float | None,
    seller: Place | None,
    modes: tuple[str, ...],
    lanes: tuple[Path, ...],
    as_csv: bool,
    as_json: bool,
    **consignment: Any,
) -> None:
    """Compare HUBs by how much of the world's imports they could reach within days or dollars.

    Markets are the capitals of the economies in the OECD's tables. Each limit is held by itself: the way that
    is quick enough need not be the one that is cheap enough. What could be reached is not what is served.

    \b
    entrepot corridors hubs Liège Antwerp Duisburg Rotterdam Bettembourg --within-days 20 --within-usd 4000
    entrepot corridors hubs Liège Duisburg --modes rail,road,ferry --within-days 15
    entrepot corridors hubs Almaty Tashkent --seller Kazakhstan
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_tables import print_csv
    from entrepot.cli.footnotes import plain

    corridors = asked(lanes)
    for place in places:
        point(place, corridors.network.layer)  # tells a mended typo
    hours = None if within_days is None else within_days * _DAY
    found = corridors.hubs(
        *places, seller=seller.code if seller else "", within_hours=hours, within_usd=within_usd,
        modes=modes, **consignment,
    )  # fmt: skip
    if as_json:
        print_json(plain(found.to_dict()))
    elif as_csv:
        print_csv(found.table)
    else:
        _print(found, within_days, within_usd, remarks(found.hubs, modes))


def _print(found: Hubs, days: float | None, usd: float | None, more: list[str]) -> None:
    from entrepot.cli.corridors_tables import foot, number, share

    click.echo(f"{found.table.title}: {len(found.markets)} markets, weighed by the goods they buy.")
    click.echo("Shares of these markets; means of the best of each criterion over what is reached.\n")
    limits = {f"in {days:g} days": "within_hours"} if days is not None else {}
    limits |= {f"for {usd:,.0f} USD": "within_usd"} if usd is not None else {}
    heads = ("hub", *limits, "days", "USD", "kg CO2e", "delay h", "no way")
    rows = [
        (
            row["hub"],
            *(share(row[key]) for key in limits.values()),
            number(row["hours"] / _DAY if row["hours"] is not None else None, 1),
            number(row["usd"]),
            number(row["co2e"]),
            number(row["delay"], 1),
            share(row["unreached"]) if row["unreached"] else "–",
        )
        for row in found.table.rows()
    ]
    print_table(heads, rows, right=heads[1:])
    foot(found.table.caveat, found.table.origins, *more)
