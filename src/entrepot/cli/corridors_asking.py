"""What the questions on corridors share: options of consignment, modes and differences, and their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.output import note
from entrepot.metadata.corridors import Difference, Mode
from entrepot.metadata.errors import PlaceError, UsageError

if TYPE_CHECKING:
    from entrepot.metadata.corridors import Layer, Spot
    from entrepot.workbench.corridors import Corridors

    _ModesParam = click.ParamType[tuple[str, ...]]
else:
    _ModesParam = click.ParamType

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_FEW = 8


class Modes(_ModesParam):
    """Modes in a list with commas; one that is mistyped is refused with the nearest."""

    name = "modes"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The modes, each once."""
        return value if isinstance(value, tuple) else tuple(dict.fromkeys(map(_mode, listed([value]))))


def about_goods(function: Decorated) -> Decorated:
    """The options of a consignment: passes `cargo`, `goods`, `value`, `weight`, `volume`."""
    options = (
        click.option("--volume", metavar="M3", help="Of the consignment."),
        click.option(
            "--weight", metavar="TONNES", help="Of the consignment, where it is not an average load."
        ),
        click.option("--value", type=float, metavar="USD", help="What the goods are worth."),
        click.option("--goods", default="", metavar="HS", help="HS code of the goods."),
        click.option("--cargo", default="1 FEU", show_default=True, help="“2 TEU”, “20 t”, “500 kg”."),
    )
    for option in options:
        function = option(function)
    return function


def modes_option(function: Decorated) -> Decorated:
    """The option --modes: passes `modes`, a tuple, empty for all."""
    return click.option(
        "--modes",
        type=Modes(),
        default=(),
        metavar="LIST",
        help="Of road, rail, sea, ferry, barge, air, besides a truck to the first and from the last terminal."
        "  [default: all]",
    )(function)


def lanes_option(function: Decorated) -> Decorated:
    """The option --lanes: passes `lanes`, files of what holds in every answer."""
    return click.option(
        "--lanes",
        multiple=True,
        type=click.Path(path_type=Path),
        help="Your own lanes and rates (YAML), before and after.",
    )(function)


def asked(lanes: Iterable[Path] = ()) -> Corridors:
    """Questions on the layer that ships, with one's own lanes and rates."""
    from entrepot.store.warehouse import Warehouse
    from entrepot.workbench.corridors import Corridors

    return Corridors(Warehouse.open()).having(*lanes)


def point(text: str, layer: Layer) -> Spot:
    """Where that place lies; a mended typo is told on standard error. Raises as `spots.spot`."""
    from entrepot.analyses.corridors.spots import spot
    from entrepot.metadata.places import match

    found = spot(text, layer)
    try:
        matched = match(text)
    except PlaceError:  # coordinates, or a terminal that no list of places has
        return found
    if matched.guessed and matched.place.code == found.code:
        note(f"“{text}” read as {found.name} ({found.code}).")
    return found


def supposed(names: Sequence[str], closed: Sequence[str], layer: Layer) -> Difference:
    """What-ifs of the library or of files, and names of what closes, as one difference.

    Raises:
        UsageError: nothing is named, or a what-if is neither in the library nor a file.
        BadInput: a file is not what it should be.
        UnknownPlace: nothing that could be closed is called so.
    """
    from entrepot.sources.corridors import closures

    parts = [what_if(name, layer) for name in names]
    if closed:
        parts.append(
            Difference("closure", f"the closure of {', '.join(closed)}", "", closures(closed, layer))
        )
    if not parts:
        raise UsageError(
            "Nothing is otherwise: name what closes (--close Suez) or a what-if "
            "(--what-if suez-closed; `entrepot corridors what-if list` names those that ship)."
        )
    if len(parts) == 1:
        return parts[0]
    return Difference(
        name="+".join(part.name for part in parts),
        title=" and ".join(part.title or part.name for part in parts),
        closures=tuple(dict.fromkeys(closure for part in parts for closure in part.closures)),
        changes=tuple(change for part in parts for change in part.changes),
        additions=tuple(addition for part in parts for addition in part.additions),
    )


def what_if(name: str, layer: Layer) -> Difference:
    """The difference of that name in the library, or in that file; raises as `supposed`."""
    from entrepot.sources.corridors import difference, ready

    if Path(name).suffix.lower() in (".yml", ".yaml") or Path(name).is_file():
        return difference(Path(name), layer)
    library = {one.name: one for one in ready()}
    if name in library:
        return library[name]
    hint = _nearest(name, library)
    raise UsageError(
        f"“{name}” is no what-if that ships, and no file.{hint} "
        "`entrepot corridors what-if list` names those that ship."
    )


def remarks(spots: Iterable[Spot], modes: Sequence[str]) -> list[str]:
    """What a reader of many pairs should know: what stands for places, and that the fastest ways fly."""
    stood = dict.fromkeys(f"{spot.name}: {spot.stands_for}" for spot in spots if spot.stands_for)
    told = [f"Stood for: {'; '.join(stood)}."] if 0 < len(stood) <= _FEW else []
    if len(stood) > _FEW:
        told = ["A country is stood for by its capital, a region by its seat."]
    if not modes or "air" in modes:
        told.append(
            "Aircraft may be used, and the fastest and safest ways mostly fly: "
            "--modes road,rail,sea,ferry,barge asks without them."
        )
    return told


def listed(written: Iterable[str]) -> tuple[str, ...]:
    """The parts of texts with commas, in order."""
    return tuple(part.strip() for text in written for part in text.split(",") if part.strip())


def _mode(written: str) -> str:
    name = written.casefold()
    if name in {mode.value for mode in Mode}:
        return name
    known = [mode.value for mode in Mode]
    raise UsageError(f"“{written}” is no mode.{_nearest(name, known)} There are {', '.join(known)}.")


def _nearest(name: str, known: Iterable[str]) -> str:
    from rapidfuzz import process  # only where something was mistyped

    close = process.extractOne(name, list(known), score_cutoff=50)
    return f" Did you mean {close[0]}?" if close else ""
