"""`entrepot whatif parts|compare|sensitivity|break-even`: what is behind an answer, and what a goal takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.output import json_option, print_json
from entrepot.cli.whatif_asking import (
    asked,
    both_ways,
    completed,
    pair_option,
    setting_options,
    singles,
    telling,
)
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.metadata.places import Place
    from entrepot.workbench.whatif import WhatIf

Pair = tuple["Place", "Place"]
_TOP = click.option(
    "--top", type=click.IntRange(1), default=12, show_default=True, help="How many economies."
)


@click.command(short_help="Say which part of a scenario does what.")
@click.argument("name", metavar="NAME|FILE", shell_complete=completed)
@pair_option
@setting_options
@_TOP
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print every row as CSV: of what A sells B, else of economies."
)
@json_option
def parts(
    name: str, pair: Pair | None, elasticities: str, closure: str | None, table: Path | None, top: int,
    as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Say which part of a scenario does what.

    \b
    entrepot whatif parts middle-corridor-and-khorgos --pair CHN KAZ
    A part's contribution is the mean of what it adds over every order in which the parts could happen: they
    add up to the whole. Beside it: what the part does alone, and what goes if it is left out.
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.scenarios.exploring import contributions
    from entrepot.cli.corridors_tables import print_csv
    from entrepot.cli.whatif_exploring_text import parts_as_dict, tell_parts

    _one_format(as_csv, as_json)
    question, chosen = asked(elasticities, table)
    flows = singles(question, both_ways(pair))
    with telling() as told:
        scenario, setting = question.setting(
            name, elasticities=chosen, closure=closure or "", told=_half(told, 0)
        )
        found = contributions(scenario, setting, flows, told=_half(told, 1))
    if as_json:
        print_json(parts_as_dict(found))
    elif as_csv:
        print_csv(found.flow(*flows[0]) if flows else found.economies())
    else:
        tell_parts(found, top)


@click.command(short_help="Set scenarios side by side.")
@click.argument("names", metavar="NAME|FILE...", nargs=-1, required=True, shell_complete=completed)
@pair_option
@setting_options
@click.option(
    "--draws", type=click.IntRange(0, 10_000), default=0, show_default=True,
    help="Over what is in doubt, for intervals; 0: none.",
)  # fmt: skip
@_TOP
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print every row as CSV: of what A sells B, else of economies."
)
@json_option
def compare(
    names: tuple[str, ...], pair: Pair | None, elasticities: str, closure: str | None, table: Path | None,
    draws: int, top: int, as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Set two or more scenarios side by side, in one world with one set of elasticities.

    \b
    entrepot whatif compare khorgos-halved trans-caspian-2030 --pair CHN KAZ
    entrepot whatif compare mine.yml suez-closed --draws 100 --csv
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.scenarios.exploring import compare as comparison
    from entrepot.cli.corridors_tables import print_csv
    from entrepot.cli.whatif_exploring_text import comparison_as_dict, tell_comparison
    from entrepot.workbench.whatif import enough

    _one_format(as_csv, as_json)
    if len(names) < 2:
        raise UsageError("To compare takes two scenarios or more: `entrepot whatif compare A B`.")
    enough(draws)
    question, chosen = asked(elasticities, table)
    flows = both_ways(pair)
    with telling() as told:
        followed = question.followed(flows)
        made = [question.setting(name, elasticities=chosen, closure=closure or "") for name in names]
        found = comparison(made, followed, draws=draws, told=_half(told, 1))
    if as_json:
        print_json(comparison_as_dict(found, flows))
    elif as_csv:
        print_csv(found.pair(*flows[0]) if flows else found.economies())
    else:
        tell_comparison(found, flows, top)


@click.command(short_help="Say what the answer hangs on.")
@click.argument("name", metavar="NAME|FILE", shell_complete=completed)
@click.option("--of", "written", metavar="NUMBER", help="real-income:BEL, exports:BEL, sales:BEL:KAZ …")
@pair_option
@setting_options
@click.option("--csv", "as_csv", is_flag=True, help="Print every world that was solved as CSV.")
@json_option
def sensitivity(
    name: str, written: str | None, pair: Pair | None, elasticities: str, closure: str | None,
    table: Path | None, as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Say what one number of an answer hangs on, each doubt in turn from one end to the other.

    \b
    entrepot whatif sensitivity khorgos-halved --pair CHN KAZ
    entrepot whatif sensitivity eu-kazakhstan-agreement --of real-income:KAZ
    With --pair it is what the first sells the second in goods. Doubts: elasticities, deficits, the cost of
    time, and each amount of the scenario that states bounds or an error.
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.scenarios.exploring import Target, read_target
    from entrepot.analyses.scenarios.exploring import sensitivity as hanging
    from entrepot.cli.corridors_tables import print_csv
    from entrepot.cli.whatif_exploring_text import sensitivity_as_dict, tell_sensitivity

    _one_format(as_csv, as_json)
    if (written is None) is (pair is None):
        raise UsageError("Name one number: --pair BEL KAZ, or --of real-income:BEL.")
    question, chosen = asked(elasticities, table)
    target = (
        read_target(written, question.world, _coded(question))
        if written
        else Target("sales", singles(question, both_ways(pair))[0])
    )
    with telling() as told:
        scenario, setting = question.setting(
            name, elasticities=chosen, closure=closure or "", told=_half(told, 0)
        )
        found = hanging(scenario, setting, target, told=_half(told, 1))
    if as_json:
        print_json(sensitivity_as_dict(found))
    elif as_csv:
        print_csv(found.worlds())
    else:
        tell_sensitivity(found)


@click.command("break-even", short_help="Find how strong a scenario must be for a goal.")
@click.argument("name", metavar="NAME|FILE", shell_complete=completed)
@click.option("--goal", required=True, metavar="GOAL", help='A number and its change: "exports:BEL +10%".')
@click.option("--part", default="", metavar="PART", help="Vary this part alone.  [default: all together]")
@setting_options
@click.option("--csv", "as_csv", is_flag=True, help="Print every strength that was looked at as CSV.")
@json_option
def break_even(
    name: str, goal: str, part: str, elasticities: str, closure: str | None, table: Path | None,
    as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Find how strong a scenario must be for a number to change as wanted.

    \b
    entrepot whatif break-even khorgos-halved --goal "exports:BEL +10%"
    entrepot whatif break-even eu-kazakhstan-agreement --goal "sales:BEL:KAZ +25%"
    Strength 1 is the scenario as it stands, 2 twice as much in logarithms. Where corridors get faster, the
    network is searched again for the hours that it takes; none may be few enough.
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.scenarios.exploring import break_even as even
    from entrepot.analyses.scenarios.exploring import read_goal
    from entrepot.cli.corridors_tables import print_csv
    from entrepot.cli.whatif_exploring_goal import break_even_as_dict, tell_break_even

    _one_format(as_csv, as_json)
    question, chosen = asked(elasticities, table)
    wanted = read_goal(goal, question.world, _coded(question))
    with telling("searching") as told:
        scenario, setting = question.setting(
            name, elasticities=chosen, closure=closure or "", told=_half(told, 0)
        )
        found = even(scenario, setting, wanted, part=part, ways=question.ways(), told=_half(told, 1))
    if as_json:
        print_json(break_even_as_dict(found))
    elif as_csv:
        print_csv(found.curve())
    else:
        tell_break_even(found)


def _half(told: Callable[[float], None], number: int) -> Callable[[float], None]:
    """The costs of corridors are the first half of what takes long, the solving is the second."""
    return lambda share: told((number + share) / 2)


def _one_format(as_csv: bool, as_json: bool) -> None:
    if as_csv and as_json:
        raise UsageError("--csv and --json are two formats: take one.")


def _coded(question: WhatIf) -> Callable[[str], str]:
    """What gives the code of the economy of that world that people call so.

    It raises `PlaceError` where that is none or several, `UsageError` where it is a group or not in there.
    """
    from entrepot.analyses.scenarios import sides
    from entrepot.metadata.places import statistical

    def code(name: str) -> str:
        found = statistical(PLACE.convert(name, None, None)).code
        sides.single(question.world, found)
        return found

    return code
