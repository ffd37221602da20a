"""`entrepot networks`: the raw railways and roads that the corridors that ship were measured on."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.metadata.errors import NoData

if TYPE_CHECKING:
    from entrepot.analyses.corridors.physical.known import Compared
    from entrepot.analyses.corridors.physical.prepared import Prepared

_EXTRA = 'pip install "entrepot[networks]"'
_NEEDED = ("scgraph_data", "scipy", "shapely", "pyroutingkit")
_CACHE = click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/networks"),
    show_default=True,
    help="Folder for the networks as arrays.",
)
_MODE = click.option("--mode", type=click.Choice(["rail", "road"]), default="rail", show_default=True)


@click.group()
def networks() -> None:
    """Build, measure and check the raw networks behind the legs by rail and road.

    Routes do not need them: what ships is enough. `build` and `distance` need the packages of
    entrepot[networks]; `check` needs nothing more.
    """


@networks.command(epilog="Example:  entrepot networks build --mode rail")
@_MODE
@_CACHE
@json_option
def build(mode: str, cache: Path, as_json: bool) -> None:
    """Read a raw network, repair it and say what was found.

    Dead ends are joined within 2 km, hand-made joins added, terminals set on it.
    """
    prepared = _prepared(mode, cache)
    from entrepot.analyses.corridors.physical.prepared import refused
    from entrepot.analyses.corridors.physical.rules import read_rules

    far = refused(prepared, mode, read_rules())
    told = {
        "mode": mode,
        "points": prepared.network.points,
        "edges": len(prepared.network.km),
        "km": round(float(prepared.network.km.sum())),
        "joins": prepared.repair.joins,
        "parts": list(prepared.repair.parts),
        "main_part": list(prepared.repair.main),
        "terminals": len(prepared.terminals),
        "border_edges": int(prepared.frontier.procedure.sum()),
        "gauges": {str(gauge): int(mask.sum()) for gauge, mask in prepared.runs.items() if gauge},
        "terminals_too_far": {code: round(km, 1) for code, km in far.items()},
    }
    if as_json:
        print_json(told)
        return
    print_table(("what", "value"), [(key, _told(value)) for key, value in told.items()])


def _told(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items()) or "none"
    if isinstance(value, list):
        return f"{value[0]:,}, then {value[1]:,}"
    return f"{value:,}" if isinstance(value, int) else str(value)


@networks.command(epilog="Example:  entrepot networks distance KZALA BELGG --mode rail")
@click.argument("start")
@click.argument("end")
@_MODE
@_CACHE
@json_option
def distance(start: str, end: str, mode: str, cache: Path, as_json: bool) -> None:
    """Measure the shortest way between two terminals on the raw network, kilometres by country included.

    START and END are codes or names of terminals of the mode. By rail, gauges may change where both are near.
    """
    prepared = _prepared(mode, cache)
    from entrepot.analyses.corridors.physical.asked import measure

    found = measure(prepared, mode, start, end)
    if as_json:
        print_json(found.to_dict())
        return
    click.echo(f"{found.start} - {found.end}: {found.km:,.1f} km by {mode}")
    rows = [(code, f"{km:,.1f}") for code, km in found.countries.items()]
    print_table(("country", "km"), rows, right=("km",))
    for remark in found.remarks:
        note(remark)


@networks.command(epilog="Example:  entrepot networks check")
@json_option
def check(as_json: bool) -> None:
    """Hold the legs that ship against published distances; exit code 4 if one is further off than allowed."""
    try:
        from entrepot.analyses.corridors.physical.known import compared, read_known
    except ImportError as error:
        raise NoData(f"Checking needs the package {error.name}: {_EXTRA}.") from error
    from entrepot.sources.corridors.reader import layer

    found = compared(layer(), read_known())
    if as_json:
        print_json([_row(one) for one in found])
    else:
        rows = [
            (
                " - ".join(one.known.stops),
                f"{one.known.km:,.0f}",
                f"{one.km:,.0f}",
                f"{one.error:+.1f} %",
                one.known.publisher,
            )
            for one in found
        ]
        print_table(
            ("way", "published", "ours", "difference", "publisher"), rows, right=("published", "ours")
        )
        for one in found:
            if one.known.why:
                note(f"{one.known.stops[0]} - {one.known.stops[-1]}: {one.known.why}.")
    wrong = [one for one in found if not one.holds]
    if wrong:
        raise NoData(f"{len(wrong)} of {len(found)} distances are further off than they may be.")


def _row(one: Compared) -> dict[str, object]:
    known = one.known
    return {
        "stops": list(known.stops),
        "mode": known.mode,
        "published_km": known.km,
        "km": round(one.km, 1),
        "per_cent": round(one.error, 2),
        "allowed": known.allowed,
        "why": known.why,
        "publisher": known.publisher,
        "address": known.address,
    }


def _prepared(mode: str, cache: Path) -> Prepared:
    missing = [module for module in _NEEDED if find_spec(module) is None]
    if missing:
        raise NoData(f"The raw networks need {', '.join(missing)}: {_EXTRA}.")
    from entrepot.analyses.corridors.physical.prepared import prepare
    from entrepot.analyses.corridors.physical.rules import read_rules
    from entrepot.sources.corridors.reader import layer
    from entrepot.sources.networks import read_borders, read_network

    note(f"Reading and repairing the network of {mode}: half a minute ...")
    shipped = layer()
    raw = read_network(mode, cache)
    return prepare(raw, mode, shipped.terminals, shipped.open_borders, read_rules(), read_borders())
