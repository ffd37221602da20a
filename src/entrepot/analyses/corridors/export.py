"""Routes for other programs: GeoJSON (RFC 7946) for maps, rows and CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from entrepot.metadata.corridors import Route, Span, Step
from entrepot.metadata.corridors.curve import Point, curved, cut

Cell = str | float | int
Feature = dict[str, Any]

# Degrees between two points of a line: viewers draw straight lines, so great circles need points.
_STEP = 1.0
# Decimals of a degree: some 10 m, finer than any shape of the layer.
_DECIMALS = 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def geojson(routes: Sequence[Route]) -> Feature:
    """A FeatureCollection: a line a stretch run, and a point for each start, end, border, transfer and wait.

    A stretch that several routes run alike is one feature; `routes` in its properties names them. Lines
    follow great circles and are cut at the antimeridian. Hours, USD and kg CO2e are typical values, `_low`
    and `_high` beside them. Whatever does not move, and whose place no line tells, is left out.
    """
    found: dict[tuple[Any, ...], Feature] = {}
    for name, route in zip(_names(routes), routes, strict=True):
        for feature in _features(route):
            known = found.setdefault(_identity(feature), feature)
            known["properties"].setdefault("routes", [])
            if name not in known["properties"]["routes"]:
                known["properties"]["routes"].append(name)
    return {"type": "FeatureCollection", "features": list(found.values())}


def rows(routes: Sequence[Route]) -> list[dict[str, Cell]]:
    """A row a step, in order: the route it is of, what happens where, its measures and its sources."""
    return [
        {"route": name, "step": number, **_row(step)}
        for name, route in zip(_names(routes), routes, strict=True)
        for number, step in enumerate(route.steps, start=1)
    ]


def csv_text(routes: Sequence[Route]) -> str:
    """The rows as CSV with a head; text that a spreadsheet would run as a formula gets an apostrophe."""
    stream = io.StringIO()
    table = rows(routes)
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _inert(value) for key, value in row.items()} for row in table)
    return stream.getvalue()


_MEASURES = ("hours", "usd", "co2e_kg")
_SPANS = tuple(f"{measure}{tail}" for measure in _MEASURES for tail in ("_low", "", "_high"))
_COLUMNS = (
    "route", "step", "kind", "mode", "start", "start_name", "end", "end_name", "km", *_SPANS, "leg",
    "countries", "passages", "quality", "method", "sources",
)  # fmt: skip


def _names(routes: Sequence[Route]) -> list[str]:
    """The names of each route as one text; unnamed ones, and those named alike, are numbered."""
    found: list[str] = []
    for number, route in enumerate(routes, start=1):
        name = ", ".join(route.names) or str(number)
        found.append(f"{name} ({number})" if name in found else name)
    return found


def _row(step: Step) -> dict[str, Cell]:
    return {
        "kind": step.kind,
        "mode": step.mode,
        "start": step.start,
        "start_name": step.start_name,
        "end": step.end,
        "end_name": step.end_name,
        "km": round(step.km, 1),
        **_spans(step),
        "leg": step.leg,
        "countries": "; ".join(f"{code} {km:.0f}" for code, km in step.countries.items()),
        "passages": "; ".join(step.passages),
        "quality": step.quality.word,
        "method": step.method,
        "sources": "; ".join(dict.fromkeys(_cited(step))),
    }


def _cited(step: Step) -> list[str]:
    return [" ".join(part for part in (origin.cite(), origin.url) if part) for origin in step.origins]


def _spans(step: Step) -> dict[str, Cell]:
    spans: tuple[Span, ...] = (step.hours, step.usd, step.co2e)
    values = [value for span in spans for value in (span.low, span.typical, span.high)]
    return dict(zip(_SPANS, (round(value, 3) for value in values), strict=True))


def _features(route: Route) -> list[Feature]:
    where = {code: point for step in route.steps for code, point in _ends(step)}
    spots = (("start", route.origin), ("end", route.destination))
    features = [
        _feature(
            "Point",
            _placed((spot.longitude, spot.latitude)),
            {"kind": kind, "code": spot.code, "name": spot.name},
        )
        for kind, spot in spots
    ]
    for step in route.steps:
        if step.kind == "running" and len(step.line) > 1:
            features.append(_line(step))
        elif step.kind != "running" and (at := where.get(step.start) or where.get(step.end)):
            features.append(_feature("Point", _placed(at), _properties(step)))
    return features


def _ends(step: Step) -> list[tuple[str, Point]]:
    if step.kind != "running" or len(step.line) < 2:
        return []
    return [(step.start, step.line[0]), (step.end, step.line[-1])]


def _line(step: Step) -> Feature:
    pieces = [[_placed(point) for point in piece] for piece in cut(curved(step.line, _STEP))]
    if len(pieces) == 1:
        return _feature("LineString", pieces[0], _properties(step))
    return _feature("MultiLineString", pieces, _properties(step))


def _properties(step: Step) -> dict[str, Any]:
    """What a step is, as in its row; lists stay lists."""
    row: dict[str, Any] = _row(step)
    sources = list(dict.fromkeys(_cited(step)))
    return row | {"countries": dict(step.countries), "passages": list(step.passages), "sources": sources}


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> Feature:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _identity(feature: Feature) -> tuple[Any, ...]:
    """What makes two stretches one: the same thing at the same place at the same cost."""
    known = feature["properties"]
    keys = ("kind", "mode", "code", "start", "end", "leg", "km", *_SPANS)
    return str(feature["geometry"]["coordinates"]), *(known.get(key) for key in keys)


def _placed(point: Point) -> list[float]:
    return [round(point[0], _DECIMALS), round(point[1], _DECIMALS)]


def _inert(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
