"""How near products are to each other: co-occurrence, its asymmetric form, correlation."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

import numpy as np

from entrepot.analyses.trade.complexity.presence import Floats, Matrix, ubiquity

_BLOCK = 256  # rows at a time: what is worked on stays in the processor's cache


def proximity(
    present: Matrix,
    *,
    asymmetric: bool = False,
    diagonal: bool = False,
    single: bool = False,
) -> Matrix:
    """phi_kl = C_kl / max(u_k, u_l), with C_kl = sum_i M_ik M_il: the smaller of the two conditional
    probabilities.

    Source: Hidalgo, Klinger, Barabasi and Hausmann (2007). A product that nobody holds is near to none (0).

    Args:
        present: M, places x products.
        asymmetric: phi_kl = C_kl / u_k, the probability that a holder of k holds l.
        diagonal: keep phi_kk (1 for a binary M); otherwise it is 0, as in Stata.
        single: compute in single precision: half the memory, about twice as fast; products of 0 and 1 stay
            exact.

    Returns:
        products x products.
    """
    held: Matrix = np.ascontiguousarray(present, dtype=np.float32 if single else np.float64)
    holders = ubiquity(held)
    holders[holders == 0] = 1  # then C is 0 too
    holders = holders.astype(held.dtype)
    phi: Matrix = held.T @ held
    for rows in blocks(len(phi)):
        part, mine = phi[rows], holders[rows, None]
        if asymmetric:
            part /= mine
        else:
            part /= np.maximum(mine, holders)
    if not diagonal:
        np.fill_diagonal(phi, 0)
    return phi


def continuous_proximity(
    levels: Floats, *, diagonal: bool = False, single: bool = False, stata_rounding: bool = False
) -> Matrix:
    """phi_kl = (1 + corr(RCA_k, RCA_l)) / 2, correlated over places.

    A product with the same level everywhere has no correlation; it is near to none (0).
    Source: Stata package ecomplexity, proxcontinous.

    Args:
        levels: RCA or RPOP, places x products.
        diagonal: keep phi_kk = 1; otherwise it is 0, as in Stata.
        single: compute in single precision.
        stata_rounding: sum over places one by one around means summed exactly, as Mata's correlation() does.
            Slow; it matters only where neighbours are told apart by their rounding.
    """
    means = np.array([fsum(column) for column in levels.T]) / len(levels)
    around = levels - means
    spread = np.sqrt((around**2).sum(axis=0))
    flat = spread <= 1e-14 * np.abs(levels).max(axis=0, initial=0) * len(levels)
    if stata_rounding:
        phi = _in_order(around)
    else:
        around = (around / np.where(flat, 1, spread)).astype(np.float32 if single else np.float64)
        phi = around.T @ around
    for rows in blocks(len(phi)):
        phi[rows] = 0.5 * (1 + phi[rows])
    phi[flat], phi[:, flat] = 0, 0
    np.fill_diagonal(phi, np.where(flat, 0, 1) if diagonal else 0)
    return phi


def _in_order(around: Floats) -> Floats:
    cross = np.zeros((around.shape[1],) * 2)
    for row in around:
        cross += np.outer(row, row)
    deviation = np.sqrt(np.diagonal(cross))
    return np.asarray(cross / np.outer(deviation + (deviation == 0), deviation + (deviation == 0)))


def blocks(length: int) -> Iterator[slice]:
    """Slices that cover `length` rows, a few hundred at a time."""
    return (slice(start, start + _BLOCK) for start in range(0, length, _BLOCK))
