"""What one number of an answer hangs on: each doubt in turn, from one end to the other."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from entrepot.analyses.equilibrium import NoEquilibrium
from entrepot.analyses.scenarios.exploring.doubts import Variation, variations
from entrepot.analyses.scenarios.exploring.solving import Told, each
from entrepot.analyses.scenarios.exploring.tables import column, table
from entrepot.analyses.scenarios.exploring.targets import Target
from entrepot.analyses.scenarios.run import Run, Setting, run
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.scenario import Scenario

STATED = "as asked"
"""Label of the best reading, where it is the lowest or highest of a doubt."""
EXPLAINED = {
    "elasticities": "another published set",
    "all elasticities": "a quarter less, a quarter more",
    "deficits": "what becomes of trade deficits",
    "cost of time": "what hours cost goods, and what goods move how",
}
"""What the doubts are that every scenario has; a part's is the doubt that is stated in the scenario."""


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """One number, with the best values and with each doubt at its ends.

    Attributes:
        run: with the best values.
        target: the number.
        value: what it is in `run`, in per cent.
        found: each variation and what it gave, in per cent.
        failed: each variation that has no equilibrium, and why.
    """

    run: Run
    target: Target
    value: float
    found: tuple[tuple[Variation, float], ...]
    failed: tuple[tuple[Variation, str], ...] = ()

    def told(self) -> str:
        """How it was made, and what had no answer, in a few sentences."""
        lost = "".join(f" With {v.doubt} {v.label} no world balances: {why}" for v, why in self.failed)
        return (
            "One thing is changed at a time and all else left as it is. A stated standard error is taken "
            f"from its 5th to its 95th percentile.{lost}"
        )

    def worlds(self) -> FigureTable:
        """Every world that was solved. Columns: doubt, varied, value, change (points from the best values).

        A world that does not balance has no value.
        """
        rows: list[tuple[str, str, float | None]] = [(v.doubt, v.label, value) for v, value in self.found]
        rows += [(v.doubt, v.label, None) for v, _ in self.failed]
        data = pl.DataFrame(rows, schema=["doubt", "varied", "value"], orient="row",
                            schema_overrides={"value": pl.Float64})  # fmt: skip
        data = data.with_columns(change=pl.col("value") - self.value)
        return self._table("Every world", data, ("value", "change"))

    def tornado(self) -> FigureTable:
        """Each doubt from its lowest to its highest value, widest first.

        Columns: doubt, low_at, low, high_at, high, swing; the best reading is among the values of each.
        """
        rows = [self._range(doubt) for doubt in dict.fromkeys(v.doubt for v, _ in self.found)]
        data = pl.DataFrame(
            rows, orient="row",
            schema={"doubt": pl.String, "low_at": pl.String, "low": pl.Float64, "high_at": pl.String,
                    "high": pl.Float64, "swing": pl.Float64},
        ).sort("swing", "doubt", descending=[True, False])  # fmt: skip
        return self._table("What it hangs on", data, ("low", "high", "swing"))

    def _range(self, doubt: str) -> tuple[str, str, float, str, float, float]:
        values = [(value, v.label) for v, value in self.found if v.doubt == doubt]
        values.append((self.value, STATED))
        (low, low_at), (high, high_at) = min(values), max(values)
        return doubt, low_at, low, high_at, high, high - low

    def _table(self, what: str, data: pl.DataFrame, names: tuple[str, ...]) -> FigureTable:
        title = self.target.title(self.run.setting.world)
        labels = {"value": "Value", "change": "Difference", "low": "Low", "high": "High", "swing": "Swing"}
        columns = [column(self.run, name, labels[name], f"change of {title}") for name in names]
        return table(
            self.run, f"{what}, {title}", data, columns, places=self.target.places, more=(self.told(),)
        )


def sensitivity(
    scenario: Scenario, setting: Setting, target: Target, *, told: Told | None = None
) -> Sensitivity:
    """How one number changes with everything that is in doubt, one thing at a time.

    Varied are the set of elasticities, all of them by a quarter, what becomes of deficits, the cost of time
    where corridors change, and each amount of the scenario that states a doubt.

    Args:
        scenario: what changes.
        setting: the best reading.
        target: the number.
        told: hears the share that is done.

    Raises:
        UsageError: the scenario does not fit, or there was nothing before that could change.
        NoEquilibrium: the best reading has no equilibrium.
    """
    base = run(scenario, setting)
    value = target.value(base)
    if math.isnan(value):
        raise UsageError(f"There were no {target.title(setting.world)} before, so that none can change.")
    asked = variations(scenario, setting)
    answers = list(each((one.plan for one in asked), target.value, told))
    pairs = list(zip(asked, answers, strict=True))
    return Sensitivity(
        base, target, value,
        tuple((one, got) for one, got in pairs if not isinstance(got, NoEquilibrium)),
        tuple((one, str(got)) for one, got in pairs if isinstance(got, NoEquilibrium)),
    )  # fmt: skip
