"""Trade, output and openness before and after: functions of an equilibrium. Formulas are in each docstring.

M[j, n, i] is what n pays i for products of j, duties left out; a prime is after. N economies, J industries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.result import Equilibrium
from entrepot.metadata.errors import UsageError


@dataclass(frozen=True, eq=False)
class PairTrade:
    """What an exporter sells to an importer, by industry: float64[J] each, duties left out.

    Attributes:
        before, after: values, in the unit of the accounts.
        real: factor on the quantity: M' / (M c^), with c^ of the exporter; NaN where nothing was sold.
    """

    before: Array
    after: Array
    real: Array


def basic(equilibrium: Equilibrium, *, after: bool) -> Array:
    """float64[J, N, N], M: trade without duties, [industry, importer, exporter], home sales included."""
    trade = equilibrium.trade if after else equilibrium.trade_before
    tariffs = equilibrium.tariffs if after else equilibrium.tariffs_before
    return trade / (1.0 + tariffs) if tariffs.any() else trade


def pair(equilibrium: Equilibrium, exporter: str, importer: str) -> PairTrade:
    """Trade of one pair, one way; raises `UsageError` for a label that is none."""
    i, n = position(equilibrium, exporter), position(equilibrium, importer)
    before, after = (
        trade[:, n, i] / (1.0 + tariffs[:, n, i])
        for trade, tariffs in (
            (equilibrium.trade_before, equilibrium.tariffs_before),
            (equilibrium.trade, equilibrium.tariffs),
        )
    )
    real = np.divide(
        after, before * equilibrium.costs[:, i], out=np.full_like(before, np.nan), where=before > 0
    )
    return PairTrade(before, after, real)


def exports(equilibrium: Equilibrium, *, after: bool) -> Array:
    """float64[J, N]: what others buy of n, sum over m other than n of M[j, m, n]."""
    flows = basic(equilibrium, after=after)
    return np.asarray(flows.sum(axis=1) - _home(flows))


def imports(equilibrium: Equilibrium, *, after: bool) -> Array:
    """float64[J, N]: what n buys of others, duties left out, sum over i other than n of M[j, n, i]."""
    flows = basic(equilibrium, after=after)
    return np.asarray(flows.sum(axis=2) - _home(flows))


def imports_from(equilibrium: Equilibrium, partners: Sequence[str], *, after: bool) -> Array:
    """float64[J, N]: what n buys of the partners, itself left out.

    Table 5 of Caliendo and Parro (2015) is the growth of its sums over industries.
    """
    places = [position(equilibrium, name) for name in partners]
    flows = basic(equilibrium, after=after)
    bought = flows[:, :, places].sum(axis=2)
    bought[:, places] -= _home(flows)[:, places]
    return np.asarray(bought)


def real_imports(equilibrium: Equilibrium) -> Array:
    """float64[N]: factor on the volume of imports, at the prices of before: sum of M' / c^ over sum of M."""
    flows = basic(equilibrium, after=True) / equilibrium.costs[:, None, :]
    before = imports(equilibrium, after=False).sum(axis=0)
    bought = (flows.sum(axis=2) - _home(flows)).sum(axis=0)
    return _ratio(bought, before)


def real_output(equilibrium: Equilibrium) -> Array:
    """float64[J, N]: factor on the quantity made: Y' / (Y c^); NaN where nothing was made."""
    before = equilibrium.output_before * equilibrium.costs
    return _ratio(equilibrium.output, before)


def openness(equilibrium: Equilibrium, *, after: bool) -> Array:
    """float64[N]: (exports + imports) / value added."""
    value_added = equilibrium.value_added if after else equilibrium.value_added_before
    traded = exports(equilibrium, after=after) + imports(equilibrium, after=after)
    return np.asarray(traded.sum(axis=0) / value_added)


def export_shares(equilibrium: Equilibrium, *, after: bool) -> Array:
    """float64[J, N]: each industry's share in the exports of n (Table 6 of Caliendo and Parro 2015)."""
    sold = exports(equilibrium, after=after)
    return _ratio(sold, np.broadcast_to(sold.sum(axis=0), sold.shape))


def concentration(shares: Array) -> Array:
    """float64[N]: normalised Herfindahl index of the columns, (sum of squares - 1/J) / (1 - 1/J).

    J is the number of rows: leave out the industries that are not traded first, as Table 6 does.
    """
    each = 1.0 / len(shares)
    return np.asarray(((shares**2).sum(axis=0) - each) / (1.0 - each))


def position(equilibrium: Equilibrium, economy: str) -> int:
    """Of an economy; raises `UsageError` with the nearest labels."""
    try:
        return equilibrium.before.economy(economy)
    except KeyError:
        from rapidfuzz import process

        near = ", ".join(found[0] for found in process.extract(economy, equilibrium.economies, limit=3))
        raise UsageError(f"'{economy}' is no economy of these accounts. The nearest are: {near}.") from None


def _home(flows: Array) -> Array:
    return np.ascontiguousarray(np.diagonal(flows, axis1=1, axis2=2))


def _ratio(above: Array, below: Array) -> Array:
    """NaN where there was nothing."""
    return np.asarray(np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0))
