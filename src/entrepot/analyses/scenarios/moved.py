"""The flows that a scenario moves most: where it bites."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from entrepot.analyses.scenarios.outcome import column, sellers_values, table, title
from entrepot.analyses.scenarios.run import TOLERANCE, Run
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureTable

MOST = 50


def moved(run: Run, most: int = MOST) -> FigureTable:
    """Flows between two economies, all industries together, the largest change first.

    Columns: exporter, importer, before, after, change, share, industry, its name, industry_change (its part
    in `change`). Values in the unit of the accounts, without duties; `share` in per cent of before; the
    industry is the one that changes most. Changes that are not above what the solver leaves open are left
    out: where nothing changes there are no rows.

    Args:
        run: whose flows.
        most: how many rows at most.
    """
    world = run.setting.world
    before, after = sellers_values(run)
    now, then = before.sum(axis=0), after.sum(axis=0)
    change = then - now
    np.fill_diagonal(change, 0.0)
    change[np.abs(change) <= TOLERANCE * now] = 0.0
    order = np.argsort(-np.abs(change), axis=None, kind="stable")[:most]
    cells = [(int(buy), int(sell)) for buy, sell in zip(*np.unravel_index(order, change.shape), strict=True)]
    names, rows = world.industry_names(), []
    for buy, sell in cells:
        if change[buy, sell] == 0.0:
            break
        by_industry = after[:, buy, sell] - before[:, buy, sell]
        largest = int(np.abs(by_industry).argmax())
        code = world.codes[largest]
        rows.append((
            world.economies[sell], world.economies[buy], now[buy, sell], then[buy, sell], change[buy, sell],
            100.0 * change[buy, sell] / now[buy, sell], code, names[code], by_industry[largest],
        ))  # fmt: skip
    return _table(run, rows)


def _table(run: Run, rows: Sequence[tuple[object, ...]]) -> FigureTable:
    text, number = pl.String, pl.Float64
    schema = {
        "exporter": text, "importer": text, "before": number, "after": number, "change": number,
        "share": number, "industry": text, "name": text, "industry_change": number,
    }  # fmt: skip
    unit = run.accounts.unit
    concept = "sales without duties, inputs and final products, at world incomes' prices"
    columns = (
        column("before", "Before", unit, concept, Quality.ESTIMATED),
        column("after", "After", unit, concept),
        column("change", "Change", unit, concept),
        column("share", "Relative", "%", concept),
        column("industry_change", "Change of that industry", unit, concept),
    )
    data = pl.DataFrame(rows, schema=schema, orient="row")
    return table(run, f"Flows most changed: {title(run)}", data, columns, ())
