"""`entrepot gravity FILE`: estimate, print, and keep for a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.gravity_text import print_estimates, tell
from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.overwriting import refuse_overwriting
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.analyses.gravity import Specification, Wishes

_ROLES = ("exporter", "importer", "year", "trade", "distance", "agreement", "tariff", "pair", "product")
_SMALL = click.Choice(["stata", "fixest", "clusters", "none"])
_MOST_YEARS = 1000


@click.command(
    epilog="Example:  entrepot gravity panel.csv --spec rta --lags 4,8,12 --years 1986-2006/4 -o rta.json"
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--spec", default="", help="Name of a specification (see specs); default: structural.")
@click.option("--terms", metavar="TERMS", help="Your own equation instead: its terms, commas between.")
@click.option("--effects", metavar="EFFECTS", help="Its fixed effects: exporter^year,importer^year,pair.")
@click.option("--add", metavar="TERMS", help="Further terms for a ready specification.")
@click.option("--controls", metavar="COLUMNS", help="Instead of contiguity, language and colony.")
@click.option("--lags", metavar="YEARS", help="Of the agreement: 4,8,12.")
@click.option("--leads", metavar="YEARS", help="Of the agreement: 4.")
@click.option("--border-pair", "border_pairs", multiple=True, metavar="A:B", help="Border with its own term.")
@click.option("--years", metavar="YEARS", help="1986,1990 or 1986-2006, or 1986-2006/4 for every fourth.")
@click.option(
    "--estimator", type=click.Choice(["ppml", "ols", "levels"]), help="Instead of the specification's."
)
@click.option("--domestic/--no-domestic", default=None, help="With sales within economies, or without.")
@click.option("--pairs", type=click.Choice(["symmetric", "directed"]), help="A pair both ways, or each way.")
@click.option("--cluster", metavar="EFFECTS", help="What errors are clustered by (default: pair).")
@click.option("--errors", type=click.Choice(["clustered", "robust", "iid"]), help="Kind of standard errors.")
@click.option("--small-sample", type=_SMALL, help="Whose correction of errors (default: stata).")
@click.option("--drop-collinear", is_flag=True, help="Leave out terms that cannot be told from others.")
@click.option("--reset", is_flag=True, help="The RESET test too.")
@click.option("--theta", type=float, help="Trade elasticity, for tariff equivalents.")
@click.option("--exporter", metavar="COLUMN", help="Columns, where they cannot be guessed.")
@click.option("--importer", metavar="COLUMN")
@click.option("--year", metavar="COLUMN")
@click.option("--trade", metavar="COLUMN")
@click.option("--distance", metavar="COLUMN")
@click.option("--agreement", metavar="COLUMN")
@click.option("--tariff", metavar="COLUMN", help="As a share: 0.1 for 10 %.")
@click.option("--pair", metavar="COLUMN", help="What says which rows are one pair.")
@click.option("--product", metavar="COLUMN", help="If a pair has a row for each product in a year.")
@click.option("--gdp", nargs=2, metavar="EXP IMP", help="Columns of sizes, instead of sums of trade.")
@click.option("--delimiter", default="", metavar="CHARACTER", help="Between cells, where it cannot be told.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of text.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="OUT.json (for scenarios) or OUT.csv.")
@json_option
def estimate(file: Path, output: Path | None, as_csv: bool, as_json: bool, **asked: Any) -> None:
    """Estimate a gravity equation from FILE: CSV, TSV, Parquet, Stata or Excel.

    A row is the trade of an exporter and an importer in a year, in any one unit; no trade is 0, what is not
    known stays empty. Columns are guessed from their names and told on standard error. Lags and sizes are
    made from all rows, before years are chosen. OUT.json has the covariances and what the numbers rest on;
    a scenario takes an effect from it with its standard error.
    """
    # Polars and the engine are loaded only now: help must not wait for them.
    from entrepot.analyses import gravity
    from entrepot.analyses.gravity import saving

    if as_csv and as_json:
        raise UsageError("Choose one of --csv and --json.")
    output = None if output == Path("-") else output
    refuse_overwriting(output, [file])
    if asked["theta"] is not None and not asked["theta"] > 0:
        raise UsageError(f"--theta {asked['theta']:g}: a trade elasticity is above 0, such as 5.")
    if output is not None:
        saving.check_ending(output)
    what, wishes = _specification(asked)
    gdp = asked["gdp"] or ("", "")
    roles = {role: asked[role] or "" for role in _ROLES}
    columns = gravity.Columns(gdp_exporter=gdp[0], gdp_importer=gdp[1], **roles)
    result = gravity.estimate(
        file, what, columns=columns, wishes=wishes, delimiter=asked["delimiter"], **_settings(asked)
    )
    theta = asked["theta"]
    equivalents = {t.name: result.tariff_equivalent(t.name, theta) for t in result.effects} if theta else {}
    if output is not None:
        saving.save(result, output)
    if as_json:
        more = (
            {"tariff_equivalents_percent": {n: t.to_dict() for n, t in equivalents.items()}} if theta else {}
        )
        print_json(saving.to_dict(result) | more)
    elif as_csv:
        click.echo(saving.to_csv(result).encode(), nl=False)
    else:
        print_estimates(result, equivalents)
    tell(result)
    if output is not None:
        note(f"Written to {output}")


def _specification(asked: dict[str, Any]) -> tuple[Specification | str, Wishes | None]:
    from entrepot.analyses.gravity import Specification, Wishes

    ready = {key: asked[key] for key in ("spec", "add", "controls", "lags", "leads", "border_pairs")}
    if asked["terms"] is None:
        if asked["effects"] is not None:
            raise UsageError("--effects go with --terms: a ready specification has its own.")
        wishes = Wishes(
            lags=_numbers("--lags", asked["lags"]),
            leads=_numbers("--leads", asked["leads"]),
            controls=None if asked["controls"] is None else _listed(asked["controls"]),
            add=_listed(asked["add"]),
            border_pairs=tuple(_border(text) for text in asked["border_pairs"]),
        )
        return asked["spec"] or "structural", wishes
    given = [name for name, value in ready.items() if value]
    if given:
        raise UsageError(f"--terms is an equation of your own: leave out --{given[0].replace('_', '-')}.")
    effects = _listed("exporter^year,importer^year" if asked["effects"] is None else asked["effects"])
    return Specification("own", terms=_listed(asked["terms"]), fixed_effects=effects), None


def _settings(asked: dict[str, Any]) -> dict[str, Any]:
    kept = ("estimator", "domestic", "pairs", "errors", "small_sample")
    settings = {name: asked[name] for name in kept if asked[name] is not None}
    settings |= {name: True for name in ("drop_collinear", "reset") if asked[name]}
    if asked["cluster"] is not None:
        settings["cluster"] = _listed(asked["cluster"])
    if asked["years"] is not None:
        settings["years"] = _years(asked["years"])
    return settings


def _listed(written: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (written or "").split(",") if part.strip())


def _numbers(option: str, written: str | None) -> tuple[int, ...]:
    parts = _listed(written)
    wrong = [
        part for part in parts if not (part.isascii() and part.isdigit()) or not 0 < int(part[:4]) < 1000
    ]
    if wrong:
        raise UsageError(f"{option} {written}: write years with commas between, such as 4,8,12.")
    return tuple(int(part) for part in parts)


def _border(written: str) -> tuple[str, str]:
    one, colon, other = written.partition(":")
    if not (one and colon and other):
        raise UsageError(f"--border-pair {written}: write EXPORTER:IMPORTER, such as CAN:USA.")
    return one, other


def _years(written: str) -> tuple[int, ...]:
    try:
        years: list[int] = []
        for part in _listed(written):
            span, _, step = part.partition("/")
            first, dash, last = span.partition("-")
            years += range(int(first), int(last if dash else first) + 1, int(step or 1))[: _MOST_YEARS + 1]
    except ValueError:
        years = []
    if not 0 < len(years) <= _MOST_YEARS:
        raise UsageError(f"--years {written}: write 1986,1990 or 1986-2006 or 1986-2006/4.")
    return tuple(dict.fromkeys(years))
