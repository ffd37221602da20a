"""Published distances beside the sums of our legs."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from entrepot.analyses.corridors.physical.rules import HERE, OSM
from entrepot.metadata.corridors.layer import Layer, Leg
from entrepot.sources.corridors.sheet import Folder, Row

Node = tuple[str, int]

_COLUMNS = ("mode", "start", "via", "end", "km", "publisher", "year", "address", "allowed", "why")


@dataclass(frozen=True)
class Known:
    """A published distance.

    Attributes:
        stops: codes of the terminals it leads by, ends included.
        km: as published.
        allowed: per cent by which ours may differ: 3, or more for the reason in `why`.
    """

    mode: str
    stops: tuple[str, ...]
    km: float
    publisher: str
    year: str
    address: str
    allowed: float
    why: str


@dataclass(frozen=True)
class Compared:
    """A published distance and ours; NaN if our legs do not lead there."""

    known: Known
    km: float

    @property
    def error(self) -> float:
        """Ours over the published one, in per cent; NaN if there is none."""
        return 100.0 * (self.km / self.known.km - 1.0)

    @property
    def holds(self) -> bool:
        """Whether it lies within what is allowed."""
        return abs(self.error) <= self.known.allowed


def read_known(path: Path = HERE) -> tuple[Known, ...]:
    """Published distances as they ship.

    Raises:
        BadInput: a cell is not what its column holds.
    """
    folder = Folder(path)
    return tuple(_known(row) for row in folder.rows(folder.path / OSM / "known_distances.csv", _COLUMNS))


def _known(row: Row) -> Known:
    allowed, why = row.number("allowed", 0.1, 50), row["why"]
    if allowed > 3 and not why:
        row.fail("why", "more than 3 % without a reason", remedy="Say why ours differs.")
    stops = (row.must("start"), *row.listed("via"), row.must("end"))
    texts = row.must("publisher"), row.must("year"), row.must("address")
    return Known(row.must("mode"), stops, row.number("km", 1, 20000), *texts, allowed, why)


def compared(layer: Layer, known: Iterable[Known]) -> tuple[Compared, ...]:
    """Each published distance with the shortest way over our legs, stop by stop."""
    by_mode: dict[str, Mapping[Node, list[tuple[Node, float]]]] = {}
    found = []
    for one in known:
        if one.mode not in by_mode:
            by_mode[one.mode] = _joined([leg for leg in layer.legs.values() if leg.mode == one.mode])
        found.append(Compared(one, sum(_shortest(by_mode[one.mode], a, b) for a, b in pairwise(one.stops))))
    return tuple(found)


def _joined(legs: list[Leg]) -> dict[Node, list[tuple[Node, float]]]:
    """Legs by terminal and gauge; node (code, 0) joins the gauges of a terminal and costs nothing."""
    ways: dict[Node, list[tuple[Node, float]]] = {}
    for leg in legs:
        a, b = (leg.start, leg.gauge), (leg.end, leg.gauge)
        for one, other, km in ((a, b, leg.km), (b, a, leg.km)):
            ways.setdefault(one, []).append((other, km))
    for code, gauge in [node for node in ways if node[1]]:
        ways.setdefault((code, 0), []).append(((code, gauge), 0.0))
        ways[code, gauge].append(((code, 0), 0.0))
    return ways


def _shortest(ways: Mapping[Node, list[tuple[Node, float]]], start: str, end: str) -> float:
    queue, done = [(0.0, (start, 0))], set()
    while queue:
        km, node = heapq.heappop(queue)
        if node == (end, 0):
            return km
        if node not in done:
            done.add(node)
            for other, more in ways.get(node, ()):
                heapq.heappush(queue, (km + more, other))
    return float("nan")
