"""All potentials of one exporter, and cells of them as rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from entrepot.analyses.trade.potential.cube import Floats, Ints, summed


@dataclass(frozen=True, eq=False)
class Block:
    """All potentials of one exporter. `potential` is overwritten by the next block: copy what you keep.

    Attributes:
        exporter: its code.
        potential: importers x products, unit of the values.
        traded: positions in `potential`, flattened, of what is exported.
        actual: values there.
    """

    exporter: str
    potential: Floats
    traded: Ints
    actual: Floats

    def actual_cells(self) -> Floats:
        """Actual exports, importers x products."""
        cells = np.zeros(self.potential.shape)
        cells.reshape(-1)[self.traded] = self.actual
        return cells

    def by_importer(self) -> tuple[Floats, Floats, Floats]:
        """Potential, actual and untapped per importer, without a second table of all cells."""
        n, k = self.potential.shape
        importer = self.traded // k
        actual = summed(importer, self.actual, n)
        used = np.minimum(self.potential.reshape(-1)[self.traded], self.actual)
        potential = np.asarray(self.potential.sum(axis=1), dtype=np.float64)
        return potential, actual, np.maximum(potential - summed(importer, used, n), 0.0)


def cells(
    products: pl.Series, supply: Floats, demand: Floats, ease: Floats | float, actual: Floats
) -> pl.DataFrame:
    """Rows of product, its three factors, their product, and what of it is sold; one row per entry."""
    potential = supply * demand * ease
    return pl.DataFrame(
        {
            "product": products,
            "supply": supply,
            "demand": demand,
            "ease": np.broadcast_to(ease, potential.shape).copy(),
            "potential": potential,
            "actual": actual,
            "untapped": np.maximum(potential - actual, 0.0),
        }
    )
