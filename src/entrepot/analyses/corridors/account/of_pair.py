"""The account of a pair: searched, closed in turn, and put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from entrepot.analyses.corridors.account.account import Account, Apart, Closed
from entrepot.analyses.corridors.account.closing import Closing
from entrepot.analyses.corridors.account.grounds import Grounds
from entrepot.analyses.corridors.answer import Answer, answer
from entrepot.analyses.corridors.closures import closed_legs
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.analyses.corridors.remarks import when_air_pays
from entrepot.metadata.corridors import Criteria, Layer, Parameter, Route, Spot
from entrepot.metadata.origin import Origin

LANGUAGES = ("en", "fr")
"""Of briefs: in which names are kept."""
_FRONT = 200
_KG = 1000.0


def account(searched: Network, asked: Question) -> Account:
    """All that a brief says of the ways that a question asks for.

    Args:
        searched: the network.
        asked: the question.

    Raises:
        NoData: no terminal can be reached from an end.
    """
    found = answer(searched, asked)
    bare = Account(
        asked.origin,
        asked.destination,
        cargo=asked.cargo.label,
        tonnes=asked.cargo.tonnes,
        boxes=asked.cargo.feu,
        chargeable_kg=_KG * searched.chargeable_tonnes(asked.cargo),
    )
    return _whole(searched, found, bare) if found.routes else bare


def _whole(network: Network, found: Answer, bare: Account) -> Account:
    layer, closing, grounds = network.layer, Closing(network, found), Grounds(network.layer)
    closed, apart = closing.closed(), closing.apart()
    routes = (*found.routes, *closing.others)
    day, load = (network.parameters.stated(name) for name in ("time_value", "load"))
    return replace(
        bare,
        routes=found.routes,
        front=tuple(Criteria(*row) for row in found.front[:_FRONT].tolist()),
        cut=found.cut,
        air_pays=when_air_pays(network, found),
        day_costs=day.span if day else None,
        closed=closed,
        apart=apart,
        seasons=tuple(key for key in layer.seasons if _meets(layer, key, found.routes)),
        names=_names(layer, closed, apart, found.routes) | _towns(layer, (bare.origin, bare.destination)),
        origins={
            **grounds.origins(routes),
            "day": _origin(layer, day),
            "cargo": _origin(layer, load),
        },
        years=grounds.years(routes),
    )


def _origin(layer: Layer, stated: Parameter | None) -> tuple[Origin, ...]:
    return (layer.origins[stated.source].work,) if stated and stated.source in layer.origins else ()


def _meets(layer: Layer, season: str, routes: Iterable[Route]) -> bool:
    """Whether something that a season shuts is on one of the routes."""
    shut = closed_legs(layer, (f"season:{season}",))
    return any(step.leg in shut for route in routes for step in route.steps)


def _names(
    layer: Layer, closed: Iterable[Closed], apart: Iterable[Apart], routes: Iterable[Route]
) -> dict[str, Mapping[str, str]]:
    """What is called by name in an account."""
    keys = list(layer.seasons)
    for route in routes:
        keys += route.terminals
        keys += (key for step in route.steps for key in step.passages)
        keys += (name.partition(" ")[2] for name in route.names)
    for each in closed:
        keys += (*each.by, each.closure.partition(":")[2])
    for way in apart:
        keys += (*way.by, *(need.partition(":")[2] for need in way.needs))
    named = {
        key: layer.terminals.get(key) or layer.passages.get(key) or layer.seasons.get(key) for key in keys
    }
    return {key: _both(thing.names) for key, thing in named.items() if thing is not None}


def _towns(layer: Layer, spots: Iterable[Spot]) -> dict[str, Mapping[str, str]]:
    """Names of the towns that stand for places, where a terminal is called after them."""
    found: dict[str, Mapping[str, str]] = {}
    for spot in spots:
        town = spot.stands_for.partition(",")[0]
        for terminal in layer.terminals.values():
            if town and terminal.country == spot.country and terminal.names["en"] == town:
                found[town] = _both(terminal.names)
    return found


def _both(names: Mapping[str, str]) -> Mapping[str, str]:
    return {language: names[language] for language in LANGUAGES if language in names}
