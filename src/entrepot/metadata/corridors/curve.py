"""Lines on the sphere: great circles drawn through, and cut where the date changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, hypot, radians, sin

Point = tuple[float, float]
"""(longitude, latitude) in degrees."""

Vector = tuple[float, float, float]


def curved(line: Sequence[Point], step: float = 1.0) -> tuple[Point, ...]:
    """The line with points put in along great circles, none further than `step` degrees of arc from the next.

    Longitudes come within -180 and 180; the points given are kept.
    """
    points = list(line[:1])
    for a, b in pairwise(line):
        points += [*_between(a, b, step), b]
    return tuple(points)


def cut(line: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """The line in pieces that do not cross the antimeridian, each ending on it, as RFC 7946 (3.1.9) asks."""
    pieces: list[list[Point]] = [list(line[:1])]
    for a, b in pairwise(line):
        if abs(b[0] - a[0]) > 180.0:
            edge = 180.0 if a[0] > 0.0 else -180.0
            reach = b[0] + 2.0 * edge  # where b lies if one goes on counting
            share = (edge - a[0]) / (reach - a[0]) if reach != a[0] else 0.0
            latitude = a[1] + share * (b[1] - a[1])
            pieces[-1].append((edge, latitude))
            pieces.append([(-edge, latitude)])
        pieces[-1].append(b)
    # A point on the meridian itself may leave a piece without length.
    return tuple(tuple(piece) for piece in pieces if len(set(piece)) > 1)


def _between(a: Point, b: Point, step: float) -> list[Point]:
    """The points strictly between two, at equal distances on the great circle; none between opposite ends."""
    u, v = _vector(a), _vector(b)
    chord = hypot(*(p - q for p, q in zip(u, v, strict=True)))
    angle = 2.0 * asin(min(1.0, chord / 2.0))
    count = ceil(degrees(angle) / step)
    if count < 2 or sin(angle) < 1e-9:
        return []
    parts = (
        (sin(angle * (1 - k / count)) / sin(angle), sin(angle * k / count) / sin(angle))
        for k in range(1, count)
    )
    return [_point(tuple(p * x + q * y for x, y in zip(u, v, strict=True))) for p, q in parts]  # type: ignore[arg-type]


def _vector(point: Point) -> Vector:
    longitude, latitude = radians(point[0]), radians(point[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _point(vector: Vector) -> Point:
    x, y, z = vector
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))
