"""`entrepot whatif NAME|FILE`: run a scenario; print who gains, what the pair sells, what is in doubt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.output import json_option, print_json
from entrepot.cli.whatif_asking import asked, both_ways, completed, pair_option, setting_options, telling
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.metadata.places import Place


@click.command(short_help="Run a scenario (the word may be left out).")
@click.argument("name", metavar="NAME|FILE", shell_complete=completed)
@pair_option
@setting_options
@click.option(
    "--draws", type=click.IntRange(0, 10_000), help="Over what is in doubt; 0: no intervals.  [default: 100]"
)
@click.option("--top", type=click.IntRange(1), default=12, show_default=True, help="How many economies.")
@click.option(
    "--decompose", is_flag=True, help="Say where real income comes from: terms of trade, costs, duties …"
)
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print every row as CSV: of what A sells B, else of economies."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write all tables to this .xlsx."
)
@json_option
def run(
    name: str,
    pair: tuple[Place, Place] | None,
    elasticities: str,
    closure: str | None,
    table: Path | None,
    draws: int | None,
    top: int,
    decompose: bool,
    as_csv: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Run a scenario: a name of the library or a YAML file.

    \b
    entrepot whatif suez-closed
    entrepot whatif khorgos-halved --pair BEL KAZ
    entrepot whatif us-tariffs-2025 --pair EU27 USA --decompose
    entrepot whatif mine.yml --elasticities cp2015 --closure zero --json
    Changes are against the table's year, with prices so that world income is what it was. The interval holds
    nine of ten draws over what is in doubt. A side of the pair may be a group: its members together.
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_tables import print_csv
    from entrepot.cli.whatif_files import as_dict, check_output, write_excel
    from entrepot.cli.whatif_text import tell
    from entrepot.workbench.whatif import enough

    if as_csv and as_json:
        raise UsageError("--csv and --json are two formats: take one.")
    if decompose and as_csv and pair:
        raise UsageError("--decompose is of economies, --pair of a flow: as CSV take one.")
    check_output(output, [table, Path(name)])
    enough(draws or 0)
    question, chosen = asked(elasticities, table)
    flows = both_ways(pair)
    with telling() as told:
        found = question.ask(
            name, flows=flows, elasticities=chosen, closure=closure or "", draws=draws, told=told
        )
    if output is not None:
        write_excel(found, flows, output)
    if as_json:
        print_json(as_dict(found, flows))
    elif as_csv:
        rest = found.gains() if decompose else found.economies()
        print_csv(found.pair(*flows[0]) if flows else rest)
    else:
        tell(found, flows, top, decompose=decompose)
