"""The answer to a scenario: the run with the best values, its spread, and tables that hold both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios import outcome, sides
from entrepot.analyses.scenarios.costs import Chain
from entrepot.analyses.scenarios.gains import gains
from entrepot.analyses.scenarios.moved import MOST, moved
from entrepot.analyses.scenarios.run import TOLERANCE, Run
from entrepot.analyses.scenarios.spread import Spread, interval, percentiles, widening
from entrepot.analyses.scenarios.telling import UNKNOWN, caveats
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.interval import Interval

BOUNDED = ("real_income", "gain", "exports", "imports")
"""Columns of `economies` that have bounds where there is a spread: `<name>_low`, `<name>_high`."""
_STILL = 1e-9
"""A relative change, in per cent, from which what was there before cannot be had."""
_NAMED = 6


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
        """Sales of one side, economy or group, to another by industry: `outcome.pair`."""
        return outcome.pair(self.run, exporter, importer)

    def industries(self, economy: str) -> FigureTable:
        """Output of an economy or group by industry: `outcome.industries`."""
        return outcome.industries(self.run, economy)

    def gains(self) -> FigureTable:
        """Where the change of real income of each economy comes from: `gains.gains`."""
        return gains(self.run)

    def moved(self, most: int = MOST) -> FigureTable:
        """The flows that change most: `moved.moved`."""
        return moved(self.run, most)

    def sales(self, exporter: str, importer: str, what: str = "goods", *, relative: bool = True) -> Figure:
        """Change of what one side sells another, with its interval where the spread followed its flows.

        Args:
            exporter: ISO 3166-1 alpha-3, or the code of a group.
            importer: the same.
            what: "goods", "services" or "all".
            relative: in per cent of before; else in the unit of the accounts.
        """
        column = "share" if relative else "change"
        found = self.pair(exporter, importer).figure(column, industry=what)
        drawn = self._drawn(exporter, importer, what, relative=relative)
        return found if drawn is None else replace(found, value=interval(drawn))

    def widened(self, exporter: str, importer: str, what: str = "goods") -> tuple[str, Interval] | None:
        """The elasticities that alone make the interval of `sales` twice as wide, and what it is without."""
        drawn = self._drawn(exporter, importer, what, relative=True)
        return None if drawn is None or self.spread is None else widening(drawn, self.spread)

    def _drawn(self, exporter: str, importer: str, what: str, *, relative: bool) -> Array | None:
        """float64[S], the change in each draw; None where the spread did not follow all of the flows."""
        if self.spread is None:
            return None
        places = {flow: at for at, flow in enumerate(self.spread.flows)}
        asked = sides.flows(self.run.setting.world, exporter, importer)
        if any(flow not in places for flow in asked):
            return None
        column = outcome.TOTALS.index(what)
        at = [places[flow] for flow in asked]
        shares, sales = self.spread.shares[:, at, column], self.spread.sales[:, at, column]
        if not relative or len(at) == 1:
            return np.asarray((shares if relative else sales).sum(axis=1))
        # Draws keep changes alone. Without deficits the world before differs from draw to draw, so what was
        # sold in it is had from the change and its share; where nothing changes, from the best values.
        world = self.run.setting.world
        values = outcome.sellers_values(self.run)[0][outcome.meant(world, what)]
        best = values[:, sides.between(world, exporter, importer)].sum(axis=0)
        still = np.broadcast_to(best, shares.shape).copy()
        before = np.divide(100.0 * sales, shares, out=still, where=np.abs(shares) > _STILL).sum(axis=1)
        return np.asarray(100.0 * sales.sum(axis=1) / before)

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
        return (*caveats(self.run), *((self.spread.told(),) if self.spread else ()), *self._beyond())

    def _beyond(self) -> tuple[str, ...]:
        """A sentence on economies whose best value lies outside its interval."""
        if self.spread is None:
            return ()
        found = [row["economy"] for row in self.economies().rows() if beyond(row, "real_income")]
        if not found:
            return ()
        some = f"{', '.join(found[:_NAMED])}{' and more' if len(found) > _NAMED else ''}"
        return (
            f"The best value of real income lies outside its interval for {len(found)} of "
            f"{len(self.run.setting.world.economies)} economies ({some}): it rests on the elasticities "
            f"“{self.run.setting.elasticities.name}” and the best of all else, the draws on every set.",
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON form: what was asked, in which setting, every economy, what moved most, and the caveats."""
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
            "gains": self.gains().to_dict(),
            "moved": self.moved().to_dict(),
            "caveats": list(self.caveats),
            "not_in_the_model": list(UNKNOWN),
        }


def beyond(row: Mapping[str, Any], name: str) -> bool:
    """Whether the best value of a column of `economies` lies outside its bounds, by more than noise."""
    if f"{name}_low" not in row or row[name] is None or row[f"{name}_low"] is None:
        return False
    slack = 100.0 * TOLERANCE
    return not row[f"{name}_low"] - slack <= row[name] <= row[f"{name}_high"] + slack


def _bounded(column: FigureColumn) -> tuple[FigureColumn, ...]:
    if column.name not in BOUNDED or column.quality is not Quality.MODELLED:
        return (column,)
    low = replace(column, name=f"{column.name}_low", label="Low", concept=f"{column.concept}, low")
    return (
        column,
        low,
        replace(low, name=f"{column.name}_high", label="High", concept=f"{column.concept}, high"),
    )
