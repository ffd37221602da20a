"""Where on a network a place lies: at a point of it, or along an edge that was drawn without points.

The packages collapse lines without junctions into one edge (one of 535 km runs to Uzen), so a station may
lie a hundred kilometres from the nearest point and yet on the line. Such an edge is cut at the foot of the
station on its chord, and its length shared out as the chord is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from entrepot.analyses.corridors.physical.repair import components
from entrepot.sources.networks.network import Floats, Network, Position, Whole, km_of, unit_vectors

LONG_KM = 10.0  # shorter edges have a point near enough
STEP_KM = 2.0  # how closely long edges are looked along
GAIN_KM = 3.0  # a foot is taken only if it lies nearer than the nearest point by that much
ISLAND = 40  # parts of fewer points (a tram, a museum line, a quay without its line) are taken last
ISLAND_KM = 12.0  # and only if the rest of the network is further than that


@dataclass(frozen=True, eq=False)
class Anchored:
    """A network with a point for each place.

    Attributes:
        network: points and edges may have been added; edges that were cut are gone.
        points: (places,) index of the point that stands for each place.
        km: (places,) how far that is from the place.
    """

    network: Network
    points: Whole
    km: Floats


def anchored(network: Network, places: Sequence[Position], island: int = ISLAND) -> Anchored:
    """A point of the network for each place, given as (latitude, longitude) in degrees.

    Parts of fewer points than `island` are taken only where nothing else is near.
    """
    at = unit_vectors(np.array([p[0] for p in places]), np.array([p[1] for p in places]))
    points, km = _nearest_points(network, at, island)
    feet = _Feet.of(network)
    if feet is None or not places:
        return Anchored(network, points, km)
    far, sample = cKDTree(feet.at).query(at)
    foot_km = km_of(far)
    cut = np.flatnonzero(foot_km < km - GAIN_KM)
    points[cut] = network.points + np.arange(len(cut))
    km[cut] = foot_km[cut]
    return Anchored(_cut(network, feet.edge[sample[cut]], feet.share[sample[cut]]), points, km)


def _nearest_points(network: Network, at: Floats, island: int) -> tuple[Whole, Floats]:
    label = components(network)
    used = np.bincount(np.r_[network.tail, network.head], minlength=network.points) > 0
    large = np.flatnonzero((np.bincount(label) >= island)[label] & used)
    everything = network.unit_vectors()
    best, near = cKDTree(everything[large]).query(at) if len(large) else (np.full(len(at), 2.0), None)
    points = large[near] if near is not None else np.zeros(len(at), dtype=np.int64)
    km = km_of(best)
    some = np.flatnonzero(used)
    far, any_near = cKDTree(everything[some]).query(at)
    take = (km > ISLAND_KM) & (km_of(far) < km)
    points[take], km[take] = some[any_near[take]], km_of(far[take])
    return points.astype(np.int64), km


@dataclass(frozen=True, eq=False)
class _Feet:
    """Samples along the chords of long edges: position, edge, and share of the way from tail to head."""

    at: Floats
    edge: Whole
    share: Floats

    @classmethod
    def of(cls, network: Network) -> _Feet | None:
        long = np.flatnonzero(network.km >= LONG_KM)
        if not len(long):
            return None
        counts = np.maximum(2, (network.km[long] / STEP_KM).astype(np.int64))
        edge = np.repeat(long, counts)
        number = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
        share = (number + 0.5) / np.repeat(counts, counts)
        at = network.unit_vectors()
        tail, head = at[network.tail[edge]], at[network.head[edge]]
        along = tail + share[:, None] * (head - tail)
        return cls(along / np.linalg.norm(along, axis=1)[:, None], edge, share)


def _cut(network: Network, edges: Whole, shares: Floats) -> Network:
    """Each edge cut at a share of its way; new points are numbered in the order given."""
    if not len(edges):
        return network
    at = network.unit_vectors()
    tail, head = at[network.tail[edges]], at[network.head[edges]]
    there = tail + shares[:, None] * (head - tail)
    there /= np.linalg.norm(there, axis=1)[:, None]
    latitude = np.degrees(np.arcsin(there[:, 2]))
    longitude = np.degrees(np.arctan2(there[:, 1], there[:, 0]))
    pieces = _pieces(network, edges, shares)
    kept = np.ones(len(network.km), dtype=bool)
    kept[edges] = False
    grown = Network(
        np.r_[network.latitude, latitude],
        np.r_[network.longitude, longitude],
        network.tail[kept],
        network.head[kept],
        network.km[kept],
    )
    return grown.joined(*pieces)


def _pieces(network: Network, edges: Whole, shares: Floats) -> tuple[Whole, Whole, Floats]:
    tails, heads, lengths = [], [], []
    for edge in np.unique(edges):
        here = np.flatnonzero(edges == edge)
        here = here[np.argsort(shares[here], kind="stable")]
        chain = np.r_[network.tail[edge], network.points + here, network.head[edge]]
        tails.append(chain[:-1])
        heads.append(chain[1:])
        lengths.append(network.km[edge] * np.diff(np.r_[0.0, shares[here], 1.0]))
    return np.concatenate(tails), np.concatenate(heads), np.concatenate(lengths)


def nearest(network: Network, places: Sequence[Position]) -> tuple[Whole, npt.NDArray[np.float64]]:
    """(places,) nearest points that have an edge, and their distance in kilometres; nothing is cut."""
    at = unit_vectors(np.array([p[0] for p in places]), np.array([p[1] for p in places]))
    return _nearest_points(network, at, ISLAND)
