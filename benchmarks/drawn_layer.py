"""A graph that looks like a layer of services, drawn from a fixed seed: nobody's terminals, nobody's prices.

Four hundred places between the Atlantic and the Pacific; at each a yard, and a track for every mode that
calls there. Quick modes are dear and dirty, slow ones cheap and clean; each leg's hours, price, emission and
delay are drawn around what its mode takes, so that hardly any route dominates another: harder than real ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from entrepot.analyses.corridors.search import Arcs

PLACES = 400
SEED = 3
FAR = 2000.0  # km as the crow flies, between the ends of a question
Floats = NDArray[np.float64]
Four = tuple[float, float, float, float]


class Mode(NamedTuple):
    """Share of places that it calls at, neighbours it runs to; per km and per lift: hours, USD, kg, delay."""

    share: float
    neighbours: int
    per_km: Four
    lift: Four


MODES = (
    Mode(1.0, 6, (1 / 45, 1.4, 1.1, 0.004), (4, 60, 5, 2)),  # road
    Mode(0.7, 4, (1 / 35, 0.75, 0.32, 0.012), (30, 160, 8, 14)),  # rail
    Mode(0.2, 25, (1 / 28, 0.14, 0.13, 0.010), (90, 220, 12, 40)),  # sea
    Mode(0.15, 3, (1 / 12, 0.5, 0.3, 0.010), (24, 120, 6, 8)),  # barge
    Mode(0.2, 30, (1 / 650, 9.5, 10.0, 0.0006), (10, 600, 20, 4)),  # air
)
DOWN = (0.2, 0.9, 1.0, 0.2)  # what a lift off takes of a lift on, which has the waiting in it
BORDER = (12.0, 120.0, 0.0, 4.0)


@dataclass(frozen=True)
class DrawnLayer:
    """The graph; yards are its first nodes, `km` lies between them."""

    arcs: Arcs
    km: Floats


def drawn_arcs() -> DrawnLayer:
    """The graph, always the same."""
    draws = np.random.default_rng(SEED)
    km = _distances(draws)
    rows: list[tuple[int, int, Floats]] = []
    nodes = PLACES
    for mode in MODES:
        members = np.flatnonzero(draws.random(PLACES) < mode.share)
        tracks = nodes + np.arange(len(members))
        nodes += len(members)
        for yard, track in zip(members.tolist(), tracks.tolist(), strict=True):
            rows += [(yard, track, np.array(mode.lift)), (track, yard, np.array(mode.lift) * DOWN)]
        for a, b in _neighbours(km[np.ix_(members, members)], mode.neighbours):
            cost = _leg(mode, km[members[a], members[b]] * 1.2, draws)
            rows += [(tracks[a], tracks[b], cost), (tracks[b], tracks[a], cost)]
    tail, head, costs = zip(*rows, strict=True)
    return DrawnLayer(Arcs.of(tail, head, np.array(costs), nodes), km)


def far_pairs(layer: DrawnLayer, number: int) -> list[tuple[int, int]]:
    """Pairs of yards that lie far apart, always the same."""
    draws = np.random.default_rng(SEED + 1)
    pairs: list[tuple[int, int]] = []
    while len(pairs) < number:
        a, b = (int(place) for place in draws.integers(0, PLACES, 2))
        if FAR < layer.km[a, b] < np.inf:
            pairs.append((a, b))
    return pairs


def _distances(draws: Generator) -> Floats:
    latitude, longitude = np.radians(draws.uniform([22, -8], [60, 122], (PLACES, 2))).T
    across = np.cos(latitude)
    points = np.column_stack([across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)])
    km = 6371.0 * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    np.fill_diagonal(km, np.inf)
    return np.asarray(km)


def _neighbours(km: Floats, number: int) -> list[tuple[int, int]]:
    nearest = np.argsort(km, axis=1)[:, :number]
    return sorted({(min(a, int(b)), max(a, int(b))) for a in range(len(km)) for b in nearest[a]})


def _leg(mode: Mode, km: float, draws: Generator) -> Floats:
    cost = np.array(mode.per_km) * km * draws.lognormal(0.0, 0.25, 4)
    return np.asarray(cost + np.array(BORDER) * (draws.random() < 0.4))
