"""`entrepot indices`: the indices of economic complexity of a table of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.overwriting import refuse_overwriting
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.analyses.trade.complexity.choices import Choices
    from entrepot.analyses.trade.complexity.grid import Columns
    from entrepot.analyses.trade.complexity.people import People
    from entrepot.analyses.trade.complexity.run import Done

_CONVENTIONS = click.Choice(["stata", "ecomplexity", "econcomplex", "atlas"])
_PRESENCE = click.Choice(["rca", "rpop", "both", "manual"])


@click.command(
    epilog="Example:  entrepot indices trade.csv --time year --place origin --product hs92 "
    "--value export_val -o indices.csv"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--time", metavar="COLUMN", help="Column of the year; without it all rows are one year.")
@click.option("--place", required=True, metavar="COLUMN", help="Column of the exporter.")
@click.option("--product", required=True, metavar="COLUMN", help="Column of the product; codes stay text.")
@click.option("--value", required=True, metavar="COLUMN", help="Column of the amount.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="OUT.csv, .tsv, .parquet or .xlsx.")
@click.option("--delimiter", default="", metavar="CHARACTER", help="Between cells, if no comma.")
@click.option("--decimal", type=click.Choice([".", ","]), default=".", help="Mark of decimals (default: .).")
@click.option("--flows", is_flag=True, help="FILE has a row for each partner: add these up first.")
@click.option("--sum", "add_up", is_flag=True, help="Add up rows of the same keys instead of refusing them.")
@click.option("--convention", type=_CONVENTIONS, default="stata", help="Whose habits (default: stata).")
@click.option(
    "--presence", type=_PRESENCE, default="rca", help="What makes a product present (default: rca)."
)
@click.option("--threshold", type=float, default=1.0, help="Of RCA, and of RPOP (default: 1).")
@click.option("--rpop-threshold", type=float, help="Of RPOP, if it is another.")
@click.option("--population", type=click.Path(path_type=Path), help="File of place, year and population.")
@click.option("--knn", type=int, metavar="K", help="Density among the K nearest products.")
@click.option("--continuous", is_flag=True, help="Proximity from correlations of RCA (or RPOP).")
@click.option("--asymmetric", is_flag=True, help="Proximity as a conditional probability.")
@click.option("--leave-out", is_flag=True, help="Leave out what none holds, instead of voiding the year.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="Years at a time (default: half the cores, at most 4)."
)
@click.option("--resume", is_flag=True, help="OUT is a folder, a Parquet file a year; those there are kept.")
@json_option
def indices(
    files: Sequence[Path],
    output: Path | None,
    population: Path | None,
    jobs: int | None,
    resume: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Economic complexity of a table: RCA, M, density, ECI, PCI, diversity, ubiquity, COI and COG.

    One row for every place and product of each year, in the conventions of the Stata package ecomplexity
    unless you ask for others. FILE is CSV, TSV or Parquet with a row for each year, place and product; of
    several FILEs, each holds other years. Without -o the rows go to standard output as CSV. The choices made
    are printed on standard error. A population FILE has the columns named by --time and --place, and
    "population". For CSV as French or Dutch Excel saves it: --delimiter ";" --decimal ",".
    """
    # Polars keeps freed memory for a while, over many years hundreds of MB; it reads this once, when loaded.
    # NumPy and Polars are loaded only now: help must not wait for them.
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
    from entrepot.analyses.trade.complexity.export import check_format
    from entrepot.analyses.trade.complexity.grid import Columns
    from entrepot.analyses.trade.complexity.run import each_year
    from entrepot.analyses.trade.complexity.tables import Source

    output = None if output == Path("-") else output
    refuse_overwriting(output, (*files, *filter(None, [population])))
    if resume and output is None:
        raise UsageError("--resume needs -o FOLDER: the years are kept there.")
    if output is not None and not resume:
        check_format(output)
    columns = Columns(asked["place"], asked["product"], asked["value"], asked["time"])
    choices = _choices(asked)
    people = _people(population, columns, asked, choices)
    add_up = asked["add_up"] or asked["flows"]
    sources = [Source(file, columns, asked["delimiter"], add_up, asked["decimal"]) for file in files]
    for line in choices.describe():
        note(line)
    with _folder(output if resume else None) as folder:
        done = []
        for year in each_year(sources, choices, folder, people, jobs=jobs or _usual_jobs()):
            done.append(year)
            _tell(year)
        _hand_over(sorted(done, key=lambda year: year.year), output, choices, resume, as_json)


def _usual_jobs() -> int:
    return min(4, max(1, (os.cpu_count() or 1) // 2))


def _choices(asked: dict[str, Any]) -> Choices:
    from entrepot.analyses.trade.complexity.conventions import convention_of
    from entrepot.analyses.trade.complexity.indices import chosen

    options = ("presence", "threshold", "rpop_threshold", "knn", "continuous", "asymmetric")
    convention = convention_of(asked["convention"])
    if asked["leave_out"]:
        convention = replace(convention, unheld="left out")
    return chosen(convention, {name: asked[name] for name in options})


def _people(file: Path | None, columns: Columns, asked: dict[str, Any], choices: Choices) -> People | None:
    from entrepot.analyses.trade.complexity.population import read_population

    if "rpop" not in choices.levels:
        if file is not None:
            raise UsageError("Population is used for RPOP alone: add --presence rpop, or both.")
        return None
    if file is None:
        raise UsageError("RPOP needs the population of each place: give --population FILE.")
    return read_population(file, columns, asked["delimiter"], asked["decimal"])


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with TemporaryDirectory(prefix="entrepot-indices-") as folder:
        yield Path(folder)


def _tell(year: Done) -> None:
    took = f"{year.seconds:.1f} s" if year.seconds else "kept"
    note(f"{year.year}: {year.rows:,} rows, {took}")
    for said in year.notes:
        note(f"{year.year}: {said}")


def _hand_over(years: list[Done], output: Path | None, choices: Choices, kept: bool, as_json: bool) -> None:
    from entrepot.analyses.trade.complexity.export import csv_pieces, join

    parts = [year.file for year in years]
    rows = sum(year.rows for year in years)
    if output is not None and not kept:
        join(parts, output, rows)
    if as_json:
        print_json(_summary(years, output, choices))
    elif output is None:
        for piece in csv_pieces(parts):
            click.echo(piece, nl=False)
    if output is not None:
        of = "1 year" if len(years) == 1 else f"{len(years)} years"
        note(f"{rows:,} rows of {of} in {output}")


def _summary(years: list[Done], output: Path | None, choices: Choices) -> dict[str, Any]:
    import polars as pl

    told: dict[str, Any] = {
        "choices": choices.describe(),
        "years": [{"year": year.year, "rows": year.rows, "notes": list(year.notes)} for year in years],
    }
    if output is not None:
        return {**told, "output": str(output)}
    return {**told, "rows": [row for year in years for row in pl.read_parquet(year.file).to_dicts()]}
