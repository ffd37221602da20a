"""What a place could make next: density, distance, complexity outlook index and gain."""

from __future__ import annotations

from typing import Literal

import numpy as np

from entrepot.analyses.trade.complexity.presence import Floats, Matrix


def density(levels: Matrix, phi: Matrix) -> Floats:
    """omega_ik = sum_l M_il phi_kl / sum_l phi_kl: how much of what is near to k place i holds.

    From 0 to 1 for M between 0 and 1; with RCA as level it may exceed 1. NaN for a product near to none.
    Source: Hidalgo, Klinger, Barabasi and Hausmann (2007).

    Args:
        levels: M (or RCA, RPOP), places x products.
        phi: proximities, products x products; row k holds the neighbours of k.
    """
    near = np.asarray(levels, dtype=phi.dtype) @ phi.T
    total = phi.sum(axis=1, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(near / np.where(total == 0, np.nan, total))


def distance(levels: Matrix, phi: Matrix) -> Floats:
    """1 - density: how much of what is near to k place i lacks. Source: Hausmann, Hidalgo et al. (2011)."""
    return np.asarray(1 - density(levels, phi))


def outlook_index(dense: Floats, present: Floats, pci: Floats) -> Floats:
    """COI_i = sum_k omega_ik (1 - M_ik) PCI_k: how near a place is to complex products that it lacks.

    Products without PCI or density are left out of the sum.
    Source: Hausmann, Hidalgo et al. (2011); Stata package ecomplexity, coicog.

    Args:
        dense: density, places x products.
        present: M, places x products.
        pci: of each product.
    """
    worth = np.nan_to_num(dense, nan=0.0)
    worth *= 1 - present
    return np.asarray(worth @ np.nan_to_num(pci, nan=0.0))


def outlook_gain(
    present: Floats, phi: Matrix, pci: Floats, normaliser: Literal["other", "target"] = "other"
) -> Floats:
    """COG_ik = (1 - M_ik) sum_l (1 - M_il) PCI_l phi_kl / sum_m phi_lm: what holding k would add to the
    outlook.

    The proximity of l to k counts as a part of all that is near to l ("other"). There is no term that takes
    away what k itself is worth: the book of 2011 has one, the Stata source has it commented out.
    With "target" it is a part of all that is near to k, as in econcomplex.

    Source: Stata package ecomplexity, coicog; the Atlas's glossary gives the same formula.

    Args:
        present: M, places x products.
        phi: proximities, products x products.
        pci: of each product; one without PCI is left out of the sum.
        normaliser: "other" or "target".
    """
    total = phi.sum(axis=1, dtype=np.float64)
    part = 1 / np.where(total == 0, np.inf, total)
    worth = np.nan_to_num(pci, nan=0.0)
    lacking = 1 - present
    if normaliser == "other":
        gain = np.asarray((lacking * (worth * part)).astype(phi.dtype) @ phi, dtype=np.float64)
    else:
        gain = ((lacking * worth).astype(phi.dtype) @ phi.T) * part
    gain *= lacking
    return gain
