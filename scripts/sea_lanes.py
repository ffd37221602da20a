"""Shortest ways for ships between ports, on the sea lanes of `searoute`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from entrepot.analyses.corridors.land import pieces
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.sources.networks.marnet import read_lanes
from entrepot.sources.networks.network import Network, chord_of, km_of, unit_vectors
from entrepot.sources.networks.packages import PACKAGES, find_package
from sea_gates import Gates, Point

FARTHEST_KM = 230.0  # from a port to the nearest lane: the widest gap is that of islands in the Pacific
CANDIDATES = 12
SAME_POINT = 0.02  # degrees
LAND_COUNTS = (
    4.0  # a kilometre of approach over land counts as so many, so that no port is joined across a cape
)
MORE_LAND_KM = 15.0  # a second way to the lanes goes over no more land than this beyond the best
VOLGA_DON = (
    40.5,
    46.4,
    46.5,
    50.0,
)  # west, south, east, north: lanes up the rivers from the Azov to the Caspian
ARCTIC = 72.5  # no line of containers runs north of it


@dataclass(frozen=True)
class Port:
    """A port and the lanes near it: indices of points, with the kilometres to each."""

    code: str
    latitude: float
    longitude: float
    lanes: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Way:
    """A way between two ports: kilometres, and points (longitude, latitude) from the first to the second."""

    km: float
    points: tuple[Point, ...]


class Lanes:
    """Sea lanes without the Volga-Don canal, the passages of the north and the far Arctic."""

    def __init__(self, gates: Gates, added: list[dict[str, Any]]) -> None:
        package = PACKAGES["sea"]
        whole, named = read_lanes(find_package(package.module) / package.file)
        west, south, east, north = VOLGA_DON
        cut = (whole.longitude > west) & (whole.longitude < east)
        cut &= (whole.latitude > south) & (whole.latitude < north)
        cut |= whole.latitude > ARCTIC
        kept = ~(cut[whole.tail] | cut[whole.head]) & (np.array(named) != "northwest")
        place = np.stack([whole.longitude, whole.latitude], axis=1)
        kept[gates.closed(place[whole.tail], place[whole.head])] = False
        self.network: Network = whole.kept(kept)
        for lane in added:
            self.network = with_lane(self.network, lane["line"], lane.get("km"))
        place = np.stack([self.network.longitude, self.network.latitude], axis=1)
        self.crossing = gates.crossing(place[self.network.tail], place[self.network.head])
        used = np.unique(np.concatenate([self.network.tail, self.network.head]))
        self._used = used
        self._tree = cKDTree(self.network.unit_vectors()[used])
        self._land = shapely.STRtree(
            [shapely.make_valid(shapely.Polygon(p.rings[0], list(p.rings[1:]))) for p in pieces()]
        )

    def port(self, code: str, latitude: float, longitude: float) -> Port | None:
        """A port joined to the lanes near it; None if none lies within `FARTHEST_KM`."""
        here = unit_vectors(np.array([latitude]), np.array([longitude]))
        chords, near = self._tree.query(here, k=CANDIDATES, distance_upper_bound=chord_of(FARTHEST_KM))
        found = []
        for km, index in zip(km_of(chords[0]), near[0], strict=True):
            if index < len(self._used):
                point = int(self._used[index])
                land = self._over_land(latitude, longitude, point)
                found.append((float(km) + (LAND_COUNTS - 1.0) * land, land, float(km), point))
        if not found:
            return None
        best, least, _, _ = min(found)
        lanes = tuple(
            (point, km)
            for cost, land, km, point in found
            if cost <= 1.6 * best + 5.0 and land <= least + MORE_LAND_KM
        )
        return Port(code, latitude, longitude, lanes)

    def _over_land(self, latitude: float, longitude: float, point: int) -> float:
        x, y = float(self.network.longitude[point]), float(self.network.latitude[point])
        if abs(x - longitude) > 180.0:
            return 0.0
        line = shapely.LineString([(longitude, latitude), (x, y)])
        if line.length == 0.0:
            return 0.0
        land = self._land.geometries[self._land.query(line, predicate="intersects")]
        share = float(sum(line.intersection(piece).length for piece in land) / line.length)
        return share * great_circle(latitude, longitude, y, x)

    def ways(self, ports: list[Port], closed: tuple[str, ...]) -> Ways:
        """All shortest ways between ports with some gates closed."""
        shut = set().union(*(self.crossing[key] for key in closed)) if closed else set()
        open_ = np.ones(len(self.network.km), dtype=bool)
        open_[list(shut)] = False
        return Ways(self.network.kept(open_), ports)


class Ways:
    """Shortest ways between all ports of a list."""

    def __init__(self, network: Network, ports: list[Port]) -> None:
        self._network, self._ports = network, {port.code: port for port in ports}
        size = network.points
        starts = [(size + i, point, km) for i, port in enumerate(ports) for point, km in port.lanes]
        tail = np.concatenate([network.tail, network.head, [s[0] for s in starts]])
        head = np.concatenate([network.head, network.tail, [s[1] for s in starts]])
        km = np.concatenate([network.km, network.km, [max(s[2], 1e-6) for s in starts]])
        graph = csr_matrix((km, (tail, head)), shape=(size + len(ports),) * 2)
        self._km, self._before = dijkstra(
            graph, indices=[size + i for i in range(len(ports))], return_predecessors=True
        )
        self._row = {port.code: i for i, port in enumerate(ports)}

    def km(self, start: str, end: str) -> float:
        """Kilometres, infinite where there is no way."""
        return self._last(start, end)[0]

    def _last(self, start: str, end: str) -> tuple[float, int]:
        row: npt.NDArray[np.float64] = self._km[self._row[start]]
        return min(
            ((float(row[point]) + km, point) for point, km in self._ports[end].lanes), default=(inf, -1)
        )

    def way(self, start: str, end: str) -> Way:
        """The way itself; the sea between must be open (`km` finite)."""
        km, point = self._last(start, end)
        before = self._before[self._row[start]]
        found = []
        while 0 <= point < self._network.points:
            found.append((float(self._network.longitude[point]), float(self._network.latitude[point])))
            point = int(before[point])
        ends = [self._ports[code] for code in (start, end)]
        first, last = ((port.longitude, port.latitude) for port in ends)
        return Way(km, unrolled([first, *reversed(found), last]))


def with_lane(network: Network, line: list[list[float]], km: float | None) -> Network:
    """With one more lane; its points join those of the lanes that lie there.

    Args:
        network: the lanes.
        line: points (longitude, latitude).
        km: length of the whole lane; None is that of the line.
    """
    numbers = []
    for x, y in line:
        off = np.hypot(network.longitude - x, network.latitude - y)
        if off.min() < SAME_POINT:
            numbers.append(int(off.argmin()))
        else:
            numbers.append(network.points)
            network = replace(
                network, longitude=np.append(network.longitude, x), latitude=np.append(network.latitude, y)
            )
    steps = np.array([great_circle(a[1], a[0], b[1], b[0]) for a, b in pairwise(line)])
    lengths = steps if km is None else steps * (km / steps.sum())
    return network.joined(np.array(numbers[:-1]), np.array(numbers[1:]), lengths)


def unrolled(points: list[Point]) -> tuple[Point, ...]:
    """A line without a jump at the 180th meridian: longitudes go on beyond 180."""
    result = [points[0]]
    for x, y in points[1:]:
        result.append((x + 360.0 * round((result[-1][0] - x) / 360.0), y))
    return tuple(result)
