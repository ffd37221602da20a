"""The answer to a scenario in a terminal, as JSON and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_tables import NONE, wrapped
from entrepot.cli.footnotes import plain
from entrepot.cli.output import note, print_table
from entrepot.cli.whatif_asking import print_sources
from entrepot.metadata.errors import UsageError
from entrepot.metadata.interval import Interval

if TYPE_CHECKING:
    from entrepot.analyses.scenarios.answer import Answer
    from entrepot.metadata.figure import Figure

Flows = Sequence[tuple[str, str]]
_INDUSTRIES = 6
_EDGE = 0.0005


def tell(found: Answer, flows: Flows, top: int) -> None:
    """Who gains and loses, what the pair sells, what the numbers rest on."""
    made = found.run.setting
    click.echo(click.style(found.title, bold=True))
    click.echo(
        wrapped(
            f"Elasticities: {made.elasticities.name}. Deficits: {made.closure}. Table: {made.world.title}; "
            f"changes are against {made.world.period}."
        )
    )
    for exporter, importer in flows:
        _tell_flow(found, exporter, importer)
    _tell_economies(found, flows, top)
    note("\n" + "\n".join(wrapped(text, "· ") for text in found.caveats))
    _tell_limits()
    print_sources(found.economies().origins)


def as_dict(found: Answer, flows: Flows) -> dict[str, Any]:
    """JSON form, with the tables of the flows that were asked for."""
    made: dict[str, Any] = plain(found.to_dict())
    made["flows"] = [
        {
            "exporter": exporter,
            "importer": importer,
            **{what: plain(found.sales(exporter, importer, what)) for what in ("goods", "services", "all")},
            "industries": plain(found.pair(exporter, importer).to_dict()),
        }
        for exporter, importer in flows
    ]
    return made


def write_excel(found: Answer, flows: Flows, output: Path) -> None:
    """Every table as a workbook.

    Raises:
        UsageError: the name does not end in .xlsx.
        OutputError: it cannot be written.
    """
    from entrepot.briefs.workbook import workbook
    from entrepot.store.files import write_bytes

    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"{output}: tables are written as a workbook; end the name in .xlsx.")
    places = dict.fromkeys(code for flow in flows for code in flow)
    tables = [found.economies(), *(found.pair(*flow) for flow in flows)]
    tables += [found.industries(code) for code in places]
    made = workbook(tables, found.caveats)
    write_bytes(output, made, make_folders=False)
    note(f"Wrote {output} ({len(made) / 1024:,.0f} kB, {len(tables)} tables).")


def percent(value: float | None) -> str:
    """A change in per cent with its sign, with as many digits as it needs to be seen: "+0.012 %"."""
    if value is None:
        return NONE
    if abs(value) < _EDGE:
        return "0.000 %" if value == 0.0 else f"{'+' if value > 0.0 else '-'}< 0.001 %"
    digits = 3 if abs(value) < 0.1 else 2 if abs(value) < 10.0 else 0
    return f"{value:+,.{digits}f} %"


def between(low: float | None, high: float | None) -> str:
    """An interval of changes in per cent: "-0.02 to +0.31 %"."""
    if low is None or high is None:
        return NONE
    return f"{percent(low).removesuffix(' %')} to {percent(high)}"


def millions(value: float | None) -> str:
    """USD million with its sign."""
    if value is None:
        return NONE
    return f"{value:+,.1f}" if abs(value) < 100.0 else f"{value:+,.0f}"


def _tell_flow(found: Answer, exporter: str, importer: str) -> None:
    names = found.run.setting.world.economy_names
    click.echo(f"\n{names[exporter]} sells {names[importer]}")
    table = found.pair(exporter, importer)
    rows = {row["industry"]: row for row in table.rows()}
    shown = ["goods", "services", "all"]
    moved = sorted(
        (row for code, row in rows.items() if code not in shown), key=lambda row: -abs(row["change"])
    )
    lines = [_flow_line(rows[code], _interval(found.sales(exporter, importer, code))) for code in shown]
    lines += [_flow_line(row, "") for row in moved[:_INDUSTRIES] if row["change"]]
    heads = ("", "before", "after", "change", "relative", "nine of ten")
    print_table(heads, lines, right=heads[1:])
    click.echo(f"{found.run.accounts.unit}, inputs and final products, without duties.")
    if (wide := found.widened(exporter, importer)) is not None:
        name, rest = wide
        click.echo(wrapped(f"Without the elasticities “{name}”, goods: {between(rest.low, rest.high)}."))


def _flow_line(row: dict[str, Any], interval: str) -> tuple[str, ...]:
    name = row["industry"] if row["industry"] == row["name"] else f"  {row['industry']} {row['name']}"
    return (
        name if len(name) < 46 else f"{name[:45]}…",
        f"{row['before']:,.1f}",
        f"{row['after']:,.1f}",
        millions(row["change"]),
        percent(row["share"]),
        interval,
    )


def _interval(figure: Figure) -> str:
    value = figure.value
    return between(value.low, value.high) if isinstance(value, Interval) and not figure.is_unknown else ""


def _tell_economies(found: Answer, flows: Flows, top: int) -> None:
    rows = found.economies().rows()
    asked = {code for flow in flows for code in flow}
    half = (top + 1) // 2
    ends = rows if len(rows) <= top else [*rows[:half], *rows[len(rows) - (top - half) :]]
    shown = [row for row in rows if row in ends or row["economy"] in asked]
    click.echo(f"\nReal income, and trade, of {len(shown)} of {len(rows)} economies: most gained first")
    bounded = found.spread is not None
    heads = ("", "real income", *(("nine of ten",) if bounded else ()), "USD million", "exports", "imports")
    print_table(heads, [_economy_line(row, bounded) for row in shown], right=heads[1:])
    total = sum(row["gain"] for row in rows)
    click.echo(f"The world of the table: {millions(total)} million USD of real income.")


def _economy_line(row: dict[str, Any], bounded: bool) -> tuple[str, ...]:
    interval = (between(row["real_income_low"], row["real_income_high"]),) if bounded else ()
    return (
        f"{row['economy']} {row['name']}"[:34],
        percent(row["real_income"]),
        *interval,
        millions(row["gain"]),
        percent(row["exports"]),
        percent(row["imports"]),
    )


def _tell_limits() -> None:
    from entrepot.analyses.scenarios.telling import UNKNOWN

    note("What the model does not know:\n" + "\n".join(wrapped(text, "· ") for text in UNKNOWN))
