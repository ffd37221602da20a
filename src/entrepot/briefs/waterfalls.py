"""A change and what it is made of: each step begins where the one before it ended, the whole comes last."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

import altair as alt

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.labels import room
from entrepot.briefs.changes import decimals, signed
from entrepot.briefs.drawing import INK, RULE, SERIES, Drawing, house
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Chart, Datum

_ROW, _BAR, _LINE, _SIZE = 30.0, 20.0, 16.0, 13.0
_LABELS, _VALUE = 0.42, 62.0
_TOTAL = "total"
Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class _Bar:
    datum: Datum
    lines: str
    label: float
    middle: float
    start: float

    @property
    def end(self) -> float:
        return self.start + self.datum.value


def waterfall(block: Chart, *, language: str = "en", width: int = WIDE) -> Drawing:
    """The chart of that block, `width` points wide; more is one colour, less another, the whole a third."""
    bars, bottom = _bars(_finite(block.data), width)
    left = (
        0.0
        if width < WIDE
        else max(room(line, _SIZE) for bar in bars for line in bar.lines.split("\n")) + 14.0
    )
    low = min(0.0, *(min(bar.start, bar.end) for bar in bars))
    high = max(0.0, *(max(bar.start, bar.end) for bar in bars))
    start = left + (_VALUE if low < 0.0 else 4.0)
    unit = (width - _VALUE - start) / ((high - low) or 1.0)

    def x(value: float) -> float:
        return start + (value - low) * unit

    digits = decimals([bar.datum.value for bar in bars])
    at, align = (0.0, "left") if width < WIDE else (left - 6.0, "right")
    joints = [[[x(bar.end), bar.middle], [x(bar.end), after.middle]] for bar, after in pairwise(bars)]
    layers = [
        shapes.drawn("MultiLineString", [[[x(0.0), 0.0], [x(0.0), bottom]]], RULE, 1.0),
        *([shapes.drawn("MultiLineString", joints, RULE, 1.0)] if joints else []),
        *(_filled(bars, colour, x) for colour in _colours(bars)),
        shapes.text([(at, bar.label, bar.lines) for bar in bars], align, _SIZE),
        *(
            shapes.text([_value(bar, x, digits, language) for bar in chosen], side, _SIZE, color=INK)
            for side, chosen in (
                ("left", [bar for bar in bars if bar.datum.value >= 0.0]),
                ("right", [bar for bar in bars if bar.datum.value < 0.0]),
            )
            if chosen
        ),
    ]
    return house(layers, width, bottom)


def drawable(block: Chart) -> bool:
    """Whether any step is a number."""
    return bool(_finite(block.data))


def _finite(data: Sequence[Datum]) -> list[Datum]:
    values: list[tuple[Datum, float | None]] = [(datum, datum.value) for datum in data]
    return [datum for datum, value in values if value is not None and isfinite(value)]


def _bars(data: Sequence[Datum], width: int) -> tuple[list[_Bar], float]:
    above = width < WIDE
    letters = int((width if above else width * _LABELS) / (_SIZE * 0.56))
    bars: list[_Bar] = []
    top = reached = 0.0
    for datum in data:
        lines = textwrap.wrap(datum.label, letters) or [""]
        tall = len(lines) * _LINE
        middle = top + tall + _BAR / 2 + 2.0 if above else top + max(tall, _ROW) / 2
        start = 0.0 if datum.kind == _TOTAL else reached
        bars.append(_Bar(datum, "\n".join(lines), top + tall / 2 if above else middle, middle, start))
        reached = bars[-1].end
        top += tall + _ROW if above else max(tall, _ROW)
    return bars, top


def _colour(bar: _Bar) -> str:
    if bar.datum.kind == _TOTAL:
        return SERIES[0]
    return SERIES[1] if bar.datum.value > 0.0 else SERIES[2]


def _colours(bars: Sequence[_Bar]) -> list[str]:
    return list(dict.fromkeys(map(_colour, bars)))


def _filled(bars: Sequence[_Bar], colour: str, x: Scale) -> alt.Chart:
    rings = [
        shapes.box(
            min(x(bar.start), x(bar.end)),
            bar.middle - _BAR / 2,
            max(abs(x(bar.end) - x(bar.start)), 1.0),
            _BAR,
        )
        for bar in bars
        if _colour(bar) == colour
    ]
    return shapes.boxes(rings, colour)


def _value(bar: _Bar, x: Scale, digits: int, language: str) -> shapes.Text:
    """The number beyond the end of its bar."""
    beyond = 5.0 if bar.datum.value >= 0.0 else -5.0
    return x(bar.end) + beyond, bar.middle, signed(bar.datum.value, digits, language)
