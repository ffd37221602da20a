"""What stands behind a drawing, as a table: for pages that open it, for spreadsheets, for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from entrepot.dossier.model import Chart, Datum, Map, MapLine, MapMark

Value = str | float | None
# Shapes with values on both axes, which no table of labels against series can hold.
_PLANE = frozenset({"ranges", "scatter", "time-distance", "steps", "ties"})


@dataclass(frozen=True, slots=True)
class Figures:
    """Heads, each with whether it stands over numbers, and rows of as many values; None is not known."""

    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Value, ...], ...]


def in_plane(chart: Chart) -> bool:
    """Whether a chart's data have two measures or more each."""
    return chart.shape in _PLANE


def of_chart(chart: Chart, labels: Mapping[str, str]) -> Figures:
    """A row a datum: label, series where there are several, and its measures with their titles."""
    if chart.shape in _OWN:
        return _OWN[chart.shape](chart, labels)
    several = any(datum.series for datum in chart.data)
    unit = f"{labels['value']} ({chart.unit})" if chart.unit else labels["value"]
    measures = {
        "scatter": (chart.x_title, chart.y_title, unit),
        "time-distance": (chart.x_title, chart.y_title),
    }
    heads = [(labels["label"], False), *([(labels["series"], False)] if several else [])]
    heads += [(title, True) for title in measures.get(chart.shape, (unit,))]
    rows = (
        (datum.label, *((datum.series,) if several else ()), *_measures(datum, chart.shape))
        for datum in chart.data
    )
    return Figures(tuple(heads), tuple(rows))


def _measures(datum: Datum, shape: str) -> tuple[float | None, ...]:
    if shape == "scatter":
        return datum.x, datum.value, datum.size
    return (datum.x, datum.value) if shape == "time-distance" else (datum.value,)


def _steps(chart: Chart, labels: Mapping[str, str]) -> Figures:
    """A row a step: what, which, how surely, and the decimal years between which it was made."""
    heads = [(labels[key], False) for key in ("label", "step", "surely")]
    heads += [(labels[key], True) for key in ("from", "until")]
    rows = ((d.label, d.series, labels.get(d.kind, d.kind), d.value, d.x) for d in chart.data)
    return Figures(tuple(heads), tuple(rows))


def _ties(chart: Chart, labels: Mapping[str, str]) -> Figures:
    """A row a tie: the two bodies, and its warmth."""
    heads = ((labels["one"], False), (labels["other"], False), (labels["warmth"], True))
    return Figures(heads, tuple((d.label, d.series, d.value) for d in chart.data))


def _ranges(chart: Chart, labels: Mapping[str, str]) -> Figures:
    """A row a change: of what, the best value, and its bounds."""
    unit = f" ({chart.unit})" if chart.unit else ""
    heads = ((labels["label"], False), *((labels[key] + unit, True) for key in ("value", "low", "high")))
    return Figures(heads, tuple((d.label, d.value, d.x, d.size) for d in chart.data))


_OWN: Mapping[str, Callable[[Chart, Mapping[str, str]], Figures]] = {
    "ranges": _ranges,
    "steps": _steps,
    "ties": _ties,
}


def of_map(block: Map, labels: Mapping[str, str]) -> Figures:
    """A row a mark, then a row a line with both its ends."""
    places = ("longitude", "latitude", "longitude-end", "latitude-end")
    heads = [(labels["label"], False), (labels["lane"], False), *((labels[key], True) for key in places)]
    marks = (_mark(mark, labels) for mark in block.places)
    lines = (_line(line, labels) for line in block.lines if line.points)
    areas = ((area.label, labels.get(area.area, area.area), None, None, None, None) for area in block.areas)
    return Figures(tuple(heads), (*areas, *marks, *lines))


def _mark(mark: MapMark, labels: Mapping[str, str]) -> tuple[Value, ...]:
    return mark.label, labels.get(mark.kind, mark.kind), mark.longitude, mark.latitude, None, None


def _line(line: MapLine, labels: Mapping[str, str]) -> tuple[Value, ...]:
    return line.series, labels.get(line.mode, line.mode), *line.points[0], *line.points[-1]
