"""The answer to a scenario in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_tables import wrapped
from entrepot.cli.output import note, print_table
from entrepot.cli.whatif_asking import print_sources
from entrepot.cli.whatif_numbers import between, gain, millions, percent
from entrepot.metadata.interval import Interval

if TYPE_CHECKING:
    from entrepot.analyses.scenarios.answer import Answer
    from entrepot.analyses.scenarios.run import Run
    from entrepot.metadata.figure import Figure

Flows = Sequence[tuple[str, str]]
Row = dict[str, Any]
_INDUSTRIES = 6
_FLOWS = 6
_WIDE = 34
_BEYOND = " *"


def tell(found: Answer, flows: Flows, top: int, *, decompose: bool = False) -> None:
    """Who gains and loses, what the pair sells, what the numbers rest on."""
    from entrepot.analyses.scenarios.telling import idle

    click.echo(click.style(found.title, bold=True))
    click.echo(wrapped(made_in(found.run)))
    for text in idle(found.run):
        click.echo(wrapped(text))
    for exporter, importer in flows:
        _tell_flow(found, exporter, importer)
    rows = _shown(found, flows, top)
    _tell_economies(found, rows)
    if decompose:
        _tell_gains(found, {row["economy"] for row in rows})
    _tell_moved(found)
    note("\n" + "\n".join(wrapped(text, "· ") for text in found.caveats))
    _tell_limits()
    print_sources(found.economies().origins)


def made_in(run: Run) -> str:
    """What a run rests on, in a line or two."""
    made = run.setting
    against = made.world.period or "the table's year (its file does not tell it)"
    against += " with all trade balanced" if made.closure == "zero" else ""
    return (
        f"Elasticities: {made.elasticities.name}. Deficits: {made.closure}. Table: {made.world.title}; "
        f"changes are against {against}."
    )


def _tell_flow(found: Answer, exporter: str, importer: str) -> None:
    from entrepot.analyses.scenarios import sides

    world = found.run.setting.world
    click.echo(f"\n{sides.name(world, exporter)} sells {sides.name(world, importer)}")
    table = found.pair(exporter, importer)
    rows = {row["industry"]: row for row in table.rows()}
    shown = ["goods", "services", "all"]
    moved = sorted(
        (row for code, row in rows.items() if code not in shown and _seen(row)),
        key=lambda row: -abs(row["change"]),
    )
    lines = [_flow_line(rows[code], _interval(found, exporter, importer, rows[code])) for code in shown]
    lines += [_flow_line(row, "") for row in moved[:_INDUSTRIES]]
    bounded = any(line[-1] for line in lines)
    heads = ("", "before", "after", "change", "relative", *(("nine of ten",) if bounded else ()))
    print_table(heads, [line[: len(heads)] for line in lines], right=heads[1:])
    click.echo(f"{found.run.accounts.unit}, inputs and final products, without duties.")
    told = [*(sides.lacking(world, code) for code in (exporter, importer)), _wide(found, exporter, importer)]
    for said in filter(None, told):
        click.echo(wrapped(said))
    _tell_beyond(found, lines)


def _seen(row: Row) -> bool:
    """Whether the change of an industry is more than nothing where it is printed."""
    return row["share"] is not None and not percent(row["share"]).startswith(("0 %", "~"))


def _wide(found: Answer, exporter: str, importer: str) -> str:
    """A sentence on the set of elasticities that makes the interval of goods wide."""
    if (wide := found.widened(exporter, importer)) is None:
        return ""
    name, rest = wide
    return f"Without the elasticities “{name}”, goods: {between(rest.low, rest.high)}."


def _flow_line(row: Row, interval: str) -> tuple[str, ...]:
    name = row["industry"] if row["industry"] == row["name"] else f"  {row['industry']} {row['name']}"
    return (
        name if len(name) < 46 else f"{name[:45]}…",
        f"{row['before']:,.1f}",
        f"{row['after']:,.1f}",
        millions(row["change"]),
        percent(row["share"]),
        interval,
    )


def _interval(found: Answer, exporter: str, importer: str, row: Row) -> str:
    figure: Figure = found.sales(exporter, importer, row["industry"])
    value = figure.value
    if not isinstance(value, Interval) or figure.is_unknown:
        return ""
    from entrepot.analyses.scenarios.answer import beyond

    out = beyond({"share": row["share"], "share_low": value.low, "share_high": value.high}, "share")
    return between(value.low, value.high) + _BEYOND * out


def _tell_beyond(found: Answer, lines: Sequence[tuple[str, ...]]) -> None:
    if any(cell.endswith(_BEYOND) for line in lines for cell in line):
        click.echo(wrapped(
            "* The best value lies outside: it rests on the elasticities "
            f"“{found.run.setting.elasticities.name}”, the draws on every set."
        ))  # fmt: skip


def _shown(found: Answer, flows: Flows, top: int) -> list[Row]:
    """The economies that gain and lose most, and those that were asked for."""
    rows = found.economies().rows()
    asked = {code for flow in flows for code in flow}
    half = (top + 1) // 2
    ends = rows if len(rows) <= top else [*rows[:half], *rows[len(rows) - (top - half) :]]
    return [row for row in rows if row in ends or row["economy"] in asked]


def _tell_economies(found: Answer, shown: list[Row]) -> None:
    rows, unit = found.economies().rows(), found.run.accounts.unit
    click.echo(
        f"\nReal income, and trade, of {len(shown)} of {len(rows)} economies, from who gains most to who "
        "loses most"
    )
    bounded, taxed = found.spread is not None, any(row["revenue"] for row in rows)
    heads = ["", "real income", *(["nine of ten"] if bounded else []), f"worth, {unit}", "exports", "imports"]
    heads += ["duties"] if taxed else []
    lines = [_economy_line(row, bounded=bounded, taxed=taxed) for row in shown]
    print_table(heads, lines, right=heads[1:])
    total = sum(row["gain"] for row in rows)
    click.echo(f"The world of the table: {millions(total)} {unit} of real income.")
    if taxed:
        click.echo(f"Duties: change of what the duties in the scenario bring in, {unit}.")
    _tell_beyond(found, lines)


def _economy_line(row: Row, *, bounded: bool, taxed: bool) -> tuple[str, ...]:
    from entrepot.analyses.scenarios.answer import beyond

    interval = between(row["real_income_low"], row["real_income_high"]) if bounded else ""
    return (
        f"{row['economy']} {row['name']}"[:_WIDE],
        percent(row["real_income"]),
        *((interval + _BEYOND * beyond(row, "real_income"),) if bounded else ()),
        gain(row),
        percent(row["exports"]),
        percent(row["imports"]),
        *((millions(row["revenue"]),) if taxed else ()),
    )


def _tell_gains(found: Answer, codes: set[str]) -> None:
    """What the changes of real income are made of."""
    from entrepot.analyses.scenarios.gains import SOURCES

    rows = found.gains().rows()
    parts = [name for name in SOURCES if any(percent(row[name]) != "0 %" for row in rows)]
    heads = ("", "real income", *(SOURCES[name][0].lower() for name in parts))
    click.echo("\nWhere it comes from: parts that add up to the change of real income")
    lines = [
        (f"{row['economy']} {row['name']}"[:_WIDE], percent(row["real_income"]),
         *(percent(row[name]) for name in parts))
        for row in rows if row["economy"] in codes
    ]  # fmt: skip
    print_table(heads, lines, right=heads[1:])
    said = "; ".join(f"{SOURCES[name][0].lower()}: {SOURCES[name][1]}" for name in parts)
    click.echo(wrapped(f"{said[:1].upper()}{said[1:]}. To first order, but for the rest."))


def _tell_moved(found: Answer) -> None:
    """The flows where the scenario bites."""
    rows, names = found.moved(_FLOWS).rows(), found.run.setting.world.economy_names
    if not rows:
        return
    click.echo(f"\nFlows most changed, {found.run.accounts.unit}")
    heads = ("from", "to", "before", "change", "relative", "most of it in")
    lines = [
        (_name(names[row["exporter"]]), _name(names[row["importer"]]), f"{row['before']:,.0f}",
         millions(row["change"]), percent(row["share"]), f"{row['industry']} {_name(row['name'], 32)}")
        for row in rows
    ]  # fmt: skip
    print_table(heads, lines, right=heads[2:5])


def _name(text: str, wide: int = 20) -> str:
    return text if len(text) <= wide else f"{text[: wide - 1]}…"


def _tell_limits() -> None:
    from entrepot.analyses.scenarios.telling import UNKNOWN

    note("What the model does not know:\n" + "\n".join(wrapped(text, "· ") for text in UNKNOWN))
