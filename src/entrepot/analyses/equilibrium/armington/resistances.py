"""Multilateral resistances: what makes given costs agree with what every country sells and buys.

    trade[n, i] = chi[n] t^(1 - sigma)[n, i] pi[i],   rows sum to spending, columns to output

A Poisson regression of trade on effects of exporters and importers with the logarithm of t^(1 - sigma) as
offset has these sums as its first-order conditions (Fally 2015), so that its estimates are what iterative
proportional fitting finds, without any regression.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.failing import unscaled

TOLERANCE = 1e-12
MOST = 100_000


@dataclass(frozen=True, eq=False)
class Fitted:
    """Trade that agrees with costs, output and spending, N countries.

    Attributes:
        pi, chi: float64[N], effects of exporters and importers, exponentials of those of the regression; chi
            of the reference is 1.
        trade: float64[N, N], importer [n] from exporter [, i].
    """

    pi: Array
    chi: Array
    trade: Array


def fitted(ease: Array, output: Array, spending: Array, reference: int) -> Fitted:
    """Effects of exporters and importers under which all sales and purchases add up.

    Args:
        ease: float64[N, N] >= 0, t^(1 - sigma), importer [n] from exporter [, i].
        output: float64[N] > 0.
        spending: float64[N] > 0, with the same sum.
        reference: whose chi is 1.

    Raises:
        NoEquilibrium: if they do not settle.
    """
    chi = np.ones(len(ease))
    moved = np.inf
    rounds = 0
    while not moved <= TOLERANCE:
        if rounds == MOST or not (0 < chi.min() <= chi.max() < np.inf):
            raise unscaled(moved, TOLERANCE, rounds)
        rounds += 1
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            new = spending / (ease @ (output / (chi @ ease)))
            moved = float(np.abs(new / chi - 1).max())
        chi = new
    pi = output / (chi @ ease)
    pi, chi = pi * chi[reference], chi / chi[reference]
    return Fitted(pi, chi, chi[:, None] * ease * pi)
