"""Which gauges run on which edge: by country, both at a break of gauge, and line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from entrepot.analyses.corridors.physical.anchor import nearest
from entrepot.analyses.corridors.physical.country import Countries
from entrepot.analyses.corridors.physical.hierarchy import Hierarchy
from entrepot.analyses.corridors.physical.rules import Line
from entrepot.metadata.corridors.layer import Terminal
from entrepot.metadata.errors import BadInput
from entrepot.sources.networks.network import Network, Whole, chord_of, unit_vectors

BREAK_KM = 30.0
"""So far around a terminal with two gauges, tracks of both are taken to lie side by side."""

Mask = npt.NDArray[np.bool_]


def gauge_masks(
    network: Network,
    countries: Countries,
    gauges: Mapping[str, tuple[int, ...]],
    terminals: Iterable[Terminal],
    lines: Mapping[int, Whole],
) -> dict[int, Mask]:
    """(edges,) for each gauge, where it runs.

    Args:
        network: the railways.
        countries: of its points.
        gauges: by country; a country that is not listed has none, and no railway of ours.
        terminals: those that list two gauges are the breaks of gauge, the only places where both are near.
        lines: edges of single lines of another gauge, by gauge.
    """
    breaks = [t for t in terminals if len(t.gauges) > 1]
    listed = {g for each in gauges.values() for g in each} | {g for t in breaks for g in t.gauges}
    found = {}
    for gauge in sorted(listed):
        with_it = np.array([gauge in gauges.get(code, ()) for code in countries.codes] + [False])
        point = with_it[countries.of_point] | _near(network, [t for t in breaks if gauge in t.gauges])
        edge = point[network.tail] & point[network.head]
        edge[lines.get(gauge, np.empty(0, dtype=np.int64))] = True
        found[gauge] = edge
    return found


def _near(network: Network, breaks: list[Terminal]) -> Mask:
    near = np.zeros(network.points, dtype=bool)
    if breaks:
        places = np.array([(t.latitude, t.longitude) for t in breaks])
        tree = cKDTree(network.unit_vectors())
        for points in tree.query_ball_point(unit_vectors(places[:, 0], places[:, 1]), chord_of(BREAK_KM)):
            near[points] = True
    return near


def along(network: Network, hierarchy: Hierarchy, line: Line, snap_km: float) -> Whole:
    """Edges of the shortest way along the points of a line.

    Points further than `snap_km` from the network are left out, but for the two ends.

    Raises:
        BadInput: there is no way along the line.
    """
    points, km = nearest(network, line.points)
    kept = [p for i, p in enumerate(points) if km[i] <= snap_km or i in (0, len(points) - 1)]
    edges = []
    for a, b in pairwise(kept):
        way = hierarchy.way(int(a), int(b))
        if way is None:
            raise BadInput(f"no way along the line {line.key}", remedy="Mend its points.")
        edges.append(way.edges)
    return np.unique(np.concatenate(edges))
