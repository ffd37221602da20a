"""Which edges may be run across a border: where there are terminals on both sides of it, only near those."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from entrepot.analyses.corridors.physical.country import Countries
from entrepot.metadata.corridors.layer import Terminal
from entrepot.sources.networks.network import Network, Whole, chord_of, unit_vectors

NEAR_KM = {"rail": 80.0, "road": 35.0}
"""How far a crossing may lie from the border terminals that stand for it, the ends of the edge counted."""

Mask = npt.NDArray[np.bool_]
Pairs = Collection[tuple[str, str]]


def crossings(
    network: Network,
    countries: Countries,
    terminals: Iterable[Terminal],
    open_pairs: Pairs,
    closed_pairs: Pairs,
    near_km: float,
) -> tuple[Mask, Mask]:
    """(edges,) whether an edge may be run at all, and whether it crosses a border with a procedure.

    Between two countries without a procedure every edge may be run; where traffic is closed, none. Elsewhere, if
    some crossing lies near a terminal of each of the two countries, only such crossings may be run; if none does
    (no border posts are kept for that pair), all may.
    """
    allowed = np.ones(len(network.km), dtype=bool)
    procedure = np.zeros(len(network.km), dtype=bool)
    across = np.flatnonzero(countries.crossing(network))
    near = _nearness(network, across, terminals, near_km)
    for pair, members in _by_pair(network, countries, across).items():
        if pair in open_pairs:
            continue
        edges = across[members]
        procedure[edges] = True
        if pair in closed_pairs:
            allowed[edges] = False
            continue
        named = np.array([set(pair) <= near[m] for m in members])
        if named.any():
            allowed[edges[~named]] = False
    return allowed, procedure


def _by_pair(network: Network, countries: Countries, across: Whole) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for member, edge in enumerate(across):
        a, b = sorted(countries.codes[countries.of_point[side[edge]]] for side in (network.tail, network.head))
        found.setdefault((a, b), []).append(member)
    return found


def _nearness(
    network: Network, across: Whole, terminals: Iterable[Terminal], near_km: float
) -> list[set[str]]:
    """Countries that have a terminal near either end of each edge."""
    listed = list(terminals)
    if not listed or not len(across):
        return [set() for _ in across]
    places = np.array([(t.latitude, t.longitude) for t in listed])
    tree = cKDTree(unit_vectors(places[:, 0], places[:, 1]))
    at = network.unit_vectors()
    ends = (tree.query_ball_point(at[side[across]], chord_of(near_km)) for side in (network.tail, network.head))
    return [{listed[i].country for i in (*one, *other)} for one, other in zip(*ends, strict=True)]
