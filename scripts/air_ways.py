"""Great circles between airports, the countries under them, and ways round airspace that is shut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations, pairwise
from math import acos, asin, atan2, ceil, cos, degrees, inf, radians, sin

import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from entrepot.analyses.corridors.land import pieces
from entrepot.metadata.corridors.sphere import EARTH_KM, great_circle

STEP_KM = 60.0  # between the points by which a great circle is drawn
GRAZE_KM = 25.0  # less than this under a leg is the map's doubt at a border, not an overflight
Point = tuple[float, float]


@dataclass(frozen=True)
class Flight:
    """A chain of great circles: points (longitude, latitude), kilometres, and kilometres by country."""

    points: tuple[Point, ...]
    km: float
    countries: Mapping[str, float]


class Sky:
    """Countries as they lie under flights."""

    def __init__(self) -> None:
        shapes: dict[str, list[BaseGeometry]] = {}
        for piece in pieces():
            if piece.country:
                ring = shapely.make_valid(shapely.Polygon(piece.rings[0], list(piece.rings[1:])))
                shapes.setdefault(piece.country, []).append(ring)
        self._codes: list[str] = []
        self._shapes: list[BaseGeometry] = []
        for code, parts in sorted(shapes.items()):
            whole = shapely.union_all(parts)
            for turn in (-360.0, 0.0, 360.0):
                self._codes.append(code)
                self._shapes.append(translate(whole, turn) if turn else whole)
        self._tree = shapely.STRtree(self._shapes)

    def countries(self, start: Point, end: Point) -> dict[str, float]:
        """Kilometres over each country on the great circle between two points."""
        line = LineString(drawn(start, end))
        found: dict[str, float] = {}
        for index in self._tree.query(line, predicate="intersects"):
            km = _km(line.intersection(self._shapes[index]))
            found[self._codes[index]] = found.get(self._codes[index], 0.0) + km
        return found

    def over(self, points: Iterable[Point]) -> dict[str, float]:
        """Kilometres over each country on a chain of great circles; those only grazed are left out."""
        found: dict[str, float] = {}
        for start, end in pairwise(points):
            for code, km in self.countries(start, end).items():
                found[code] = found.get(code, 0.0) + km
        return {code: km for code, km in sorted(found.items(), key=lambda pair: -pair[1]) if km >= GRAZE_KM}


class Detours:
    """Shortest chains of great circles by named points that keep out of some countries."""

    def __init__(self, sky: Sky, points: Mapping[str, Point], shut: frozenset[str]) -> None:
        self._sky, self._points, self._shut = sky, points, shut
        self._seen: dict[tuple[Point, Point], float] = {}
        self._steps: dict[Point, dict[Point, float]] = {point: {} for point in points.values()}
        for a, b in combinations(points.values(), 2):
            self._steps[a][b] = self._steps[b][a] = self._km(a, b)

    def _km(self, a: Point, b: Point) -> float:
        """Kilometres of the great circle, infinite where it enters what is shut."""
        if (a, b) not in self._seen:
            over = self._sky.countries(a, b)
            enters = any(over.get(code, 0.0) >= GRAZE_KM for code in self._shut)
            self._seen[a, b] = inf if enters else km_between(a, b)
        return self._seen[a, b]

    def way(self, start: Point, end: Point) -> tuple[Point, ...]:
        """Points from start to end, both included; empty where there is no such chain (Dijkstra)."""
        last = {point: self._km(end, point) for point in self._points.values()} | {
            start: self._km(start, end)
        }
        first = {point: self._km(start, point) for point in self._points.values()}
        waiting: list[tuple[float, tuple[Point, ...]]] = [(0.0, (start,))]
        done: set[Point] = set()
        while waiting:
            km, way = heappop(waiting)
            here = way[-1]
            if here == end:
                return way
            if here in done:
                continue
            done.add(here)
            steps = first if here == start else self._steps[here]
            for point, step in (*steps.items(), (end, last[here])):
                if step < inf and point not in done:
                    heappush(waiting, (km + step, (*way, point)))
        return ()


def km_between(a: Point, b: Point) -> float:
    """Kilometres of the great circle between two points (longitude, latitude)."""
    return great_circle(a[1], a[0], b[1], b[0])


def drawn(start: Point, end: Point) -> list[Point]:
    """The great circle as a line, without a jump at the 180th meridian."""
    a, b = (_vector(point) for point in (start, end))
    angle = acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    count = max(1, ceil(angle * EARTH_KM / STEP_KM))
    points = [start]
    for step in range(1, count + 1):
        part = step / count
        one, other = sin((1 - part) * angle) / sin(angle), sin(part * angle) / sin(angle)
        x, y, z = (one * p + other * q for p, q in zip(a, b, strict=True))
        longitude = degrees(atan2(y, x))
        turns = round((points[-1][0] - longitude) / 360.0)
        points.append((longitude + 360.0 * turns, degrees(asin(max(-1.0, min(1.0, z))))))
    return points


def _vector(point: Point) -> tuple[float, float, float]:
    longitude, latitude = radians(point[0]), radians(point[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _km(shape: BaseGeometry) -> float:
    if shape.is_empty or isinstance(shape, MultiPolygon):
        return 0.0
    parts = getattr(shape, "geoms", [shape])
    return sum(
        km_between(a[:2], b[:2])
        for part in parts
        if isinstance(part, LineString)
        for a, b in pairwise(part.coords)
    )
