"""The land and borders of a base map in a view: clipped to it, and no finer than one sees.

The base map is Natural Earth's, in the public domain; it draws borders as they are held (de facto).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entrepot.briefs.cartography.projection import Array, View, equal_earth, turned, vectors
from entrepot.briefs.cartography.thinning import kept_points

Ring = list[list[float]]
# Points of the page that the outline is rounded to.
_GRAIN = 0.5
# Degrees between two points of an outline, at most: borders along parallels are bent as parallels are.
_STRIDE = 2.0


@dataclass(frozen=True, slots=True)
class Base:
    """The base map in a view, in points of the page: polygons as GeoJSON has them, and each border once."""

    land: list[list[Ring]]
    borders: list[Ring]


def base_map(view: View) -> Base:
    """The land in that view, and its coasts and borders."""
    window = (0.0, 0.0, view.width, view.height)
    rings = [_light(ring, view) for page in _pages(view) if len(ring := clipped(page, window)) > 3]
    return Base([[ring[:, :2].tolist()] for ring in rings if len(ring) > 3], _outline(rings, view))


def country(view: View, code: str) -> list[list[Ring]]:
    """The land of a country in that view, as polygons of points of the page; empty where there is none.

    Args:
        view: not of the whole world.
        code: ISO alpha-3.
    """
    window = (0.0, 0.0, view.width, view.height)
    pages = (np.column_stack([view.project(ring[:, :2]), ring[:, 0], ring[:, 2]]) for ring in _rings_of(code))
    rings = (_light(ring, view) for page in pages if len(ring := clipped(page, window)) > 3)
    return [[ring[:, :2].tolist()] for ring in rings if len(ring) > 3]


def extent(code: str) -> Array:
    """Points along the outline of a country, float64[n, 2] in degrees; none where there is no such one."""
    rings = _rings_of(code)
    return np.concatenate([ring[:, :2] for ring in rings]) if rings else np.empty((0, 2))


@cache
def _rings_of(code: str) -> tuple[Array, ...]:
    base = _base_map()
    held = [g for g in base["objects"]["countries"]["geometries"] if g.get("id") == code]
    chosen = base | {"objects": {"countries": {"geometries": held}}}
    return tuple(_bent(ring) for ring in _rings(chosen))


def _outline(rings: list[Array], view: View) -> list[Ring]:
    drawn: set[frozenset[tuple[float, ...]]] = set()
    lines: list[Ring] = []
    for ring in rings:
        line: Ring = []
        points = ring[:, :2].tolist()
        for place in np.flatnonzero(_shown(ring, view)).tolist():
            a, b = points[place], points[place + 1]
            edge = frozenset((tuple(a), tuple(b)))
            if edge in drawn:
                continue
            drawn.add(edge)
            if not line or line[-1] != a:
                line = [a]
                lines.append(line)
            line.append(b)
    return lines


def _shown(ring: Array, view: View) -> NDArray[np.bool_]:
    """Of each edge, whether it is a border, not the edge of the window or a cut where the date changes."""
    x, y, longitude, _ = ring.T
    hidden = np.zeros(len(ring) - 1, dtype=bool)
    for side in (x <= 0.0, y <= 0.0, x >= view.width, y >= view.height, np.abs(longitude) >= 179.9):
        hidden |= side[:-1] & side[1:]
    return ~hidden


def _pages(view: View) -> Iterator[Array]:
    """Outlines that may be in the view, closed: point of the page, longitude, end of line; float64[n, 4]."""
    for degrees, points in _outlines():
        if view.whole:
            for piece in _halves(degrees, view):
                page = equal_earth(piece[:, :2]) * view.scale * (1, -1) - (view.left, view.top)
                yield np.column_stack([page, piece[:, 0], piece[:, 2]])
        # What lies wholly beyond the view may be turned inside out by the projection: it is left away.
        elif (points @ view.centre).max() >= np.cos(view.reach):
            yield np.column_stack([view.project(degrees[:, :2]), degrees[:, 0], degrees[:, 2]])


def _halves(degrees: Array, view: View) -> Iterator[Array]:
    """An outline in degrees from the central meridian, cut along the edge of a world map."""
    steps = turned(np.diff(degrees[:, 0]))
    start = turned(degrees[:1, 0], view.longitude)
    away = np.concatenate([start, start + np.cumsum(steps)])
    for shift in (-360.0, 0.0, 360.0):
        moved = np.column_stack([away + shift, degrees[:, 1:]])
        piece = clipped(moved, (-180.0, -90.0, 180.0, 90.0))
        if len(piece) > 3:
            yield piece


@cache
def _outlines() -> tuple[tuple[Array, Array], ...]:
    """Outlines of the countries: degrees and whether a line of the base map ends there, and unit vectors.

    Antarctica is left out: no route comes near it, and an outline around the pole does not close on paper.
    """
    bent = [_bent(ring) for ring in _rings(_base_map()) if ring[:, 1].mean() > -62.0]
    return tuple((ring, vectors(ring[:, :2])) for ring in bent)


def _base_map() -> dict[str, Any]:
    path = files("entrepot.data") / "corridors" / "land" / "countries.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _rings(base: dict[str, Any]) -> Iterator[Array]:
    """Every ring of a topology: longitude, latitude, and 1 where one of its lines ends; float64[n, 3]."""
    arcs = [_arc(arc, base["transform"]) for arc in base["arcs"]]
    for geometry in base["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for indices in (ring for polygon in polygons for ring in polygon):
            parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
            yield np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> Array:
    """A line that rings share, in degrees; stored as differences of whole numbers (TopoJSON 2.1.3)."""
    placed = np.cumsum(np.array(arc, dtype=np.float64), axis=0) * transform["scale"] + transform["translate"]
    ends = np.zeros(len(placed))
    ends[[0, -1]] = 1.0
    return np.column_stack([placed, ends])


def _bent(ring: Array) -> Array:
    """The ring with points put in on its long edges, straight in degrees as the borders are defined."""
    steps = np.diff(ring, axis=0)
    steps[:, 0] = np.where(np.abs(steps[:, 0]) > 180.0, turned(steps[:, 0]), steps[:, 0])
    counts = np.maximum(1, np.ceil(np.abs(steps[:, :2]).max(axis=1) / _STRIDE)).astype(int)
    parts = [ring[k : k + 1] if n == 1 else _divided(ring[k], steps[k], n) for k, n in enumerate(counts)]
    return np.concatenate([*parts, ring[-1:]])


def _divided(start: Array, step: Array, count: int) -> Array:
    points = start + step * (np.arange(count) / count)[:, None]
    points[1:, 2] = 0.0
    return points


def clipped(ring: Array, box: tuple[float, float, float, float]) -> Array:
    """A closed ring cut to a box (left, top, right, bottom), closed; empty if outside (Sutherland-Hodgman).

    Columns beyond the first two are interpolated along.
    """
    for axis, edge, sign in ((0, box[0], 1.0), (1, box[1], 1.0), (0, box[2], -1.0), (1, box[3], -1.0)):
        if not len(ring):
            break
        depth = (ring[:, axis] - edge) * sign
        if depth.min() < 0.0:
            ring = _halved(ring, depth)
    return ring


def _halved(ring: Array, depth: Array) -> Array:
    """The part of a closed ring where depth is not negative, closed along the edge."""
    kept: list[Array] = []
    for place in range(len(ring) - 1):
        a, b, here, there = ring[place], ring[place + 1], depth[place], depth[place + 1]
        if here >= 0.0:
            kept.append(a)
        if (here >= 0.0) != (there >= 0.0):
            kept.append(a + (b - a) * (here / (here - there)))
    return np.array([*kept, kept[0]]) if kept else np.empty((0, ring.shape[1]))


def _light(ring: Array, view: View) -> Array:
    """The ring no finer than one sees: thinned between the ends of its lines, alike for both neighbours."""
    x, y, _, ends = ring.T
    fixed = (ends >= 1.0) | (x <= 0.0) | (y <= 0.0) | (x >= view.width) | (y >= view.height)
    knots = np.unique([0, *np.flatnonzero(fixed).tolist(), len(ring) - 1]).tolist()
    kept = [ring[a:b][kept_points(ring[a : b + 1, :2])[:-1]] for a, b in pairwise(knots)]
    light = np.concatenate([*kept, ring[-1:]])
    light[:, :2] = np.round(light[:, :2] / _GRAIN) * _GRAIN
    keep = np.ones(len(light), dtype=bool)
    keep[1:] = (light[1:, :2] != light[:-1, :2]).any(axis=1)
    return light[keep]
