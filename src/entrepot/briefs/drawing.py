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
WIDE, NARROW = 660, 350

_GRAMMAR = "6.4"

Drawing = alt.Chart | alt.LayerChart | alt.FacetChart


def themed(drawing: Drawing, background: str = "transparent") -> Drawing:
    """The drawing with the house's type, without frame and grid."""
    quiet: dict[str, Any] = {"grid": False, "ticks": False, "domain": False, "title": None}
    themed: Drawing = (
        drawing.configure(font="sans-serif", background=background, aria=False, padding=4)
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, labelFontSize=13, **quiet)
        .configure_legend(labelColor=INK, labelFontSize=13, title=None, symbolType="square", labelLimit=0)
    )
    return themed


def svg(drawing: Drawing) -> str:
    """The drawing as SVG text."""
    text: str = vl_convert.vegalite_to_svg(themed(drawing).to_dict(), vl_version=_GRAMMAR)
    return text


def png(drawing: Drawing, *, scale: float = 3.0) -> bytes:
    """The drawing as PNG, `scale` pixels to a point of the drawing, on white."""
    picture: bytes = vl_convert.vegalite_to_png(
        themed(drawing, "white").to_dict(), vl_version=_GRAMMAR, scale=scale
    )
    return picture
