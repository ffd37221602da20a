"""Who is good at what: RCA, RPOP, presence, diversity, ubiquity. Matrices are places (rows) x products
(columns).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Matrix = NDArray[np.floating[Any]]


def rca_matrix(values: Floats) -> Floats:
    """Balassa's revealed comparative advantage RCA_ik = (X_ik / X_i) / (X_k / X).

    Above 1 where a place's share of its own total exceeds the product's share of the world's. The world is
    the matrix. Row and column totals must be positive; a zero total gives NaN. Source: Balassa (1965).

    Args:
        values: places x products, non-negative, one unit.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = values / values.sum(axis=1, keepdims=True)
        return np.asarray(shares / (values.sum(axis=0) / values.sum()))


def rpop_matrix(values: Floats, population: Floats) -> Floats:
    """Advantage per head RPOP_ik = (X_ik / X_k) / (N_i / N).

    A place's share of world trade in a product over its share of the people of the places in the matrix. It
    corrects RCA, which is low for what a large and diverse place sells. Source: Stata package ecomplexity,
    complexity_rpop.

    Args:
        values: places x products, non-negative, one unit.
        population: of each place, positive.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(values / values.sum(axis=0) / (population / population.sum())[:, None])


def presence(levels: Floats, threshold: float = 1.0, *, strict: bool = True) -> Floats:
    """M_ik = 1 where the level (RCA or RPOP) is above the threshold, else 0.

    Source: Balassa's (1965) neutral point as threshold.

    Args:
        levels: places x products.
        threshold: 1 is a share equal to the world's.
        strict: "above" means >, as in Stata; otherwise >=, as in the packages for Python and R.
    """
    return np.asarray(levels > threshold if strict else levels >= threshold, dtype=np.float64)


def continuous_presence(levels: Floats) -> Floats:
    """M_ik = RCA_ik / (1 + RCA_ik): 0 without trade, 1/2 at the world's share, towards 1 above.

    Source: the Atlas of Economic Complexity from 2026 on.
    """
    return np.asarray(levels / (1 + levels))


def diversity(present: Matrix) -> Floats:
    """d_i = sum_k M_ik: how many products a place holds. Source: Hidalgo and Hausmann (2009)."""
    return np.asarray(present.sum(axis=1, dtype=np.float64))


def ubiquity(present: Matrix) -> Floats:
    """u_k = sum_i M_ik: how many places hold a product. Source: Hidalgo and Hausmann (2009)."""
    return np.asarray(present.sum(axis=0, dtype=np.float64))
