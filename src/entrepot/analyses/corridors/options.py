"""A front of many routes as the few that people can weigh against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

EXTREMES = ("fastest", "cheapest", "greenest", "safest")
"""Names of the best by each criterion, in the order of `Criteria`."""
BALANCED = "balanced"
# A day: so that no delay at all, or half an hour of it, is not infinitely better than two hours.
_DELAY_FLOOR = 24.0


@dataclass(frozen=True, slots=True)
class Pick:
    """A point of the front worth showing: its row, and why."""

    row: int
    names: tuple[str, ...]


def ratios(front: Array) -> Array:
    """Natural logarithm of each criterion over its best in the front, float64[r, 4]; 0 is best.

    Delay is compared after adding a day to it.
    """
    shifted = front + np.array([0.0, 0.0, 0.0, _DELAY_FLOOR])
    best = shifted.min(axis=0)
    return np.asarray(np.log(np.maximum(shifted, 1e-9) / np.maximum(best, 1e-9)))


def balanced(front: Array) -> int:
    """Row with the smallest product of the four ratios to the best: twice as slow weighs as twice as dear."""
    return int(ratios(front).sum(axis=1).argmin())


def pick(front: Array, main_modes: Sequence[str], most: int = 10, least: int = 6) -> tuple[Pick, ...]:
    """The rows to show of a front, float64[r, 4]: extremes, the best balance, the best by each main mode.

    One row may bear several names. Where fewer than `least` come out, rows that lie furthest from those shown
    are added, named "also".

    Args:
        front: criteria of each route, none dominated by another.
        main_modes: the mode that runs most kilometres of each.
        most: how many are shown at most, extremes and balance aside.
        least: how many are shown at least, where the front has as many.
    """
    names: dict[int, list[str]] = {}
    for column, name in enumerate(EXTREMES):
        order = np.lexsort((ratios(front).sum(axis=1), front[:, column]))
        names.setdefault(int(order[0]), []).append(name)
    names.setdefault(balanced(front), []).append(BALANCED)
    for mode in dict.fromkeys(main_modes):
        rows = np.flatnonzero([m == mode for m in main_modes])
        best = int(rows[ratios(front)[rows].sum(axis=1).argmin()])
        if len(names) < most or best in names:
            names.setdefault(best, []).append(f"by {mode}")
    _fill(names, ratios(front), least)
    return tuple(Pick(row, tuple(why)) for row, why in names.items())


def _fill(names: dict[int, list[str]], position: Array, least: int) -> None:
    while len(names) < min(least, len(position)):
        shown = position[list(names)]
        distance = np.linalg.norm(position[:, None, :] - shown[None, :, :], axis=2).min(axis=1)
        furthest = int(distance.argmax())
        if distance[furthest] < 0.05:  # nothing left that a reader could tell apart
            return
        names[furthest] = ["also"]
