"""Which terminals neighbour each other along a network: those between which no third lies on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from entrepot.sources.networks.network import Floats


@dataclass(frozen=True)
class Slack:
    """A way through a third terminal replaces the direct one if it is longer by no more than this."""

    share: float
    km: float


RAIL = Slack(0.012, 2.0)
ROAD = Slack(0.03, 1.0)

_ROWS = 64  # of the matrix at a time: 64 x 1,100 x 1,100 numbers are 600 MB at eight bytes, too much at once
_SAME_KM = 0.001


def neighbours(cost: Floats, slack: Slack, reach_km: float = 4000.0) -> list[tuple[int, int]]:
    """Pairs (i < j) with a finite cost that cannot be replaced by a way through a third terminal.

    Pairs are looked at from the shortest to the longest, and a way through a third terminal counts only over
    legs that are kept or replaced in turn; so nothing is lost that was reachable.

    Args:
        cost: (terminals, terminals) cost of the shortest way, symmetric, infinite where there is none.
        slack: how much longer the replacement may be.
        reach_km: pairs that are further apart are no neighbours.
    """
    size = len(cost)
    found = []
    for i in range(size):
        others = np.flatnonzero(np.isfinite(cost[i]) & (cost[i] <= reach_km) & (np.arange(size) > i))
        if len(others):
            found += [(i, int(j)) for j in others[~_replaced(cost, i, others, slack)]]
    return found


def _replaced(cost: Floats, i: int, others: npt.NDArray[np.int64], slack: Slack) -> npt.NDArray[np.bool_]:
    """Whether each pair (i, other) has a third terminal on its way, which is nearer to both than they are."""
    direct = cost[i, others]
    through = cost[i][None, :] + cost[others]
    nearer = (cost[i][None, :] < direct[:, None]) & (cost[others] < direct[:, None])
    apart = (cost[i][None, :] > _SAME_KM) & (cost[others] > _SAME_KM)
    best = np.where(nearer & apart, through, np.inf).min(axis=1)
    replaced: npt.NDArray[np.bool_] = best <= direct * (1 + slack.share) + slack.km
    return replaced
