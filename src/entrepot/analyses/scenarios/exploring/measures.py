"""The numbers of a world that parts are told apart by, as one row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.outcome import place, sellers_values, traded
from entrepot.analyses.scenarios.run import Run
from entrepot.metadata.errors import UsageError

ECONOMIES = {
    "real_income": ("Real income", "real income (welfare): income at the prices paid"),
    "gain": ("Gain", "what the change of real income is worth at incomes and prices before"),
    "exports": ("Exports", "exports of goods and services, at world incomes' prices"),
    "imports": ("Imports", "imports of goods and services, without duties"),
}
"""Of each economy: label and concept. Changes in per cent; gain in the unit of the accounts."""
FLOWS = {
    "change": ("Change", "sales without duties, inputs and final products, at world incomes' prices"),
    "share": ("Relative", "sales without duties, inputs and final products, at world incomes' prices"),
}
"""Of goods, services and all of a flow: label and concept. In the unit of the accounts, and in per cent."""


def economy_values(run: Run) -> Array:
    """float64[4 N]: the numbers of `ECONOMIES` one after another, each for all economies."""
    found = run.equilibrium
    (sold, bought), (sold_then, bought_then) = map(traded, sellers_values(run))
    change = found.real_income - 1.0
    parts = (
        100.0 * change,
        found.income_before * change,
        _percent(sold, sold_then),
        _percent(bought, bought_then),
    )
    return np.concatenate(parts)


def flows_of(run: Run, flows: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Positions of importer and exporter of each flow; raises `UsageError` as `outcome.pair`."""
    found = [(place(run, importer), place(run, exporter)) for exporter, importer in flows]
    for (buy, sell), (exporter, importer) in zip(found, flows, strict=True):
        if buy == sell:
            raise UsageError(f"{exporter} and {importer} are the same economy of the table.")
    return found


def flow_values(run: Run, flows: Sequence[tuple[int, int]]) -> Array:
    """float64[6 P]: of each flow the change of goods, services and all, then the same in per cent."""
    goods = run.setting.world.goods
    before, after = sellers_values(run)
    rows = []
    for buy, sell in flows:
        now, then = (
            np.array([one[meant, buy, sell].sum() for meant in (goods, ~goods, goods | ~goods)])
            for one in (before, after)
        )
        rows += [then - now, _percent(now, then)]
    return np.concatenate(rows) if rows else np.empty(0)


def _percent(before: Array, after: Array) -> Array:
    """Not a number where there was nothing."""
    change = np.divide(after, before, out=np.full(before.shape, np.nan), where=before > 0.0) - 1.0
    return np.asarray(100.0 * change)
