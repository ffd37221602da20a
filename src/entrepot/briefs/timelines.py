"""A timeline as a drawing: a row a kind of event, a dot an event, a broad band where nothing happened."""

from __future__ import annotations

from datetime import date

import altair as alt

from entrepot.briefs.drawing import MUTED, RULE, SERIES, SILENCE, Drawing, house
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Moment, Timeline

_ROW = 26
_CHARACTER = 6.2


def timeline(block: Timeline, words: dict[str, str], *, width: int = WIDE) -> Drawing | None:
    """The dated moments on a line of years; None when fewer than three are dated, for that is no line.

    A silence without `latest` lasts until the next dated moment. `words` may translate the names of lanes.
    """
    dated = sorted((m for m in block.moments if m.earliest), key=lambda moment: moment.earliest or "")
    events = [moment for moment in dated if moment.lane != "silence"]
    if len(events) < 3:
        return None
    lanes = list(dict.fromkeys(words.get(moment.lane, moment.lane) for moment in events))
    span = year(dated[-1].latest or dated[-1].earliest or "") - year(dated[0].earliest or "")
    silences = [_silence(moment, dated, span, width) for moment in dated if moment.lane == "silence"]
    height = _ROW * len(lanes) + 18
    axis = alt.Axis(
        orient="bottom",
        format="d",
        tickMinStep=1,
        tickCount=width // 90,
        ticks=True,
        tickColor=RULE,
        domain=True,
        domainColor=RULE,
        labelColor=MUTED,
    )
    first, last = year(dated[0].earliest or ""), year(dated[0].earliest or "") + span
    x = alt.X(
        "from:Q", axis=axis, scale=alt.Scale(domain=[first - span * 0.03, last + span * 0.03], nice=False)
    )
    layers = [*_bands(silences, x), *_dots([_event(m, words) for m in events], x, lanes)]
    return house(layers, width, height, fit=True)


def year(day: str) -> float:
    """An ISO day (or year, or year and month) as a decimal year."""
    parts = [int(part) for part in day.split("-")] + [1, 1]
    when = date(parts[0], parts[1], parts[2])
    start, end = date(when.year, 1, 1), date(when.year + 1, 1, 1) if when.year < 9999 else date(9999, 12, 31)
    return when.year + (when - start).days / (end - start).days


def _event(moment: Moment, words: dict[str, str]) -> dict[str, object]:
    start = year(moment.earliest or "")
    until = year(moment.latest) if moment.latest else start
    return {"from": start, "until": until, "lane": words.get(moment.lane, moment.lane)}


def _silence(moment: Moment, dated: list[Moment], span: float, width: int) -> dict[str, object]:
    start = year(moment.earliest or "")
    later = [
        year(m.earliest or "")
        for m in dated
        if m.lane != "silence" and (m.earliest or "") > (moment.earliest or "")
    ]
    end = year(moment.latest) if moment.latest else min(later, default=start)
    fits = len(moment.when) * _CHARACTER < (end - start) / (span or 1) * width * 0.8
    return {"from": start, "until": end, "middle": (start + end) / 2, "text": moment.when if fits else ""}


def _bands(silences: list[dict[str, object]], x: alt.X) -> list[alt.Chart]:
    base = alt.Chart(alt.InlineData(values=silences))
    band = base.mark_rect(color=SILENCE, stroke="white", strokeWidth=1.5).encode(x=x, x2="until:Q")
    label = base.mark_text(color=MUTED, fontSize=12, fontStyle="italic", baseline="top")
    return [band, label.encode(x=alt.X("middle:Q"), y=alt.value(4), text="text:N")] if silences else []


def _dots(events: list[dict[str, object]], x: alt.X, lanes: list[str]) -> list[alt.Chart]:
    base = alt.Chart(alt.InlineData(values=events))
    axis = alt.Axis(labelLimit=0, labelPadding=8)
    y = alt.Y("lane:N", sort=lanes, axis=axis, scale=alt.Scale(paddingOuter=0.6))
    line = base.mark_rule(color=SERIES[0], strokeWidth=3).encode(x=x, x2="until:Q", y=y)
    dot = base.mark_circle(size=95, color=SERIES[0], opacity=1, stroke="white", strokeWidth=1.2).encode(
        x=x, y=y
    )
    return [line, dot]
