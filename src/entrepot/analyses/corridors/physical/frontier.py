"""Which edges may be run across a border: where there are terminals on both sides of it, only near those."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from entrepot.analyses.corridors.physical.country import Countries
from entrepot.analyses.corridors.physical.rules import Corner
from entrepot.metadata.corridors.layer import Mode, Terminal
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.sources.networks.network import Network, Whole, chord_of, km_of, unit_vectors

NEAR_KM = {"rail": 80.0, "road": 35.0}
"""How far a crossing may lie from the border terminals that stand for it, the ends of the edge counted."""

_SAMPLES = 9  # along an edge, since one may be a hundred kilometres long

Near = tuple[float, Terminal]
Mask = npt.NDArray[np.bool_]
Pairs = Collection[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Frontier:
    """What may be run across borders.

    Attributes:
        allowed: (edges,) whether an edge may be run at all.
        procedure: (edges,) whether it crosses a border with a procedure.
        posts: for edges that cross such a border near terminals of both countries, those facing each other.
        unposted: pairs of countries with a border that is crossed, but without such terminals.
    """

    allowed: Mask
    procedure: Mask
    posts: Mapping[int, frozenset[str]]
    unposted: frozenset[tuple[str, str]]


def crossings(
    network: Network,
    countries: Countries,
    terminals: Iterable[Terminal],
    open_pairs: Pairs,
    closed_pairs: Pairs,
    near_km: float,
    corners: Sequence[Corner] = (),
) -> Frontier:
    """Which edges may be run.

    Between two countries without a procedure every edge may be run; where traffic is closed, none. Elsewhere,
    if some crossing lies near a terminal of each of the two countries, only such crossings may be run; if
    none does (no border posts are kept for that pair), all may.
    """
    allowed = np.ones(len(network.km), dtype=bool)
    procedure = np.zeros(len(network.km), dtype=bool)
    posts: dict[int, frozenset[str]] = {}
    unposted: set[tuple[str, str]] = set()
    across = np.flatnonzero(countries.crossing(network))
    across = across[~_cut(network, across, corners)]
    near = _nearness(network, across, list(terminals), near_km)
    for pair, members in _by_pair(network, countries, across).items():
        if pair in open_pairs:
            continue
        edges = across[members]
        procedure[edges] = True
        if pair in closed_pairs:
            allowed[edges] = False
            continue
        named = {int(across[m]): _posts(near[m], pair) for m in members}
        posts |= {edge: codes for edge, codes in named.items() if codes}
        if any(named.values()):
            allowed[[edge for edge, codes in named.items() if not codes]] = False
        else:
            unposted.add(pair)
    return Frontier(allowed, procedure, posts, frozenset(unposted))


def _cut(network: Network, across: Whole, corners: Sequence[Corner]) -> Mask:
    """Whether each edge lies at a corner that is cut without border work."""
    found = np.zeros(len(across), dtype=bool)
    at = network.unit_vectors()
    for corner in corners:
        place = unit_vectors(np.array([corner.at[0]]), np.array([corner.at[1]]))
        for side in (network.tail, network.head):
            found |= np.linalg.norm(at[side[across]] - place, axis=1) <= chord_of(corner.km)
    return found


def _posts(near: list[Near], pair: tuple[str, str]) -> frozenset[str]:
    """The terminals of the two countries that face each other over the edge, if both have one near it."""
    ones, others = ([one for one in near if one[1].country == code] for code in pair)
    facing = min(product(ones, others), key=_detour, default=())
    return frozenset(terminal.code for _, terminal in facing)


def _detour(two: tuple[Near, Near]) -> float:
    """Kilometres from one to the other, and from both to the edge: posts of the next crossing lose."""
    (far, a), (other_far, b) = two
    return far + other_far + great_circle(a.latitude, a.longitude, b.latitude, b.longitude)


def _by_pair(network: Network, countries: Countries, across: Whole) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for member, edge in enumerate(across):
        a, b = sorted(
            countries.codes[countries.of_point[side[edge]]] for side in (network.tail, network.head)
        )
        found.setdefault((a, b), []).append(member)
    return found


def _nearness(network: Network, across: Whole, terminals: list[Terminal], near_km: float) -> list[list[Near]]:
    """Terminals near each edge, and how near; airports are no border posts."""
    listed = [t for t in terminals if Mode.AIR not in t.modes]
    if not listed or not len(across):
        return [[] for _ in across]
    places = unit_vectors(np.array([t.latitude for t in listed]), np.array([t.longitude for t in listed]))
    at = network.unit_vectors()
    tail, head = at[network.tail[across]], at[network.head[across]]
    share = np.linspace(0.0, 1.0, _SAMPLES)[:, None]
    tree = cKDTree(places)
    found = []
    for a, b in zip(tail, head, strict=True):
        along = a + share * (b - a)
        numbers = sorted({*chain(*tree.query_ball_point(along, chord_of(near_km)))})
        far = km_of(np.linalg.norm(places[numbers][:, None] - along[None], axis=2).min(axis=1))
        found.append([(float(km), listed[i]) for km, i in zip(far, numbers, strict=True)])
    return found
