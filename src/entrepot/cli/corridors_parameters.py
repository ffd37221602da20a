"""`entrepot corridors parameters`: what is assumed of hours, prices and emissions, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from entrepot.cli.corridors_asking import Modes
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.errors import NoData, UsageError

if TYPE_CHECKING:
    from entrepot.metadata.corridors import Layer, Parameter

FEW = 12
"""Up to here each parameter is followed by how it was had."""


def _begun(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(q, help=unit) for q, unit in QUANTITIES.items() if q.startswith(incomplete)]


@click.command()
@click.argument("quantity", required=False, default="", shell_complete=_begun)
@click.option("--where", metavar="PLACE", help="A terminal, border, country, canal, leg; “everywhere”.")
@click.option("--modes", type=Modes(), default=(), metavar="LIST", help="Only of these modes.")
@click.option("--conflicts", is_flag=True, help="Only where sources disagree.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the parameters as CSV.")
@json_option
def parameters(
    quantity: str, where: str | None, modes: tuple[str, ...], conflicts: bool, as_csv: bool, as_json: bool
) -> None:
    """Print what is assumed of a QUANTITY: low, typical, high, year, source, and values that disagree.

    The most specific place wins: leg, terminal, border, passage, country, group of countries, gauge,
    everywhere. With --where, what is in use there is told, even if it is stated for a wider place. Without
    QUANTITY, the quantities are listed, or with --where all that is stated there.

    \b
    entrepot corridors parameters
    entrepot corridors parameters border_hours --where "border Dostyk-Alashankou"
    entrepot corridors parameters rate --modes rail
    entrepot corridors parameters --where Aktau
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_parameters_text import as_row, in_use, place, print_parameters
    from entrepot.cli.corridors_tables import print_rows_as_csv
    from entrepot.sources.corridors import layer

    known = layer()
    _check(quantity)
    if not quantity and where is None and not conflicts:
        _print_quantities(known, as_json)
        return
    at = None if where is None else place(where, known)
    found = _chosen(known, quantity, at, modes, conflicts)
    used = in_use(quantity, at, modes, known) if quantity and at else ()
    if not found and not used:
        of = f"of {quantity} " if quantity else ""
        raise NoData(f"Nothing is stated {of}{f'at {where} ' if where else ''}under these conditions.")
    if as_json:
        print_json(
            {"stated": [as_row(p, known) for p in found], "in_use": [as_row(p, known) for p in used]}
            if at
            else [as_row(p, known) for p in found]
        )
    elif as_csv:
        rows = [as_row(p, known) for p in dict.fromkeys((*found, *used))]
        print_rows_as_csv(list(rows[0]), rows)
    else:
        print_parameters(found, used, at, known, FEW)


def _chosen(
    layer: Layer, quantity: str, at: str | None, modes: Sequence[str], conflicts: bool
) -> tuple[Parameter, ...]:
    from entrepot.cli.corridors_parameters_text import same_place

    table = layer.parameters
    disputed = {_key(p) for p in table if not p.used}
    return tuple(
        p
        for p in table
        if (not quantity or p.quantity == quantity)
        and (at is None or same_place(p.where, at))
        and (not modes or p.mode in (*modes, ""))
        and (not conflicts or _key(p) in disputed)
    )


def _key(p: Parameter) -> tuple[str, str, str]:
    return p.quantity, p.mode, p.where


def _check(quantity: str) -> None:
    if quantity and quantity not in QUANTITIES:
        from rapidfuzz import process

        close = process.extractOne(quantity, list(QUANTITIES), score_cutoff=50)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise UsageError(
            f"“{quantity}” is no quantity of the layer.{hint} `entrepot corridors parameters` lists them."
        )


def _print_quantities(layer: Layer, as_json: bool) -> None:
    rows: list[dict[str, Any]] = []
    for name, unit in QUANTITIES.items():
        stated = [p for p in layer.parameters if p.quantity == name]
        used = sum(p.used for p in stated)
        estimated = sum(p.used and p.quality.word == "estimated" for p in stated)
        row = {"quantity": name, "unit": unit, "in_use": used, "beside": len(stated) - used}
        rows.append(row | {"estimated": estimated})
    if as_json:
        print_json(rows)
        return
    heads = ("quantity", "unit", "in use", "of them estimates", "other sources")
    shown = [
        (r["quantity"], r["unit"], f"{r['in_use']:,}", f"{r['estimated']:,}", f"{r['beside']:,}")
        for r in rows
    ]
    print_table(heads, shown, right=heads[2:])
    note("Other sources: values kept beside those in use, because they differ. `--conflicts` shows them.")
