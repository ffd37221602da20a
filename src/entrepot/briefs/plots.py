"""Lines over years and clouds of points as Altair definitions, in the house's type."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, log10
from typing import Any

import altair as alt

from entrepot.briefs.cartography.labels import lined
from entrepot.briefs.charts import value_texts
from entrepot.briefs.drawing import INK, MUTED, QUIET, RULE, SERIES, Drawing, house
from entrepot.briefs.kinds import look
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Chart, Datum

_LINES, _CLOUD = 240, 380
_LETTER = 6.2
_SMALLEST_DISC, _LARGEST_DISC = 25, 900
_SHIFT = 7.0


def lines(block: Chart, *, language: str = "en", width: int = WIDE) -> Drawing:
    """A line a series over years, from zero, with the last value written at its end."""
    data = [datum for datum in block.data if _drawn(datum)]
    texts = dict(zip(map(id, data), value_texts([d.value for d in data], language), strict=True))
    last = max(d.x or 0 for d in data)
    values = [
        {
            "x": d.x,
            "value": d.value,
            "series": d.series,
            "text": texts[id(d)] if d.x == last else "",
        }
        for d in data
    ]
    base = alt.Chart(alt.InlineData(values=values))
    x = _years([d.x or 0 for d in data], width)
    y = alt.Y(
        "value:Q", axis=_axis(block.y_title or block.unit, language), scale=alt.Scale(zero=True, nice=True)
    )
    colour = _colour(data)
    line = base.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour)
    dot = base.mark_circle(size=45, opacity=1).encode(x=x, y=y, color=colour)
    text = base.mark_text(align="left", dx=7, baseline="middle", fontSize=13, color=INK)
    return house([line, dot, text.encode(x=x, y=y, text="text:N")], width, _LINES, fit=True)


def scatter(block: Chart, *, language: str = "en", width: int = WIDE) -> Drawing:
    """Discs at two measures, their area a third; the emphasised ones carry their label."""
    data = [datum for datum in block.data if _drawn(datum) and (datum.value > 0.0 or not block.log)]
    largest = max((d.size or 0.0 for d in data), default=0.0)
    labelled = _placed([d for d in data if d.emphasis], data, width, log=block.log)
    values = [
        {
            "x": d.x,
            "value": d.value,
            "series": d.series,
            "area": _area(d.size or 0.0, largest),
            **labelled.get(id(d), {"text": "", "left": False, "shift": 0.0}),
        }
        # Small discs lie on large ones, and those of a kind on what is shown for comparison.
        for d in sorted(data, key=lambda d: (bool(d.kind), -(d.size or 0.0)))
    ]
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X("x:Q", axis=_axis(block.x_title, language), scale=alt.Scale(zero=False, nice=True, padding=12))
    up = alt.Scale(type="log" if block.log else "linear", zero=False, nice=not block.log, padding=12)
    y = alt.Y("value:Q", axis=_axis(block.y_title, language), scale=up)
    area = alt.Size("area:Q", scale=None, legend=None)
    disc = base.mark_circle(opacity=0.75, stroke="white", strokeWidth=0.8)
    written: dict[str, Any] = {
        "align": alt.expr("datum.left ? 'right' : 'left'"),
        "dx": alt.expr("(datum.left ? -1 : 1) * max(9, sqrt(datum.area / PI) + 5)"),
        "dy": alt.expr("datum.shift + (1 - length(split(datum.text, '\\n'))) * 6.5"),
        "baseline": "middle",
        "fontSize": 11.5,
        "lineBreak": "\n",
        "lineHeight": 13,
    }
    halo = base.mark_text(**written, color="white", stroke="white", strokeWidth=3, opacity=0.85)
    text = base.mark_text(**written, color=INK)
    layers = [
        disc.encode(x=x, y=y, size=area, color=_colour(data)),
        *(words.encode(x=x, y=y, text="text:N") for words in (halo, text)),
    ]
    return house(layers, width, _CLOUD, fit=True)


def _drawn(datum: Datum) -> bool:
    numbers: tuple[float | None, ...] = (datum.value, datum.x)
    return all(number is not None and isfinite(number) for number in numbers)


def _years(years: list[float], width: int) -> alt.X:
    first, last = min(years), max(years)
    room = max(1.0, last - first) * 0.09
    ticks = sorted({round(year) for year in years})
    every = 1 + len(ticks) * 48 // width
    axis = alt.Axis(
        values=ticks[::-every][::-1], format="d", labelColor=MUTED, domain=True, domainColor=RULE, ticks=True,
        tickColor=RULE,
    )  # fmt: skip
    return alt.X("x:Q", axis=axis, scale=alt.Scale(domain=[first - room / 3, last + room], nice=False))


def _axis(title: str, language: str) -> alt.Axis:
    # Vega writes English numbers; a French reader expects a comma before decimals, a space before thousands.
    french = "replace(replace(datum.label, regexp(',', 'g'), '\u202f'), '.', ',')"
    return alt.Axis(
        title=title or None, titleColor=MUTED, titleFontSize=12, titleFontWeight="normal", labelColor=MUTED,
        grid=True, gridColor=RULE, gridOpacity=0.5, tickCount=6,
        labelExpr=french if language == "fr" else "datum.label",
    )  # fmt: skip


def _colour(data: list[Datum]) -> alt.Color:
    series = list(dict.fromkeys(datum.series for datum in data))
    kinds = {datum.series: datum.kind for datum in data if datum.kind}
    colours = [SERIES[index % len(SERIES)] for index in range(len(series))]
    if kinds:
        colours = [look(kinds[name]).colour if name in kinds else QUIET for name in series]
    shown = alt.Legend(orient="top", direction="vertical", title=None, offset=10) if len(series) > 1 else None
    return alt.Color("series:N", scale=alt.Scale(domain=series, range=colours), legend=shown)


def _area(size: float, largest: float) -> float:
    """Area in square points, in proportion to the size; the smallest can still be seen."""
    share = size / largest if largest > 0 else 0.0
    return _SMALLEST_DISC + (_LARGEST_DISC - _SMALLEST_DISC) * max(0.0, share)


def _placed(wanted: list[Datum], data: list[Datum], width: int, *, log: bool) -> dict[int, dict[str, Any]]:
    """Labels that do not run over the edge or over each other: the more important come first in the data.

    `shift` is how far below its disc a label stands.
    """
    if not wanted:
        return {}
    heights = {id(d): log10(d.value) if log else d.value for d in data}
    across, up = _span([d.x or 0.0 for d in data]), _span(list(heights.values()))
    taken: list[tuple[float, ...]] = []
    placed: dict[int, dict[str, Any]] = {}
    for datum in wanted:
        x = ((datum.x or 0.0) - across[0]) / across[1] * (width - 80)
        y = (1.0 - (heights[id(datum)] - up[0]) / up[1]) * (_CLOUD - 40)
        text = lined(datum.label, 28)
        for left, shift, box in _beside(text, x, y, width):
            if box[0] >= -20 and box[2] <= width - 60 and not any(_cross(box, other) for other in taken):
                taken.append(box)
                placed[id(datum)] = {"text": text, "left": left, "shift": shift}
                break
    return placed


def _beside(text: str, x: float, y: float, width: int) -> Iterator[tuple[bool, float, tuple[float, ...]]]:
    """Where a label may stand: right if the page has room there, else left; then a little above and below."""
    long = max(map(len, text.split("\n"))) * _LETTER + 14
    tall = 8 + text.count("\n") * 6.5
    first = x + long > width - 60
    for shift in (0.0, -_SHIFT - tall / 2, _SHIFT + tall / 2):
        for left in (first, not first):
            start = x - long if left else x
            yield left, shift, (start, y + shift - tall, start + long, y + shift + tall)


def _span(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    return low, (high - low) or 10 ** (log10(abs(low)) if low else 0.0)


def _cross(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
