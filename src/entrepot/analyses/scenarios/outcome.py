"""What a run gives, as tables of figures: economies, the flows of a pair, the industries of an economy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.welfare import terms_of_trade
from entrepot.analyses.scenarios import sides
from entrepot.analyses.scenarios.run import Run
from entrepot.analyses.scenarios.telling import caveat, method, origins
from entrepot.analyses.scenarios.world.model import Mask, World
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable

TOTALS = ("goods", "services", "all")
"""Rows that add up the industries of a flow, in this order before them."""
PERCENT = "%"
TERMS = "contribution of terms of trade to real income, first order (Caliendo and Parro 2015, equation 17)"


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

    Columns: economy, name, real_income, gain, real_wage, wage, prices, exports, imports, output,
    terms_of_trade, revenue. Changes in per cent; terms of trade what they alone do to real income; gain and
    revenue in the unit of the accounts.
    """
    found, world = run.equilibrium, run.setting.world
    (sold, bought), (sold_then, bought_then) = map(traded, sellers_values(run))
    data = pl.DataFrame({
        "economy": world.economies,
        "name": [world.economy_names[code] for code in world.economies],
        "real_income": 100.0 * (found.real_income - 1.0),
        "gain": found.income_before * (found.real_income - 1.0),
        "real_wage": 100.0 * (found.real_wage - 1.0),
        "wage": 100.0 * (found.wages - 1.0),
        "prices": 100.0 * (found.price_index - 1.0),
        "exports": changes(sold, sold_then),
        "imports": changes(bought, bought_then),
        "output": changes(found.output_before.sum(axis=0), found.output.sum(axis=0)),
        "terms_of_trade": 100.0 * terms_of_trade(found).sum(axis=(0, 2)),
        "revenue": found.revenue - found.revenue_before,
    })  # fmt: skip
    unit = run.accounts.unit
    columns = (
        column("real_income", "Real income", PERCENT, "real income (welfare): income at the prices paid"),
        column("gain", "Gain", unit, "what the change of real income is worth at incomes and prices before"),
        column("real_wage", "Real wage", PERCENT, "value added per unit of factors, at the prices paid"),
        column("wage", "Wage", PERCENT, "value added per unit of factors; the world's value added is 1"),
        column("prices", "Prices", PERCENT, "prices of what final users buy, in the same measure"),
        column("exports", "Exports", PERCENT, "exports of goods and services, at world incomes' prices"),
        column("imports", "Imports", PERCENT, "imports of goods and services, without duties"),
        column("output", "Output", PERCENT, "gross output, at world incomes' prices"),
        column("terms_of_trade", "Terms of trade", PERCENT, TERMS),
        column("revenue", "Duties", unit, "change of the revenue of the duties in the model"),
    )
    ranked = data.sort("gain", "economy", descending=[True, False])
    return table(run, f"What changes: {title(run)}", ranked, columns, (), "economy")


def pair(run: Run, exporter: str, importer: str) -> FigureTable:
    """What one side sells another, before and after, by industry; totals first.

    Columns: industry, name, before, after, change, share. Values in the unit of the accounts, without duties;
    share in per cent of before, null where there was nothing.

    Args:
        run: whose flows.
        exporter: an economy, or a group: all flows of its members to the other side together.
        importer: the same.

    Raises:
        UsageError: a side that the world does not have, or the same economy twice.
    """
    world = run.setting.world
    cells = sides.between(world, exporter, importer)
    before, after = (values[:, cells].sum(axis=1) for values in sellers_values(run))
    names = world.industry_names()
    rows = [
        (total, total, before[meant(world, total)].sum(), after[meant(world, total)].sum())
        for total in TOTALS
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
    """What each industry of an economy or a group makes, before and after; columns as in `pair`.

    Raises:
        UsageError: an economy that the world does not have.
    """
    world = run.setting.world
    at = world.positions(sides.members(world, economy))
    names = world.industry_names()
    data = pl.DataFrame({
        "industry": world.codes,
        "name": [names[code] for code in world.codes],
        "before": run.equilibrium.output_before[:, at].sum(axis=1),
        "after": run.equilibrium.output[:, at].sum(axis=1),
    }).with_columns(change=pl.col("after") - pl.col("before"))  # fmt: skip
    data = data.with_columns(
        share=pl.when(pl.col("before") > 0.0).then(100.0 * pl.col("change") / pl.col("before"))
    )
    return _flow_table(run, f"Output of {economy}", data, (economy,))


def meant(world: World, total: str) -> Mask:
    """bool[J] of the industries that one of `TOTALS` adds up."""
    return {"goods": world.goods, "services": ~world.goods}.get(total, np.ones_like(world.goods))


def place(run: Run, economy: str) -> int:
    """Position of an economy; raises `UsageError` as `sides.single`."""
    return sides.single(run.setting.world, economy)


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
        column("before", "Before", unit, concept, Quality.ESTIMATED),
        column("after", "After", unit, concept),
        column("change", "Change", unit, concept),
        column("share", "Relative", PERCENT, concept),
    )
    return table(run, f"{what}: {title(run)}", data, columns, places)


def table(
    run: Run,
    what: str,
    data: pl.DataFrame,
    columns: Sequence[FigureColumn],
    places: tuple[str, ...],
    place_column: str = "",
) -> FigureTable:
    """A table of a run: with its method, its caveats and all it rests on."""
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


def column(name: str, label: str, unit: str, concept: str, quality: Any = Quality.MODELLED) -> FigureColumn:
    """A column of numbers; its method is set by `table`."""
    return FigureColumn(name, label, unit, concept, quality)
