"""Distances on the earth as a sphere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius of the earth in kilometres (IUGG)."""


def great_circle(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres between two points given in degrees; within 0.6 % of the ellipsoid's."""
    a, b = radians(latitude), radians(to_latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
