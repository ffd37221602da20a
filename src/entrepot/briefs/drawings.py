"""The drawings of a dossier by key of their chart, map or timeline, for a page of a given width."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from entrepot.briefs import (
    areas,
    charts,
    drawing,
    journeys,
    maps,
    plots,
    ranges,
    stacks,
    steps,
    ties,
    timelines,
    waterfalls,
)
from entrepot.briefs.clean import clean
from entrepot.briefs.drawing import Drawing
from entrepot.briefs.widths import WIDE
from entrepot.briefs.words import labels, words
from entrepot.dossier.model import Block, Chart, Dossier, Map, Timeline
from entrepot.metadata.errors import NoData

_SHAPES = {
    "lines": plots.lines,
    "ranges": ranges.ranges,
    "scatter": plots.scatter,
    "waterfall": waterfalls.waterfall,
}
_WORDED = {
    "time-distance": journeys.time_distance,
    "stacked-bars": stacks.stacked_bars,
}
_PLAIN = {"steps": steps.steps, "ties": ties.ties}
_DRAWABLE = {
    "ranges": ranges.drawable,
    "steps": steps.drawable,
    "ties": ties.drawable,
    "time-distance": journeys.drawable,
    "waterfall": waterfalls.drawable,
}


def drawings(dossier: Dossier, *, width: int = WIDE) -> dict[str, Drawing]:
    """Altair definitions of all charts, maps and timelines with something to draw."""
    named = words(dossier)
    found = {}
    for block in (block for section in dossier.sections for block in section.blocks):
        made = drawn(block, dossier.language, named, width)
        if made is not None and isinstance(block, Chart | Map | Timeline):
            found[block.key] = made
    return found


def svg(block: Chart | Map, language: str = "en", *, width: int = WIDE) -> str:
    """One chart or map as a file that stands alone: SVG with its title, and its alternative as description.

    Raises:
        NoData: if there is nothing to draw.
    """
    block = clean(block)
    drawing_of = drawn(block, language, labels(language), width)
    if drawing_of is None:
        raise NoData(f"There is nothing to draw in {block.title!r}.")
    told = f"<title>{escape(block.title)}</title><desc>{escape(block.alternative)}</desc>"
    return drawing.svg(drawing_of).replace(">", f">{told}", 1)


def drawn(block: Block, language: str, named: Mapping[str, str], width: int) -> Drawing | None:
    """The drawing of a chart, map or timeline; None where there is nothing to draw, or no drawing is due."""
    if isinstance(block, Chart):
        return _chart(block, language, named, width) if _drawable(block) else None
    if isinstance(block, Map):
        return _map(block, named, width)
    if isinstance(block, Timeline):
        return timelines.timeline(block, dict(named), width=width)
    return None


def _chart(block: Chart, language: str, labels: Mapping[str, str], width: int) -> Drawing:
    if block.shape in _PLAIN:
        return _PLAIN[block.shape](block, width=width)
    if block.shape in _WORDED:
        return _WORDED[block.shape](block, labels, language=language, width=width)
    return _SHAPES.get(block.shape, charts.chart)(block, language=language, width=width)


def _map(block: Map, named: Mapping[str, str], width: int) -> Drawing | None:
    if block.areas and areas.drawable(block):
        return areas.area_map(block, named, width=width)
    return maps.route_map(block, named, width=width) if maps.drawable(block) else None


def _drawable(block: Chart) -> bool:
    return _DRAWABLE.get(block.shape, charts.drawable)(block)
