"""What a run gives, as tables of figures: economies, the flows of a pair, the industries of an economy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.run import Run
from entrepot.analyses.scenarios.telling import caveat, method, origins
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable

TOTALS = ("goods", "services", "all")
"""Rows that add up the industries of a flow, in this order before them."""
PERCENT = "%"


def sellers_values(run: Run) -> tuple[Array, Array]:
    """What sellers get, before and after, without duties; float64[J, N, N] as `Accounts.trade`."""
    # Without deficits the world before is not that of the accounts, but the one that the solver began from.
    found = run.equilibrium
    return found.trade_before / (1.0 + found.tariffs_before), found.trade / (1.0 + found.tariffs)


def traded(values: Array) -> tuple[Array, Array]:
    """Exports and imports of each economy, float64[N] each: all flows that cross a border."""
    abroad = values.sum(axis=0) * ~np.eye(values.shape[1], dtype=bool)
    return abroad.sum(axis=0), abroad.sum(axis=1)


def economies(run: Run) -> FigureTable:
    """Every economy of the world, those that gain most first.

    Columns: economy, name, real_income, gain, real_wage, exports, imports, output, revenue. Changes in per
    cent; gain and revenue in the unit of the accounts.
    """
    found, world = run.equilibrium, run.setting.world
    (sold, bought), (sold_then, bought_then) = map(traded, sellers_values(run))
    data = pl.DataFrame({
        "economy": world.economies,
        "name": [world.economy_names[code] for code in world.economies],
        "real_income": 100.0 * (found.real_income - 1.0),
        "gain": found.income_before * (found.real_income - 1.0),
        "real_wage": 100.0 * (found.real_wage - 1.0),
        "exports": changes(sold, sold_then),
        "imports": changes(bought, bought_then),
        "output": changes(found.output_before.sum(axis=0), found.output.sum(axis=0)),
        "revenue": found.revenue - found.revenue_before,
    })  # fmt: skip
    unit = run.accounts.unit
    columns = (
        _column("real_income", "Real income", PERCENT, "real income (welfare): income at the prices paid"),
        _column("gain", "Gain", unit, "what the change of real income is worth at incomes and prices before"),
        _column("real_wage", "Real wage", PERCENT, "value added per unit of factors, at the prices paid"),
        _column("exports", "Exports", PERCENT, "exports of goods and services, at world incomes' prices"),
        _column("imports", "Imports", PERCENT, "imports of goods and services, without duties"),
        _column("output", "Output", PERCENT, "gross output, at world incomes' prices"),
        _column("revenue", "Duties", unit, "change of the revenue of the duties in the model"),
    )
    ranked = data.sort("gain", "economy", descending=[True, False])
    return _table(run, f"What changes: {title(run)}", ranked, columns, (), "economy")


def pair(run: Run, exporter: str, importer: str) -> FigureTable:
    """What one economy sells another, before and after, by industry; totals first.

    Columns: industry, name, before, after, change, share. Values in the unit of the accounts, without duties;
    share in per cent of before, null where there was nothing.

    Raises:
        UsageError: an economy that the world does not have, or the same one twice.
    """
    world = run.setting.world
    sell, buy = place(run, exporter), place(run, importer)
    if sell == buy:
        raise UsageError(f"{exporter} and {importer} are the same economy of the table.")
    before, after = (values[:, buy, sell] for values in sellers_values(run))
    goods = world.goods
    names = world.industry_names()
    rows = [
        (total, total, before[where].sum(), after[where].sum())
        for total, where in zip(TOTALS, (goods, ~goods, np.ones_like(goods)), strict=True)
    ]
    rows += [(code, names[code], before[j], after[j]) for j, code in enumerate(world.codes)]
    data = pl.DataFrame(rows, schema=["industry", "name", "before", "after"], orient="row").with_columns(
        change=pl.col("after") - pl.col("before")
    )
    data = data.with_columns(
        share=pl.when(pl.col("before") > 0.0).then(100.0 * pl.col("change") / pl.col("before"))
    )
    return _flow_table(run, f"Sales of {exporter} to {importer}", data, (exporter, importer))


def industries(run: Run, economy: str) -> FigureTable:
    """What each industry of an economy makes, before and after; columns as in `pair`.

    Raises:
        UsageError: an economy that the world does not have.
    """
    at, world = place(run, economy), run.setting.world
    names = world.industry_names()
    data = pl.DataFrame({
        "industry": world.codes,
        "name": [names[code] for code in world.codes],
        "before": run.equilibrium.output_before[:, at],
        "after": run.equilibrium.output[:, at],
    }).with_columns(change=pl.col("after") - pl.col("before"))  # fmt: skip
    data = data.with_columns(
        share=pl.when(pl.col("before") > 0.0).then(100.0 * pl.col("change") / pl.col("before"))
    )
    return _flow_table(run, f"Output of {economy}", data, (economy,))


def place(run: Run, economy: str) -> int:
    """Position of an economy; raises `UsageError` saying where one is that the world does not have."""
    return int(run.setting.world.positions((economy,))[0])


def changes(before: Array, after: Array) -> list[float | None]:
    """Relative changes in per cent; null where there was nothing."""
    return [
        100.0 * (then / now - 1.0) if now > 0.0 else None
        for now, then in zip(before.tolist(), after.tolist(), strict=True)
    ]


def title(run: Run, language: str = "en") -> str:
    """What the scenario is called."""
    titles = run.scenario.title
    return titles.get(language) or titles.get("en") or run.scenario.name


def _flow_table(run: Run, what: str, data: pl.DataFrame, places: tuple[str, ...]) -> FigureTable:
    unit = run.accounts.unit
    concept = "sales without duties, inputs and final products, at world incomes' prices"
    columns = (
        _column("before", "Before", unit, concept, Quality.ESTIMATED),
        _column("after", "After", unit, concept),
        _column("change", "Change", unit, concept),
        _column("share", "Relative", PERCENT, concept),
    )
    return _table(run, f"{what}: {title(run)}", data, columns, places)


def _table(
    run: Run,
    what: str,
    data: pl.DataFrame,
    columns: Sequence[FigureColumn],
    places: tuple[str, ...],
    place_column: str = "",
) -> FigureTable:
    made = tuple(
        FigureColumn(c.name, c.label, c.unit, c.concept, c.quality, method(run))
        if c.quality is Quality.MODELLED
        else c
        for c in columns
    )
    return FigureTable(
        title=what, data=data, columns=made, period=run.setting.world.period, places=places,
        origins=origins(run), caveat=caveat(run), place_column=place_column,
    )  # fmt: skip


def _column(name: str, label: str, unit: str, concept: str, quality: Any = Quality.MODELLED) -> FigureColumn:
    return FigureColumn(name, label, unit, concept, quality)
