"""`entrepot whatif explain`: one number followed from hours at a border to real income."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.corridors_tables import wrapped
from entrepot.cli.footnotes import plain
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.cli.whatif_asking import (
    asked,
    both_ways,
    completed,
    pair_option,
    print_sources,
    setting_options,
    singles,
    telling,
)
from entrepot.cli.whatif_numbers import gain, millions, percent
from entrepot.metadata.errors import UsageError
from entrepot.metadata.interval import Interval

if TYPE_CHECKING:
    from entrepot.analyses.scenarios.answer import Answer
    from entrepot.analyses.scenarios.costs import Chain, ChainStep
    from entrepot.analyses.scenarios.links import Followed
    from entrepot.metadata.figure import Figure
    from entrepot.metadata.places import Place

_OF_WAYS = ("hours", "delay", "usd", "cost", "share")
"""Steps of the chain that each kind of way has."""
_RESULTS = ("change", "bounds")


@click.command(short_help="Follow one number from hours at a border to real income.")
@click.argument("name", metavar="NAME|FILE", shell_complete=completed)
@pair_option
@click.option("--industry", default="", metavar="CODE", help="Whose goods.  [default: what changes most]")
@setting_options
@json_option
def explain(
    name: str,
    pair: tuple[Place, Place] | None,
    industry: str,
    elasticities: str,
    closure: str | None,
    table: Path | None,
    as_json: bool,
) -> None:
    """Follow one number: hours and dollars, share of the value, cost of trade, sales, real income.

    \b
    entrepot whatif explain khorgos-halved --pair CHN KAZ
    entrepot whatif explain eu-kazakhstan-agreement --pair BEL KAZ --industry C21
    The first of the pair sells, the second buys.
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.scenarios.links import follow

    if pair is None:
        raise UsageError("Name whom to follow: --pair CHN KAZ, seller first.")
    question, chosen = asked(elasticities, table)
    flow = singles(question, both_ways(pair))[0]
    with telling() as told:
        found = question.ask(name, elasticities=chosen, closure=closure or "", draws=0, told=told)
    followed = follow(found, *flow, industry)
    if as_json:
        caveats = list(found.caveats)
        print_json({"scenario": found.run.scenario.name, **plain(followed), "caveats": caveats})
    else:
        _tell(found, followed)


def _tell(found: Answer, followed: Followed) -> None:
    world = found.run.setting.world
    names = world.economy_names
    click.echo(click.style(found.title, bold=True))
    industry = world.industry_names()[followed.industry]
    seller, buyer = names[followed.exporter], names[followed.importer]
    click.echo(wrapped(f"{seller} sells {buyer}: {followed.industry} {industry}"))
    steps = iter(range(1, 4))
    if followed.chain is not None:
        click.echo(f"\n{next(steps)}. From the corridor to the cost")
        _tell_chain(followed.chain)
    click.echo(f"\n{next(steps)}. From the cost to the flow")
    print_table(("", "change", "how"), _direct(found, followed), right=("change",))
    if followed.cost == 1.0:
        click.echo(wrapped(_elsewhere(found, followed)))
    click.echo(f"\n{next(steps)}. From the flow to the world")
    links = [(link.label, percent(link.figure.number), link.why) for link in followed.links]
    print_table(("", "change", ""), links, right=("change",))
    _foot(found, followed)


def _elsewhere(found: Answer, followed: Followed) -> str:
    """Where to look instead, of a flow whose own cost does not change."""
    from entrepot.analyses.scenarios.links import touched

    seller, buyer = followed.exporter, followed.importer
    if codes := touched(found, seller, buyer):
        return f"Of what {seller} sells {buyer}, the cost of others changes: try --industry {codes[0]}."
    told = f"The scenario changes no cost of what {seller} sells {buyer}: all that follows comes from others."
    most = found.moved(1).rows()
    return f"{told} It moves most: --pair {most[0]['exporter']} {most[0]['importer']}." if most else told


def _tell_chain(chain: Chain) -> None:
    """What is assumed of the goods, what each way takes, and what comes out."""
    ways = dict.fromkeys(step.way for step in chain.steps if step.way)
    whole = [step for step in chain.steps if not step.way]
    assumed = [step for step in whole if step.before is None and step.name not in _RESULTS]
    rows = [(step.label, _number(step.after), step.after.unit) for step in assumed]
    print_table(("assumed", "value", "unit"), rows, right=("value",))
    click.echo()
    heads = ("way", "hours", "delay", "USD a box", "% of value", "share %")
    lines = [(_title(chain, way), *(_both(chain.step(name, way)) for name in _OF_WAYS)) for way in ways]
    print_table(heads, lines, right=heads[1:])
    click.echo()
    told = [step for step in whole if step not in assumed]
    print_table(("", "before", "after", "unit"), [_step(step) for step in told], right=("before", "after"))
    if all(step.before in (None, step.after) for step in chain.steps if step.way):
        click.echo("Nothing changes on the ways of these goods between the two capitals.")


def _title(chain: Chain, way: str) -> str:
    return chain.step("hours", way).label.partition(":")[0]


def _both(step: ChainStep) -> str:
    before, after = "" if step.before is None else _number(step.before), _number(step.after)
    return after if before in ("", after) else f"{before} → {after}"


def _direct(found: Answer, followed: Followed) -> list[tuple[str, ...]]:
    used = found.run.setting.elasticities.name
    return [
        ("cost of trade, duties with it", percent(100.0 * (followed.cost - 1.0)), "as the scenario has it"),
        ("elasticity", f"{followed.theta:.2f}", f"of {followed.industry}, set “{used}”"),
        ("sales if nothing else moved", percent(100.0 * (followed.alone - 1.0)), "cost ^ -elasticity"),
    ]


def _foot(found: Answer, followed: Followed) -> None:
    rows = {row["economy"]: row for row in found.economies().rows()}
    pair = ", ".join(f"{code} {gain(rows[code])}" for code in (followed.exporter, followed.importer))
    world = millions(sum(row["gain"] for row in rows.values()))
    click.echo(f"Real income in {found.run.accounts.unit}: {pair}; the world {world}.")
    steps = followed.chain.steps if followed.chain else ()
    special = followed.chain.caveats if followed.chain else ()
    note("\n" + "\n".join(wrapped(text, "· ") for text in dict.fromkeys((*special, *found.caveats))))
    origins = dict.fromkeys(origin for step in steps for origin in step.after.origins)
    print_sources({**origins, **dict.fromkeys(found.economies().origins)})


def _step(step: ChainStep) -> tuple[str, ...]:
    before = "" if step.before is None else _number(step.before)
    return step.label, before, _number(step.after), "" if step.after.unit == "1" else step.after.unit


def _number(figure: Figure) -> str:
    if figure.is_unknown:
        return "not known"
    if isinstance(figure.value, Interval):
        return f"{figure.value.low:,.4g} to {figure.value.high:,.4g}"
    value = figure.number
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:,.4g}"
