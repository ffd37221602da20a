"""`entrepot aggregate`: sums of flows of any size, by the keys that the matrices need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.ticking import ticking
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.analyses.trade.aggregation.plan import Plan
    from entrepot.analyses.trade.aggregation.run import Done
    from entrepot.store.engines import Settings

_ENGINE = click.Choice(["duckdb", "polars", "spark"])


@click.command(
    epilog="Example:  entrepot aggregate comext/ --by year,exporter,product --value value --flow X "
    "--digits 6 -o exports.parquet"
)
@click.argument("source", metavar="INPUT")
@click.option("--by", required=True, metavar="KEYS", help="Keys of the result, with commas between.")
@click.option("--value", "values", required=True, metavar="COLUMNS", help="Amounts to add up, likewise.")
@click.option("--column", multiple=True, metavar="ROLE=NAME", help="What INPUT calls a column; see above.")
@click.option("--digits", type=int, metavar="N", help="Cut product codes to N characters: CN8 to HS6 is 6.")
@click.option("--level", type=int, metavar="N", help="Only rows whose product code has N characters.")
@click.option("--mixed-levels", is_flag=True, help="Codes of several lengths are parts of one sum.")
@click.option("--flow", metavar="CODE", help="Only this flow, such as M or X.")
@click.option("--years", metavar="FIRST-LAST", help="Only these years; others are not read.")
@click.option("--without", default="", metavar="CODES", help="Without rows that have these places at an end.")
@click.option(
    "--leave-out", default="absent", metavar="KINDS",
    help="Of groups, domestic, absent, withheld (default: absent; none for none).",
)  # fmt: skip
@click.option("--decimals", type=int, metavar="N", help="Add up exactly, as whole numbers of N decimals.")
@click.option("--delimiter", default="", metavar="CHARACTER", help="Between cells, where it cannot be told.")
@click.option("--engine", type=_ENGINE, default="duckdb", help="What computes (default: duckdb).")
@click.option("--memory", default="", metavar="SIZE", help="At most so much, such as 4GB (DuckDB, Spark).")
@click.option("--master", default="", metavar="URL", help="Of the Spark cluster (default: this machine).")
@click.option("--conf", multiple=True, metavar="KEY=VALUE", help="Setting of Spark, may be repeated.")
@click.option("-o", "--output", required=True, metavar="OUT", help="OUT.parquet, or an address with Spark.")
@json_option
def aggregate(source: str, output: str, as_json: bool, **asked: Any) -> None:
    """Add up flows by keys: months to years, CN8 to HS6, partners to totals.

    INPUT is a Parquet or CSV file, a folder of them or a quoted pattern, of any size: it is streamed, and
    Spark reads addresses too (s3a://bucket/flows). Keys are columns, or of the roles exporter, importer,
    reporter, partner, flow, product, period and year (of the period). A role that INPUT calls otherwise is
    named with --column: --column exporter=i --column product=k --column period=t. Exporter and importer of
    reported trade follow from reporter, partner and flow.

    OUT has the keys, the sums, the number of rows and, for each amount, how many rows had none; it is sorted
    by the keys, and `entrepot indices` takes it. What was left out is told on standard error.
    """
    # Engines are loaded only now: help must not wait for them.
    from entrepot.analyses.trade.aggregation.run import run
    from entrepot.store.engines import find, opened_engine

    plan, settings = _plan(asked), _settings(asked)
    for line in plan.describe():
        note(line)
    files = find(source, asked["delimiter"])
    if files.size:
        note(f"{len(files.paths):,} files, {files.size / 10**6:,.1f} MB")
    with opened_engine(asked["engine"], settings) as engine, ticking(engine.progress):
        done = run(engine, files, plan, output, source)
    _tell(done, output, as_json)


def _plan(asked: dict[str, Any]) -> Plan:
    from entrepot.analyses.trade.aggregation.plan import Plan

    left = "" if asked["leave_out"] == "none" else asked["leave_out"]
    same = ("digits", "level", "mixed_levels", "flow", "decimals")
    return Plan(
        by=_listed(asked["by"]),
        values=_listed(asked["values"]),
        columns=_pairs("--column", asked["column"]),
        years=_years(asked["years"]),
        without=_listed(asked["without"]),
        leave_out=_listed(left),
        **{name: asked[name] for name in same},
    )


def _settings(asked: dict[str, Any]) -> Settings:
    from entrepot.store.engines import Settings

    return Settings(asked["memory"].upper(), asked["master"], _pairs("--conf", asked["conf"]))


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(",") if part.strip())


def _pairs(option: str, written: tuple[str, ...]) -> dict[str, str]:
    parts = [text.partition("=") for text in written]
    for name, equals, value in parts:
        if not (name and equals and value):
            raise UsageError(f"{option} {name}{equals}{value}: write NAME=VALUE.")
    return {name.strip(): value.strip() for name, _, value in parts}


def _years(written: str | None) -> tuple[int, int] | None:
    if written is None:
        return None
    first, _, last = written.partition("-")
    if not (first.isascii() and first.isdigit() and (last or first).isascii() and (last or first).isdigit()):
        raise UsageError(f"--years {written}: write 2017-2024, or one year.")
    return int(first), int(last or first)


def _tell(done: Done, output: str, as_json: bool) -> None:
    for line in done.told:
        note(f"{line}.")
    rows = f"{done.rows:,} rows" if done.rows is not None else "The rows"
    note(f"{rows} in {output}, {done.seconds:.1f} s")
    if as_json:
        print_json(
            {"output": output, "rows": done.rows, "seconds": round(done.seconds, 3), "account": done.account}
        )
