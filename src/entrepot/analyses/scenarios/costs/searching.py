"""Where economies lie, and the ways between them before and after a difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.analyses.corridors.spots import spot
from entrepot.analyses.scenarios.costs.baseline import kept
from entrepot.analyses.scenarios.costs.ways import ways
from entrepot.metadata.corridors import Difference, Layer, Spot
from entrepot.metadata.errors import NoData, PlaceError
from entrepot.metadata.places import Scheme, get
from entrepot.sources.trade_costs import TradeCosts

Array = NDArray[np.floating]
Told = Callable[[float], None]


def spots_of(economies: Sequence[str], layer: Layer) -> dict[str, Spot]:
    """The capital of each economy that is a country, by its code."""
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
        cache: folder where the ways before are kept; None keeps nothing.
        told: called with the share that is done.

    Raises:
        UsageError: a difference that the layer cannot have.
    """
    now = then = Situation(network)
    for each in differences:
        then = then.other(each)
    miles = shared_miles((now, then), spots)
    goods = cargo("1 FEU", parameters=network.parameters)
    ground = Ground(network, goods, miles)
    half, rest = _parts(told)

    def search() -> Array:
        return ways(Bests(ground, now), spots, tables.ways, half)

    before = kept(cache, network.layer, miles, tables.digest, search)
    if then == now:
        return before, before, frozenset()
    other = ground if then.network is network else Ground(then.network, goods, miles)
    after = ways(Bests(other, then), spots, tables.ways, rest)
    own = np.array([spot.country in then.closed_countries for spot in spots], dtype=np.bool_)
    if own.any():
        let = _letting_pass(then)
        passing = before if let == now else ways(Bests(other, let), spots, tables.ways)
        after[:, :, own], after[:, :, :, own] = passing[:, :, own], passing[:, :, :, own]
    return before, after, then.closed_countries


def _letting_pass(situation: Situation) -> Situation:
    """The same with its closed countries open."""
    left = tuple(each for each in situation.closures if each.partition(":")[0] not in ("country", "group"))
    return replace(situation, closures=left)


def _parts(told: Told | None) -> tuple[Told | None, Told | None]:
    """Progress of the first half and of the second."""
    if told is None:
        return None, None
    return (lambda share: told(share / 2.0)), (lambda share: told(0.5 + share / 2.0))
