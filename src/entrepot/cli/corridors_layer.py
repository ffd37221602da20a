"""`entrepot corridors terminals` and `legs`: what the layer of corridors is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_asking import Modes
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.metadata.errors import NoData

if TYPE_CHECKING:
    from entrepot.metadata.corridors import Layer, Leg, Terminal


@click.command()
@click.argument("text", required=False, default="")
@click.option("--modes", type=Modes(), default=(), metavar="LIST", help="Only with one of these modes.")
@click.option("--change-of-gauge", is_flag=True, help="Only where goods can change gauge.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the terminals as CSV.")
@json_option
def terminals(text: str, modes: tuple[str, ...], change_of_gauge: bool, as_csv: bool, as_json: bool) -> None:
    """Find terminals of the layer by name in any language, by code or by country; without TEXT, all.

    \b
    entrepot corridors terminals Khorgos
    entrepot corridors terminals Kazakhstan --modes sea,ferry
    entrepot corridors terminals --change-of-gauge
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_finding import finding
    from entrepot.cli.corridors_tables import print_rows_as_csv
    from entrepot.sources.corridors import layer

    known = layer()
    found = [
        one
        for one in finding(text, known)
        if (not modes or set(modes) & {mode.value for mode in one.modes})
        and (not change_of_gauge or len(one.gauges) > 1)
    ]
    if not found:
        raise NoData("No terminal of the layer is so. Ask for fewer conditions.")
    rows = [_terminal(one) for one in found]
    if as_json:
        print_json([row | {"names": dict(one.names)} for row, one in zip(rows, found, strict=True)])
    elif as_csv:
        print_rows_as_csv(list(rows[0]), rows)
    else:
        heads = ("code", "name", "country", "modes", "gauges")
        shown = [(one.code, one.name(), one.country, ", ".join(one.modes), _gauges(one)) for one in found]
        print_table(heads, shown)
        _remarks(found)


@click.command()
@click.argument("a")
@click.argument("b", required=False, default="")
@click.option("--modes", type=Modes(), default=(), metavar="LIST", help="Only by these modes.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the legs as CSV.")
@json_option
def legs(a: str, b: str, modes: tuple[str, ...], as_csv: bool, as_json: bool) -> None:
    """List the legs at A, or between A and B: terminals, countries, or a canal, strait or sea they need.

    \b
    entrepot corridors legs Dostyk
    entrepot corridors legs Kazakhstan China --modes rail
    entrepot corridors legs Caspian
    """  # noqa: D301 - click's own marks
    from entrepot.cli.corridors_finding import legs_at
    from entrepot.cli.corridors_tables import cited, print_rows_as_csv
    from entrepot.sources.corridors import layer

    known = layer()
    found = [leg for leg in legs_at(a, b, known) if not modes or leg.mode in modes]
    if not found:
        ends = f"between {a} and {b}" if b else f"at {a}"
        ask = (
            f"`entrepot routes {_quoted(a)} {_quoted(b)}` finds ways of several"
            if b
            else "Ask for more modes"
        )
        raise NoData(f"No single leg {f'by {chr(44).join(modes)} ' if modes else ''}runs {ends}. {ask}.")
    rows = [_leg(leg, known) for leg in found]
    if as_json:
        print_json(rows)
        return
    if as_csv:
        print_rows_as_csv(list(rows[0]), rows)
        return
    heads = ("mode", "from", "to", "km", "mm", "figure", "needs", "leg")
    shown = [
        (
            leg.mode.value,
            known.terminals[leg.start].name(),
            known.terminals[leg.end].name() + (" (one way)" if leg.one_way else ""),
            f"{leg.km:,.0f}",
            str(leg.gauge or ""),
            leg.quality.word,
            ", ".join(known.passages[key].names["en"] for key in leg.passages if key in known.passages),
            leg.id,
        )
        for leg in found
    ]
    held = [at for at in range(len(heads)) if any(row[at] for row in shown)]
    print_table([heads[at] for at in held], [[row[at] for at in held] for row in shown], right=("km", "mm"))
    origins = [known.origins[leg.source] for leg in found if leg.source in known.origins]
    note("\n" + "\n".join([f"{len(found)} legs, good both ways but where said. Sources:", *cited(origins)]))


def _terminal(one: Terminal) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name(),
        "country": one.country,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "modes": ";".join(one.modes),
        "gauges": ";".join(map(str, one.gauges)),
        "landmass": one.landmass,
        "also": ";".join(one.also),
        "note": one.note,
    }


def _leg(leg: Leg, layer: Layer) -> dict[str, Any]:
    origin = layer.origins.get(leg.source)
    return {
        "leg": leg.id,
        "mode": leg.mode.value,
        "start": leg.start,
        "start_name": layer.terminals[leg.start].name(),
        "end": leg.end,
        "end_name": layer.terminals[leg.end].name(),
        "km": leg.km,
        "gauge": leg.gauge or None,
        "countries": ";".join(f"{code}:{km:g}" for code, km in leg.countries.items()),
        "passages": ";".join(leg.passages),
        "one_way": leg.one_way,
        "quality": leg.quality.word,
        "note": leg.note,
        "source": origin.cite() if origin else leg.source,
        "url": origin.url if origin else "",
    }


def _gauges(one: Terminal) -> str:
    return " / ".join(map(str, one.gauges))


def _remarks(found: list[Terminal]) -> None:
    from entrepot.cli.corridors_tables import wrapped

    few = found if len(found) <= 12 else []
    lines = [wrapped(f"{one.code}: {one.note}.".replace("..", ".")) for one in few if one.note]
    note("\n".join([f"{len(found)} terminals." if len(found) > 1 else "1 terminal.", *lines]))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
