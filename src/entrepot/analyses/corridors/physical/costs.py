"""What a leg between any two terminals would cost, infinite where it may not be a leg.

A leg runs within one country, or within several that have no border work between them, or it crosses one
border from a post on one side to a post on the other. Where two countries keep no such posts in the layer, it
may cross their border between any two terminals.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from entrepot.analyses.corridors.physical.hierarchy import Hierarchy
from entrepot.analyses.corridors.physical.prepared import Prepared
from entrepot.sources.networks.network import Floats, Whole

CORNER_KM = 45.0
"""Belgrade to Bar cuts 9 km through Bosnia, Khavast to Bekabad as much through Tajikistan, without a stop."""

POST_TO_POST_KM = 300.0  # further than that, the way does not lead over the crossing where both stand
CORNER_REACH_KM = 1000.0
UNPOSTED_REACH_KM = 1500.0


def leg_costs(prepared: Prepared, hierarchy: Hierarchy, inland: Hierarchy, mine: Whole) -> Floats:
    """(mine, mine) cost in kilometres, each border with `BORDER_KM` in it.

    Args:
        prepared: the network.
        hierarchy: ways over borders.
        inland: ways that cross none.
        mine: numbers of the terminals asked for.
    """
    points = prepared.points[mine]
    within = _symmetric(inland.matrix(points, points))
    over = _symmetric(hierarchy.matrix(points, points))
    country = np.array([prepared.terminals[n].country for n in mine])
    cost = np.where(_without_border(prepared, country), within, np.inf)
    for one, other in _from_post_to_post(prepared, mine):
        if over[one, other] <= POST_TO_POST_KM:
            cost[one, other] = cost[other, one] = over[one, other]
    for one, other in _worth_a_look(prepared, country, cost, over):
        way = hierarchy.way(int(points[one]), int(points[other]))
        if way is not None and _cuts_corners_only(prepared, way.edges, country[one], country[other]):
            cost[one, other] = cost[other, one] = over[one, other]
    return cost


def _symmetric(cost: Floats) -> Floats:
    return np.minimum(cost, cost.T)


def _without_border(
    prepared: Prepared, country: np.ndarray[tuple[int], np.dtype[np.str_]]
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    codes, number = np.unique(country, return_inverse=True)
    free = np.array([[a == b or (min(a, b), max(a, b)) in prepared.open_pairs for b in codes] for a in codes])
    found: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = free[number][:, number]
    return found


def _from_post_to_post(prepared: Prepared, mine: Whole) -> set[tuple[int, int]]:
    """Pairs of terminals of two countries that stand at the same crossing."""
    number = {prepared.terminals[n].code: at for at, n in enumerate(mine)}
    found = set()
    for codes in set(prepared.frontier.posts.values()):
        here = sorted(number[code] for code in codes if code in number)
        found |= {(a, b) for a in here for b in here if a < b and _countries_differ(prepared, mine, a, b)}
    return found


def _countries_differ(prepared: Prepared, mine: Whole, a: int, b: int) -> bool:
    one, other = (prepared.terminals[int(mine[at])] for at in (a, b))
    return one.country != other.country


def _worth_a_look(
    prepared: Prepared, country: np.ndarray[tuple[int], np.dtype[np.str_]], cost: Floats, over: Floats
) -> Iterator[tuple[int, int]]:
    """Pairs of two countries without posts between them, and pairs near each other that no leg joins well."""
    unposted = prepared.frontier.unposted
    for one, other in np.argwhere(np.triu(np.isfinite(over), 1)):
        pair = (min(country[one], country[other]), max(country[one], country[other]))
        if pair in unposted:
            look = over[one, other] < UNPOSTED_REACH_KM
        else:
            near = over[one, other] < CORNER_REACH_KM
            look = near and pair[0] == pair[1] and cost[one, other] > 1.3 * over[one, other]
        if look:
            yield int(one), int(other)


def _cuts_corners_only(prepared: Prepared, edges: Whole, one: str, other: str) -> bool:
    """Whether a way crosses one unposted border, or runs but shortly through countries of neither end."""
    network, countries, frontier = prepared.network, prepared.countries, prepared.frontier
    own = {countries.index(one), countries.index(other)}
    crossed = edges[frontier.procedure[edges]]
    if one != other and any(int(edge) in frontier.posts for edge in crossed):
        return False
    if len(crossed) < 2 and one != other:
        return True
    foreign = [
        e
        for e in edges
        if not {int(countries.of_point[side[e]]) for side in (network.tail, network.head)} & own
    ]
    away = float(network.km[foreign].sum())
    return bool(away <= CORNER_KM)
