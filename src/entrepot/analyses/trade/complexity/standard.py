"""How raw complexity becomes ECI and PCI: sign, mean and deviation, as a convention has them."""

from __future__ import annotations

import numpy as np

from entrepot.analyses.trade.complexity.choices import Choices
from entrepot.analyses.trade.complexity.presence import Floats, ubiquity
from entrepot.analyses.trade.complexity.spectrum import Complexity, correlation


def signed(raw: Complexity, present: Floats, choices: Choices) -> tuple[Floats, Floats]:
    """Raw complexity of places and products, PCI turned against ubiquity where the convention does so."""
    kp = raw.products
    if choices.convention.signs == "apart":
        held = ~np.isnan(kp)
        if held.any() and correlation(ubiquity(present)[held], kp[held]) > 0:
            kp = -kp
    return raw.places, kp


def standardised(kc: Floats, kp: Floats, products: int, choices: Choices) -> tuple[Floats, Floats, float]:
    """ECI, PCI and the deviation of raw ECI."""
    mean, unit = mean_of(kc), deviation_of(kc, products, choices)
    eci = (kc - mean) / unit
    if choices.convention.pci_scale == "eci":
        return eci, (kp - mean) / unit, unit
    return eci, (kp - mean_of(kp)) / deviation_of(kp, 1, choices), unit


def mean_of(vector: Floats) -> float:
    """The mean of what is defined; NaN where nothing is."""
    found = vector[~np.isnan(vector)]
    return float(found.mean()) if len(found) else float("nan")


def deviation_of(vector: Floats, copies: int, choices: Choices) -> float:
    """Over places (n), or over rows, where each place stands `copies` times (n - 1); NaN where all are
    alike.
    """
    found = vector[~np.isnan(vector)]
    rows = len(found) * copies
    if rows < 2 or found.std() <= 1e-14 * np.abs(found).max():
        return float("nan")
    return float(found.std() * (np.sqrt(rows / (rows - 1)) if choices.convention.spread == "rows" else 1.0))
