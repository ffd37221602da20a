"""From degrees to points of the page: equal areas, centred on what is shown.

Lambert's azimuthal projection (Snyder 1987, "Map Projections: A Working Manual", USGS, p. 182) keeps areas
and looks natural from a province to an ocean; what spans more goes on Equal Earth (Šavrič et al. 2018,
doi:10.1080/13658816.2018.1504949).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Degrees from the centre up to which the azimuthal projection is used.
_WIDEST = 75.0
# A view far from the equator is centred no higher: one expects north above and east to the right.
_HIGHEST = 50.0
# Radians: what is shown is taken to be some 400 km long, at least, so that one sees where it lies.
_LEAST = 0.06
# Height of a map over its width, at least and at most.
LOW, HIGH = 0.5, 0.86
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT = float(np.sqrt(3.0))


@dataclass(frozen=True, slots=True)
class View:
    """A window on the earth.

    Attributes:
        longitude, latitude: of the centre of the projection, degrees; latitude is 0 on Equal Earth.
        whole: whether it is on Equal Earth.
        scale: points a radian.
        left, top: of the window in the plane of the projection, in points.
        width, height: of the window, in points.
    """

    longitude: float
    latitude: float
    whole: bool
    scale: float
    left: float
    top: float
    width: float
    height: float

    def project(self, degrees: Array) -> Array:
        """Points of the page, x to the right and y down, of longitudes and latitudes; float64[n, 2] both."""
        plane = _plane(degrees, self.longitude, self.latitude, self.whole)
        page: Array = plane * self.scale * np.array([1.0, -1.0]) - np.array([self.left, self.top])
        return page

    @property
    def centre(self) -> Array:
        """Unit vector of the centre of the projection, float64[3]."""
        found: Array = vectors(np.array([[self.longitude, self.latitude]]))[0]
        return found

    @property
    def reach(self) -> float:
        """Radians from the centre beyond which nothing is in the window; pi on Equal Earth."""
        if self.whole:
            return float(np.pi)
        across = (
            max(abs(self.left), abs(self.left + self.width)),
            max(abs(self.top), abs(self.top + self.height)),
        )
        return float(2.0 * np.arcsin(min(1.0, np.hypot(*across) / self.scale / 2.0)))


def vectors(degrees: Array) -> Array:
    """Unit vectors, float64[n, 3], of (longitude, latitude) in degrees, float64[n, 2]."""
    longitude, latitude = np.radians(degrees).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )


def fit(degrees: Array, width: float, margin: float) -> View:
    """The view in which all points, float64[n, 2] in degrees, lie at least `margin` points from the edge.

    Raises:
        ValueError: if there is no point.
    """
    if not len(degrees):
        raise ValueError("no point to fit a view to")
    longitude, latitude, spread = _middle(degrees)
    whole = spread > np.radians(_WIDEST)
    if whole:
        longitude, latitude = _widest_gap(degrees[:, 0]), 0.0
    plane = _plane(degrees, longitude, latitude, whole) * np.array([1.0, -1.0])
    low, high = plane.min(axis=0), plane.max(axis=0)
    size = np.maximum(high - low, 1e-6)
    size = size * max(1.0, _LEAST / float(size.max()))
    height = float(np.clip(width * size[1] / size[0], LOW * width, HIGH * width))
    scale = float(min((width - 2 * margin) / size[0], (height - 2 * margin) / size[1]))
    left, top = (low + high) / 2.0 * scale - np.array([width, height]) / 2.0
    return View(longitude, latitude, bool(whole), scale, float(left), float(top), width, height)


def _middle(degrees: Array) -> tuple[float, float, float]:
    """Longitude and latitude (degrees) of the middle of the smallest cap around all points, and its radius.

    By the walk of Bădoiu and Clarkson (2003) towards the furthest point, each step shorter than the last.
    """
    points = vectors(degrees)
    middle = points.mean(axis=0)
    for step in range(2, 200):
        furthest = points[(points @ middle).argmin()]
        middle = middle + (furthest - middle) / step
        middle /= max(float(np.linalg.norm(middle)), 1e-9)
    longitude = float(np.degrees(np.arctan2(middle[1], middle[0])))
    latitude = float(np.clip(np.degrees(np.arcsin(np.clip(middle[2], -1, 1))), -_HIGHEST, _HIGHEST))
    centre = vectors(np.array([[longitude, latitude]]))[0]
    return longitude, latitude, float(np.arccos(np.clip((points @ centre).min(), -1.0, 1.0)))


def _widest_gap(longitudes: Array) -> float:
    """The longitude opposite the middle of the widest gap between those given: the centre of a world map."""
    ordered = np.unique(np.mod(longitudes, 360.0))
    gaps = np.diff(np.append(ordered, ordered[0] + 360.0))
    start = float(ordered[gaps.argmax()] + gaps.max() / 2.0)
    return float(turned(np.array([start + 180.0]))[0])


def turned(longitudes: Array, centre: float = 0.0) -> Array:
    """Longitudes counted from `centre`, from -180 up to 180."""
    counted: Array = np.mod(longitudes - centre + 180.0, 360.0) - 180.0
    return counted


def _plane(degrees: Array, longitude: float, latitude: float, whole: bool) -> Array:
    """Radians of the plane, y up."""
    if whole:
        return equal_earth(np.stack([turned(degrees[:, 0], longitude), degrees[:, 1]], axis=1))
    lamda, phi = np.radians(degrees[:, 0] - longitude), np.radians(degrees[:, 1])
    origin = np.radians(latitude)
    cosine = np.sin(origin) * np.sin(phi) + np.cos(origin) * np.cos(phi) * np.cos(lamda)
    factor = np.sqrt(2.0 / np.maximum(1.0 + cosine, 1e-12))
    x = factor * np.cos(phi) * np.sin(lamda)
    y = factor * (np.cos(origin) * np.sin(phi) - np.sin(origin) * np.cos(phi) * np.cos(lamda))
    return np.stack([x, y], axis=1)


def equal_earth(degrees: Array) -> Array:
    """The plane of Equal Earth in radians, y up, for degrees counted from its central meridian."""
    a, b, c, d = _EQUAL_EARTH
    lamda, phi = np.radians(degrees).T
    theta = np.arcsin(_ROOT / 2.0 * np.sin(phi))
    square = theta**2
    x = (
        2.0
        * _ROOT
        * lamda
        * np.cos(theta)
        / (3.0 * (a + 3 * b * square + square**3 * (7 * c + 9 * d * square)))
    )
    y = theta * (a + b * square + square**3 * (c + d * square))
    return np.stack([x, y], axis=1)
