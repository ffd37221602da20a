"""What is known of a number, as values to compute with: its best one, its bounds, or a draw."""

from __future__ import annotations

import math
from statistics import NormalDist

from entrepot.metadata.scenario import Amount

_NORMAL = NormalDist()
TYPICAL_SPREAD = 0.05
"""What a bound of ours leaves out on each side: bounds of a normal distribution are its 5 % and 95 %."""


def quantile(amount: Amount, position: float) -> float:
    """The value that a share `position` (0 to 1, both excluded) of what may be lies below.

    Normal with a standard error; triangular between bounds, a missing bound being the value itself; the
    value where no doubt is stated.
    """
    if amount.se > 0.0:
        return amount.value + amount.se * _NORMAL.inv_cdf(position)
    low = amount.value if amount.low is None else amount.low
    high = amount.value if amount.high is None else amount.high
    return triangular(low, amount.value, high, position)


def bounds(amount: Amount) -> tuple[float, float]:
    """From where to where the number hardly ever leaves: the stated bounds, or 5 % and 95 % of a normal."""
    if amount.se > 0.0:
        return quantile(amount, TYPICAL_SPREAD), quantile(amount, 1.0 - TYPICAL_SPREAD)
    low = amount.value if amount.low is None else amount.low
    high = amount.value if amount.high is None else amount.high
    return low, high


def triangular(low: float, typical: float, high: float, position: float) -> float:
    """Inverse of the triangular distribution's cumulative function."""
    if high <= low:
        return typical
    rising = (typical - low) / (high - low)
    if position < rising:
        return low + math.sqrt(position * (high - low) * (typical - low))
    return high - math.sqrt((1.0 - position) * (high - low) * (high - typical))
