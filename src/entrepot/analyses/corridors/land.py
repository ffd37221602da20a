"""Which country and which landmass a point lies in, from the base map that ships (Natural Earth)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot import data

FILE = Path(next(iter(data.__path__))) / "corridors" / "land" / "countries.json"

OFF_COAST_KM = 50.0
"""How far from the nearest coast a point may lie and still belong to it."""

KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class Piece:
    """One piece of land of one country.

    Attributes:
        country: ISO alpha-3; empty where nobody's.
        landmass: pieces of one landmass can be reached from each other by road; empty if not named.
        box: west, south, east, north in degrees; beyond 180 where it crosses that meridian.
    """

    country: str
    landmass: str
    box: tuple[float, float, float, float]
    _rings: list[list[int]] = field(repr=False)
    _map: dict[str, Any] = field(repr=False)

    @cached_property
    def rings(self) -> tuple[NDArray[np.float64], ...]:
        """Outer ring and holes: arrays (points, 2) of longitude and latitude, the first point again last.

        A ring over the 180th meridian goes on beyond 180 degrees.
        """
        return tuple(
            _unrolled(np.concatenate([self._line(number) for number in ring])) for ring in self._rings
        )

    def _line(self, number: int) -> NDArray[np.float64]:
        steps = self._map["arcs"][number if number >= 0 else ~number]
        points: NDArray[np.float64] = np.cumsum(np.asarray(steps, dtype=np.float64), axis=0)
        points = points * self._map["transform"]["scale"] + self._map["transform"]["translate"]
        return points if number >= 0 else points[::-1]

    def near(self, latitude: float, longitude: float, km: float) -> bool:
        """Whether its bounding box comes within that many kilometres of a point."""
        west, south, east, north = self.box
        high = km / KM_A_DEGREE
        wide = high / max(cos(radians(latitude)), 0.01)
        longitude = self._beside(longitude)
        return west - wide <= longitude <= east + wide and south - high <= latitude <= north + high

    def _beside(self, longitude: float) -> float:
        """The same meridian, counted as near as can be to the middle of the piece."""
        middle = (self.box[0] + self.box[2]) / 2
        return longitude + 360.0 * round((middle - longitude) / 360.0)

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies in it: even-odd rule over all rings, so a lake that is a hole is outside."""
        longitude, crossings = self._beside(longitude), 0
        for ring in self.rings:
            y = ring[:, 1]
            over = (y[:-1] > latitude) != (y[1:] > latitude)
            a, b = ring[:-1][over], ring[1:][over]
            at = a[:, 0] + (latitude - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
            crossings += int(np.count_nonzero(at > longitude))
        return crossings % 2 == 1

    def distance(self, latitude: float, longitude: float) -> float:
        """Kilometres from a point to its coast or border, on a plane that touches the point."""
        longitude = self._beside(longitude)
        stretch = np.array([cos(radians(latitude)), 1.0]) * KM_A_DEGREE
        nearest = np.inf
        for ring in self.rings:
            points = (ring - (longitude, latitude)) * stretch
            start, step = points[:-1], np.diff(points, axis=0)
            length = np.maximum((step**2).sum(axis=1), 1e-12)
            part = np.clip(-(start * step).sum(axis=1) / length, 0.0, 1.0)
            foot = start + part[:, None] * step
            nearest = min(nearest, float(np.sqrt((foot**2).sum(axis=1).min())))
        return nearest


def _unrolled(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without a jump at the 180th meridian; a ring round a pole is closed through it."""
    ring = ring.copy()
    ring[1:, 0] -= 360.0 * np.cumsum(np.round(np.diff(ring[:, 0]) / 360.0))
    if abs(ring[-1, 0] - ring[0, 0]) > 180.0:
        pole = np.copysign(90.0, ring[0, 1])
        ring = np.vstack([ring, (ring[-1, 0], pole), (ring[0, 0], pole), ring[:1]])
    return ring


def landmass(latitude: float, longitude: float) -> str:
    """Name of the landmass a point lies on or within 50 km of; "" at sea and on islands without a name.

    Raises:
        ValueError: latitude beyond 90 or longitude beyond 180 degrees.
    """
    piece = piece_at(latitude, longitude)
    return piece.landmass if piece else ""


def country_at(latitude: float, longitude: float) -> str:
    """ISO alpha-3 of the country a point lies in or within 50 km of; "" at sea and on nobody's land.

    Within some 5 km of a border the answer may be the neighbour: the map is a simplified one.

    Raises:
        ValueError: latitude beyond 90 or longitude beyond 180 degrees.
    """
    piece = piece_at(latitude, longitude)
    return piece.country if piece else ""


def countries_within(latitude: float, longitude: float, km: float) -> tuple[str, ...]:
    """Countries that come within that many kilometres of a point, the nearest first.

    Raises:
        ValueError: latitude beyond 90 or longitude beyond 180 degrees.
    """
    found: dict[str, float] = {}
    for distance, piece in _around(latitude, longitude, km):
        if piece.country:
            found[piece.country] = min(distance, found.get(piece.country, np.inf))
    return tuple(sorted(found, key=lambda code: (found[code], code)))


@lru_cache(maxsize=4096)
def piece_at(latitude: float, longitude: float) -> Piece | None:
    """The piece of land that holds a point, else the nearest within 50 km, else None.

    Raises:
        ValueError: latitude beyond 90 or longitude beyond 180 degrees.
    """
    _check(latitude, longitude)
    for piece in pieces():
        if piece.near(latitude, longitude, 0.0) and piece.holds(latitude, longitude):
            return piece
    around = _around(latitude, longitude, OFF_COAST_KM)
    return min(around, key=lambda pair: pair[0])[1] if around else None


def _around(latitude: float, longitude: float, km: float) -> list[tuple[float, Piece]]:
    _check(latitude, longitude)
    result = []
    for piece in pieces():
        if piece.near(latitude, longitude, km):
            inside = piece.holds(latitude, longitude)
            distance = 0.0 if inside else piece.distance(latitude, longitude)
            if distance <= km:
                result.append((distance, piece))
    return result


def _check(latitude: float, longitude: float) -> None:
    if not (abs(latitude) <= 90.0 and abs(longitude) <= 180.0):
        raise ValueError(f"no point on the globe: latitude {latitude}, longitude {longitude}")


@lru_cache(maxsize=1)
def pieces() -> tuple[Piece, ...]:
    """All pieces of land of the base map, read once; their rings are made when first asked for."""
    whole = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Piece(
            shape.get("id", ""),
            shape.get("properties", {}).get("landmass", ""),
            tuple(shape["bbox"]),
            shape["arcs"],
            whole,
        )
        for shape in whole["objects"]["countries"]["geometries"]
    )
