"""Anderson's acceleration of a fixed point: the next guess from the last few, not from the last alone.

Type II of Walker and Ni (2011), "Anderson acceleration for fixed-point iterations", SIAM Journal on Numerical
Analysis 49(4), with the normal equations kept regular by a trace of ridge.
"""

from __future__ import annotations

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array

RIDGE = 1e-13


class Anderson:
    """Memory of the last `depth` steps of vectors of `size`."""

    def __init__(self, size: int, depth: int) -> None:
        self._residuals = np.zeros((depth, size))
        self._images = np.zeros((depth, size))
        self._normal = np.zeros((depth, depth))
        self._steps = 0
        self._last: tuple[Array, Array] | None = None

    def forget(self) -> None:
        """Begin anew: the next step is the plain one."""
        self._steps, self._last = 0, None

    def step(self, image: Array, residual: Array) -> Array:
        """The next guess; `image` is where the plain step leads, `residual` is image less guess.

        Both are kept until the next call and must not be written to.
        """
        if self._last is not None:
            slot = self._steps % len(self._residuals)
            np.subtract(image, self._last[0], out=self._images[slot])
            np.subtract(residual, self._last[1], out=self._residuals[slot])
            self._steps += 1
            products = self._residuals @ self._residuals[slot]
            self._normal[slot], self._normal[:, slot] = products, products
        self._last = image, residual
        known = min(self._steps, len(self._residuals))
        if not known:
            return image.copy()
        past = self._residuals[:known]
        normal = self._normal[:known, :known].copy()
        normal[np.diag_indices(known)] += RIDGE * np.trace(normal) + np.finfo(float).tiny
        return np.asarray(image - np.linalg.solve(normal, past @ residual) @ self._images[:known])
