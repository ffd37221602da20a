"""A scenario as factors on a world: what the solver takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.analyses.scenarios.amounts import quantile
from entrepot.analyses.scenarios.duties import levied
from entrepot.analyses.scenarios.flows import cells, within
from entrepot.analyses.scenarios.world.model import Mask, World
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Part,
    ProductivityPart,
    Scenario,
    TariffPart,
)

Reader = Callable[[Amount], float]


@dataclass(frozen=True, eq=False)
class Reading:
    """Which of the worlds that a scenario leaves open is meant.

    Attributes:
        position: by name of a part, where in its doubt the amount stands, 0 to 1; parts left out have their
            best values.
        strength: by name of a part, how much of it happens: 0 nothing, 1 as stated, 2 twice in logarithms.
        corridors: by name of a corridor part, float64[J, N, N] factor on costs, before its strength; of
            parts that hold together by their `joined` names.
    """

    position: Mapping[str, float] = field(default_factory=dict)
    strength: Mapping[str, float] = field(default_factory=dict)
    corridors: Mapping[str, Array] = field(default_factory=dict)

    def amount(self, part: Part, amount: Amount) -> float:
        """The value of one of the part's amounts in this reading."""
        if part.name not in self.position or amount.certain:
            return amount.value
        return quantile(amount, self.position[part.name])

    def of(self, part: Part) -> float:
        """How much of the part happens."""
        return self.strength.get(part.name, 1.0)


@dataclass
class _Made:
    """Factors as they grow, part by part."""

    cost: Array
    productivity: Array
    demand: Array
    tariffs: Array
    before: Array


def shock(scenario: Scenario, world: World, theta: Array, reading: Reading) -> tuple[Accounts, Shock]:
    """The accounts, with the duties that the scenario says are in force, and what is otherwise.

    Args:
        scenario: whose parts multiply each other; a part of strength 0 is left out, but for duties in force.
        world: whose flows.
        theta: float64[J], elasticities: effects on trade become costs by them.
        reading: which values of uncertain amounts.

    Raises:
        UsageError: a part touches nothing, an industry is unknown, a corridor's costs are missing, or an
            amount leaves what can be (a duty of -100 % or less, a negative cost).
    """
    accounts = world.accounts
    shape = accounts.trade.shape
    made = _Made(np.ones(shape), np.ones(shape[:2]), np.ones(shape[:2]), accounts.tariffs, accounts.tariffs)
    # A duty in force is levied before and after, whether or not it changes.
    parts = [p for p in scenario.parts if reading.of(p) != 0.0 or isinstance(p.what, TariffPart)]
    if any(isinstance(part.what, TariffPart) for part in parts):
        made.tariffs, made.before = accounts.tariffs.copy(), accounts.tariffs.copy()
    made.cost *= _corridors([part for part in parts if isinstance(part.what, CorridorPart)], reading)
    for part in parts:
        _apply(part, world, theta, reading, made)
    base = levied(accounts, made.before) if _differ(made.before, accounts.tariffs) else accounts
    return base, Shock(
        cost=_changed(made.cost),
        tariffs=made.tariffs if _differ(made.tariffs, made.before) else None,
        productivity=_changed(made.productivity),
        demand=_changed(made.demand),
    )


def _differ(one: Array, other: Array) -> bool:
    return one is not other and bool((one != other).any())


def _changed(factor: Array) -> Array | None:
    return factor if (factor != 1.0).any() else None


def _apply(part: Part, world: World, theta: Array, reading: Reading, made: _Made) -> None:
    what = part.what
    if isinstance(what, TariffPart):
        _tariff(part, what, world, reading, made)
    elif isinstance(what, CostPart | AgreementPart | EmbargoPart):
        where = cells(world, what.flows, part.name)
        made.cost[where] *= _melting(part, what, theta, reading, where)
    elif isinstance(what, DemandPart | ProductivityPart):
        _inside(part, what, world, reading, made)


def joined(names: Iterable[str]) -> str:
    """What the costs of corridor parts that hold together are called."""
    return "+".join(names)


def _corridors(parts: Sequence[Part], reading: Reading) -> Array | float:
    """Factor on costs of all parts on corridors that happen.

    A post that is faster and a lane that is closed are searched as one network where that was done and both
    happen to the same degree; else their factors multiply.
    """
    together = joined(part.name for part in parts)
    strengths = {reading.of(part) for part in parts}
    if together in reading.corridors and len(strengths) == 1:
        return np.asarray(reading.corridors[together] ** strengths.pop())
    factor: Array | float = 1.0
    for part in parts:
        if part.name not in reading.corridors:
            raise UsageError(f"The costs of the corridors of part “{part.name}” were not worked out.")
        factor = factor * reading.corridors[part.name] ** reading.of(part)
    return factor


def _melting(
    part: Part, what: CostPart | AgreementPart | EmbargoPart, theta: Array, reading: Reading, where: Mask
) -> Array | float:
    """Factor on the iceberg costs of the cells in `where`."""
    strength = reading.of(part)
    if isinstance(what, CostPart):
        change = reading.amount(part, what.change)
        _held(part, change > -1.0, f"costs cannot change by {change:+.0%}: below -100 % nothing is left")
        return float((1.0 + change) ** strength)
    own = np.broadcast_to(theta[:, None, None], where.shape)[where]
    if isinstance(what, AgreementPart):
        # Trade goes with cost to the power -theta: an effect on ln trade is so much less ln cost, over theta.
        return np.asarray(np.exp(-strength * reading.amount(part, what.effect) / own))
    share = min(max(reading.amount(part, what.share), 0.0), 1.0)
    left = 1.0 - min(share * strength, 1.0)
    if left == 0.0:
        return float("inf")
    return np.asarray(left ** (-1.0 / own))


def _tariff(part: Part, what: TariffPart, world: World, reading: Reading, made: _Made) -> None:
    where = cells(world, what.flows, part.name)
    after = reading.amount(part, what.after)
    before = made.before[where] if what.before is None else what.before
    level = before + (after - before) * reading.of(part)
    lowest = float(np.min(level))
    _held(part, lowest > -1.0, f"a duty of {lowest:.0%} leaves nothing to pay; it must be above -100 %")
    made.before[where], made.tariffs[where] = before, level


def _inside(
    part: Part, what: DemandPart | ProductivityPart, world: World, reading: Reading, made: _Made
) -> None:
    where = within(world, what.economies, what.industries, part.name)
    change = reading.amount(part, what.change)
    _held(part, change > -1.0, f"it cannot change by {change:+.0%}: below -100 % nothing is left")
    factor = made.productivity if isinstance(what, ProductivityPart) else made.demand
    factor[where] *= (1.0 + change) ** reading.of(part)


def _held(part: Part, fine: bool, problem: str) -> None:
    if not fine:
        raise UsageError(f"Part “{part.name}”: {problem}.")


def only(scenario: Scenario, names: frozenset[str]) -> Scenario:
    """The scenario with only those of its parts."""
    return replace(scenario, parts=tuple(part for part in scenario.parts if part.name in names))
