"""What the guide tells of a world at one stage: baseline, conditional, or full endowment equilibrium."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.resistances import Fitted


@dataclass(frozen=True, eq=False)
class Stage:
    """N countries at one stage; values in the unit of the data, in prices of the reference's consumption.

    Attributes:
        output, spending: float64[N].
        outward, inward: float64[N], multilateral resistances to the power 1 - sigma, as the guide prints them
            (OMR, IMR); the inward one of the reference is 1.
        trade: float64[N, N], importer [n] from exporter [, i].
    """

    output: Array
    spending: Array
    outward: Array
    inward: Array
    trade: Array

    @property
    def exports(self) -> Array:
        """float64[N], sales abroad: Xi of the guide."""
        return np.asarray(self.trade.sum(0) - np.diag(self.trade))


def staged(found: Fitted, output: Array, spending: Array, reference: int) -> Stage:
    """Resistances from the effects of exporters and importers: OMR = Y E_R / pi, IMR = E / (chi E_R)."""
    level = spending[reference]
    return Stage(output, spending, output * level / found.pi, spending / (found.chi * level), found.trade)
