"""`entrepot whatif explain`: one number followed from hours at a border to real income."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_tables import cited, wrapped
from entrepot.cli.footnotes import plain
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.cli.whatif_asking import asked, both_ways, completed, pair_option, setting_options, telling
from entrepot.cli.whatif_text import millions, percent
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.analyses.scenarios.answer import Answer
    from entrepot.analyses.scenarios.costs import Chain, ChainStep
    from entrepot.metadata.figure import Figure
    from entrepot.metadata.places import Place


@click.command(short_help="Follow one number from hours at a border to real income.")
@click.argument("name", metavar="NAME|FILE", shell_complete=completed)
@pair_option
@click.option("--industry", metavar="CODE", help="Whose goods to follow.  [default: most sold of the goods]")
@setting_options
@json_option
def explain(
    name: str,
    pair: tuple[Place, Place] | None,
    industry: str | None,
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
    if pair is None:
        raise UsageError("Name whom to follow: --pair CHN KAZ, seller first.")
    question, chosen = asked(elasticities, table)
    flow = both_ways(pair)[0]
    with telling() as told:
        found = question.ask(name, elasticities=chosen, closure=closure or "", draws=0, told=told)
    code = industry or _largest(found, flow)
    chains = found.chain(*flow, code) if found.run.setting.corridors else ()
    if as_json:
        print_json(_as_dict(found, flow, code, chains))
    else:
        _tell(found, flow, code, chains)


def _largest(found: Answer, flow: tuple[str, str]) -> str:
    world = found.run.setting.world
    goods = {code for code, made in zip(world.codes, world.goods, strict=True) if made}
    rows = [row for row in found.pair(*flow).rows() if row["industry"] in goods]
    return str(max(rows, key=lambda row: row["before"])["industry"])


def _links(found: Answer, flow: tuple[str, str], code: str) -> list[tuple[str, Figure | None, str]]:
    """From the cost of the flow to real income: label, figure, what it says."""
    pair, economies = found.pair(*flow), found.economies()
    seller, buyer = flow
    return [
        (
            f"Sales of {code}, {seller} to {buyer}",
            pair.figure("share", industry=code),
            "prices and incomes respond",
        ),
        (
            f"Sales of goods, {seller} to {buyer}",
            pair.figure("share", industry="goods"),
            "all industries of goods",
        ),
        (f"Exports of {seller}", economies.figure("exports", economy=seller), "to everybody, services too"),
        (f"Imports of {buyer}", economies.figure("imports", economy=buyer), "from everybody, services too"),
        (
            f"Real income of {seller}",
            economies.figure("real_income", economy=seller),
            "income at the prices paid",
        ),
        (
            f"Real income of {buyer}",
            economies.figure("real_income", economy=buyer),
            "income at the prices paid",
        ),
    ]


def _direct(found: Answer, flow: tuple[str, str], code: str) -> tuple[float, float, float]:
    """Cost of the flow after / before, its elasticity, and sales after / before if nothing else moved."""
    world, made = found.run.setting.world, found.run.shock
    j, n, i = world.codes.index(code), world.economies.index(flow[1]), world.economies.index(flow[0])
    cost = 1.0 if made.cost is None else float(made.cost[j, n, i])
    now = found.run.accounts.tariffs[j, n, i]
    then = now if made.tariffs is None else made.tariffs[j, n, i]
    cost *= float((1.0 + then) / (1.0 + now))
    theta = float(found.run.setting.elasticities.theta[j])
    return cost, theta, cost**-theta


def _tell(found: Answer, flow: tuple[str, str], code: str, chains: tuple[Chain, ...]) -> None:
    world = found.run.setting.world
    names = world.economy_names
    if code not in world.codes:
        world.mask((code,))  # raises, naming near ones
    industry = world.industry_names().get(code, code)
    click.echo(click.style(found.title, bold=True))
    click.echo(wrapped(f"{names[flow[0]]} sells {names[flow[1]]}: {code} {industry}"))
    for part, chain in zip(found.run.setting.corridors, chains, strict=True):
        click.echo(f"\n1. From the corridor to the cost (part “{part}”)")
        print_table(
            ("", "before", "after", "unit"), [_step(step) for step in chain.steps], right=("before", "after")
        )
        note("\n".join(wrapped(text, "· ") for text in chain.caveats))
    cost, theta, direct = _direct(found, flow, code)
    click.echo("\n2. From the cost to the flow" if chains else "\n1. From the scenario to the flow")
    click.echo(f"   cost of trade, duties with it     {percent(100.0 * (cost - 1.0))}")
    click.echo(f"   elasticity ({found.run.setting.elasticities.name})     {theta:.2f}")
    click.echo(
        f"   sales, if nothing else moved      {percent(100.0 * (direct - 1.0))}   = cost ^ -elasticity"
    )
    click.echo("\n3. From the flow to the world" if chains else "\n2. From the flow to the world")
    rows = [
        (label, percent(figure.number if figure else None), why)
        for label, figure, why in _links(found, flow, code)
    ]
    print_table(("", "change", ""), rows, right=("change",))
    gains = {row["economy"]: row["gain"] for row in found.economies().rows()}
    told = ", ".join(f"{code} {millions(gains[code])}" for code in flow)
    click.echo(f"Real income in million USD: {told}; the world {millions(sum(gains.values()))}.")
    note("\n" + "\n".join(wrapped(text, "· ") for text in found.caveats))
    origins = dict.fromkeys(o for chain in chains for s in chain.steps for o in s.after.origins)
    note("Sources:\n" + "\n".join(cited({**origins, **dict.fromkeys(found.economies().origins)}, "· ")))


def _step(step: ChainStep) -> tuple[str, ...]:
    before = "" if step.before is None else _number(step.before)
    return step.label, before, _number(step.after), step.after.unit


def _number(figure: Figure) -> str:
    if figure.is_unknown:
        return "not known"
    value = figure.number
    return f"{value:,.0f}" if abs(value) >= 1000.0 else f"{value:,.4g}"


def _as_dict(found: Answer, flow: tuple[str, str], code: str, chains: tuple[Chain, ...]) -> dict[str, Any]:
    cost, theta, direct = _direct(found, flow, code)
    return {
        "scenario": found.run.scenario.name,
        "exporter": flow[0],
        "importer": flow[1],
        "industry": code,
        "chains": {
            part: plain(chain) for part, chain in zip(found.run.setting.corridors, chains, strict=True)
        },
        "cost_factor": cost,
        "elasticity": theta,
        "sales_factor_alone": direct,
        "outcomes": [
            {"what": label, "figure": plain(figure)} for label, figure, _ in _links(found, flow, code)
        ],
        "caveats": list(found.caveats),
    }
