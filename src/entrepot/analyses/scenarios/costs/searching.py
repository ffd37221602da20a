"""Where economies lie, and the ways between them before and after a difference."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.access import Mile
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.gates import reach_km
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.analyses.corridors.spots import spot
from entrepot.analyses.scenarios.costs.arcs import arc_costs, changed_costs, same_ground
from entrepot.analyses.scenarios.costs.baseline import Baseline, Searched, Shelf
from entrepot.analyses.scenarios.costs.ways import ways
from entrepot.metadata.corridors import Difference, Layer, Spot
from entrepot.metadata.errors import NoData, PlaceError
from entrepot.metadata.places import Scheme, get
from entrepot.sources.trade_costs import TradeCosts

Array = NDArray[np.floating]
Told = Callable[[float], None]


def spots_of(economies: Sequence[str], layer: Layer, cache: Path | None = None) -> dict[str, Spot]:
    """The capital of each economy that is a country, by its code; kept in the folder `cache`, if any."""
    shelf = Shelf(cache, layer, "")
    found = shelf.plain(
        f"spots {tuple(economies)!r}",
        lambda: {code: asdict(spot) for code, spot in _capitals(economies, layer).items()},
    )
    return {code: Spot(**fields) for code, fields in found.items()}


def _capitals(economies: Sequence[str], layer: Layer) -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    for code in economies:
        try:
            found[code] = spot(get(code, Scheme.ISO3), layer)
        except (PlaceError, NoData):
            continue
    return found


def searched(
    network: Network,
    differences: Sequence[Difference],
    spots: Sequence[Spot],
    tables: TradeCosts,
    cache: Path | None = None,
    told: Told | None = None,
) -> tuple[Array, Array, frozenset[str]]:
    """The ways between all spots before and after, float32[W, K, n, n, 3] each as `ways` gives them.

    Both before and after, a truck may serve every terminal that it would serve in either, so that a closure
    never improves anything. Countries that are closed are closed to the passage of others' goods: what they
    buy and sell themselves may pass them, since whether that trade is forbidden is another question (an
    embargo).

    Returns:
        Before, after, and the countries that are closed to passage.

    Args:
        network: as it is.
        differences: what is otherwise, all together.
        spots: origins and destinations.
        tables: the kinds of way.
        cache: folder where ways are kept, before and after; None keeps nothing.
        told: called with the share that is done.

    Raises:
        UsageError: a difference that the layer cannot have.
    """
    shelf = Shelf(cache, network.layer, tables.digest)
    asked = hashlib.sha256(repr((tuple(differences), tuple(spots))).encode()).hexdigest()
    found = shelf.after(asked, lambda: _search(network, differences, spots, tables, shelf, told))
    if told is not None:
        told(1.0)
    return found.baseline.ways, found.after, found.closed


def _search(
    network: Network,
    differences: Sequence[Difference],
    spots: Sequence[Spot],
    tables: TradeCosts,
    shelf: Shelf,
    told: Told | None,
) -> Searched:
    now = then = Situation(network)
    for each in differences:
        then = then.other(each)
    miles = _miles(now, then, spots, shelf)
    goods = cargo("1 FEU", parameters=network.parameters)
    ground = Ground(network, goods, miles)
    costs_now = shelf.numbers("arcs of 1 FEU", lambda: arc_costs(network, goods))
    half, rest = _parts(told)

    def search() -> Baseline:
        known: dict[str, Array] = {}
        found = ways(Bests(ground, now), costs_now, spots, tables.ways, half, known)
        return Baseline(found, tuple(known))

    places = hashlib.sha256(repr(list(miles.items())).encode()).hexdigest()
    baseline = shelf.before(places, search)
    if then == now:
        return Searched(baseline, baseline.ways, frozenset(), places)
    known = baseline.known()
    other = ground if then.network is network else Ground(then.network, goods, miles)
    costs_then = changed_costs(then.network, goods, network, costs_now)
    after = ways(Bests(other, then), costs_then, spots, tables.ways, rest, known)
    own = np.array([spot.country in then.closed_countries for spot in spots], dtype=np.bool_)
    if own.any():
        passing = ways(Bests(other, _letting_pass(then)), costs_then, spots, tables.ways, None, known)
        after[:, :, own], after[:, :, :, own] = passing[:, :, own], passing[:, :, :, own]
    return Searched(baseline, after, then.closed_countries, places)


def _miles(
    now: Situation, then: Situation, spots: Sequence[Spot], shelf: Shelf
) -> dict[Spot, tuple[Mile, ...]]:
    """The terminals that trucks serve from each spot; kept where both networks have the same terminals."""
    old, new = now.network, then.network
    same = new is old or (
        same_ground(old.layer, new.layer)
        and all(reach_km(old, spot) == reach_km(new, spot) for spot in spots)
    )
    if not same:
        return shared_miles((now, then), spots)
    on_ground = replace(then, network=old)

    def made() -> list[list[tuple[Any, ...]]]:
        return [[astuple(mile) for mile in each] for each in shared_miles((now, on_ground), spots).values()]

    asked = f"miles {sorted(on_ground.closed_terminals)} {spots!r}"
    found = shelf.plain(asked, made)
    return {spot: tuple(Mile(*mile) for mile in each) for spot, each in zip(spots, found, strict=True)}


def _letting_pass(situation: Situation) -> Situation:
    """The same with its closed countries open."""
    left = tuple(each for each in situation.closures if each.partition(":")[0] not in ("country", "group"))
    return replace(situation, closures=left)


def _parts(told: Told | None) -> tuple[Told | None, Told | None]:
    """Progress of the first half and of the second."""
    if told is None:
        return None, None
    return (lambda share: told(share / 2.0)), (lambda share: told(0.5 + share / 2.0))
