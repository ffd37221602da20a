"""A map as an Altair definition: routes coloured and dashed by mode, over land and borders.

Everything is projected, cut and thinned here, so that the drawing is light, and names can be placed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

import altair as alt
import numpy as np

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.key import Key, key
from entrepot.briefs.cartography.labels import Name, Placed, Sheet, dotted, size_of
from entrepot.briefs.cartography.land import base_map
from entrepot.briefs.cartography.projection import Array, View, fit
from entrepot.briefs.cartography.tags import tags
from entrepot.briefs.cartography.ways import Way, on_earth, ways
from entrepot.briefs.drawing import INK, Drawing, house
from entrepot.briefs.kinds import look, ranked
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Map, MapMark

SEA, LAND, BORDER = "#e6eef4", "#f7f4ec", "#c9bfae"
_MARGIN = 34.0
# Names of marks, by kind: size of type, whether bold, and how far from the middle of the mark they stand.
_RANK = ("end", "gauge change", "transfer", "border", "terminal")
_TYPE = {"end": 13.0, "gauge change": 11.0, "transfer": 11.0, "border": 10.5, "terminal": 10.0}
_SYMBOLS = {
    "end": ("circle", 110.0, INK, "white"),
    "border": ("diamond", 58.0, INK, "white"),
    "transfer": ("circle", 52.0, "white", INK),
    "gauge change": ("square", 56.0, look("gauge change").colour, INK),
    "terminal": ("circle", 12.0, INK, INK),
}
_MOST_NAMES = {True: 26, False: 10}


@dataclass(frozen=True, slots=True)
class _Spot:
    mark: MapMark
    x: float
    y: float


def drawable(block: Map) -> bool:
    """Whether there is anything to draw."""
    return bool(ways(block.lines) or _places(block))


def route_map(block: Map, words: Mapping[str, str], *, width: int = WIDE) -> Drawing:
    """The map of that block, `width` points wide; `words` name modes and kinds of marks under it.

    Options that share a stretch share its line; each option is named where it goes alone. Names that find no
    room are left away, but for those of the two ends.
    """
    corners = [(mark.longitude, mark.latitude) for mark in _places(block)]
    lines = ways(block.lines)
    degrees = np.array([*corners, *(point for way in lines for point in way.points)], dtype=np.float64)
    view = fit(degrees, float(width), _MARGIN if width >= WIDE else _MARGIN * 0.75)
    drawn = [(way, page) for way in lines for page in way.pages(view)]
    spots = _spots(block, view)
    names = _names(spots, drawn, view)
    shown = {spot.mark.kind for spot in spots}
    under = key({way.mode for way in lines}, shown, words, width=view.width, top=view.height)
    layers = [
        *_ground(view),
        *_lines(drawn, under),
        *_symbols(spots, under),
        *_backs(names),
        *shapes.names(names),
        *under.words(),
    ]
    return house(layers, width, view.height + under.height)


def _places(block: Map) -> list[MapMark]:
    return [mark for mark in block.places if on_earth([(mark.longitude, mark.latitude)])]


def _spots(block: Map, view: View) -> list[_Spot]:
    """Marks in points of the page, the least important first, so that the others lie on top."""
    ordered = sorted(_places(block), key=lambda mark: -_RANK.index(mark.kind))
    places = view.project(np.array([(m.longitude, m.latitude) for m in ordered]).reshape(-1, 2))
    spots = [_Spot(mark, float(x), float(y)) for mark, (x, y) in zip(ordered, places, strict=True)]
    return [spot for place, spot in enumerate(spots) if not any(_hides(o, spot) for o in spots[place + 1 :])]


def _hides(upper: _Spot, lower: _Spot) -> bool:
    """Whether a mark on top leaves nothing to be seen of another; two ends are both shown."""
    reach = _SYMBOLS[upper.mark.kind][1] ** 0.5 / 2 + 1.0
    return lower.mark.kind != "end" and hypot(upper.x - lower.x, upper.y - lower.y) < reach


def _names(spots: list[_Spot], drawn: list[tuple[Way, Array]], view: View) -> list[Placed]:
    sheet = Sheet(view.width, view.height, dotted([page for _, page in drawn]))
    for spot in spots:
        sheet.occupy(spot.x, spot.y, _SYMBOLS[spot.mark.kind][1] ** 0.5 / 2)
    first = [_name(spot) for spot in reversed(spots) if spot.mark.kind == "end"]
    others = [_name(spot) for spot in reversed(spots) if spot.mark.kind != "end"]
    placed = sheet.place(first)
    placed += tags(drawn, sheet)
    return placed + sheet.place(others[: _MOST_NAMES[view.width >= WIDE]])


def _name(spot: _Spot) -> Name:
    kind = spot.mark.kind
    away = _SYMBOLS[kind][1] ** 0.5 / 2 + 4.0
    return Name(
        spot.mark.label, spot.x, spot.y, _TYPE[kind], away, kind == "end", "bold" if kind == "end" else ""
    )


def _backs(names: list[Placed]) -> list[alt.Chart]:
    """Patches under the names of options, which lie over their lines."""
    rings = []
    for put in (put for put in names if put.name.style == "italic"):
        wide, tall = size_of(put.name)
        rings.append(shapes.box(put.x - 0.42 * wide, put.y - tall / 2, 0.84 * wide, tall))
    return [shapes.boxes(rings, LAND, opacity=0.85)] if rings else []


def _ground(view: View) -> list[alt.Chart]:
    base = base_map(view)
    right, bottom = view.width, view.height
    frame = [[0.0, 0.0], [right, 0.0], [right, bottom], [0.0, bottom], [0.0, 0.0]]
    return [
        shapes.filled("Polygon", [frame], SEA),
        shapes.filled("MultiPolygon", base.land, LAND),
        shapes.drawn("MultiLineString", base.borders, BORDER, 0.7),
        shapes.drawn("LineString", frame, BORDER, 0.8),
    ]


def _lines(drawn: list[tuple[Way, Array]], under: Key) -> list[alt.Chart]:
    """A light edge under all lines, then a layer a mode and weight: emphasised lines are broader."""
    pages = [np.round(page, 1).tolist() for _, page in drawn]
    if not pages:
        return []
    edge = shapes.drawn("MultiLineString", pages, "white", 4.2, opacity=0.75, strokeJoin="round")
    layers = [edge]
    for mode in ranked({way.mode for way, _ in drawn}):
        for strong in (False, True):
            parts = [
                p for p, (w, _) in zip(pages, drawn, strict=True) if (w.mode, w.emphasis) == (mode, strong)
            ]
            parts += [under.samples[mode]] if not strong else []
            layers += [shapes.line(parts, look(mode), 3.0 if strong else 2.1)] if parts else []
    return layers


def _symbols(spots: list[_Spot], under: Key) -> list[alt.Chart]:
    points = [(spot.mark.kind, spot.x, spot.y) for spot in spots]
    layers = []
    for kind in reversed(_RANK):
        values = [(x, y) for k, x, y in [*points, *under.marks] if k == kind]
        symbol, size, fill, edge = _SYMBOLS[kind]
        if values:
            layers.append(shapes.symbols(values, symbol, size, fill, edge))
    return layers
