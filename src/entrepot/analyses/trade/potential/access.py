"""What makes one exporter's access to a market better or worse than others': tariffs and distance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from entrepot.analyses.trade.potential.cube import Cube, Floats, Ints, summed


@dataclass(frozen=True, eq=False)
class Tariffs:
    """Ad valorem rates t_ijk as fractions, and the terms that ITC makes of them.

    t_ijk is the rate given for the exporter, else the one the importer applies to all (MFN), else unknown.
    A bar is a mean weighted with trade, over the cells whose rate is known. Where a rate or a mean is not
    known, the term is 1: neither advantage nor disadvantage is claimed.

    Attributes:
        cube: the trade that weighs.
        mfn: places x products, NaN where unknown.
        keys: of the cells with a rate of their own, rising.
        rates: of these cells.
        exponent: power of the ratios.
    """

    cube: Cube
    mfn: Floats
    keys: Ints
    rates: Floats
    exponent: float

    def supply_term(self) -> Floats:
        """(1 + t_ik) / (1 + t_k), places x products: above 1 where i faces higher tariffs than others do.

        Its exports are what they are in spite of them, so its capacity is larger than its exports show.
        """
        n, k = self.cube.shape
        rates, trade = self._of_trade
        product = self.cube.keys % k
        mine = _mean(self.cube.keys // (n * k) * k + product, rates, trade, n * k).reshape(n, k)
        everyone = _mean(product, rates, trade, k)
        return self._ratio(mine, everyone[None, :])

    @cached_property
    def means(self) -> Floats:
        """t_jk, places x products: what j takes on its imports of k on average."""
        n, k = self.cube.shape
        rates, trade = self._of_trade
        return _mean(self.cube.keys % (n * k), rates, trade, n * k).reshape(n, k)

    def demand_term(self, i: int, j: int | None = None) -> Floats:
        """(1 + t_jk) / (1 + t_ijk), i's advantage: places x products, or products of the one market j."""
        n, k = self.cube.shape
        market = slice(None) if j is None else j
        term = self._general[market].copy()
        start = i * n * k + (j or 0) * k
        first, last = np.searchsorted(self.keys, (start, start + term.size))
        own = self.keys[first:last] - start
        term.reshape(-1)[own] = self._ratio(self.means[market].reshape(-1)[own], self.rates[first:last])
        return term

    @cached_property
    def _general(self) -> Floats:
        """The term of an exporter without rates of its own."""
        return self._ratio(self.means, self.mfn)

    @property
    def coverage(self) -> float:
        """Share of the value of trade whose rate is known."""
        rates, trade = self._of_trade
        return float(trade[np.isfinite(rates)].sum() / trade.sum())

    @cached_property
    def _of_trade(self) -> tuple[Floats, Floats]:
        n, k = self.cube.shape
        rates = self.mfn.reshape(-1)[self.cube.keys % (n * k)]
        if len(self.keys):
            found = np.minimum(np.searchsorted(self.keys, self.cube.keys), len(self.keys) - 1)
            rates = np.where(self.keys[found] == self.cube.keys, self.rates[found], rates)
        return rates, self.cube.values

    def _ratio(self, above: Floats, below: Floats) -> Floats:
        ratio = (1.0 + above) / (1.0 + below)
        if self.exponent != 1.0:
            ratio **= self.exponent
        return np.where(np.isnan(ratio), 1.0, ratio)


@dataclass(frozen=True, eq=False)
class Distances:
    """How unusual i's distance from j is for what j buys: exp(-| mean log D_jk - log D_ij |).

    The mean is over j's suppliers of k whose distance is known, weighted with what they sell. 1 where
    i is exactly as far as j's usual supplier, less where it is farther or nearer; 1 where it is not known.

    Attributes:
        cube: the trade that weighs.
        km: places x places, NaN where unknown.
    """

    cube: Cube
    km: Floats

    @cached_property
    def means(self) -> Floats:
        """The distance of j's usual supplier of k, in km (a geometric mean): places x products."""
        n, k = self.cube.shape
        logs = np.log(self.km).reshape(-1)[self.cube.keys // k]
        return np.exp(_mean(self.cube.keys % (n * k), logs, self.cube.values, n * k)).reshape(n, k)

    def term(self, i: int, j: int | None = None) -> Floats:
        """The factor for exporter i, 0 to 1: places x products, or products of the one market j."""
        # exp(-|a - b|) is the smaller of the two ratios, and far cheaper so.
        ratio: Floats = self.means / self.km[i][:, None] if j is None else self.means[j] / self.km[i, j]
        term: Floats = np.reciprocal(ratio)
        np.minimum(ratio, term, out=term)
        term[np.isnan(term)] = 1.0
        return term

    @property
    def coverage(self) -> float:
        """Share of the value of trade between places whose distance is known."""
        known = np.isfinite(self.km)
        return float(self.cube.pairs[known].sum() / self.cube.values.sum())


def _mean(where: Ints, amounts: Floats, weights: Floats, size: int) -> Floats:
    known = np.isfinite(amounts)
    total = summed(where[known], weights[known], size)
    sums = summed(where[known], (weights * amounts)[known], size)
    mean: Floats = np.divide(sums, total, out=np.full(size, np.nan), where=total > 0)
    return mean
