"""Where a curve first reaches a height: a scan, then false position with halving (Illinois)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Curve = Callable[[float], float]
_MOST = 60
_EDGE_STEPS = 6


@dataclass(frozen=True, slots=True)
class Crossing:
    """What was found.

    Attributes:
        at: the place; None where the height is not reached.
        tried: every place looked at and the height there, by place; without those that have none.
        edge: the first place of the scan that has no height at all; None where all have one.
    """

    at: float | None
    tried: tuple[tuple[float, float], ...]
    edge: float | None = None

    def furthest(self, sign: float) -> tuple[float, float]:
        """Place and height of the highest (`sign` 1) or lowest (-1) point that was looked at."""
        return max(self.tried, key=lambda point: sign * point[1])


def first_crossing(curve: Curve, places: Sequence[float], goal: float, *, exact: float) -> Crossing:
    """The first place at which a curve that is continuous reaches a height.

    A curve that turns back between two places of the scan may be missed there.

    Args:
        curve: height at a place; not a number where there is none.
        places: of the scan, ascending; the curve starts at the first.
        goal: the height.
        exact: how closely the place is wanted.
    """
    seen: dict[float, float] = {}

    def height(at: float) -> float:
        if at not in seen:
            seen[at] = curve(at)
        return seen[at]

    at, edge = None, None
    last = places[0]
    for place in places:
        if math.isnan(height(place)):
            edge = place
            at = _up_to_the_edge(height, last, place, goal, exact)
            break
        if _reached(height(last), height(place), goal):
            at = between(height, last, place, goal, exact=exact)
            break
        last = place
    tried = sorted((place, value) for place, value in seen.items() if not math.isnan(value))
    return Crossing(at, tuple(tried), edge)


def between(curve: Curve, low: float, high: float, goal: float, *, exact: float, near: float = 0.0) -> float:
    """Where the curve has the height, between two places on either side of it.

    False position, the weight of an end that stays halved (Dowell and Jarratt, BIT 11, 1971), and the middle
    where that hardly moves: a bracket is kept throughout.

    Args:
        curve: height at a place.
        low: the one place.
        high: the other.
        goal: the height.
        exact: how closely the place is wanted.
        near: a height no further than this from the goal will do.
    """
    a, b = low, high
    fa, fb = curve(a) - goal, curve(b) - goal
    if fa == 0.0 or fb == 0.0:
        return a if fa == 0.0 else b
    kept = 0
    for step in range(_MOST):
        if abs(b - a) <= exact:
            break
        # Every fourth step halves, so that a curve that is flat and then steep does not hold it up.
        middle = 0.5 * (a + b) if step % 4 == 3 else b - fb * (b - a) / (fb - fa)
        found = curve(middle) - goal
        if abs(found) <= near:
            return middle
        if (found > 0.0) == (fb > 0.0):
            b, fb = middle, found
            fa, kept = (0.5 * fa, 1) if kept == 1 else (fa, 1)
        else:
            a, fa = middle, found
            fb, kept = (0.5 * fb, 2) if kept == 2 else (fb, 2)
    return min((a, b), key=lambda at: abs(curve(at) - goal))


def _up_to_the_edge(height: Curve, last: float, place: float, goal: float, exact: float) -> float | None:
    """Between the last place that has a height and one that has none."""
    for _ in range(_EDGE_STEPS):
        middle = 0.5 * (last + place)
        if math.isnan(height(middle)):
            place = middle
        elif _reached(height(last), height(middle), goal):
            return between(height, last, middle, goal, exact=exact)
        else:
            last = middle
    return None


def _reached(one: float, other: float, goal: float) -> bool:
    return min(one, other) <= goal <= max(one, other)
