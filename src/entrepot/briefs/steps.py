"""Steps in time: a row a thing, a disc or a ring a step, a line as long as its date is uncertain."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite

import altair as alt

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.labels import room
from entrepot.briefs.drawing import MUTED, RULE, SERIES, SILENCE, Drawing, house
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Chart, Datum

_ROW, _LINE, _SIZE, _SMALL, _AXIS = 30.0, 15.0, 13.0, 11.0, 24.0
_LABELS, _DISC = 0.30, 62.0
# Lines between years; the narrowest that leaves room for their names.
_STRIDES = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From years to points of the page."""

    left: float
    right: float
    first: float
    last: float

    def x(self, year: float) -> float:
        return self.left + (year - self.first) / ((self.last - self.first) or 1.0) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class _Row:
    data: tuple[Datum, ...]
    lines: tuple[str, ...]
    label: float
    middle: float


def steps(block: Chart, *, width: int = WIDE) -> Drawing:
    """The chart of that block, `width` points wide; rows in the order of the data.

    A step is named beside its mark where there is room for the name before the next.
    """
    rows, bottom = _rows(_finite(block.data), width)
    every = [datum for row in rows for datum in row.data]
    left = 0.0 if width < WIDE else max(room(line, _SIZE) for row in rows for line in row.lines) + 14.0
    first, last = floor(min(d.value for d in every)), max(d.x or d.value for d in every)
    frame = _Frame(left + 6.0, width - 14.0, float(first), last)
    align = "left" if width < WIDE else "right"
    at = 0.0 if width < WIDE else left - 8.0
    layers = [
        *_axis(frame, bottom),
        *_silences(rows, frame),
        *_marks(rows, frame),
        shapes.text([(at, row.label, "\n".join(row.lines)) for row in rows], align, _SIZE),
        *_names(rows, frame, width),
    ]
    return house(layers, width, bottom + _AXIS)


def drawable(block: Chart) -> bool:
    """Whether any step is dated."""
    return bool(_finite(block.data))


def _finite(data: Sequence[Datum]) -> list[Datum]:
    values: list[tuple[Datum, float | None, float | None]] = [(d, d.value, d.x) for d in data]
    return [d for d, a, b in values if a is not None and b is not None and isfinite(a) and isfinite(b)]


def _rows(data: Sequence[Datum], width: int) -> tuple[list[_Row], float]:
    above = width < WIDE
    letters = int((width if above else width * _LABELS) / (_SIZE * 0.56))
    rows: list[_Row] = []
    top = 0.0
    for label in dict.fromkeys(datum.label for datum in data):
        lines = tuple(textwrap.wrap(label, letters)) or ("",)
        tall = len(lines) * _LINE
        middle = top + tall + _ROW / 2 if above else top + max(tall, _ROW) / 2
        own = tuple(d for d in data if d.label == label)
        rows.append(_Row(own, lines, top + tall / 2 if above else middle, middle))
        top = middle + (_ROW / 2 if above else max(tall, _ROW) / 2) + 4.0
    return rows, top


def _axis(frame: _Frame, bottom: float) -> list[alt.Chart]:
    span = frame.last - frame.first
    fits = max(2, int((frame.right - frame.left) / 52.0))
    stride = next((s for s in _STRIDES if span / s <= fits), _STRIDES[-1])
    years = range(ceil(frame.first / stride) * stride, floor(frame.last) + 1, stride)
    lines = [[[frame.x(y), 0.0], [frame.x(y), bottom]] for y in years]
    names = [(frame.x(y), bottom + 12.0, str(y)) for y in years]
    return [
        shapes.drawn("MultiLineString", lines, RULE, 0.7),
        shapes.text(names, "center", _SMALL, color=MUTED),
    ]


def _silences(rows: Sequence[_Row], frame: _Frame) -> list[alt.Chart]:
    rings = [
        shapes.box(frame.x(d.value), row.middle - 9.0, frame.x(d.x or d.value) - frame.x(d.value), 18.0)
        for row in rows
        for d in row.data
        if d.kind == "silence"
    ]
    return [shapes.boxes(rings, SILENCE)] if rings else []


def _marks(rows: Sequence[_Row], frame: _Frame) -> list[alt.Chart]:
    told = [(row, d) for row in rows for d in row.data if d.kind != "silence"]
    spans = [
        [[frame.x(d.value), row.middle], [frame.x(d.x or d.value), row.middle]]
        for row, d in told
        if (d.x or d.value) - d.value > 0.12
    ]
    layers = [shapes.drawn("MultiLineString", spans, SERIES[0], 2.2)] if spans else []
    for kind, fill, edge in (("possible", "white", SERIES[0]), ("certain", SERIES[0], "white")):
        spots = [(_x(d, frame), row.middle) for row, d in told if d.kind == kind]
        if spots:
            layers.append(shapes.symbols(spots, "circle", _DISC, fill, edge))
    return layers


def _x(datum: Datum, frame: _Frame) -> float:
    """Where a step is marked: in the middle of the time in which it was made."""
    return frame.x((datum.value + (datum.x or datum.value)) / 2)


def _names(rows: Sequence[_Row], frame: _Frame, width: int) -> list[alt.Chart]:
    """Names of steps behind the end of those that touch each other; without room there, before them."""
    texts: list[shapes.Text] = []
    for row in rows:
        runs = _runs(row, frame)
        for place, (start, end, name) in enumerate(runs):
            free = (runs[place + 1][0] if place + 1 < len(runs) else float(width)) - end - 14.0
            before = start - (runs[place - 1][1] if place else frame.left) - 14.0
            if room(name, _SMALL) <= free:
                texts.append((end + 9.0, row.middle, name))
            elif room(name, _SMALL) <= before:
                texts.append((start - 9.0 - room(name, _SMALL) * 0.9, row.middle, name))
    return [shapes.halo(texts, "left", _SMALL), shapes.text(texts, "left", _SMALL)] if texts else []


def _runs(row: _Row, frame: _Frame) -> list[tuple[float, float, str]]:
    """Steps whose times touch on the page, together: where they start and end, and their names."""
    told = sorted((d for d in row.data if d.kind != "silence"), key=lambda d: (d.value, d.x or d.value))
    runs: list[tuple[float, float, list[str]]] = []
    for datum in told:
        start, end = frame.x(datum.value), frame.x(datum.x or datum.value)
        name = datum.series if datum.kind == "certain" else f"{datum.series}\u00a0?"
        if runs and start - runs[-1][1] < 12.0:
            first, last, names = runs.pop()
            runs.append((first, max(last, end), [*names, name]))
        else:
            runs.append((start, end, [name]))
    return [(start, end, ", ".join(dict.fromkeys(names))) for start, end, names in runs]
