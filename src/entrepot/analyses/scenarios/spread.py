"""What is in doubt, drawn many times: elasticities, amounts and costs of corridors, each draw solved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.drawn import Plan, solved
from entrepot.analyses.scenarios.run import Setting
from entrepot.analyses.scenarios.shocks import shock
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
_FEWEST = 3
_FAR = 2.0


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

    world, names = setting.world, tuple(sets) or distinct(setting.world)
    plans = list(plans_of(scenario, setting, names, draws))
    pairs = [(_position(world, exporter), _position(world, importer)) for exporter, importer in flows]
    accounts, _ = shock(scenario, world, setting.elasticities.theta, setting.reading())
    found = solved(scenario, accounts, plans, setting.closure, pairs, told)
    many = found.many
    good = [draw for draw in range(draws) if draw not in many.failed]
    if not good:
        why = many.failed[min(many.failed)]
        raise NoEquilibrium(f"No draw has an equilibrium. {why}", closure=setting.closure)
    sales, shares = _followed(world, many.trade_before[good], many.trade[good])
    return Spread(
        real_income=100.0 * (many.real_income[good] - 1.0),
        exports=100.0 * (many.exports[good] - 1.0),
        imports=100.0 * (many.imports[good] - 1.0),
        gain=found.incomes[good] * (many.real_income[good] - 1.0),
        flows=tuple(flows),
        sales=sales,
        shares=shares,
        drawn=np.array([float(names.index(plans[draw][0].elasticities.name)) for draw in good]),
        sets=names,
        failed=len(many.failed),
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


def plans_of(scenario: Scenario, setting: Setting, names: tuple[str, ...], draws: int) -> Iterator[Plan]:
    """Settings and readings, spread evenly over each doubt (Latin hypercube); arguments as in `spread`."""
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
    """Elasticities within their standard errors: lognormal with that spread, so that none falls to zero.

    Nothing is drawn beyond two standard deviations: where an error is as large as its estimate, the tail is a
    world in which cost hardly matters at all, which is no finding of whoever published it.
    """
    width = np.sqrt(np.log1p((se / theta) ** 2))
    return np.asarray(theta * np.exp(width * np.clip(chance.standard_normal(len(theta)), -_FAR, _FAR)))


def _position(world: World, economy: str) -> int:
    return int(world.positions((economy,))[0])


def _followed(world: World, before: Array, after: Array) -> tuple[Array, Array]:
    """Change of what flows hold and the same in per cent, float64[S, P, 3]; both taken are [S, P, J]."""
    parts = np.stack([world.goods, ~world.goods, np.ones_like(world.goods)], axis=1).astype(float)
    old, sales = before @ parts, (after - before) @ parts
    return sales, 100.0 * np.divide(sales, old, out=np.full(old.shape, np.nan), where=old > 0.0)
