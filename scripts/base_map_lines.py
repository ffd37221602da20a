"""Lines and pieces of land of a TopoJSON atlas: read, simplified where they stay shared, written again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from shapely import make_valid
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

KM_A_DEGREE = 111.2
OF_WIDTH = 0.08  # an island's coast moves by no more than this part of its width
Line = list[tuple[int, int]]


@dataclass
class Piece:
    """One piece of land of one country: an outer ring and its holes, as signed numbers of lines."""

    country: str
    name: str
    rings: list[list[int]]
    shape: BaseGeometry
    km2: float
    landmass: str = ""

    def lines(self) -> Iterator[int]:
        """Signed numbers of its lines; a negative one is the line run backwards (~number)."""
        for ring in self.rings:
            yield from ring


def lines(atlas: dict[str, Any]) -> list[Line]:
    """Every line as points of the atlas's grid, not as steps."""
    result = []
    for arc in atlas["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x, y))
        result.append(line)
    return result


def pieces(atlas: dict[str, Any], all_lines: list[Line], codes: dict[str, str]) -> list[Piece]:
    """One piece for each polygon of each country."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    result = []
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        for rings in polygons:
            outlines = [
                unrolled([(tx + x * sx, ty + y * sy) for x, y in _ring(ring, all_lines)])
                for ring in rings
                if len(_ring(ring, all_lines)) >= 4
            ]
            if not outlines:
                continue
            shape = make_valid(Polygon(outlines[0], outlines[1:]))
            wide = KM_A_DEGREE**2 * math.cos(math.radians(shape.centroid.y))
            name = country["properties"]["name"]
            result.append(Piece(codes.get(country.get("id", ""), ""), name, rings, shape, shape.area * wide))
    return result


def unrolled(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring without a jump at the 180th meridian; one round a pole is closed through it."""
    result = [points[0]]
    for x, y in points[1:]:
        result.append((x + 360.0 * round((result[-1][0] - x) / 360.0), y))
    if abs(result[-1][0] - result[0][0]) > 180.0:
        pole = math.copysign(90.0, result[0][1])
        result += [(result[-1][0], pole), (result[0][0], pole), result[0]]
    return result


def _ring(ring: list[int], all_lines: list[Line]) -> Line:
    points: Line = []
    for number in ring:
        line = all_lines[number] if number >= 0 else all_lines[~number][::-1]
        points += line[1:] if points else line
    return points


def simplified(
    land: list[Piece], all_lines: list[Line], coast_km: float, border_km: float
) -> dict[int, Line]:
    """Lines in use, by number, with fewer points; a line that two pieces share stays shared."""
    uses = Counter(number if number >= 0 else ~number for piece in land for number in piece.lines())
    wide = {n if n >= 0 else ~n: math.sqrt(piece.km2) for piece in land for n in piece.lines()}
    return {
        number: _fewer(
            all_lines[number], border_km if uses[number] > 1 else min(coast_km, wide[number] * OF_WIDTH)
        )
        for number in sorted(uses)
    }


def _fewer(line: Line, km: float) -> Line:
    """Douglas and Peucker on a grid of 0.0036 x 0.0017 degrees, stretched to kilometres at its latitude."""
    latitude = -85.2219 + 0.0016885772698826986 * sum(y for _, y in line) / len(line)
    wide = max(math.cos(math.radians(latitude)), 0.1) * 0.0036000360003600037 * KM_A_DEGREE
    high = 0.0016885772698826986 * KM_A_DEGREE
    if len(line) < 3:
        return line
    fewer = LineString([(x * wide, y * high) for x, y in line]).simplify(km, preserve_topology=False)
    points = [(round(x / wide), round(y / high)) for x, y in fewer.coords]
    if points[0] == points[-1] and len(points) < 4:  # a ring of one line must stay a ring
        third = len(line) // 3
        return [line[0], line[third], line[2 * third], line[-1]]
    return points


def written(atlas: dict[str, Any], few: dict[int, Line], land: list[Piece]) -> dict[str, Any]:
    """TopoJSON of the pieces: each a Polygon with its country as id, its landmass and its bounding box."""
    place = {number: index for index, number in enumerate(few)}
    return {
        "type": "Topology",
        "transform": atlas["transform"],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    _polygon(piece, place) for piece in sorted(land, key=lambda p: (p.country, -p.km2))
                ],
            }
        },
        "arcs": [_steps(line) for line in few.values()],
    }


def _polygon(piece: Piece, place: dict[int, int]) -> dict[str, Any]:
    arcs = [[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in piece.rings]
    west, south, east, north = (round(value, 2) for value in piece.shape.bounds)
    result: dict[str, Any] = {"type": "Polygon", "bbox": [west, south, east, north], "arcs": arcs}
    if piece.country:
        result["id"] = piece.country
    if piece.landmass:
        result["properties"] = {"landmass": piece.landmass}
    return result


def _steps(line: Line) -> list[list[int]]:
    result = [list(line[0])]
    for before, here in pairwise(line):
        if here != before:
            result.append([here[0] - before[0], here[1] - before[1]])
    return result if len(result) > 1 else [result[0], [0, 0]]
