"""What the full set of a year is, and how it is put back on the whole grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.trade.complexity.presence import Floats

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class FullSet:
    """Every measure of one year; NaN where a place or product was left out or a measure is not defined.

    Attributes:
        rca, rpop: places x products; None where the run does not use it.
        present: M, places x products.
        density, cog: places x products.
        eci, diversity, coi: of places.
        pci, ubiquity: of products.
        notes: what a reader of the numbers must know.
    """

    rca: Floats | None
    rpop: Floats | None
    present: Floats
    density: Floats
    eci: Floats
    pci: Floats
    diversity: Floats
    ubiquity: Floats
    coi: Floats
    cog: Floats
    notes: tuple[str, ...]


def spread(found: FullSet, places: Mask, products: Mask) -> FullSet:
    """The measures on the whole grid again, NaN where a place or a product was left out."""
    left_out = (
        f"{_counted(places, 'place')} and {_counted(products, 'product')} are left out: "
        "their total is 0, or (for RPOP) their population is not known."
    )

    def grid(cells: Floats) -> Floats:
        wide = np.full((len(places), len(products)), np.nan)
        wide[np.ix_(places, products)] = cells
        return wide

    def side(cells: Floats, mask: Mask) -> Floats:
        wide = np.full(len(mask), np.nan)
        wide[mask] = cells
        return wide

    return FullSet(
        rca=None if found.rca is None else grid(found.rca),
        rpop=None if found.rpop is None else grid(found.rpop),
        present=grid(found.present),
        density=grid(found.density),
        eci=side(found.eci, places),
        pci=side(found.pci, products),
        diversity=side(found.diversity, places),
        ubiquity=side(found.ubiquity, products),
        coi=side(found.coi, places),
        cog=grid(found.cog),
        notes=(left_out, *found.notes),
    )


def _counted(kept: Mask, what: str) -> str:
    number = int((~kept).sum())
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
