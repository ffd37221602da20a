"""`entrepot gravity simulate FILE`: what a change does to trade, prices and real income, one sector."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from entrepot.cli.output import json_option
from entrepot.metadata.errors import UsageError

_CLOSURES = click.Choice(["guide", "share", "fixed", "zero"])
_STOPPING = click.Choice(["guide", "converged"])


@click.command(
    epilog="Example:  entrepot gravity simulate panel.csv --estimates rta.json --change rta=0 --year 2018"
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--estimates",
    required=True,
    type=click.Path(path_type=Path),
    metavar="EST.json",
    help="What entrepot gravity FILE -o EST.json wrote, with sales at home.",
)
@click.option(
    "--change",
    "changes",
    multiple=True,
    required=True,
    metavar="NAME=NUMBER",
    help="What is otherwise: rta=0, or dist*0.9; several are made together.",
)
@click.option("--among", metavar="CODES", help="Only between two of these economies: CAN,MEX,USA.")
@click.option("--from", "exporters", metavar="CODES", help="Only from these.")
@click.option("--to", "importers", metavar="CODES", help="Only to these.")
@click.option("--year", type=int, help="Whose trade and costs; needed if there are several.")
@click.option("--sigma", type=float, default=7.0, show_default=True, help="Elasticity of substitution, > 1.")
@click.option("--reference", metavar="CODE", help="Whose consumption keeps its price (default: the first).")
@click.option(
    "--closure",
    type=_CLOSURES,
    default="guide",
    show_default=True,
    help="guide: as the book; others clear all markets, and say what becomes of deficits.",
)
@click.option("--stopping", type=_STOPPING, help="When the book's loop ends: as there (default), or settled.")
@click.option("--having", is_flag=True, help="Tell what it does to have what is taken: (before-after)/after.")
@click.option("--fill", metavar="TERMS", help="What foretells effects of pairs that never trade.")
@click.option("--pairs", is_flag=True, help="Trade of every pair instead of a row an economy.")
@click.option("--delimiter", default="", metavar="CHARACTER", help="Between cells, where it cannot be told.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with all columns, instead of text.")
@json_option
def simulate(file: Path, estimates: Path, as_csv: bool, as_json: bool, **asked: Any) -> None:
    """Tell what a change does in general equilibrium, from estimates of a gravity equation.

    FILE is the panel of the estimates. A change sets a column (rta=0, dist*0.9) or a term (border=0) for
    flows between economies: all, or those that --among, --from and --to leave. Trade answers with the
    resistances of all countries (conditional), then with prices and incomes too (full).

    One sector, no inputs, no revenue of duties. With --closure guide the numbers are those of the Advanced
    Guide to Trade Policy Analysis, chapter 2; how far they are from markets that clear is told.
    """
    # Polars and the engine are loaded only now: help must not wait for them.
    from entrepot.analyses.equilibrium.armington import bilateral, guide
    from entrepot.analyses.gravity import Change, pair_costs, saved_estimates
    from entrepot.cli.gravity_simulate_text import Answer, give, tell

    if as_csv and as_json:
        raise UsageError("Choose one of --csv and --json.")
    where = {name: _codes(asked[name]) for name in ("among", "exporters", "importers")}
    changes = [Change.read(text, **where) for text in asked["changes"]]
    fill = None if asked["fill"] is None else _codes(asked["fill"])
    found = saved_estimates(estimates)
    costs = pair_costs(file, found, changes, year=asked["year"], fill=fill, delimiter=asked["delimiter"])
    data = bilateral(costs.table)
    reference = asked["reference"] or data.countries[0]
    result = guide(
        data, asked["sigma"], reference=reference, closure=asked["closure"], stopping=asked["stopping"]
    )
    answer = Answer(found, costs, data, result, "having" if asked["having"] else "change")
    give(answer, pairs=asked["pairs"], as_csv=as_csv, as_json=as_json)
    tell(answer)


def _codes(written: str | None) -> Sequence[str]:
    return tuple(part.strip() for part in (written or "").split(",") if part.strip())
