"""Where the change of real income comes from: `equilibrium.welfare` as a table of figures."""

from __future__ import annotations

import polars as pl

from entrepot.analyses.equilibrium.welfare import welfare
from entrepot.analyses.scenarios.outcome import PERCENT, column, table, title
from entrepot.analyses.scenarios.run import Run
from entrepot.metadata.figure_table import FigureTable

SOURCES = {
    "terms_of_trade": ("Terms of trade", "what is sold becomes dearer against what is bought"),
    "volume_of_trade": ("Volume of trade", "more or less is bought of what bears a duty"),
    "cost_of_trade": ("Cost of trade", "what bringing the goods bought before takes, more or less"),
    "productivity": ("Productivity", "the same inputs yield more or less"),
    "transfers": ("Transfers", "the trade deficit that the closure allows grows or shrinks"),
    "rest": ("Rest", "buyers and sellers turn elsewhere, and all else that is not of first order"),
}
"""Label and concept of the columns that add up to `real_income`."""
FORMULA = "first-order parts of Caliendo and Parro (2015, equation 17) and Hulten (1978); the rest is exact"


def gains(run: Run) -> FigureTable:
    """The change of real income of every economy and what it is made of, those that gain most first.

    Columns: economy, name, real_income, then those of `SOURCES`, which add up to it. Per cent of income
    before.
    """
    found, world = run.equilibrium, run.setting.world
    parts = welfare(found)
    data = pl.DataFrame({
        "economy": world.economies,
        "name": [world.economy_names[code] for code in world.economies],
        "real_income": 100.0 * parts.real_income,
        **{name: 100.0 * getattr(parts, name) for name in SOURCES},
        "gain": found.income_before * parts.real_income,
    }).sort("gain", "economy", descending=[True, False]).drop("gain")  # fmt: skip
    columns = (
        column("real_income", "Real income", PERCENT, "real income (welfare): income at the prices paid"),
        *(
            column(name, label, PERCENT, f"part of the change of real income: {concept} ({FORMULA})")
            for name, (label, concept) in SOURCES.items()
        ),
    )
    return table(run, f"Where real income comes from: {title(run)}", data, columns, (), "economy")
