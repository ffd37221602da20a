"""The nearest products: for densities that look no further than k neighbours, and for drawing the product
space.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.trade.complexity.conventions import Ties
from entrepot.analyses.trade.complexity.presence import Floats, Matrix
from entrepot.analyses.trade.complexity.proximity import blocks
from entrepot.metadata.errors import UsageError


@dataclass(frozen=True)
class Edges:
    """The edges of a product space, as three arrays of the same length: each product with its neighbours.

    Attributes:
        product, neighbour: numbers of columns of the presence matrix.
        proximity: phi between them.
        rank: 1 for the nearest neighbour of `product`; equals share the better rank.
    """

    product: NDArray[np.int64]
    neighbour: NDArray[np.int64]
    proximity: Floats
    rank: NDArray[np.int64]


def keep_nearest(phi: Matrix, k: int, ties: Ties = "all") -> Matrix:
    """Set to 0, in place, what is not among the k nearest neighbours of the product of the row.

    Ties are kept: with "all", every neighbour whose proximity is at least that of the k-th nearest, so there
    may be more than k, and none depends on the order of rows. With "stata" the k-th proximity t passes
    through (t - 1 + |t + 1|) / 2, as in the Stata package; that rounds some t up by one bit, and a product
    whose k-th proximity is such a number loses it and all its ties. Where k exceeds the number of products
    all are kept.

    Source: Stata package ecomplexity, option knn.

    Args:
        phi: products x products; the diagonal is set to 0 first: nobody is its own neighbour.
        k: how many, at least 1.
        ties: "all" or "stata".

    Raises:
        UsageError: if k is below 1.
    """
    if k < 1:
        raise UsageError(f"A product has no {k} nearest neighbours: give a number of at least 1.")
    np.fill_diagonal(phi, 0)
    if k >= len(phi):
        return phi
    for rows in blocks(len(phi)):
        part = phi[rows]
        least = np.partition(part, -k, axis=1)[:, -k]
        if ties == "stata":
            least = (least + -1 + np.abs(least + 1)) / 2
        part[part < least[:, None]] = 0
    return phi


def product_space(phi: Matrix, k: int | None = 5) -> Edges:
    """Each product's k nearest neighbours, ties kept, those of proximity 0 left out; all of them without k.

    Source: the Atlas draws the five nearest of each product (shreyasgm/ask-atlas, glossary, section 8).

    Args:
        phi: products x products; not changed.
        k: how many neighbours, or None for all.

    Returns:
        Edges by product, the nearest first, then by number of the neighbour.

    Raises:
        UsageError: if k is below 1.
    """
    kept = phi.copy()
    keep_nearest(kept, len(phi) if k is None else k)
    product, neighbour = np.nonzero(kept)
    near = kept[product, neighbour].astype(np.float64)
    order = np.lexsort((neighbour, -near, product))
    product, neighbour, near = product[order], neighbour[order], near[order]
    return Edges(product, neighbour, near, _ranks(product, near))


def _ranks(product: NDArray[np.int64], near: Floats) -> NDArray[np.int64]:
    """1, 2, 2, 4 within each product; the rows come sorted, the nearest first."""
    position = np.arange(len(product))
    first = np.ones(len(product), dtype=bool)
    first[1:] = product[1:] != product[:-1]
    new = first.copy()
    new[1:] |= near[1:] != near[:-1]
    start = np.maximum.accumulate(np.where(first, position, 0))
    return np.asarray(np.maximum.accumulate(np.where(new, position, 0)) - start + 1)
