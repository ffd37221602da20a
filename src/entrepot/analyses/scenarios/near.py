"""Where a search may start: in between of where draws near it have settled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.fixed_point import Guess, Settled

_FAR = 5.0
"""Sum of absolute weights beyond which a mean of near draws is no longer in between of them."""
_EXACT = 1e-6


class Near:
    """Draws that differ in a few amounts, and where they settled.

    What becomes of a world is a smooth function of the amounts: a parabola through the nearest draws is so
    close to where the next settles that a quarter of the sweeps is enough. The answer is held to the same
    tolerance from wherever the search starts.

    Args:
        places: float64[S, D], the amounts of draws that will be asked for; their range sets the scale.
    """

    def __init__(self, places: Array) -> None:
        width = np.ptp(places, axis=0) if len(places) else np.ones(places.shape[1])
        self._scale = np.where(width > 0.0, width, 1.0)
        self._places: list[Array] = []
        self._vectors: list[Array] = []
        self._first: Settled | None = None

    def settled(self, place: Array, found: Settled) -> None:
        """Keep where the draw with these amounts, float64[D], settled."""
        self._first = self._first or found
        self._places.append(place / self._scale)
        self._vectors.append(found.guess.vector)

    def start(self, place: Array) -> Settled | None:
        """Where to start with these amounts; None where nothing has settled yet."""
        if self._first is None:
            return None
        apart = np.array(self._places) - place / self._scale
        nearest = np.argsort(np.abs(apart).sum(axis=1), kind="stable")
        weights = _weights(apart[nearest])
        vector = sum(
            weight * self._vectors[row] for weight, row in zip(weights.tolist(), nearest, strict=False)
        )
        guess = Guess(np.asarray(vector), self._first.guess.economies)
        return replace(self._first, guess=guess)


def _weights(apart: Array) -> Array:
    """Weights of the nearest, which give back each parabola at 0, else each straight line, else the nearest.

    Args:
        apart: float64[S, D], by how much the amounts differ from those asked for, the nearest first.
    """
    amounts = apart.shape[1]
    for degree in (2, 1) if amounts else ():
        count = degree * amounts + (2 if amounts > 1 else 1)
        if count > len(apart):
            continue
        near = apart[:count].T
        powers = [np.ones((1, count)), *(near**exponent for exponent in range(1, degree + 1))]
        held, wanted = np.concatenate(powers), np.zeros(1 + degree * amounts)
        wanted[0] = 1.0
        weights = np.asarray(np.linalg.lstsq(held, wanted, rcond=1e-9)[0])
        if np.abs(weights).sum() < _FAR and np.abs(held @ weights - wanted).max() < _EXACT:
            return weights
    return np.ones(1)
