"""A scenario run through a world: solved once with the best values, and many times over what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from entrepot.analyses.corridors.network import Network
from entrepot.analyses.equilibrium import Equilibrium, solve
from entrepot.analyses.equilibrium.accounts import Accounts, Shock
from entrepot.analyses.scenarios.costs import Costs, costs
from entrepot.analyses.scenarios.shocks import Reading, joined, shock
from entrepot.analyses.scenarios.world.model import Elasticities, World
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure, CorridorPart, Scenario

DEFAULT_CLOSURE: Closure = "share"
DEFAULT_SET = "median"
TOLERANCE = 1e-8


@dataclass(frozen=True, slots=True)
class Ways:
    """Where goods move, for scenarios that change it.

    Attributes:
        network: called once, and only by a scenario that has a part on corridors.
        cache: folder of what can be made again; None keeps nothing.
        told: hears the share of the search that is done.
    """

    network: Callable[[], Network]
    cache: Path | None = None
    told: Callable[[float], None] | None = None


@dataclass(frozen=True, eq=False)
class Setting:
    """All that a run rests on besides the scenario.

    Attributes:
        world: the accounts, and the elasticities that can be chosen.
        elasticities: the set in use.
        closure: what becomes of trade deficits.
        corridors: costs of each part on corridors, by its name; of several together by their `joined` names.
    """

    world: World
    elasticities: Elasticities
    closure: Closure
    corridors: Mapping[str, Costs] = field(default_factory=dict)

    def reading(self, variant: str = "typical") -> Reading:
        """The best values, with corridors as in that variant of their costs."""
        return Reading(corridors={name: made.variants[variant] for name, made in self.corridors.items()})


@dataclass(frozen=True, eq=False)
class Run:
    """One scenario in one setting, solved.

    Attributes:
        scenario, setting: what was asked.
        accounts: the world before, with the duties that the scenario says are in force.
        shock: what was changed.
        equilibrium: the world after.
    """

    scenario: Scenario
    setting: Setting
    accounts: Accounts
    shock: Shock
    equilibrium: Equilibrium


def setting(
    scenario: Scenario,
    world: World,
    ways: Ways | None = None,
    *,
    elasticities: str = "",
    closure: Closure | str = "",
) -> Setting:
    """What a run of the scenario rests on: asked for, else as the scenario says, else the defaults.

    Raises:
        UsageError: no such set of elasticities or closure, or a part on corridors and no network.
        NoData: a cost that the corridors need is not stated.
    """
    return Setting(
        world,
        chosen(world, elasticities or scenario.elasticities or DEFAULT_SET),
        _closure(closure or scenario.closure or DEFAULT_CLOSURE),
        corridor_costs(scenario, world, ways),
    )


def run(scenario: Scenario, setting: Setting, reading: Reading | None = None) -> Run:
    """The world after the scenario.

    Raises:
        UsageError: the scenario and the world do not fit.
        NoEquilibrium: the solver found no world that balances; the message says why and what to do.
    """
    theta = setting.elasticities.theta
    accounts, made = shock(scenario, setting.world, theta, reading or setting.reading())
    after = solve(accounts, theta, made, closure=setting.closure, tolerance=TOLERANCE)
    return Run(scenario, setting, accounts, made, after)


def corridor_costs(scenario: Scenario, world: World, ways: Ways | None) -> dict[str, Costs]:
    """Costs of each part on corridors by its name, and of several together by their joined names.

    Raises:
        UsageError: there is such a part, and no network.
    """
    parts = {
        part.name: part.what.difference for part in scenario.parts if isinstance(part.what, CorridorPart)
    }
    if not parts:
        return {}
    if ways is None:
        raise UsageError(f"“{scenario.name}” changes corridors: it needs the network that goods move in.")
    asked = {name: [difference] for name, difference in parts.items()}
    asked[joined(parts)] = list(parts.values())
    network = ways.network()
    return {
        name: costs(
            network, differences, world.economies, world.codes,
            goods=world.goods.tolist(), cache=ways.cache, told=_within(ways.told, number, len(asked)),
        )
        for number, (name, differences) in enumerate(asked.items())
    }  # fmt: skip


def with_set(setting: Setting, name: str) -> Setting:
    """The same with another set of elasticities; raises `UsageError` where there is none of that name."""
    return replace(setting, elasticities=chosen(setting.world, name))


def chosen(world: World, name: str) -> Elasticities:
    """The set of elasticities of that name; raises `UsageError` naming those there are."""
    if not world.elasticities:
        raise UsageError(
            "No elasticities are known for the industries of this table: give a CSV of your own "
            "(--elasticities FILE) with the columns industry, theta and perhaps se."
        )
    if name not in world.elasticities:
        known = ", ".join(world.elasticities)
        raise UsageError(f"No elasticities are called {name!r}. There are: {known}.")
    return world.elasticities[name]


def _closure(name: str) -> Closure:
    from entrepot.metadata.scenario import CLOSURES

    for known in CLOSURES:
        if known == name:
            return known
    raise UsageError(f"No closure is called {name!r}. There are: {', '.join(CLOSURES)}.")


def _within(told: Callable[[float], None] | None, number: int, count: int) -> Callable[[float], None] | None:
    return None if told is None else lambda share: told((number + share) / count)
