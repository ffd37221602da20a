"""Altair marks at points of the page: no scale, no axis, no projection of theirs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt

from entrepot.briefs.cartography.labels import Placed
from entrepot.briefs.drawing import INK
from entrepot.briefs.kinds import Look

Text = tuple[float, float, str]
"""x, y and what is written there."""
# Height of a line over the size of its type.
_LEADING = 1.2


def filled(kind: str, coordinates: object, fill: str, opacity: float = 1.0) -> alt.Chart:
    """A geometry of GeoJSON in points of the page, filled."""
    made: alt.Chart = _shape(kind, coordinates).mark_geoshape(
        clip=False, fill=fill, stroke=None, opacity=opacity
    )
    return made


def drawn(kind: str, coordinates: object, stroke: str, width: float, **style: Any) -> alt.Chart:
    """The lines of a geometry of GeoJSON in points of the page."""
    made: alt.Chart = _shape(kind, coordinates).mark_geoshape(
        clip=False, filled=False, stroke=stroke, strokeWidth=width, **style
    )
    return made


def line(parts: list[list[list[float]]], seen: Look, width: float) -> alt.Chart:
    """Lines of one look; round dots are a little broader than a line."""
    broad = width + (0.6 if seen.cap == "round" else 0.0)
    style = {"strokeDash": list(seen.dash), "strokeCap": seen.cap, "strokeJoin": "round"}
    return drawn("MultiLineString", parts, seen.colour, broad, **style)


def _shape(kind: str, coordinates: object) -> alt.Chart:
    """The geometry as it stands: not projected, and not clipped, as Vega numbers its clips ever further."""
    feature = {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": {}}
    # As text: Altair copies every number of a list several times over, which takes longer than the drawing.
    data = alt.InlineData(values=json.dumps([feature]), format=alt.JsonDataFormat(type="json"))
    chart = alt.Chart(data)
    made: alt.Chart = chart.project(type="identity", scale=1, translate=[0, 0])
    return made


def symbols(places: Sequence[tuple[float, float]], form: str, size: float, fill: str, edge: str) -> alt.Chart:
    """A symbol at each place, `size` square points large."""
    values = [{"x": round(x, 1), "y": round(y, 1)} for x, y in places]
    mark = alt.Chart(alt.InlineData(values=values)).mark_point(
        shape=form, size=size, fill=fill, stroke=edge, strokeWidth=1.2, opacity=1
    )
    made: alt.Chart = mark.encode(x=_x(), y=_y())
    return made


def text(texts: Sequence[Text], align: str, size: float, style: str = "", **more: Any) -> alt.Chart:
    """Words beside or around their points; `style` is "bold", "italic" or nothing."""
    # Vega sets the first line at the point: the middle of several lines is meant.
    values = [
        {"x": round(x, 1), "y": round(y - words.count("\n") * size * _LEADING / 2, 1), "text": words}
        for x, y, words in texts
    ]
    weight = {"fontWeight": "bold"} if style == "bold" else {}
    slant = {"fontStyle": "italic"} if style == "italic" else {}
    type_: dict[str, Any] = {"align": align, "baseline": "middle", "fontSize": size, "color": INK}
    type_ |= {"lineBreak": "\n", "lineHeight": size * _LEADING}
    mark = alt.Chart(alt.InlineData(values=values)).mark_text(**(type_ | weight | slant | more))
    made: alt.Chart = mark.encode(x=_x(), y=_y(), text=alt.Text("text:N"))
    return made


def halo(texts: Sequence[Text], align: str, size: float, style: str = "") -> alt.Chart:
    """The light edge to lay under such words."""
    edge = {"color": "white", "stroke": "white", "strokeWidth": 3, "strokeJoin": "round", "opacity": 0.85}
    return text(texts, align, size, style, **edge)


def names(placed: Sequence[Placed]) -> list[alt.Chart]:
    """Names with a light edge around them: two layers a type and alignment."""
    layers = []
    for align, size, style in dict.fromkeys((p.align, p.name.size, p.name.style) for p in placed):
        chosen = [p for p in placed if (p.align, p.name.size, p.name.style) == (align, size, style)]
        texts = [(p.x, p.y, p.name.text) for p in chosen]
        layers += [halo(texts, align, size, style), text(texts, align, size, style)]
    return layers


def box(left: float, top: float, wide: float, tall: float) -> list[list[float]]:
    """A rectangle as a ring."""
    right, bottom = round(left + wide, 1), top + tall
    left = round(left, 1)
    return [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]


def boxes(rings: Sequence[list[list[float]]], fill: str, opacity: float = 1.0) -> alt.Chart:
    """Rectangles of one colour."""
    return filled("MultiPolygon", [[ring] for ring in rings], fill, opacity)


def _x() -> alt.X:
    return alt.X("x:Q", scale=None, axis=None)


def _y() -> alt.Y:
    return alt.Y("y:Q", scale=None, axis=None)
