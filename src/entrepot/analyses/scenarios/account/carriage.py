"""What bringing goods takes of their value: freight, time and delay to expect, for every pair."""

from __future__ import annotations

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.costs import Costs
from entrepot.analyses.scenarios.costs.choice import Owner, Taken
from entrepot.analyses.scenarios.costs.ledger import Ledger

_VARIANTS = ("typical", "mild", "strong")
_MEASURES = 3


def carriage(costs: Costs, trade: Array) -> Array:
    """Freight, time and delay before, the same after, then the change of the cost of trade, its low and high.

    Means over the goods of a flow, weighted by what is sold of each before, and over kinds of way by what
    moves by each. Freight, time and delay are shares of the value of the goods and add up to what ways take.

    Args:
        costs: of one difference in the network.
        trade: float64[J, N, N], by industry, importer, exporter, before.

    Returns:
        float64[9, N, N], by exporter and importer; infinite where a pair has no way, or nothing is carried.
    """
    ledger = costs.ledger
    places = [costs.economies.index(code) for code in ledger.spots]
    shape = (2 * _MEASURES + len(_VARIANTS), len(places), len(places))
    sums, weights = np.zeros(shape), np.zeros(shape[1:])
    for label in ledger.goods:
        flow = trade[costs.industries.index(label)][np.ix_(places, places)].T
        sides = [_side(ledger, label, after=late) for late in (False, True)]
        told = np.concatenate([*sides, np.stack(_changes(ledger, label))])
        sums += np.multiply(told, flow, out=np.zeros(shape), where=flow > 0.0)
        weights += flow
    found = np.full((shape[0], len(costs.economies), len(costs.economies)), np.inf)
    mean = np.divide(sums, weights, out=np.full(shape, np.inf), where=weights > 0.0)
    changes = np.sort(mean[2 * _MEASURES :], axis=0)
    whole = np.concatenate([mean[: 2 * _MEASURES + 1], changes[:1], changes[-1:]])
    found[np.ix_(range(shape[0]), places, places)] = np.where(np.isfinite(whole).all(axis=0), whole, np.inf)
    return found


def _changes(ledger: Ledger, label: str) -> list[Array]:
    """Change of the cost of trade in each variant; no way left is no number here, and told elsewhere."""
    return [np.where(np.isfinite(hat := ledger.hat(label, name)), hat - 1.0, np.inf) for name in _VARIANTS]


def _side(ledger: Ledger, label: str, *, after: bool) -> Array:
    """float64[3, n, n]: freight, time and delay as shares of the value; infinite where no way leads."""
    taken, cost, moved = ledger.side(label, "typical", after=after)
    parts = _parts(taken, ledger.owners["typical"][label], ledger.cheapest)
    with np.errstate(invalid="ignore"):
        told = np.where(moved > 0.0, parts * moved, 0.0).sum(axis=1)
    return np.where(np.isfinite(cost), told, np.inf)


def _parts(taken: Taken, who: Owner, cheapest: Array) -> Array:
    """float64[3, W, n, n], shares of the value."""
    dollars = np.stack([taken.usd, who.price * taken.hours, who.price * taken.delay])
    if not who.margin:
        return np.asarray(dollars / who.value)
    with np.errstate(invalid="ignore"):  # without a way, infinite over nothing: no number, and not used
        part = np.divide(dollars, cheapest, out=np.full(dollars.shape, np.inf), where=cheapest > 0.0)
    return np.asarray(who.margin * part)
