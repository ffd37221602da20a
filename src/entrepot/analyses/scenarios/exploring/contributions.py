"""Which part of a scenario does what: contributions that add up, and what parts do alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from entrepot.analyses.equilibrium import NoEquilibrium
from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.exploring.coalitions import (
    EXACT,
    ORDERS,
    Few,
    combinations_of,
    drawn,
    drawn_orders,
    on_the_way,
    shapley,
)
from entrepot.analyses.scenarios.exploring.measures import (
    ECONOMIES,
    FLOWS,
    economy_values,
    flow_values,
    flows_of,
)
from entrepot.analyses.scenarios.exploring.solving import Plan, Told, each
from entrepot.analyses.scenarios.exploring.tables import column, table
from entrepot.analyses.scenarios.outcome import PERCENT, TOTALS
from entrepot.analyses.scenarios.run import Run, Setting, run
from entrepot.analyses.scenarios.shocks import Reading
from entrepot.metadata.errors import EntrepotError, UsageError
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.scenario import CorridorPart, Scenario

MOST = 30
"""Parts beyond which nothing is told apart: 20 orders of 30 parts are 600 worlds, half a minute."""
ALL = "(all)"
"""Row of the whole scenario, in the column `part`."""
WAYS = ("", "_alone", "_without")
"""What a column says of a part: its contribution, what it does alone, what goes if it is left out."""


@dataclass(frozen=True, eq=False)
class Contributions:
    """What each part of a scenario brings. n parts, M numbers of a world: economies, then flows.

    Attributes:
        run: the whole scenario, solved.
        flows: exporter and importer of the flows followed.
        by: float64[n, M], contributions; they add up to `whole`.
        alone: float64[n, M], the world in which only this part happens.
        without: float64[n, M], the whole less the world in which all but this part happen.
        whole: float64[M].
        error: float64[n, M], standard errors of `by` where orders were drawn; None where all were taken.
        worlds: how many were solved.
    """

    run: Run
    flows: tuple[tuple[str, str], ...]
    by: Array
    alone: Array
    without: Array
    whole: Array
    error: Array | None
    worlds: int

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of the parts, in the order of the rows."""
        return tuple(part.name for part in self.run.scenario.parts)

    def told(self) -> str:
        """How contributions were made, in a few sentences."""
        count = len(self.parts)
        if self.error is None:
            how = f"over every order in which the {count} parts could happen (Shapley value)"
        else:
            # Per cent of real income only: money and per cent have no common error.
            doubt = float(np.nanmax(self.error[:, : len(self.run.setting.world.economies)]))
            how = (
                f"over {ORDERS} orders in which the {count} parts could happen, half of them drawn and half "
                f"their reverse (Shapley value, sampled; standard errors are at most {doubt:.2g} points of "
                "real income)"
            )
        return (
            f"A contribution is the mean of what a part adds, {how}; contributions add up to the whole. "
            f"{self.worlds} worlds were solved.{self._several_corridors()}"
        )

    def _several_corridors(self) -> str:
        corridors = sum(isinstance(part.what, CorridorPart) for part in self.run.scenario.parts)
        return " Where some of its corridors change but not all, their costs are multiplied." * (
            corridors > 2
        )

    def economies(self) -> FigureTable:
        """Each economy and part; economies as in `outcome.economies`, parts in order, then `ALL`.

        Columns: economy, name, part, and of real_income, gain, exports and imports the contribution, with
        `_alone` what the part does by itself, and with `_without` what goes if it is left out.
        """
        world = self.run.setting.world
        count = len(world.economies)
        keys = pl.DataFrame({
            "economy": np.repeat(np.array(world.economies), len(self.parts) + 1),
            "name": [world.economy_names[code] for code in world.economies for _ in (*self.parts, ALL)],
            "part": [*self.parts, ALL] * count,
        })  # fmt: skip
        start = {name: at * count for at, name in enumerate(ECONOMIES)}
        data = keys.with_columns(
            pl.Series(f"{name}{way}", self._cells(way, start[name], count), nan_to_null=True)
            for name in ECONOMIES for way in WAYS
        )  # fmt: skip
        order = pl.col("gain").filter(pl.col("part") == ALL).first().over("economy")
        ranked = data.sort(order, descending=True, maintain_order=True)
        return self._table("What each part brings", ranked, self._columns(ECONOMIES), (), "economy")

    def flow(self, exporter: str, importer: str) -> FigureTable:
        """What each part does to the sales of one economy to another; parts in order, then `ALL`.

        Columns: what ("goods", "services", "all"), part, and of change (in the unit of the accounts) and
        share (per cent of before) the same three as in `economies`.

        Raises:
            KeyError: a flow that was not followed.
        """
        if (exporter, importer) not in self.flows:
            raise KeyError((exporter, importer))
        totals = len(TOTALS)
        first = len(ECONOMIES) * len(self.run.setting.world.economies)
        first += self.flows.index((exporter, importer)) * len(FLOWS) * totals
        start = {name: first + at * totals for at, name in enumerate(FLOWS)}
        keys = pl.DataFrame({
            "what": [what for what in TOTALS for _ in (*self.parts, ALL)],
            "part": [*self.parts, ALL] * totals,
        })  # fmt: skip
        data = keys.with_columns(
            pl.Series(f"{name}{way}", self._cells(way, start[name], totals), nan_to_null=True)
            for name in FLOWS for way in WAYS
        )  # fmt: skip
        what = f"Sales of {exporter} to {importer} by part"
        return self._table(what, data, self._columns(FLOWS), (exporter, importer), "")

    def _cells(self, way: str, first: int, count: int) -> Array:
        """So many numbers, of each all parts and then the whole."""
        found = {"": self.by, "_alone": self.alone, "_without": self.without}[way]
        return np.asarray(np.vstack([found, self.whole])[:, first : first + count].T.ravel())

    def _columns(self, kinds: Mapping[str, tuple[str, str]]) -> list[FigureColumn]:
        said = {"": ("", "mean over the orders of parts"), "_alone": (" alone", "only this part"),
                "_without": (" lost without", "the whole less all parts but this")}  # fmt: skip
        return [
            column(
                self.run, f"{name}{way}", f"{label}{said[way][0]}", f"{concept}, {said[way][1]}",
                PERCENT if name not in ("gain", "change") else self.run.accounts.unit,
            )
            for name, (label, concept) in kinds.items() for way in WAYS
        ]  # fmt: skip

    def _table(
        self, what: str, data: pl.DataFrame, columns: list[FigureColumn], places: tuple[str, ...], place: str
    ) -> FigureTable:
        return table(self.run, what, data, columns, places=places, place_column=place, more=(self.told(),))


