"""Sea lanes of `searoute`: its GeoJSON of lines, each of a passage or of none, as a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.errors import BadInput
from entrepot.sources.networks.network import Network


def read_marnet(file: Path) -> Network:
    """Sea lanes; see `read_lanes`."""
    return read_lanes(file)[0]


def read_lanes(file: Path) -> tuple[Network, tuple[str, ...]]:
    """Sea lanes, and for each edge the passage it runs through (empty for the open sea).

    Longitudes beyond 180 are folded back, and points at 180 east and west are one, so that ships cross the
    Pacific. A length is that of the great circle between neighbouring points.

    Raises:
        BadInput: no GeoJSON of lines.
    """
    try:
        features = json.loads(file.read_bytes())["features"]
        lines = [
            (str(feature["properties"].get("passage") or ""), line)
            for feature in features
            for line in _parts(feature["geometry"])
        ]
        return _network(lines)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"no GeoJSON of sea lanes ({error})", file=file, remedy="Install searoute 1.6.0."
        ) from error


def _parts(geometry: dict[str, Any]) -> list[Any]:
    lines: list[Any] = geometry["coordinates"]
    return lines if geometry["type"] == "MultiLineString" else [lines]


def _network(lines: list[tuple[str, Any]]) -> tuple[Network, tuple[str, ...]]:
    points: dict[tuple[float, float], int] = {}
    edges: dict[tuple[int, int], tuple[float, str]] = {}
    for passage, coordinates in lines:
        places = [_place(float(x), float(y)) for x, y in coordinates]
        ends = [points.setdefault(place, len(points)) for place in places]
        for (a, one), (b, other) in zip(
            zip(ends[:-1], places[:-1], strict=True), zip(ends[1:], places[1:], strict=True), strict=True
        ):
            if a != b:
                edges[min(a, b), max(a, b)] = (great_circle(*one, *other), passage)
    where = np.array(list(points), dtype=np.float64).reshape(-1, 2)
    pairs = np.array(list(edges), dtype=np.int64).reshape(-1, 2)
    km = np.array([length for length, _ in edges.values()], dtype=np.float64)
    lanes = Network(where[:, 0].copy(), where[:, 1].copy(), pairs[:, 0].copy(), pairs[:, 1].copy(), km)
    return lanes, tuple(passage for _, passage in edges.values())


def _place(longitude: float, latitude: float) -> tuple[float, float]:
    east = (longitude + 180.0) % 360.0 - 180.0
    return round(latitude, 6), round(east, 6)
