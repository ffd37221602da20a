"""The bars of a dossier as Altair definitions: one for notebook, page and paper.

Rows are placed by hand, in points from the top, because industries have long names: a band scale gives
each row the height of the longest.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import altair as alt

from entrepot.briefs.drawing import INK, QUIET, SERIES, Drawing, house
from entrepot.briefs.widths import WIDE
from entrepot.dossier import numbers
from entrepot.dossier.model import Chart, Datum

_LINE, _BAR, _GAP = 16, 18, 12
# An upper bound for the mean width of a letter at 13 points, and the room for a value beside its bar.
_LETTER, _VALUE = 6.7, 58


@dataclass(frozen=True, slots=True)
class _Row:
    """One label with its bars; `top` in points, label beside the bars or, on narrow pages, above them."""

    lines: tuple[str, ...]
    data: tuple[Datum, ...]
    top: int
    above: bool

    @property
    def bars_top(self) -> float:
        if self.above:
            return self.top + len(self.lines) * _LINE + 2
        return self.top + max(0, len(self.lines) * _LINE - len(self.data) * _BAR) / 2

    @property
    def label_top(self) -> float:
        if self.above:
            return self.top
        return self.top + max(0, len(self.data) * _BAR - len(self.lines) * _LINE) / 2

    @property
    def height(self) -> int:
        text, bars = len(self.lines) * _LINE, len(self.data) * _BAR
        return (text + 2 + bars if self.above else max(text, bars)) + _GAP


def chart(block: Chart, *, language: str = "en", width: int = WIDE) -> Drawing:
    """The chart of that block, `width` points wide; rows in the order of the data, values beside their bars.

    Labels wrap rather than being cut; values that would print as zero print as less than the last digit.
    """
    rows = _rows(_finite(block.data), width)
    above = width < WIDE
    left = 0 if above else max((len(line) for row in rows for line in row.lines), default=0) * _LETTER + 14
    height = rows[-1].top + rows[-1].height - _GAP if rows else _GAP
    x = _scale([d.value for row in rows for d in row.data], left, width)
    return house([_labels(rows, left, above), *_bars(block, rows, x, language)], width, height)


def _finite(data: Sequence[Datum]) -> list[Datum]:
    """The data that can be drawn; a value that was no number came through `clean` as None."""
    values: list[tuple[Datum, float | None]] = [(datum, datum.value) for datum in data]
    return [datum for datum, value in values if value is not None and isfinite(value)]


def drawable(block: Chart) -> bool:
    """Whether there is anything to draw."""
    return bool(_finite(block.data))


def value_texts(values: Sequence[float], language: str) -> list[str]:
    """Numbers as printed beside bars, all with the decimals that suit the largest; counts without any."""
    if all(float(value).is_integer() for value in values):
        return [numbers.fixed(value, 0, language) for value in values]
    largest = max((abs(value) for value in values), default=0.0)
    decimals = 0 if largest >= 1000 else 1 if largest >= 10 else 2
    return [numbers.fixed(value, decimals, language) for value in values]


def _rows(data: Sequence[Datum], width: int) -> list[_Row]:
    above = width < WIDE
    letters = int((width if above else width * 0.42) / _LETTER)
    rows: list[_Row] = []
    top = 0
    for label in dict.fromkeys(datum.label for datum in data):
        bars = tuple(datum for datum in data if datum.label == label)
        row = _Row(tuple(textwrap.wrap(label, letters)) or ("",), bars, top, above)
        rows.append(row)
        top += row.height
    return rows


def _scale(values: Sequence[float], left: float, width: int) -> alt.Scale:
    """From bars to points, zero included, with room for values left of negative bars as well."""
    low, high = min([0.0, *values]), max([0.0, *values])
    start = left + (_VALUE if low < 0 else 0)
    return alt.Scale(domain=[low, high or 1.0], range=[start, width - _VALUE], nice=False, zero=True)


def _labels(rows: Sequence[_Row], left: float, above: bool) -> alt.Chart:
    values = [{"label": "\n".join(row.lines), "top": row.label_top} for row in rows]
    x = 0 if above else left - 8
    mark = alt.Chart(alt.InlineData(values=values)).mark_text(
        align="left" if above else "right",
        baseline="line-top",
        lineBreak="\n",
        lineHeight=_LINE,
        fontSize=13,
        color=INK,
    )
    labels: alt.Chart = mark.encode(x=alt.value(x), y=_points("top"), text="label:N")
    return labels


def _points(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def _bars(block: Chart, rows: Sequence[_Row], scale: alt.Scale, language: str) -> list[alt.Chart]:
    values = _bar_values(rows, language)
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X("value:Q", scale=scale, axis=None)
    bar = base.mark_rect().encode(
        x=x, x2=alt.X2(datum=0), y=_points("top"), y2="bottom:Q", color=_colour(block, values)
    )
    text = base.mark_text(
        align=alt.expr("datum.value < 0 ? 'right' : 'left'"),
        dx=alt.expr("datum.value < 0 ? -5 : 5"),
        baseline="middle",
        fontSize=13,
        color=INK,
    )
    return [bar, text.encode(x=x, y=_points("middle"), text="text:N")]


def _bar_values(rows: Sequence[_Row], language: str) -> list[dict[str, Any]]:
    texts = iter(value_texts([datum.value for row in rows for datum in row.data], language))
    return [
        {
            "value": datum.value,
            "series": datum.series,
            "strong": datum.emphasis,
            "text": next(texts),
            "top": (top := row.bars_top + place * _BAR),
            "bottom": top + _BAR - 1,
            "middle": top + _BAR / 2,
        }
        for row in rows
        for place, datum in enumerate(row.data)
    ]


def _colour(block: Chart, values: Sequence[dict[str, Any]]) -> Any:
    if block.shape == "paired-bars":
        series = list(dict.fromkeys(value["series"] for value in values))
        colours = [SERIES[index % len(SERIES)] for index in range(len(series))]
        legend = alt.Legend(orient="top", direction="vertical", title=None, offset=10)
        return alt.Color("series:N", scale=alt.Scale(domain=series, range=colours), legend=legend)
    if not any(value["strong"] for value in values):
        return alt.value(SERIES[0])
    return alt.condition("datum.strong", alt.value(SERIES[0]), alt.value(QUIET))
