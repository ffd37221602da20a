"""Lines no finer than one sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entrepot.briefs.cartography.projection import Array

# Points of the page that a line may be off.
_SEEN = 0.4


def kept_points(page: Array) -> NDArray[np.bool_]:
    """Which points of a line, float64[n, 2], stand for it to less than half a point of the page.

    After Douglas and Peucker (1973). Both ends are kept; run backwards, a line keeps the same points.
    """
    keep = np.zeros(len(page), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(page) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        away = _away(page[start + 1 : end], page[start], page[end])
        furthest = int(away.argmax())
        if away[furthest] > _SEEN:
            middle = start + 1 + furthest
            keep[middle] = True
            spans += [(start, middle), (middle, end)]
    return keep


def _away(points: Array, a: Array, b: Array) -> Array:
    """Distances of points from the segment between a and b."""
    step = b - a
    length = float(step @ step)
    share = np.clip((points - a) @ step / length, 0.0, 1.0) if length > 0.0 else np.zeros(len(points))
    found: Array = np.hypot(*(points - a - share[:, None] * step).T)
    return found
