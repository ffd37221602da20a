"""Means over trade: what freight takes of it, and by which modes it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.scenarios.costs.ledger import Ledger

Array = NDArray[np.float64]


def freight(ledger: Ledger, flows: Mapping[str, Array]) -> float:
    """Share of freight in the value of what moves, before; nan where nothing does.

    Args:
        ledger: of the costs.
        flows: by industry, float64[n, n], from and to.
    """
    paid = whole = 0.0
    for label, flow in flows.items():
        taken, _, moved = ledger.side(label, "typical", after=False)
        who, least = ledger.owners["typical"][label], ledger.cheapest
        worth = least / who.margin if who.margin else np.full(least.shape, who.value)
        part = np.divide(taken.usd, worth, out=np.zeros(taken.usd.shape), where=(moved > 0.0) & (worth > 0.0))
        paid += float((flow * (part * moved).sum(axis=0)).sum())
        whole += float((flow * moved.sum(axis=0)).sum())
    return paid / whole if whole else float("nan")


def shares(ledger: Ledger, flows: Mapping[str, Array], *, after: bool = False) -> dict[str, float]:
    """Share of each mode in the value of what moves; arguments as in `freight`."""
    sums = np.zeros(len(ledger.costs.ways))
    for moved, flow in _moved(ledger, flows, after):
        sums += (moved * flow).sum(axis=(1, 2))
    whole = float(sums.sum())
    found: dict[str, float] = {}
    for kind, part in zip(ledger.costs.ways, sums, strict=True):
        found[kind.mode] = found.get(kind.mode, 0.0) + (float(part) / whole if whole else 0.0)
    return found


def _moved(ledger: Ledger, flows: Mapping[str, Array], after: bool) -> Iterator[tuple[Array, Array]]:
    for label, flow in flows.items():
        yield ledger.side(label, "typical", after=after)[2], flow
