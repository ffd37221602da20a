"""The distinct stretches of a map's lines: what several options share is drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from entrepot.briefs.cartography.projection import Array, View
from entrepot.briefs.cartography.thinning import kept_points
from entrepot.dossier.model import MapLine
from entrepot.metadata.corridors.curve import Point, curved


@dataclass(frozen=True, slots=True)
class Way:
    """A stretch of one mode with the options that take it; points as on the great circle, in degrees."""

    mode: str
    points: tuple[Point, ...]
    series: tuple[str, ...]
    emphasis: bool

    def pages(self, view: View) -> list[Array]:
        """The line in points of the page, thinned; in pieces where it leaves a world map on one side."""
        page = view.project(np.array(self.points))
        if not view.whole:
            return [page[kept_points(page)]]
        jumps = np.flatnonzero(np.abs(np.diff(page[:, 0])) > view.width / 2) + 1
        return [piece[kept_points(piece)] for piece in np.split(page, jumps) if len(piece) > 1]


def on_earth(points: Sequence[Point]) -> tuple[Point, ...]:
    """Those of the points that lie anywhere: numbers, the latitude no further than a pole."""
    return tuple(p for p in points if None not in p and isfinite(p[0]) and -90.0 <= p[1] <= 90.0)


def ways(lines: Sequence[MapLine]) -> list[Way]:
    """The stretches of these lines, each once whichever way it is run, in the order of first mention."""
    found: dict[tuple[str, tuple[Point, ...]], tuple[list[str], bool]] = {}
    for line in lines:
        given = on_earth(line.points)
        if len(given) < 2:
            continue
        points = min(given, given[::-1])
        series, strong = found.get((line.mode, points), ([], False))
        found[line.mode, points] = ([*series, line.series], strong or line.emphasis)
    return [
        Way(mode, curved(points), tuple(dict.fromkeys(series)), strong)
        for (mode, points), (series, strong) in found.items()
    ]
