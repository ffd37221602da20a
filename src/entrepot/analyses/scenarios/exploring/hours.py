"""How much faster it must get: the network searched again with its hours scaled, until a goal is reached.

Costs scaled in logarithms (`shocks.Reading.strength`) say what a corridor would have to be worth. Hours end
at zero, and goods choose other ways before that: the answer in hours is looked for in the network itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.equilibrium import NoEquilibrium
from entrepot.analyses.scenarios.costs import costs
from entrepot.analyses.scenarios.exploring.crossing import between
from entrepot.analyses.scenarios.exploring.solving import Told
from entrepot.analyses.scenarios.exploring.targets import Goal
from entrepot.analyses.scenarios.run import Setting, Ways, run
from entrepot.analyses.scenarios.shocks import joined
from entrepot.metadata.corridors import Change, Difference, Layer
from entrepot.metadata.scenario import CorridorPart, Part, Scenario
from entrepot.sources.corridors.bounds import bounds

FURTHEST = 64.0
"""Factor on a quantity beyond which nobody looks, up or down, where zero is not to be had."""
NEXT_TO_NOTHING = 1e-9
"""Factor that leaves nothing: a layer takes none of zero itself."""
EXACT = 0.004
"""How closely the share of a quantity is wanted: hours are not known better than that."""
NEAR = 0.005
"""Part of a goal that may be missed by: each search of the network takes seconds."""
_RUNS = 8
"""Searches of the network that an answer takes as a rule, for the telling of progress."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """One quantity of the corridors, and what it must become.

    Attributes:
        part, quantity, where, mode: what it is, as in `Change`.
        times: factor that the scenario states.
        needed: factor that reaches the goal, or the furthest looked at.
        unit: of the quantity.
        today, then: its typical values, lowest and highest over where it holds; before, and with `needed`.
    """

    part: str
    quantity: str
    where: str
    mode: str
    times: float
    needed: float
    unit: str
    today: tuple[float, float]
    then: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hours:
    """What the network says of a goal.

    Attributes:
        reached: whether hours (or other quantities of the corridor) alone reach the goal.
        value: the change of the target with `needed`, in per cent.
        limit: the change with nothing left of them, or at `FURTHEST`; in per cent.
        to_nothing: whether `limit` is that of nothing left.
        scaled: each quantity.
        searches: how often the network was searched.
    """

    reached: bool
    value: float
    limit: float
    to_nothing: bool
    scaled: tuple[Scaled, ...]
    searches: int


def can_scale(parts: Sequence[Part]) -> bool:
    """Whether all of these parts change quantities of corridors by factors, and do nothing else."""
    return bool(parts) and all(
        isinstance(part.what, CorridorPart) and _only_factors(part.what.difference) for part in parts
    )


def hours(
    scenario: Scenario,
    setting: Setting,
    goal: Goal,
    names: frozenset[str],
    ways: Ways,
    known: tuple[float, float],
    told: Told | None = None,
) -> Hours:
    """The factor on the quantities of corridors at which a goal is reached, found in the network.

    All factors go together: a scenario that halves one and takes a tenth off another, at twice its
    strength, quarters the one and takes 19 % off the other.

    Args:
        scenario: whose parts `names` can be scaled (`can_scale`).
        setting: in which it is run.
        goal: what is to be reached.
        names: the parts that vary; others happen as stated.
        ways: the network, and where its ways are kept.
        known: the target without these parts, and with them as stated; in per cent.
        told: hears the share that is done.
    """
    factors = [c.times for part in scenario.parts if part.name in names for c in _changes(part)]
    steep = max(abs(math.log(times)) for times in factors if times)
    ends = _vanishing(scenario, names)
    furthest = 1.0 if ends else 1.0 - 1.0 / FURTHEST
    seen = {0.0: known[0], 1.0 - math.exp(-steep): known[1]}
    searches = 0

    def value(share: float) -> float:
        nonlocal searches
        if share not in seen:
            seen[share] = _value(scenario, setting, goal, names, ways, _strength(share, steep))
            searches += 1
            if told is not None:
                told(min(0.99, searches / _RUNS))
        return seen[share]

    limit = value(furthest)
    place = _bracketed(value, sorted(seen), goal.change)
    at = (
        furthest
        if place is None
        else between(value, *place, goal.change, exact=EXACT, near=NEAR * abs(goal.change))
    )
    scaled = _scaled(scenario, names, ways.network().layer, _strength(at, steep))
    return Hours(place is not None, value(at), limit, ends, scaled, searches)


def scaled_difference(difference: Difference, strength: float) -> Difference:
    """The difference with every factor to that power; infinity leaves nothing of what shrinks."""
    changes = tuple(replace(c, times=_power(c.times or 0.0, strength)) for c in difference.changes)
    return replace(difference, changes=changes)


def _value(
    scenario: Scenario, setting: Setting, goal: Goal, names: frozenset[str], ways: Ways, strength: float
) -> float:
    other, world = _at(scenario, names, strength), setting.world
    parts = {part.name: part.what.difference for part in other.parts if isinstance(part.what, CorridorPart)}
    # All that happens to corridors is one network, what is not scaled with it.
    found = costs(ways.network(), tuple(parts.values()), world.economies, world.codes,
                  goods=world.goods.tolist(), cache=ways.cache)  # fmt: skip
    try:
        return goal.target.value(run(other, replace(setting, corridors={joined(parts): found})))
    except NoEquilibrium:
        return math.nan


def _at(scenario: Scenario, names: frozenset[str], strength: float) -> Scenario:
    def scaled(part: Part) -> Part:
        if part.name not in names or not isinstance(part.what, CorridorPart):
            return part
        return replace(part, what=CorridorPart(scaled_difference(part.what.difference, strength)))

    return replace(scenario, parts=tuple(map(scaled, scenario.parts)))


def _bracketed(
    value: Callable[[float], float], places: list[float], goal: float
) -> tuple[float, float] | None:
    for low, high in pairwise(places):
        one, other = value(low), value(high)
        if min(one, other) <= goal <= max(one, other):
            return low, high
    return None


def _strength(share: float, steep: float) -> float:
    return math.inf if share >= 1.0 else -math.log1p(-share) / steep


def _power(times: float, strength: float) -> float:
    return NEXT_TO_NOTHING if math.isinf(strength) else float(times**strength)


def _changes(part: Part) -> tuple[Change, ...]:
    return part.what.difference.changes if isinstance(part.what, CorridorPart) else ()


def _only_factors(difference: Difference) -> bool:
    plain = not difference.closures and not difference.additions
    return (
        plain
        and bool(difference.changes)
        and all(c.times not in (None, 0.0, 1.0) for c in difference.changes)
    )


def _vanishing(scenario: Scenario, names: frozenset[str]) -> bool:
    """Whether all that is scaled shrinks, and may be nothing at all."""
    return all(
        c.times is not None and c.times < 1.0 and bounds(c.quantity)[0] == 0.0
        for part in scenario.parts if part.name in names for c in _changes(part)
    )  # fmt: skip


def _scaled(scenario: Scenario, names: frozenset[str], layer: Layer, strength: float) -> tuple[Scaled, ...]:
    return tuple(
        _one(part.name, change, layer, strength)
        for part in scenario.parts if part.name in names for change in _changes(part)
    )  # fmt: skip


def _one(part: str, change: Change, layer: Layer, strength: float) -> Scaled:
    times = change.times or 1.0
    needed = _power(times, strength)
    # What the change touches is asked of the layer itself, which knows borders by country and by place.
    made = applied(layer, Difference("scaled", changes=(change,)))
    touched = [p for p in made.parameters if p.used and p.source == "difference:0:scaled:change:0"]
    typical = [p.span.typical / times for p in touched]
    today = min(typical), max(typical)
    needed = 0.0 if needed <= NEXT_TO_NOTHING else needed
    then = today[0] * needed, today[1] * needed
    return Scaled(
        part, change.quantity, change.where, change.mode, times, needed, touched[0].unit, today, then
    )
