"""`entrepot whatif list|show|tables`: what ships, what it says, and the world it is run through."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import click

from entrepot.cli.footnotes import plain
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.cli.whatif_asking import asked, completed


@click.command("list")
@json_option
def list_them(as_json: bool) -> None:
    """List the scenarios that ship."""
    from entrepot.sources.scenarios import ready

    if as_json:
        print_json(plain(ready()))
        return
    print_table(("name", "what if"), [(one.name, one.title.get("en", "")) for one in ready()])
    note("`entrepot whatif show NAME` tells what one says; `entrepot whatif NAME --pair A B` runs it.")


@click.command(short_help="Show what a scenario says, and who says so.")
@click.argument("name", metavar="NAME|FILE", shell_complete=completed)
@click.option("--yaml", "as_yaml", is_flag=True, help="As a file to start from.")
@json_option
def show(name: str, as_yaml: bool, as_json: bool) -> None:
    """Show what a scenario says: its parts, its sources.

    \b
    entrepot whatif show khorgos-halved
    entrepot whatif show eu-kazakhstan-agreement --yaml > mine.yml
    """  # noqa: D301 - click's own marks
    from entrepot.cli.whatif_parts_text import told
    from entrepot.sources.scenarios import dump, scenario

    one = scenario(name)
    if as_json:
        print_json(plain(one))
    else:
        click.echo(dump(one) if as_yaml else told(one), nl=not as_yaml)


@click.command(short_help="Show the table, the elasticities and what is known of both.")
@click.option(
    "--table",
    type=click.Path(path_type=Path, exists=True),
    help="Your own input-output table instead of the one in the store.",
)
@json_option
def tables(table: Path | None, as_json: bool) -> None:
    """Show which table scenarios are run through, the sets of elasticities, and what to know of both.

    The OECD's full table (`entrepot data add 2016-2022_SML.zip`) takes the place of the one that ships.
    """
    from entrepot.cli.corridors_tables import cited, wrapped

    world = asked("", table)[0].world
    if as_json:
        print_json(plain({
            "table": world.title, "period": world.period, "scope": world.scope, "economies": world.economies,
            "industries": world.industry_names(), "caveats": world.caveats, "repairs": world.repairs,
            "elasticities": [
                {"name": one.name, "title": one.title, "filled": one.filled, "caveat": one.caveat,
                 "theta": dict(zip(world.codes, one.theta.tolist(), strict=True)),
                 "se": dict(zip(world.codes, one.se.tolist(), strict=True)), "origin": one.origin}
                for one in world.elasticities.values()
            ],
        }))  # fmt: skip
        return
    period = f", {world.period}" if world.period else ""
    click.echo(f"{world.title}{period}: {len(world.economies)} economies, {len(world.codes)} industries.")
    for text in world.caveats:  # what was mended is told among them
        click.echo(wrapped(text, "· "))
    goods = world.goods
    rows = [
        (one.name, f"{one.theta[goods].min():.2f}", f"{median(one.theta[goods]):.2f}",
         f"{one.theta[goods].max():.2f}", one.title)
        for one in world.elasticities.values()
    ]  # fmt: skip
    click.echo("\nElasticities of trade to its cost, of goods:")
    print_table(("set", "least", "median", "most", "who"), rows, right=("least", "median", "most"))
    origins = dict.fromkeys((*world.origins, *(one.origin for one in world.elasticities.values())))
    note("Sources:\n" + "\n".join(cited(origins, "· ")))
