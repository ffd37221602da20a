"""Which cells of an exporter pass the thresholds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.trade.potential.choices import Screen
from entrepot.analyses.trade.potential.cube import Floats


def kept(potential: Floats, screen: Screen) -> NDArray[np.bool_]:
    """Which cells of an importers x products table (unit of the values) the screen leaves.

    Rule: see `Screen`. A cell without potential is never left.
    """
    per_product = potential.sum(axis=0)
    large = per_product * screen.usd_per_unit >= screen.world
    products = large | _leading(per_product, screen.cumulative)
    cells = potential * screen.usd_per_unit >= screen.market
    for product in np.flatnonzero(products & ~large):
        cells[:, product] = _leading(potential[:, product], screen.cumulative)
    return np.asarray(cells & products & (potential > 0), dtype=np.bool_)


def _leading(amounts: Floats, share: float) -> NDArray[np.bool_]:
    """The largest that together make up the share of the total, the one that crosses it among them."""
    order = np.argsort(-amounts, kind="stable")
    before = np.cumsum(amounts[order]) - amounts[order]
    leading = np.zeros(len(amounts), dtype=np.bool_)
    leading[order] = before < share * amounts.sum()
    return leading
