"""Aid as tables of the terminal, as CSV and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.asking import Pages, table
from entrepot.cli.corridors_tables import cited, print_rows_as_csv
from entrepot.cli.footnotes import Footnotes
from entrepot.cli.output import note, print_json, print_table
from entrepot.cli.statement import when
from entrepot.metadata.figure import Figure

if TYPE_CHECKING:
    from entrepot.analyses.aid import Aid, Step, Sum

_MOST = 40
_COLUMNS = ("basis", "by", "key", "label", "low", "high", "unit", "transactions")


def tell(found: Aid, way: str, pages: Pages) -> None:
    """Sums by step, and what the record says beside them; caveats and sources on standard error."""
    for step in found.steps:
        _tell_step(step, way)
    _tell_record(found, pages)
    lines = [click.wrap_text(line, 110, "", "  ") for line in found.notes]
    note("\n".join([*lines, *(["Sources:", *cited(found.origins)] if found.origins else [])]))


def _tell_step(step: Step, way: str) -> None:
    unit = step.total.figure.unit
    parts = step.by[way]
    shown = parts if way == "year" else parts[:_MOST]
    rows = [_row(one) for one in shown]
    if left := len(parts) - len(shown):
        rows.append((f"({left} more; --csv prints all)", "", ""))
    rows += [_row(step.total)]
    rows += [_row(one, "of which ") for one in (step.security, step.humanitarian) if one.transactions]
    rows += [_row(one, "not in it: ") for one in (*step.regional, step.nowhere) if one.transactions]
    click.echo(f"{step.basis.capitalize()}s, {unit}\n")
    print_table((way, unit, "transactions"), rows, right=(unit, "transactions"))
    click.echo()


def _row(one: Sum, before: str = "") -> tuple[str, str, str]:
    return f"{before}{one.label}"[:70], written(one.figure), f"{one.transactions:,}"


def written(figure: Figure) -> str:
    """A figure in whole units without its unit, a range where it is one."""
    low, high = figure.interval.low, figure.interval.high
    if low == high:
        return f"{low:,.0f}"
    if figure.is_unknown:
        return "unknown"
    if math.isinf(high):
        return f"at least {low:,.0f}"
    return f"at most {high:,.0f}" if math.isinf(low) else f"{low:,.0f} to {high:,.0f}"


def _tell_record(found: Aid, pages: Pages) -> None:
    beside = found.beside
    listed = (*beside.given, *beside.unknown)
    if not listed:
        return
    notes = Footnotes(pages[1])
    doubles = {double.statement for double in beside.doubles}
    click.echo("In the record, beside and not added\n")
    table(
        ("period", "amount", "kind", "stage", "double?", "note", "for"),
        [
            (
                when(c.date), str(c.amount or "not stated"), c.kind,
                "offered" if c.pledged else c.statement.status,
                "possible" if c.statement.id in doubles else "",
                notes.mark(c.statement, *c.parts), c.statement.says("en")[:90],
            )
            for c in listed
        ],
        right=("amount",),
    )  # fmt: skip
    table(
        ("statement", "may be", "reported as", "year", "amount"),
        [
            (
                d.statement, d.identifier, f"{d.reported}{' (drawn from it)' if d.certain else ''}",
                str(d.year or ""), f"{d.amount:,.0f} {d.unit}{' (converted)' if d.converted else ''}",
            )
            for d in beside.doubles
        ],
        right=("amount",),
    )  # fmt: skip
    notes.print()


def print_as_csv(found: Aid, way: str) -> None:
    """A row a sum: the parts, the total, what is a part of it, what is not in it; an open end is empty."""
    rows: list[Mapping[str, Any]] = []
    for step in found.steps:
        apart = (*step.regional, step.nowhere, *step.left_out, *step.partly)
        every: Iterable[Sum] = (*step.by[way], step.total, step.security, step.humanitarian, *apart)
        rows += [_cells(step.basis, one) for one in every if one.transactions or one.by == "total"]
    print_rows_as_csv(_COLUMNS, rows)


def _cells(basis: str, one: Sum) -> dict[str, Any]:
    low, high = one.figure.interval.low, one.figure.interval.high
    values = (
        basis, one.by, one.key, one.label, "" if math.isinf(low) else low, "" if math.isinf(high) else high,
        one.figure.unit, one.transactions,
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def print_transactions(found: Aid, *, as_csv: bool, as_json: bool) -> None:
    """Every transaction of the total of each step."""
    from entrepot.analyses.aid import transactions

    rows: list[dict[str, Any]] = []
    for step in found.steps:
        rows += [{"basis": step.basis} | row for row in transactions(step).iter_rows(named=True)]
    if as_json:
        return print_json(rows)
    if as_csv:
        columns: Sequence[str] = ["basis", *transactions(found.steps[0]).columns]
        return print_rows_as_csv(columns, rows)
    shown = ("date", "value", "currency", "share", "identifier", "channel", "where")
    print_table(shown, [_line(row) for row in rows], right=("value",))
    return note(
        f"{len(rows):,} transactions; the share is what of each is counted. --csv prints all columns."
    )


def _line(row: Mapping[str, Any]) -> tuple[str, ...]:
    low, high = row["low"], row["high"]
    share = f"{low:.4g}" if low == high else f"{low:.4g} to {high:.4g}"
    place = f"{row['name']}, line {row['line']}"
    value = f"{row['value']:,.2f}"
    return str(row["date"]), value, row["currency"], share, row["identifier"], row["channel"][:40], place
