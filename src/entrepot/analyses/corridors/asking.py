"""From what people write to a question: names of places, "1 FEU", "Russia,Suez", a day of departure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.corridors.cargo import cargo as read_cargo
from entrepot.analyses.corridors.closures import check_request, closure, closures
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.analyses.corridors.spots import spot
from entrepot.metadata.corridors import Difference, Layer, Mode
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import Place
from entrepot.sources.corridors import layer as shipped


@lru_cache(maxsize=8)
def network(*differences: Difference) -> Network:
    """The layer that ships, ready to be searched, with what these differences change and add.

    Their closures are not in it: give them to `question`.
    """
    return Network(applied(shipped(), *differences))


def question(
    searched: Network,
    origin: Place | str,
    destination: Place | str,
    *,
    cargo: str = "1 FEU",
    goods: str = "",
    value: float | None = None,
    weight: str | float | None = None,
    volume: str | float | None = None,
    modes: Iterable[str] = (),
    avoid: Iterable[str] = (),
    via: Iterable[str] = (),
    depart: date | None = None,
    epsilon: float = 0.1,
) -> Question:
    """The question that these words ask of a network.

    Args:
        searched: the network.
        origin: a place, or its name, code or coordinates ("50.63,5.57").
        destination: likewise.
        cargo: "1 FEU", "20 t", "500 kg".
        goods: HS code.
        value: of the consignment, in USD.
        weight: of the consignment, "18 t".
        volume: of the consignment, "30 m3".
        modes: modes that may be used besides the truck of the first and last mile; empty for all.
        avoid: names of countries, terminals, borders, canals, straits, seas, modes or seasons.
        via: likewise, of what is to be passed, in order.
        depart: day of departure; what is closed in that season is avoided.
        epsilon: see `Question`.

    Raises:
        PlaceError: a name that is no place, or several.
        UsageError: a contradiction, a cargo that makes no sense.
        BadInput: goods that are in no chapter of the HS.
    """
    layer = searched.layer
    made = read_cargo(
        cargo, goods=goods, value=value, weight=weight, volume=volume, parameters=searched.parameters
    )
    allowed = tuple(_mode(mode) for mode in modes)
    shut = dict.fromkeys((*closures(avoid, layer), *(seasons(layer, depart) if depart else ())))
    passed = tuple(closure(place, layer) for place in via)
    check_request(layer, shut, passed, allowed)
    ends = spot(origin, layer), spot(destination, layer)
    return Question(*ends, made, tuple(shut), passed, allowed, epsilon)


def seasons(layer: Layer, day: date) -> tuple[str, ...]:
    """What is closed in the month of that day or the next, in written form ("season:volga-don").

    The next counts because goods that leave at the end of a month arrive in the one after it.
    """
    months = {day.month, day.month % 12 + 1}
    return tuple(f"season:{key}" for key, season in layer.seasons.items() if months & set(season.months))


def _mode(written: str) -> str:
    name = written.strip().casefold()
    if name in {mode.value for mode in Mode}:
        return name
    from rapidfuzz import process  # only where something was mistyped

    close = process.extractOne(name, [mode.value for mode in Mode], score_cutoff=50)
    hint = f" Did you mean {close[0]}?" if close else ""
    raise UsageError(f"“{written}” is no mode.{hint} There are {', '.join(mode.value for mode in Mode)}.")
