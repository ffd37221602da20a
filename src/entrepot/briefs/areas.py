"""A map of countries filled by what is known of them, with lines and named places on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.key import Key, key
from entrepot.briefs.cartography.labels import Name, Placed, Sheet, dotted
from entrepot.briefs.cartography.land import base_map, country, extent
from entrepot.briefs.cartography.projection import Array, View, fit
from entrepot.briefs.cartography.ways import on_earth
from entrepot.briefs.drawing import INK, Drawing, house
from entrepot.briefs.kinds import look
from entrepot.briefs.maps import BORDER, LAND, SEA
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Map, MapArea, MapLine, MapMark

_MARGIN = 30.0
_NAME, _TOWN = 13.0, 11.0
# Darker than on maps of routes: borders lie on filled countries.
_LINES = "#8d8676"
# Points along a line; a great circle is bent on the page.
_STEPS = 48


def area_map(block: Map, words: Mapping[str, str], *, width: int = WIDE) -> Drawing:
    """The map of that block, `width` points wide; `words` name the kinds of areas and lines under it.

    Countries are named inside, towns beside their mark; a country too small to be seen is named where it is.
    """
    view = fit(_corners(block), float(width), _MARGIN if width >= WIDE else _MARGIN * 0.7)
    lines = [_course(line, view) for line in block.lines if on_earth(line.points)]
    marks = [mark for mark in block.places if on_earth([(mark.longitude, mark.latitude)])]
    kinds = {area.area for area in block.areas}
    under = key(kinds, (), words, width=view.width, top=view.height, sample=14.0)
    strokes = {line.mode for line in block.lines}
    below = key(strokes, (), words, width=view.width, top=view.height + under.height)
    layers = [
        *_ground(view),
        *_filled(block.areas, view, under),
        *_strokes(lines, strokes, below),
        *_dots(marks, view),
        *shapes.names(_names(block.areas, marks, lines, view)),
        *under.words(),
        *below.words(),
    ]
    return house(layers, width, view.height + under.height + below.height)


def drawable(block: Map) -> bool:
    """Whether any of its countries is on the base map."""
    return any(len(extent(area.code)) for area in block.areas)


def _corners(block: Map) -> Array:
    """All that must be in view: what is filled, and the ends of the lines."""
    ends = [point for line in block.lines if on_earth(line.points) for point in line.points]
    marks = [(m.longitude, m.latitude) for m in block.places if on_earth([(m.longitude, m.latitude)])]
    outlines = [extent(area.code) for area in block.areas]
    return np.concatenate([*outlines, np.array([*ends, *marks], dtype=np.float64).reshape(-1, 2)])


def _course(line: MapLine, view: View) -> Array:
    """A line on the page, bent as great circles are."""
    (a, b), share = np.radians(np.array(line.points[:2])), np.linspace(0.0, 1.0, _STEPS)[:, None]
    start, end = (
        np.array([np.cos(p[1]) * np.cos(p[0]), np.cos(p[1]) * np.sin(p[0]), np.sin(p[1])]) for p in (a, b)
    )
    chord = start * (1.0 - share) + end * share
    points = chord / np.linalg.norm(chord, axis=1)[:, None]
    degrees = np.degrees(np.stack([np.arctan2(points[:, 1], points[:, 0]), np.arcsin(points[:, 2])], axis=1))
    return view.project(degrees)


def _ground(view: View) -> list[alt.Chart]:
    frame = shapes.box(0.0, 0.0, view.width, view.height)
    return [
        shapes.filled("Polygon", [frame], SEA),
        shapes.filled("MultiPolygon", base_map(view).land, LAND),
    ]


def _filled(areas: Sequence[MapArea], view: View, under: Key) -> list[alt.Chart]:
    """A layer a kind with its sample in the key, then all borders on top."""
    layers = []
    for kind, (x, y) in ((kind, line[0]) for kind, line in under.samples.items()):
        parts = [part for area in areas if area.area == kind for part in country(view, area.code)]
        sample = shapes.box(x, y - 6.0, 14.0, 12.0)
        layers.append(shapes.filled("MultiPolygon", [*parts, [sample]], look(kind).colour))
    frame = shapes.box(0.0, 0.0, view.width, view.height)
    return [
        *layers,
        shapes.drawn("MultiLineString", base_map(view).borders, _LINES, 0.8),
        shapes.drawn("LineString", frame, BORDER, 0.8),
    ]


def _strokes(lines: Sequence[Array], modes: set[str], below: Key) -> list[alt.Chart]:
    pages = [np.round(line, 1).tolist() for line in lines]
    if not pages:
        return []
    edge = shapes.drawn("MultiLineString", pages, "white", 3.6, opacity=0.7, strokeJoin="round")
    samples = [below.samples[mode] for mode in modes]
    return [edge, *(shapes.line([*pages, *samples], look(mode), 1.6) for mode in sorted(modes))]


def _dots(marks: Sequence[MapMark], view: View) -> list[alt.Chart]:
    """A disc for each seat, a small dot for each capital covered."""
    layers = []
    for kind, size in (("terminal", 22.0), ("end", 70.0)):
        chosen = [(m.longitude, m.latitude) for m in marks if m.kind == kind]
        if chosen:
            spots = [(float(x), float(y)) for x, y in view.project(np.array(chosen))]
            layers.append(shapes.symbols(spots, "circle", size, INK, "white"))
    return layers


def _names(
    areas: Sequence[MapArea], marks: Sequence[MapMark], lines: Sequence[Array], view: View
) -> list[Placed]:
    sheet = Sheet(view.width, view.height, dotted(list(lines)))
    towns = []
    for mark in marks:
        x, y = view.project(np.array([(mark.longitude, mark.latitude)]))[0].tolist()
        sheet.occupy(x, y, 4.0)
        towns += [Name(mark.label, x, y, _TOWN, 8.0, needed=True)] if mark.label else []
    placed = sheet.place(towns)
    for area in areas:
        if tried := _inside(area, view):
            placed += sheet.lay(tried, sheet.lines) or sheet.place(
                [Name(area.label, tried[0].x, tried[0].y, _NAME, 4.0, True, "bold")]
            )
    return placed


def _inside(area: MapArea, view: View) -> list[Name]:
    """Points of the page inside a country at which its name may stand, the middle first."""
    rings = [np.array(part[0]) for part in country(view, area.code)]
    if not rings:
        return []
    largest = max(rings, key=lambda ring: float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1])))
    low, high = largest.min(axis=0), largest.max(axis=0)
    shares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]
    grid = [low + (high - low) * (x, y) for y in shares for x in shares]
    within = [point for point in grid if _holds(largest, point)] or [(low + high) / 2.0]
    return [Name(area.label, float(x), float(y), _NAME, 4.0, True, "bold") for x, y in within]


def _holds(ring: Array, point: Array) -> bool:
    """Whether a point lies inside a closed ring (even-odd rule)."""
    x, y = point
    ax, ay, bx, by = *ring[:-1].T, *ring[1:].T
    crossing = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = ax + (y - ay) / (by - ay) * (bx - ax)
    return bool((crossing & (x < at)).sum() % 2)