def contributions(
    scenario: Scenario,
    setting: Setting,
    flows: Sequence[tuple[str, str]] = (),
    *,
    exact: int = EXACT,
    told: Told | None = None,
) -> Contributions:
    """What each part of a scenario brings to every economy, and to the flows that are followed.

    Args:
        scenario: whose parts.
        setting: its world; the costs of corridors in it are used for every combination.
        flows: exporter and importer of flows to follow.
        exact: up to so many parts every combination is solved, 2^n worlds; of more, orders are drawn.
        told: hears the share that is done.

    Raises:
        UsageError: an unknown economy, more than `MOST` parts, or the scenario does not fit.
        NoEquilibrium: the whole scenario has no equilibrium.
        EntrepotError: a combination of its parts has none, so that they cannot be told apart.
    """
    count = len(scenario.parts)
    if count > MOST:
        raise UsageError(
            f"“{scenario.name}” has {count} parts; what each brings is worked out for up to {MOST}: "
            "every order of them is another world. Join parts that belong together, or leave some out."
        )
    whole = run(scenario, setting)
    at = flows_of(whole, flows)
    orders = [] if count <= exact else drawn_orders(count)
    asked = combinations_of(count) if count <= exact else on_the_way(orders)
    everything = frozenset(range(count))
    asked += [few for few in _edges(count) if few not in set(asked)]
    plans = [Plan(scenario, setting, _only(setting.reading(), scenario, few)) for few in asked]
    wanted = each(plans, lambda one: np.concatenate([economy_values(one), flow_values(one, at)]), told)
    value = {few: _known(scenario, few, found) for few, found in zip(asked, wanted, strict=True)}
    by, error = drawn(value, orders) if orders else (shapley(value, count), None)
    alone = np.array([value[frozenset((part,))] - value[frozenset()] for part in range(count)])
    without = np.array([value[everything] - value[everything - {part}] for part in range(count)])
    total = value[everything] - value[frozenset()]
    return Contributions(whole, tuple(flows), by, alone, without, total, error, len(value))


def _edges(count: int) -> list[Few]:
    """Each part alone, and all but each."""
    everything = frozenset(range(count))
    few = [frozenset((part,)) for part in range(count)]
    return [*few, *(everything - one for one in few)]


def _only(reading: Reading, scenario: Scenario, few: Few) -> Reading:
    off = {part.name: 0.0 for at, part in enumerate(scenario.parts) if at not in few}
    return replace(reading, strength=off)


def _known(scenario: Scenario, few: Few, found: Array | NoEquilibrium) -> Array:
    if not isinstance(found, NoEquilibrium):
        return found
    names = ", ".join(scenario.parts[at].name for at in sorted(few))
    raise EntrepotError(
        f"With only these parts no world balances, so that the parts cannot be told apart: {names}. {found}"
    ) from found


def check_parts(scenario: Scenario, name: str) -> None:
    """Raise `UsageError` where the scenario has no part of that name."""
    names = [part.name for part in scenario.parts]
    if name not in names:
        raise UsageError(f"“{scenario.name}” has no part {name!r}. It has: {', '.join(names)}.")
