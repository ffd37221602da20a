"""Which canals, straits and seas a line on the map goes through: by crossing gates and by entering waters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon

Point = tuple[float, float]


class Gates:
    """Named lines to cross and named waters to enter, all in (longitude, latitude)."""

    def __init__(
        self,
        gates: Mapping[str, Sequence[Any]],
        waters: Mapping[str, Sequence[Sequence[float]]],
        never: Mapping[str, Sequence[Any]] | None = None,
    ) -> None:
        self.gates = {key: _gate(line) for key, line in gates.items()}
        self.never = {key: _gate(line) for key, line in (never or {}).items()}
        self.waters = {key: Polygon(ring) for key, ring in waters.items()}

    def crossing(self, starts: npt.NDArray[np.float64], ends: npt.NDArray[np.float64]) -> dict[str, set[int]]:
        """Per gate, the numbers of the edges (arrays (n, 2)) that cross it.

        An edge over the 180th meridian seems to run round the world; no gate lies there, so it crosses none.
        """
        return {key: set(_crossed(gate, starts, ends)) for key, gate in self.gates.items()}

    def closed(self, starts: npt.NDArray[np.float64], ends: npt.NDArray[np.float64]) -> list[int]:
        """Numbers of the edges that no container ship sails: those over the lines of `never`."""
        return [number for gate in self.never.values() for number in _crossed(gate, starts, ends)]

    def passed(self, points: Sequence[Point]) -> tuple[str, ...]:
        """Passages of a line, gates first in the order crossed, then waters in the order of the table."""
        line = LineString([(_folded(x), y) for x, y in points])
        found = {key: line.intersection(gate) for key, gate in self.gates.items() if line.intersects(gate)}
        placed = sorted(found, key=lambda key: line.project(found[key].centroid))
        return (*placed, *(key for key, ring in self.waters.items() if _enters(line, ring)))


def _crossed(
    gate: LineString | MultiLineString, starts: npt.NDArray[np.float64], ends: npt.NDArray[np.float64]
) -> list[int]:
    edges = shapely.linestrings(np.stack([starts, ends], axis=1))
    short = np.abs(starts[:, 0] - ends[:, 0]) < 180.0
    found: list[int] = np.flatnonzero(shapely.intersects(edges, gate) & short).tolist()
    return found


def _gate(line: Sequence[Any]) -> LineString | MultiLineString:
    """One line, or several that are one passage."""
    return MultiLineString(line) if isinstance(line[0][0], list) else LineString(line)


def _folded(longitude: float) -> float:
    return (longitude + 180.0) % 360.0 - 180.0


def _enters(line: LineString, ring: Polygon) -> bool:
    return any(ring.contains(shapely.Point(point)) for point in line.coords)
