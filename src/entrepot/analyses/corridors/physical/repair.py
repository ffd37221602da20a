"""Dead ends of a raw network joined to what lies beside them: two ends of a line that a mapper left apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from entrepot.sources.networks.network import Network, Whole, chord_of, km_of

RADIUS_KM = 2.0
"""At 1 km the line from Almaty to Dostyk stays cut; at 5 km lines are joined that have nothing in common."""

_NEIGHBOURS = 64  # so many points are looked at around a dead end before giving up


@dataclass(frozen=True)
class Repair:
    """A network with dead ends joined.

    Attributes:
        network: the joins stand behind the edges that were there.
        joins: how many were added.
        parts, main: number of separate parts, and points in the largest, (before, after).
    """

    network: Network
    joins: int
    parts: tuple[int, int]
    main: tuple[int, int]


def components(network: Network) -> npt.NDArray[np.int32]:
    """(points,) number of the part that each point belongs to."""
    ones = np.ones(len(network.tail), dtype=np.int8)
    shape = (network.points, network.points)
    graph = coo_array((ones, (network.tail, network.head)), shape=shape).tocsr()
    labels: npt.NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return labels


def repaired(network: Network, radius_km: float = RADIUS_KM) -> Repair:
    """Each dead end joined to the nearest point of another part and to the nearest other dead end.

    A join is a straight edge of the length of its great circle. Nothing else is moved or removed.

    Args:
        network: as read; a point with one edge is a dead end.
        radius_km: how far apart two points may be.
    """
    label = components(network)
    ends = np.flatnonzero(np.bincount(np.r_[network.tail, network.head], minlength=network.points) == 1)
    at = network.unit_vectors()
    reach = chord_of(radius_km)
    found = [_to_other_parts(at, label, ends, reach), _to_other_ends(at, ends, reach)]
    pairs = np.unique(np.sort(np.concatenate(found), axis=1), axis=0)
    pairs = pairs[~_already(network, pairs)]
    km = km_of(np.linalg.norm(at[pairs[:, 0]] - at[pairs[:, 1]], axis=1))
    after = network.joined(pairs[:, 0], pairs[:, 1], km)
    then = components(after)
    return Repair(after, len(pairs), (_count(label), _count(then)), (_largest(label), _largest(then)))


def _to_other_parts(
    at: npt.NDArray[np.float64], label: npt.NDArray[np.int32], ends: Whole, reach: float
) -> Whole:
    """(found, 2) dead end and the nearest point of another part."""
    many = min(_NEIGHBOURS, len(at))
    _, near = cKDTree(at).query(at[ends], k=many, distance_upper_bound=reach)
    near = near.reshape(len(ends), many)
    there = near < len(at)
    other = there & (label[np.where(there, near, 0)] != label[ends][:, None])
    some = other.any(axis=1)
    nearest = near[np.arange(len(ends)), other.argmax(axis=1)]
    return np.stack([ends[some], nearest[some]], axis=1)


def _to_other_ends(at: npt.NDArray[np.float64], ends: Whole, reach: float) -> Whole:
    """(found, 2) dead end and the nearest other dead end."""
    if len(ends) < 2:
        return np.empty((0, 2), dtype=np.int64)
    _, near = cKDTree(at[ends]).query(at[ends], k=2, distance_upper_bound=reach)
    own = near[:, 0] == np.arange(len(ends))
    second = np.where(own, near[:, 1], near[:, 0])  # two dead ends in one place: either may come first
    some = second < len(ends)
    return np.stack([ends[some], ends[second[some]]], axis=1)


def _already(network: Network, pairs: Whole) -> npt.NDArray[np.bool_]:
    low, high = np.minimum(network.tail, network.head), np.maximum(network.tail, network.head)
    held: npt.NDArray[np.bool_] = np.isin(
        pairs[:, 0] * network.points + pairs[:, 1], low * network.points + high
    )
    return held


def _count(label: npt.NDArray[np.int32]) -> int:
    return len(np.unique(label))


def _largest(label: npt.NDArray[np.int32]) -> int:
    return int(np.bincount(label).max())
