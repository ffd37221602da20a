"""What is in doubt, drawn many times: elasticities, amounts and costs of corridors, each draw solved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.outcome import TOTALS, place, sellers_values, traded
from entrepot.analyses.scenarios.run import Run, Setting, run
from entrepot.analyses.scenarios.shocks import Reading
from entrepot.analyses.scenarios.world.model import World
from entrepot.metadata.interval import Interval
from entrepot.metadata.scenario import Scenario

DRAWS = 100
SEED = 2015
"""Draws are the same each time: an interval that changes from run to run could not be cited."""
VARIANTS = ("mild", "typical", "typical", "strong")
"""Costs of corridors, as they are drawn: typical half of the time."""
LOW, HIGH = 5.0, 95.0
"""Percentiles that an interval runs between: nine draws of ten lie within."""
_WORKERS = 2
_FEWEST = 3


@dataclass(frozen=True, eq=False)
class Spread:
    """What the draws gave. S draws, N economies, P flows.

    Attributes:
        real_income, exports, imports: float64[S, N], changes in per cent.
        gain: float64[S, N], in the unit of the accounts.
        flows: the flows followed, exporter and importer.
        sales: float64[S, P, 3], change of goods, services and all that the flow holds, in the unit of the
            accounts.
        shares: float64[S, P, 3], the same in per cent.
        drawn: float64[S], position in `sets` of the elasticities of each draw.
        sets: elasticities that were drawn from.
        failed: draws that found no equilibrium, and are in none of the arrays.
    """

    real_income: Array
    exports: Array
    imports: Array
    gain: Array
    flows: tuple[tuple[str, str], ...]
    sales: Array
    shares: Array
    drawn: Array
    sets: tuple[str, ...]
    failed: int = 0

    @property
    def draws(self) -> int:
        """How many draws were solved."""
        return len(self.real_income)

    def told(self) -> str:
        """How the intervals were made, in a sentence or two."""
        lost = f" {self.failed} more draws found no equilibrium." if self.failed else ""
        return (
            f"Intervals hold nine of ten of {self.draws} draws over {len(self.sets)} sets of elasticities "
            f"({', '.join(self.sets)}), their standard errors, the doubt stated in the scenario and that of "
            f"the cost of time.{lost}"
        )


def interval(draws: Array) -> Interval:
    """From the 5th to the 95th percentile; anything at all where no draw is defined."""
    known = draws[np.isfinite(draws)]
    if not len(known):
        return Interval.unknown(nonnegative=False)
    low, high = np.percentile(known, (LOW, HIGH))
    return Interval(float(low), float(high))


def percentiles(draws: Array) -> tuple[Array, Array]:
    """Both percentiles of each column of float64[S, N]."""
    low, high = np.percentile(draws, (LOW, HIGH), axis=0)
    return low, high


def spread(
    scenario: Scenario,
    setting: Setting,
    flows: Sequence[tuple[str, str]] = (),
    *,
    draws: int = DRAWS,
    sets: Sequence[str] = (),
    told: Callable[[float], None] | None = None,
) -> Spread:
    """Solve the scenario over draws from all that is in doubt.

    Args:
        scenario: what changes.
        setting: world, closure and costs; its own elasticities are one set among the others.
        flows: exporter and importer of flows to follow.
        draws: how many.
        sets: names of the sets of elasticities to draw from, alike; left out, all that the world has, of two
            readings of one publication the first.
        told: hears the share that is done.

    Raises:
        UsageError: an economy that the world does not have, no such set, or the scenario does not fit.
        NoEquilibrium: no draw at all has an equilibrium.
    """
    from entrepot.analyses.equilibrium import NoEquilibrium

    names = tuple(sets) or distinct(setting.world)
    asked = list(_plans(scenario, setting, names, draws))
    number_of = {name: float(at) for at, name in enumerate(names)}
    made: list[tuple[Array, ...]] = []
    failure: NoEquilibrium | None = None

    def solved(plan: tuple[Setting, Reading]) -> tuple[Array, ...] | NoEquilibrium:
        try:
            done = run(scenario, *plan)
            return *_kept(done, flows), np.array(number_of[done.setting.elasticities.name])
        except NoEquilibrium as error:
            return error

    with ThreadPoolExecutor(_WORKERS) as pool:
        for number, result in enumerate(pool.map(solved, asked), start=1):
            if isinstance(result, NoEquilibrium):
                failure = result
            else:
                made.append(result)
            if told is not None:
                told(number / draws)
    if not made and failure is not None:
        raise failure
    income, exports, imports, gain, sales, shares, drawn = (
        np.array(column) for column in zip(*made, strict=True)
    )
    return Spread(
        income, exports, imports, gain, tuple(flows), sales, shares, drawn, names, draws - len(made)
    )


def distinct(world: World) -> tuple[str, ...]:
    """Names of the sets of elasticities, without other readings of the same publication."""
    return tuple(name for name, one in world.elasticities.items() if not one.variant_of)


def widening(draws: Array, spread: Spread) -> tuple[str, Interval] | None:
    """The set of elasticities that makes an interval at least twice as wide as it is without it.

    Args:
        draws: float64[S], of the figure.
        spread: whose draws they are.

    Returns:
        Its name and the interval without it; None where no set does so, or there is but one.
    """
    if len(spread.sets) < _FEWEST:
        return None
    whole = interval(draws).width
    without = [(name, interval(draws[spread.drawn != at])) for at, name in enumerate(spread.sets)]
    name, least = min(without, key=lambda each: each[1].width)
    return (name, least) if least.width < whole / 2.0 else None


def _plans(
    scenario: Scenario, setting: Setting, names: tuple[str, ...], draws: int
) -> Iterator[tuple[Setting, Reading]]:
    """Settings and readings, spread evenly over each doubt (Latin hypercube)."""
    chance = np.random.default_rng(SEED)
    which = _even(chance, draws)
    variants = _even(chance, draws)
    positions = {part.name: _even(chance, draws) for part in scenario.parts}
    for s in range(draws):
        used = setting.world.elasticities[names[int(which[s] * len(names))]]
        drawn = replace(setting, elasticities=replace(used, theta=_theta(used.theta, used.se, chance)))
        variant = VARIANTS[int(variants[s] * len(VARIANTS))]
        position = {name: float(values[s]) for name, values in positions.items()}
        yield drawn, replace(setting.reading(variant), position=position)


def _even(chance: np.random.Generator, count: int) -> Array:
    """One number in each of `count` equal parts of 0 to 1, in random order, never 0 or 1."""
    within = chance.uniform(0.01, 0.99, count)
    return np.asarray((chance.permutation(count) + within) / count)


def _theta(theta: Array, se: Array, chance: np.random.Generator) -> Array:
    """Elasticities within their standard errors; lognormal, so that none falls to zero."""
    return np.asarray(theta * np.exp(se / theta * chance.standard_normal(len(theta))))


def _kept(done: Run, flows: Sequence[tuple[str, str]]) -> tuple[Array, ...]:
    found = done.equilibrium
    before, after = sellers_values(done)
    (sold, bought), (sold_then, bought_then) = traded(before), traded(after)
    sales, shares = _followed(done, before, after, flows)
    return (
        100.0 * (found.real_income - 1.0),
        _relative(sold, sold_then),
        _relative(bought, bought_then),
        found.income_before * (found.real_income - 1.0),
        sales,
        shares,
    )


def _followed(
    done: Run, before: Array, after: Array, flows: Sequence[tuple[str, str]]
) -> tuple[Array, Array]:
    goods = done.setting.world.goods
    parts: tuple[Any, ...] = (goods, ~goods, np.ones_like(goods))
    sales, old = np.zeros((len(flows), len(TOTALS))), np.zeros((len(flows), len(TOTALS)))
    for row, (exporter, importer) in enumerate(flows):
        cell = (place(done, importer), place(done, exporter))
        for column, part in enumerate(parts):
            old[row, column] = before[part, *cell].sum()
            sales[row, column] = after[part, *cell].sum() - old[row, column]
    return sales, _relative(old, old + sales)


def _relative(before: Array, after: Array) -> Array:
    return np.asarray(
        100.0 * np.divide(after - before, before, out=np.full(before.shape, np.nan), where=before > 0.0)
    )
