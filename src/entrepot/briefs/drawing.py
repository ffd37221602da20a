"""Colours and type of every drawing, and its way to paper: Altair in, SVG or PNG out, without network.

The SVG names the generic font "sans-serif": a browser takes the reader's own, Typst the face of the page.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

INK, MUTED, RULE = "#1c2733", "#5b6770", "#c9d1d8"
QUIET = "#9fb3c6"
# Told apart with any colour vision, and in grey; see the decision on briefs.
SERIES = ("#1f4e79", "#d98c3f", "#4f9a8d", "#8f79b5")
SILENCE = "#f3ead9"

_GRAMMAR = "6.4"

Drawing = alt.Chart | alt.LayerChart | alt.FacetChart


def house(layers: list[alt.Chart], width: int, height: float, *, fit: bool = False) -> Drawing:
    """The layers as one drawing in the house's type, without frame and grid; sizes in points.

    `fit` makes room for the labels of axes within the width.
    Made in one call, as each further call of Altair copies all the data.
    """
    size = alt.AutoSizeParams(type="fit-x" if fit else "pad", contains="padding")
    made: Drawing = alt.LayerChart(
        layer=layers, width=width, height=height, autosize=size, config=alt.Config(**_CONFIG)
    )
    return made


_CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "background": "transparent",
    "aria": False,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "labelFontSize": 13,
        "grid": False,
        "ticks": False,
        "domain": False,
        "title": None,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 13,
        "title": None,
        "symbolType": "square",
        "labelLimit": 0,
    },
}


def svg(drawing: Drawing) -> str:
    """The drawing as SVG text."""
    text: str = vl_convert.vegalite_to_svg(_specification(drawing), vl_version=_GRAMMAR)
    return text


def png(drawing: Drawing, *, scale: float = 3.0) -> bytes:
    """The drawing as PNG, `scale` pixels to a point of the drawing, on white."""
    specification = _specification(drawing)
    specification["config"]["background"] = "white"
    picture: bytes = vl_convert.vegalite_to_png(specification, vl_version=_GRAMMAR, scale=scale)
    return picture


def _specification(drawing: Drawing) -> dict[str, Any]:
    """Vega-Lite, unchecked: the check takes longer than the drawing, and the tests check every shape."""
    return drawing.to_dict(validate=False)
