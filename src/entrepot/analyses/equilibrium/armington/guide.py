"""General equilibrium as the Advanced Guide to Trade Policy Analysis does it, chapter 2, and exactly.

Yotov, Piermartini, Monteiro and Larch (2016), UNCTAD and WTO; the method is that of Anderson, Larch and
Yotov (2018). Baseline: trade that agrees with costs, output and spending. Conditional: new costs, resistances
adjust, output and spending stay. Full endowment: prices at the factory gate, output and spending adjust too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import polars as pl

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.asked import closure_of, elasticity, position
from entrepot.analyses.equilibrium.armington.book import Looped, Step, loop
from entrepot.analyses.equilibrium.armington.deficits import Deficits
from entrepot.analyses.equilibrium.armington.indexes import Effect, indexes
from entrepot.analyses.equilibrium.armington.one_sector import MOST, TOLERANCE, solved
from entrepot.analyses.equilibrium.armington.panels import Bilateral
from entrepot.analyses.equilibrium.armington.resistances import Fitted, fitted
from entrepot.analyses.equilibrium.armington.stages import Stage, staged
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure

Stopping = Literal["guide", "converged"]


@dataclass(frozen=True, eq=False)
class Guide:
    """Three stages of a world of N countries, and how the last was had.

    Attributes:
        closure: "guide" (spending is phi times output, and the loop of the guide), or one of `Deficits`.
        stopping: "guide" (its tolerance of 0.01) or "converged".
        iterations: loops, or steps of the exact search.
        residual: largest change of the (log) price in the last of them.
        steps: what the guide's log prints of each loop; empty for exact closures.
        price: float64[N], prices at the factory gate, after / baseline.
        baseline, conditional, full: the stages. With closure "zero", baseline is the world without deficits.
    """

    countries: tuple[str, ...]
    reference: str
    sigma: float
    closure: Literal["guide"] | Closure
    stopping: Stopping
    iterations: int
    residual: float
    steps: tuple[Step, ...]
    price: Array
    baseline: Stage
    conditional: Stage
    full: Stage

    def table(self, effect: Effect = "change") -> pl.DataFrame:
        """A row per country with the guide's indexes under its names; `indexes` says what each is.

        Args:
            effect: "change" is what the counterfactual does, as in the guide's application 1; "having" is
                what it does to have what the counterfactual takes away, as in its application 2.
        """
        values = indexes(self.price, self.sigma, self.baseline, self.conditional, self.full, effect)
        return pl.DataFrame({"country": self.countries, **values})

    def pairs(self) -> pl.DataFrame:
        """A row per exporter and importer: trade at each stage, BLN, CDL and FULL as the guide has them."""
        size = len(self.countries)
        stages = {"BLN": self.baseline, "CDL": self.conditional, "FULL": self.full}
        return pl.DataFrame(
            {
                "exporter": np.tile(self.countries, size),
                "importer": np.repeat(self.countries, size),
                **{f"X_{name}": stage.trade.ravel() for name, stage in stages.items()},
            }
        )


def guide(
    data: Bilateral,
    sigma: float,
    *,
    reference: str,
    closure: Literal["guide"] | Closure = "guide",
    stopping: Stopping | None = None,
) -> Guide:
    """The guide's chain, from estimated costs to output, prices and welfare.

    Args:
        data: trade of one year and t^(1 - sigma) before and after; `bilateral` makes it from a frame.
        sigma: elasticity of substitution, > 1; the guide takes 7.
        reference: country whose inward resistance is 1 at all stages.
        closure: "guide" follows the book. "share", "fixed" and "zero" solve the same model exactly, with
            markets that clear and deficits as `Deficits` says.
        stopping: "guide" (default with that closure) stops where the book did, "converged" runs on.

    Raises:
        UsageError: if an argument is not what it should be.
        NoEquilibrium: if there is none, or none was found.
    """
    power = elasticity(sigma, "sigma", above=1.0)
    here = position(data.countries, reference, "the reference")
    rule = _rules(closure, stopping)
    output, spending = data.trade.sum(0), data.trade.sum(1)
    base = fitted(data.before, output, spending, here)
    if closure == "zero":
        output = spending = _balanced(data, base, power, output)
        base = fitted(data.before, output, spending, here)
    stage = staged(base, output, spending, here)
    start = fitted(data.after, output, spending, here)
    conditional = staged(start, output, spending, here)
    if closure == "guide":
        end = loop(data.after, base, start, stage, here, power, rule)
        count = len(end.steps)
    else:
        end, count = _exact(data, base, stage, power, here, closure_of(closure))
    return Guide(
        data.countries, reference, power, closure, rule, count, end.last, end.steps, end.price,
        stage, conditional, end.stage,
    )  # fmt: skip


def _rules(closure: str, stopping: str | None) -> Stopping:
    if closure != "guide":
        closure_of(closure)
        if stopping == "guide":
            raise UsageError(
                "the guide's rule to stop belongs to the guide's closure; others run to their end"
            )
        return "converged"
    if stopping is not None and stopping not in get_args(Stopping):
        raise UsageError(f"stopping {stopping!r} is not known; there are {', '.join(get_args(Stopping))}")
    return "converged" if stopping == "converged" else "guide"


def _balanced(data: Bilateral, base: Fitted, sigma: float, output: Array) -> Array:
    """Output of each country if nobody could spend more or less than the own income, costs as they are."""
    kernel = data.before * base.pi
    kernel /= kernel.sum(1, keepdims=True)
    deficits = Deficits("zero", output, output)
    return output * solved(kernel, sigma - 1, deficits, TOLERANCE, MOST, data.countries).wages


def _exact(
    data: Bilateral, base: Fitted, stage: Stage, sigma: float, here: int, closure: Closure
) -> tuple[Looped, int]:
    """The equilibrium by hat algebra, in the guide's terms: the reference's consumption keeps its price."""
    kernel = data.after * base.pi / (data.before @ base.pi)[:, None]
    deficits = Deficits(closure, stage.output, stage.spending)
    found = solved(kernel, sigma - 1, deficits, TOLERANCE, MOST, data.countries)
    level = found.density[here] ** (1 / (sigma - 1))
    price = found.wages * level
    output, spending = price * stage.output, found.spending * level
    pi = base.pi * price ** (1 - sigma) * (spending[here] / stage.spending[here])
    trade = found.shares * spending[:, None]
    chi = spending / (data.after @ pi)
    full = staged(Fitted(pi, chi, trade), output, spending, here)
    return Looped(price, full, (), found.last), found.iterations
