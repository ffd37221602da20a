"""`entrepot routes`: every way for goods to get from one place to another, and why not by another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import json_option, note, print_json
from entrepot.metadata.errors import NoData, UsageError

if TYPE_CHECKING:
    from entrepot.analyses.corridors.answer import Answer
    from entrepot.analyses.corridors.network import Network
    from entrepot.analyses.corridors.question import Question
    from entrepot.metadata.corridors import Difference

SUFFIXES = (".geojson", ".csv", ".json", ".svg")


@click.command()
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option("--cargo", default="1 FEU", show_default=True, help="“2 TEU”, “20 t”, “500 kg”, “12 m3”.")
@click.option("--goods", default="", metavar="HS", help="HS code of the goods.")
@click.option("--value", type=float, metavar="USD", help="What the goods are worth.")
@click.option("--weight", metavar="TONNES", help="Of the consignment, where it is not an average load.")
@click.option("--volume", metavar="M3", help="Of the consignment.")
@click.option("--modes", metavar="LIST", help="Of road, rail, sea, ferry, barge, air.  [default: all]")
@click.option(
    "--avoid", multiple=True, metavar="LIST", help="“Russia,Suez”, terminals, borders, seas, “winter”."
)
@click.option("--via", multiple=True, metavar="LIST", help="What the route must pass, in order.")
@click.option("--why-not", "why", metavar="PLACE", help="What the best route through PLACE loses by.")
@click.option(
    "--depart", type=click.DateTime(["%Y-%m-%d"]), help="Day of departure: seasons, day of arrival."
)
@click.option(
    "--lanes", multiple=True, type=click.Path(path_type=Path), help="Your own lanes and rates (YAML)."
)
@click.option("--what-if", "what_if", multiple=True, metavar="NAME|FILE", help="A difference from the layer.")
@click.option("--tolerance", type=float, default=0.1, show_default=True, help="0 asks for the exact front.")
@click.option("--show", "shown", default="balanced", show_default=True, metavar="NAME|NUMBER|all")
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .geojson, .csv, .json or .svg file.")
@json_option
def routes(
    origin: str,
    destination: str,
    modes: str | None,
    avoid: tuple[str, ...],
    via: tuple[str, ...],
    why: str | None,
    depart: datetime | None,
    lanes: tuple[Path, ...],
    what_if: tuple[str, ...],
    tolerance: float,
    shown: str,
    language: str,
    output: Path | None,
    as_json: bool,
    **consignment: Any,
) -> None:
    """Every way for goods to get FROM one place TO another: hours, price, CO2e and delay, leg by leg.

    Places are towns, terminals, regions, countries (their capital stands for them) or coordinates. Prices are
    the package's defaults, not a shipper's rates: override them with --lanes.

    \b
    entrepot routes Almaty Liège
    entrepot routes Almaty Liège --avoid Russia --cargo "18 t" --value 90000
    entrepot routes Almaty Liège --why-not Baku
    entrepot routes Namur Osh --modes rail,sea -o routes.geojson
    """  # noqa: D301 - click's own marks
    from entrepot.cli.route_text import explain, print_answer

    _check_output(output)
    network, question = _asked(
        origin, destination, _listed([modes or ""]), _listed(avoid), _listed(via),
        depart.date() if depart else None, _differences(lanes, what_if), tolerance, consignment,
    )  # fmt: skip
    if why:
        from entrepot.cli.why_not import print_why_not

        return print_why_not(network, question, why, as_json, language)
    answer = _answered(network, question)
    if output is not None:
        _write(network, answer, output, language)
    elif as_json:
        print_json(explain(network, answer))
    else:
        print_answer(network, answer, shown, language, depart.date() if depart else None)
    return None


def _asked(
    origin: str,
    destination: str,
    modes: tuple[str, ...],
    avoid: tuple[str, ...],
    via: tuple[str, ...],
    depart: date | None,
    differences: tuple[Difference, ...],
    epsilon: float,
    consignment: dict[str, Any],
) -> tuple[Network, Question]:
    from entrepot.analyses.corridors import asking

    network = asking.network(*differences)
    closed = tuple(closure for difference in differences for closure in difference.closures)
    question = asking.question(
        network, origin, destination, modes=modes, avoid=(*avoid, *closed), via=via, depart=depart,
        epsilon=epsilon, **consignment,
    )  # fmt: skip
    return network, question


def _answered(network: Network, question: Question) -> Answer:
    """The answer; `NoData` with what stands in the way where there is no route."""
    from entrepot.analyses.corridors.answer import answer
    from entrepot.cli.why_not import reasons

    found = answer(network, question)
    if not found.routes:
        raise NoData(reasons(network, question))
    return found


def _differences(lanes: Iterable[Path], names: Iterable[str]) -> tuple[Difference, ...]:
    from entrepot.sources.corridors import difference, ready

    library = {one.name: one for one in ready()} if names else {}
    return (*map(difference, lanes), *(library.get(name) or difference(Path(name)) for name in names))


def _listed(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip() for text in written for part in text.split(",") if part.strip())


def _check_output(output: Path | None) -> None:
    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise UsageError(
            f"{output}: routes are written as {', '.join(SUFFIXES)}; end the name in one of them."
        )


def _write(network: Network, answer: Answer, output: Path, language: str) -> None:
    from entrepot.cli.route_files import content
    from entrepot.store.files import write_bytes

    made = content(network, answer, output.suffix.lower(), language)
    write_bytes(output, made, make_folders=False)
    note(f"Wrote {output} ({len(made) / 1024:,.0f} kB, {len(answer.routes)} routes).")
