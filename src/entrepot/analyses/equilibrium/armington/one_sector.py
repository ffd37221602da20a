"""Exact hat algebra of one sector: Armington's goods by origin, or Eaton and Kortum's draws.

    share'[n, i] = share[n, i] (cost[n, i] wage[i])^-theta / density[n],   density[n] = the sum over i
    price index[n] = density[n]^(-1 / theta)
    wage[i] output[i] = sum over n of share'[n, i] spending'[n]

Dekle, Eaton and Kortum (2008) for the hats; Armington (1969) with theta = sigma - 1, Eaton and Kortum (2002)
with theta the dispersion of productivity. Arkolakis, Costinot and Rodriguez-Clare (2012) show that the real
wage is then home share^(-1 / theta).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.asked import closure_of, elasticity, flows, iceberg, names
from entrepot.analyses.equilibrium.armington.deficits import Deficits
from entrepot.analyses.equilibrium.armington.failing import unsolved
from entrepot.analyses.equilibrium.armington.wages import Wages, search
from entrepot.metadata.scenario import Closure

TOLERANCE = 1e-9
MOST = 500


@dataclass(frozen=True, eq=False)
class OneSector:
    """One sector before and after; hats are after / before, the unit is that in which world output stays.

    Attributes:
        countries: labels, N.
        closure: what became of deficits ("share", "fixed", "zero"). With "zero", before is the world without
            deficits and without the change.
        tolerance: asked of the logarithm of wages; iterations: steps taken; residual: largest excess demand
            left, of income.
        wages: float64[N], hats of wages, which are prices at the factory gate too.
        price_index: float64[N], hats of what a unit of consumption costs.
        real_wage: float64[N], wages / price_index.
        real_income: float64[N], spending after / before, over price_index: welfare.
        trade, trade_before: float64[N, N], importer [n] from exporter [, i], in the unit of the data.
    """

    countries: tuple[str, ...]
    theta: float
    closure: Closure
    tolerance: float
    iterations: int
    residual: float
    wages: Array
    price_index: Array
    real_wage: Array
    real_income: Array
    trade: Array
    trade_before: Array

    def table(self) -> pl.DataFrame:
        """A row per country: changes in per cent, 100 (after / before - 1); exports and imports are sums."""
        changes: dict[str, Any] = {
            "wage": self.wages,
            "price_index": self.price_index,
            "real_wage": self.real_wage,
            "real_income": self.real_income,
            "exports": _abroad(self.trade, 0) / _abroad(self.trade_before, 0),
            "imports": _abroad(self.trade, 1) / _abroad(self.trade_before, 1),
        }
        percent = {f"{name}_change": 100 * (hat - 1) for name, hat in changes.items()}
        return pl.DataFrame({"country": self.countries, **percent}).fill_nan(None)


def one_sector(
    trade: ArrayLike,
    theta: float,
    cost: ArrayLike | None = None,
    *,
    closure: Closure = "share",
    countries: tuple[str, ...] = (),
    tolerance: float = TOLERANCE,
    most: int = MOST,
) -> OneSector:
    """Wages, prices and trade after costs of trade have changed.

    Args:
        trade: [N, N] >= 0, what importer [n] buys from exporter [, i], home sales on the diagonal > 0.
        theta: trade elasticity > 0; sigma - 1 of Armington's model.
        cost: [N, N] > 0, iceberg cost after / before, indexed as trade; infinite closes a flow; None for no
            change. Divide column i by the gain of productivity of country i to have that too.
        closure: what becomes of deficits, see `Deficits`.
        countries: labels; numbers from 1 if not given.
        tolerance: of the logarithm of wages.
        most: steps, at most.

    Raises:
        UsageError: if an argument is not what it should be, naming the cell.
        NoEquilibrium: if there is none, or none was found.
    """
    matrix = flows(trade, "trade", countries)
    labels = names(countries, len(matrix))
    power = elasticity(theta, "theta", above=0.0)
    rule = closure_of(closure)
    before = matrix if rule != "zero" else _balanced(matrix, power, tolerance, most, labels)
    deficits = Deficits(rule, before.sum(0), before.sum(1))
    shares = before / before.sum(1, keepdims=True)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):  # the search refuses what is no number
        kernel = shares if cost is None else shares * iceberg(cost, labels) ** -power
    found = solved(kernel, power, deficits, tolerance, most, labels)
    index = found.density ** (-1 / power)
    return OneSector(
        labels,
        power,
        rule,
        tolerance,
        found.iterations,
        found.residual,
        found.wages,
        index,
        found.wages / index,
        found.spending / deficits.spending / index,
        found.shares * found.spending[:, None],
        before,
    )


def solved(
    kernel: Array, theta: float, deficits: Deficits, tolerance: float, most: int, labels: tuple[str, ...]
) -> Wages:
    """What `search` finds; raises NoEquilibrium, which says what to do, unless it met the tolerance."""
    found = search(kernel, theta, deficits, tolerance, most)
    if not found.last <= tolerance:
        raise unsolved(kernel, deficits, found, labels)
    return found


def _balanced(trade: Array, theta: float, tolerance: float, most: int, labels: tuple[str, ...]) -> Array:
    """The same world if nobody could spend more or less than the own income: base of the closure "zero"."""
    output = trade.sum(0)
    shares = trade / trade.sum(1, keepdims=True)
    found = solved(shares, theta, Deficits("zero", output, output), tolerance, most, labels)
    return np.asarray(found.shares * found.spending[:, None])


def _abroad(trade: Array, axis: int) -> Array:
    """Sums of trade across borders: exports along axis 0, imports along axis 1; NaN where there are none."""
    total = trade.sum(axis) - np.diag(trade)
    return np.where(total > 0, total, np.nan)
