"""The answer to a scenario: the run with the best values, its spread, and tables that hold both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from entrepot.analyses.scenarios import outcome
from entrepot.analyses.scenarios.costs import Chain
from entrepot.analyses.scenarios.run import Run
from entrepot.analyses.scenarios.spread import Spread, interval, percentiles, widening
from entrepot.analyses.scenarios.telling import UNKNOWN, caveats
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.interval import Interval

BOUNDED = ("real_income", "gain", "exports", "imports")
"""Columns of `economies` that have bounds where there is a spread: `<name>_low`, `<name>_high`."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What a scenario changes.

    Attributes:
        run: with the best values.
        spread: over what is in doubt; None where it was not asked for.
    """

    run: Run
    spread: Spread | None = None

    @property
    def title(self) -> str:
        """What the scenario is called."""
        return outcome.title(self.run)

    def economies(self) -> FigureTable:
        """Every economy: `outcome.economies`, with bounds of the columns in `BOUNDED`."""
        table = outcome.economies(self.run)
        if self.spread is None:
            return table
        bounds: dict[str, Any] = {"economy": self.run.setting.world.economies}
        for name in BOUNDED:
            bounds[f"{name}_low"], bounds[f"{name}_high"] = percentiles(getattr(self.spread, name))
        data = table.data.join(pl.DataFrame(bounds), on="economy", how="left", maintain_order="left")
        columns = [made for column in table.columns for made in _bounded(column)]
        keys = [name for name in table.data.columns if name not in {c.name for c in table.columns}]
        return replace(table, data=data.select(*keys, *(c.name for c in columns)), columns=tuple(columns))

    def pair(self, exporter: str, importer: str) -> FigureTable:
        """Sales of one economy to another by industry: `outcome.pair`."""
        return outcome.pair(self.run, exporter, importer)

    def industries(self, economy: str) -> FigureTable:
        """Output of an economy by industry: `outcome.industries`."""
        return outcome.industries(self.run, economy)

    def sales(self, exporter: str, importer: str, what: str = "goods", *, relative: bool = True) -> Figure:
        """Change of what one economy sells another, with its interval where the spread followed the flow.

        Args:
            exporter: ISO 3166-1 alpha-3.
            importer: the same.
            what: "goods", "services" or "all".
            relative: in per cent of before; else in the unit of the accounts.
        """
        column = "share" if relative else "change"
        found = self.pair(exporter, importer).figure(column, industry=what)
        if self.spread is None or (exporter, importer) not in self.spread.flows:
            return found
        draws = self.spread.shares if relative else self.spread.sales
        at = self.spread.flows.index((exporter, importer))
        return replace(found, value=interval(draws[:, at, outcome.TOTALS.index(what)]))

    def widened(self, exporter: str, importer: str, what: str = "goods") -> tuple[str, Interval] | None:
        """The elasticities that alone make the interval of `sales` twice as wide, and what it is without."""
        if self.spread is None or (exporter, importer) not in self.spread.flows:
            return None
        at, column = self.spread.flows.index((exporter, importer)), outcome.TOTALS.index(what)
        return widening(self.spread.shares[:, at, column], self.spread)

    def chain(self, exporter: str, importer: str, industry: str) -> Chain:
        """From hours and dollars to the cost of one flow, all parts on corridors together.

        Raises:
            UsageError: the scenario has no part on corridors, or the flow is not in the world.
        """
        corridors = self.run.setting.corridors
        if not corridors:
            raise UsageError(f"“{self.run.scenario.name}” changes no corridor: it states its costs itself.")
        *_, together = corridors.values()
        return together.chain(exporter, importer, industry)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know; how intervals were made comes last."""
        return (*caveats(self.run), *((self.spread.told(),) if self.spread else ()))

    def to_dict(self) -> dict[str, Any]:
        """JSON form: what was asked, in which setting, every economy, and the caveats."""
        made = self.run.setting
        return {
            "scenario": self.run.scenario.name,
            "title": self.title,
            "table": made.world.title,
            "elasticities": made.elasticities.name,
            "closure": made.closure,
            "iterations": self.run.equilibrium.iterations,
            "residual": self.run.equilibrium.residual,
            "draws": self.spread.draws if self.spread else 0,
            "economies": self.economies().to_dict(),
            "caveats": list(self.caveats),
            "not_in_the_model": list(UNKNOWN),
        }


def _bounded(column: FigureColumn) -> tuple[FigureColumn, ...]:
    if column.name not in BOUNDED or column.quality is not Quality.MODELLED:
        return (column,)
    low = replace(column, name=f"{column.name}_low", label="Low", concept=f"{column.concept}, low")
    return (
        column,
        low,
        replace(low, name=f"{column.name}_high", label="High", concept=f"{column.concept}, high"),
    )
