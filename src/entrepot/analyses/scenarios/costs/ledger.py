"""All that costs were reckoned from, so that one pair can be followed through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.scenarios.costs.choice import Owner, Taken, factors, taken
from entrepot.metadata.origin import Origin
from entrepot.sources.trade_costs import Goods, Known, TradeCosts

Array = NDArray[np.float64]
Found = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Ledger:
    """What was searched for and what was assumed.

    Attributes:
        before, after: as `ways` gives them, between the economies that are places.
        cheapest: float64[n, n], least USD of any way before.
        spots: codes of the economies that are places, n of them.
        goods: by industry's label, what is known of its goods; only those that are carried.
        owners: by variant and label.
        costs: the tables.
        time_value: share of the value that a day costs.
        load: tonnes in a box.
        network, period: what the hours and dollars rest on, and of when it is.
        said: who says what is otherwise.
        closed: countries that nothing passes any more, whose own trade is left as it is.
    """

    before: Found
    after: Found
    cheapest: Array
    spots: tuple[str, ...]
    goods: Mapping[str, tuple[Goods, ...]]
    owners: Mapping[str, Mapping[str, Owner]]
    costs: TradeCosts
    time_value: Known
    load: Known
    network: tuple[Origin, ...]
    period: str
    said: tuple[Origin, ...]
    closed: frozenset[str] = frozenset()

    def weights(self, variant: str) -> Array:
        """float64[W, n, n] of the kinds of way, from and to."""
        made = np.empty((len(self.costs.ways), len(self.spots), len(self.spots)))
        for place, kind in enumerate(self.costs.ways):
            among = np.array([code in kind.among for code in self.spots], dtype=np.bool_)
            made[place] = np.where(among[:, None] | among, kind.weight_among, kind.weights[variant])
        return made

    def side(self, label: str, variant: str, *, after: bool) -> tuple[Taken, Array, Array]:
        """What the ways take of an industry's goods; cost, float64[n, n], and moved, float64[W, n, n]."""
        who = self.owners[variant][label]
        found = taken(self.after if after else self.before, self.cheapest, who)
        return found, *factors(found.share, who, self.weights(variant))

    def hat(self, label: str, variant: str) -> Array:
        """Cost after / before, float64[n, n], from and to.

        1 where no way led before: nothing moved that could get dearer or cheaper. Infinite where none leads
        any more.
        """
        before, after = (self.side(label, variant, after=late)[1] for late in (False, True))
        had = np.isfinite(before)
        return np.divide(after, before, out=np.ones(before.shape), where=had)

    @property
    def open_before(self) -> NDArray[np.bool_]:
        """bool[n, n]: whether any way led."""
        return _open(self.before)

    @property
    def open_after(self) -> NDArray[np.bool_]:
        """bool[n, n]: whether any way leads."""
        return _open(self.after)


def cheapest(found: Found) -> Array:
    """Least USD of any way, float64[n, n]; 0 where there is none."""
    least = found[:, 0, :, :, 1].astype(np.float64).min(axis=0)
    return np.where(np.isfinite(least), least, 0.0)


def _open(found: Found) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(found[:, 0, :, :, 1]).any(axis=0), np.bool_)
