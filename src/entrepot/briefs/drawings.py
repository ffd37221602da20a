"""The drawings of a dossier by key of their chart or timeline, for a page of a given width."""

from __future__ import annotations

from entrepot.briefs import charts, plots, timelines
from entrepot.briefs.drawing import WIDE, Drawing
from entrepot.briefs.words import words
from entrepot.dossier.model import Block, Chart, Dossier, Timeline

_SHAPES = {"lines": plots.lines, "scatter": plots.scatter}


def drawings(dossier: Dossier, *, width: int = WIDE) -> dict[str, Drawing]:
    """Altair definitions of all charts and timelines with something to draw."""
    labels = words(dossier)
    drawn = {}
    for block in (block for section in dossier.sections for block in section.blocks):
        drawing = _drawing(block, dossier.language, labels, width)
        if drawing is not None and isinstance(block, Chart | Timeline):
            drawn[block.key] = drawing
    return drawn


def _drawing(block: Block, language: str, labels: dict[str, str], width: int) -> Drawing | None:
    if isinstance(block, Chart):
        draw = _SHAPES.get(block.shape, charts.chart)
        return draw(block, language=language, width=width) if charts.drawable(block) else None
    if isinstance(block, Timeline):
        return timelines.timeline(block, labels, width=width)
    return None
