"""Changes with their intervals: a row a thing, a disc at the best value, a line from low to high."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import altair as alt

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.labels import room
from entrepot.briefs.changes import high, low, told
from entrepot.briefs.drawing import INK, MUTED, QUIET, RULE, SERIES, Drawing, house
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Chart, Datum

_ROW, _LINE, _SIZE, _SMALL = 26.0, 16.0, 13.0, 12.0
_LABELS, _DISC = 0.3, 70.0


@dataclass(frozen=True, slots=True)
class _Row:
    datum: Datum
    lines: str
    label: float
    middle: float
    told: str

    @property
    def low(self) -> float:
        return low(self.datum)

    @property
    def high(self) -> float:
        return high(self.datum)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From values to points of the page."""

    left: float
    right: float
    first: float
    last: float

    def x(self, value: float) -> float:
        return self.left + (value - self.first) / ((self.last - self.first) or 1.0) * (self.right - self.left)


def ranges(block: Chart, *, language: str = "en", width: int = WIDE) -> Drawing:
    """The chart of that block, `width` points wide; rows in the order of the data, numbers at their ends."""
    rows, bottom = _rows(_finite(block.data), width, language)
    left = (
        0.0
        if width < WIDE
        else max(room(line, _SIZE) for row in rows for line in row.lines.split("\n")) + 14.0
    )
    beside = max(room(row.told, _SMALL) for row in rows) + 14.0
    first, last = min(0.0, *(row.low for row in rows)), max(0.0, *(row.high for row in rows))
    frame = _Frame(left + 8.0, width - beside, first, last)
    align = "left" if width < WIDE else "right"
    at = 0.0 if width < WIDE else left - 6.0
    layers = [
        shapes.drawn("MultiLineString", [[[frame.x(0.0), 0.0], [frame.x(0.0), bottom]]], RULE, 1.0),
        shapes.text([(at, row.label, row.lines) for row in rows], align, _SIZE),
        shapes.text(
            [(width - beside + 12.0, row.middle, row.told) for row in rows], "left", _SMALL, color=INK
        ),
        *_marks(rows, frame),
    ]
    return house(layers, width, bottom)


def drawable(block: Chart) -> bool:
    """Whether any change is a number."""
    return bool(_finite(block.data))


def _finite(data: Sequence[Datum]) -> list[Datum]:
    values: list[tuple[Datum, float | None]] = [(datum, datum.value) for datum in data]
    return [datum for datum, value in values if value is not None and isfinite(value)]


def _rows(data: Sequence[Datum], width: int, language: str) -> tuple[list[_Row], float]:
    above = width < WIDE
    letters = int((width if above else width * _LABELS) / (_SIZE * 0.56))
    rows: list[_Row] = []
    top = 0.0
    for datum in data:
        lines = textwrap.wrap(datum.label, letters) or [""]
        tall = len(lines) * _LINE
        middle = top + tall + _ROW / 2 - 4.0 if above else top + max(tall, _ROW) / 2
        label = top + tall / 2 if above else middle
        rows.append(_Row(datum, "\n".join(lines), label, middle, told(datum, language)))
        top += tall + _ROW if above else max(tall, _ROW)
    return rows, top


def _marks(rows: Sequence[_Row], frame: _Frame) -> list[alt.Chart]:
    """Lines and discs, those that matter most in the darker colour."""
    layers = []
    for strong, colour in ((False, QUIET), (True, SERIES[0])):
        chosen = [row for row in rows if row.datum.emphasis is strong]
        if not chosen:
            continue
        lines = [[[frame.x(row.low), row.middle], [frame.x(row.high), row.middle]] for row in chosen]
        places = [(frame.x(row.datum.value), row.middle) for row in chosen]
        layers += [
            shapes.drawn("MultiLineString", lines, colour, 3.0),
            shapes.symbols(places, "circle", _DISC, colour, "white" if strong else MUTED),
        ]
    return layers
