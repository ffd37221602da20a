"""Which terminals neighbour each other along a network: those between which no third lies on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree

from entrepot.sources.networks.network import Floats


@dataclass(frozen=True)
class Slack:
    """A way through a third terminal replaces the direct one if it is longer by no more than this."""

    share: float
    km: float


RAIL = Slack(0.025, 5.0)
ROAD = Slack(0.05, 4.0)
RAIL_REACH_KM, ROAD_REACH_KM = 1800.0, 1500.0
"""Terminals further apart are joined directly only where nothing else would join them."""

TREE_KM = 4000.0  # Spain and Morocco are no neighbours, though a road leads round the Mediterranean
_SAME_KM = 0.001  # two terminals at one point of the network do not lie between themselves and others


def neighbours(cost: Floats, slack: Slack, reach_km: float) -> list[tuple[int, int]]:
    """Pairs (i < j) whose shortest way does not lead by a third terminal, or nearly so.

    The pairs of a shortest spanning tree are always among them: whoever could be reached still can.

    Args:
        cost: (terminals, terminals) cost of the shortest way, symmetric, infinite where there is none.
        slack: how much longer the way by the third terminal may be.
        reach_km: longest cost of a pair outside the tree.
    """
    size = len(cost)
    found = set(_tree(cost))
    for i in range(size):
        others = np.flatnonzero(np.isfinite(cost[i]) & (cost[i] <= reach_km) & (np.arange(size) > i))
        if len(others):
            found |= {(i, int(j)) for j in others[~_replaced(cost, i, others, slack)]}
    return sorted(found)


def _tree(cost: Floats) -> list[tuple[int, int]]:
    upper = np.triu(np.where(cost <= TREE_KM, np.maximum(cost, _SAME_KM), 0.0), 1)
    tree = minimum_spanning_tree(csr_array(upper)).tocoo()
    return [(int(min(a, b)), int(max(a, b))) for a, b in zip(tree.row, tree.col, strict=True)]


def _replaced(cost: Floats, i: int, others: npt.NDArray[np.int64], slack: Slack) -> npt.NDArray[np.bool_]:
    """Whether each pair (i, other) has a third terminal on its way, which is nearer to both than they are."""
    direct = cost[i, others]
    through = cost[i][None, :] + cost[others]
    nearer = (cost[i][None, :] < direct[:, None]) & (cost[others] < direct[:, None])
    apart = (cost[i][None, :] > _SAME_KM) & (cost[others] > _SAME_KM)
    best = np.where(nearer & apart, through, np.inf).min(axis=1)
    replaced: npt.NDArray[np.bool_] = best <= direct * (1 + slack.share) + slack.km
    return replaced
