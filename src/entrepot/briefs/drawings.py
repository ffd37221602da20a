"""The drawings of a dossier by key of their chart, map or timeline, for a page of a given width."""

from __future__ import annotations

from collections.abc import Mapping

from entrepot.briefs import charts, journeys, maps, plots, stacks, timelines
from entrepot.briefs.drawing import WIDE, Drawing
from entrepot.briefs.words import words
from entrepot.dossier.model import Block, Chart, Dossier, Map, Timeline

_SHAPES = {"lines": plots.lines, "scatter": plots.scatter}
_WORDED = {"time-distance": journeys.time_distance, "stacked-bars": stacks.stacked_bars}


def drawings(dossier: Dossier, *, width: int = WIDE) -> dict[str, Drawing]:
    """Altair definitions of all charts, maps and timelines with something to draw."""
    labels = words(dossier)
    drawn = {}
    for block in (block for section in dossier.sections for block in section.blocks):
        drawing = _drawing(block, dossier.language, labels, width)
        if drawing is not None and isinstance(block, Chart | Map | Timeline):
            drawn[block.key] = drawing
    return drawn


def _drawing(block: Block, language: str, labels: Mapping[str, str], width: int) -> Drawing | None:
    if isinstance(block, Chart):
        return _chart(block, language, labels, width) if _drawable(block) else None
    if isinstance(block, Map):
        return maps.route_map(block, labels, width=width) if maps.drawable(block) else None
    if isinstance(block, Timeline):
        return timelines.timeline(block, dict(labels), width=width)
    return None


def _chart(block: Chart, language: str, labels: Mapping[str, str], width: int) -> Drawing:
    if block.shape in _WORDED:
        return _WORDED[block.shape](block, labels, language=language, width=width)
    return _SHAPES.get(block.shape, charts.chart)(block, language=language, width=width)


def _drawable(block: Chart) -> bool:
    return journeys.drawable(block) if block.shape == "time-distance" else charts.drawable(block)
