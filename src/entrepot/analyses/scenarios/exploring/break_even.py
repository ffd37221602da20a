"""How much of a scenario a goal takes: the strength at which a number changes as wanted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from entrepot.analyses.equilibrium import NoEquilibrium
from entrepot.analyses.scenarios.exploring.contributions import check_parts
from entrepot.analyses.scenarios.exploring.crossing import Crossing, first_crossing
from entrepot.analyses.scenarios.exploring.hours import Hours, can_scale, hours
from entrepot.analyses.scenarios.exploring.solving import Told
from entrepot.analyses.scenarios.exploring.strengths import MOST, Need, check_variable, limit, needs
from entrepot.analyses.scenarios.exploring.tables import column, table
from entrepot.analyses.scenarios.exploring.targets import Goal
from entrepot.analyses.scenarios.run import Run, Setting, Ways, run
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.scenario import Part, Scenario

SCAN = (0.0, 0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, MOST)
"""Strengths that are looked at before the root is sought between two of them."""
EXACT = 1e-6
"""How closely the strength is wanted."""
_NOISE = 1e-6
"""Per cent: what the solver's tolerance leaves open. A number that moves by less does not move."""


@dataclass(frozen=True, eq=False)
class BreakEven:
    """What a goal takes.

    Attributes:
        run: at `strength`, or where the number comes nearest to the goal.
        goal: what is to be reached.
        parts: names of the parts that vary; the others happen as stated.
        strength: 0 nothing, 1 as stated, 2 twice in logarithms; None where the goal is not reached.
        nearest: the strength that comes nearest to the goal, and the number there in per cent.
        start: the number without these parts, in per cent.
        stated: the number with them as stated, in per cent; None where that world does not balance.
        ended: why nothing stronger was looked at; empty where the goal is reached.
        tried: strengths looked at, and the number there.
        needs: what the strength means for each part.
        hours: what the network says, for corridors that change by factors; None for others.
    """

    run: Run
    goal: Goal
    parts: tuple[str, ...]
    strength: float | None
    nearest: tuple[float, float]
    start: float
    stated: float | None
    ended: str
    tried: tuple[tuple[float, float], ...]
    needs: tuple[Need, ...]
    hours: Hours | None = None

    @property
    def reached(self) -> bool:
        """Whether some strength reaches the goal."""
        return self.strength is not None

    def curve(self) -> FigureTable:
        """Every strength that was looked at. Columns: strength, value (per cent)."""
        title = self.goal.target.title(self.run.setting.world)
        columns = (
            FigureColumn("strength", "Strength", "1", "0 nothing, 1 as stated, 2 twice in logarithms",
                         column(self.run, "", "", "").quality),
            column(self.run, "value", "Value", f"change of {title}"),
        )  # fmt: skip
        data = pl.DataFrame(self.tried, schema={"strength": pl.Float64, "value": pl.Float64}, orient="row")
        return table(self.run, f"How much it takes, {title}", data, columns, places=self.goal.target.places)


def break_even(
    scenario: Scenario,
    setting: Setting,
    goal: Goal,
    *,
    part: str = "",
    ways: Ways | None = None,
    told: Told | None = None,
) -> BreakEven:
    """The strength at which a scenario, or one of its parts, reaches a goal.

    Args:
        scenario: what changes.
        setting: in which world; best values alone, without their doubt.
        goal: a number, and its change in per cent.
        part: name of the part that varies; left out, all vary together.
        ways: the network, for an answer in hours as well; left out, there is none.
        told: hears the share that is done.

    Raises:
        UsageError: no such part, or one that leaves no way at all; the number does not move, or moves the
            other way; the goal is met without the part; or the scenario does not fit.
        NoEquilibrium: the world without these parts has no equilibrium.
    """
    if part:
        check_parts(scenario, part)
    varied = [each for each in scenario.parts if not part or each.name == part]
    for each in varied:
        check_variable(each, setting)
    search = _Search(scenario, _apart(setting, scenario) if part else setting, goal, tuple(varied))
    most, ended = min((limit(each, setting) for each in varied), key=lambda found: found[0])
    found = _found(search, min(most, MOST), told)
    direction = math.copysign(1.0, goal.change - search.start)
    _moves(search, found, direction)
    nearest = found.furthest(direction) if found.at is None else (found.at, search.value(found.at))
    best = search.solved(nearest[0])
    network = None
    if ways is not None and can_scale(varied):
        stated = goal.target.value(run(scenario, setting))
        names = frozenset(each.name for each in varied)
        network = hours(scenario, setting, goal, names, ways, (search.start, stated), told)
    return BreakEven(
        best, goal, tuple(each.name for each in varied), found.at, nearest, search.start,
        dict(found.tried).get(1.0), "" if found.at is not None else _why(found, most, ended), found.tried,
        tuple(need for each in varied for need in needs(each, best, nearest[0], goal.target)), network,
    )  # fmt: skip


def _apart(setting: Setting, scenario: Scenario) -> Setting:
    """Costs of corridors part by part: searched together they are known at one strength of all, 1, alone.

    The number would jump there.
    """
    names = {each.name for each in scenario.parts}
    return replace(setting, corridors={name: c for name, c in setting.corridors.items() if name in names})


class _Search:
    """The number as a function of strength."""

    def __init__(self, scenario: Scenario, setting: Setting, goal: Goal, parts: tuple[Part, ...]) -> None:
        self.scenario, self.setting, self.goal, self.parts = scenario, setting, goal, parts
        self.start = goal.target.value(self.solved(0.0))

    def solved(self, strength: float) -> Run:
        """The world at a strength."""
        by = {part.name: strength for part in self.parts}
        return run(self.scenario, self.setting, replace(self.setting.reading(), strength=by))

    def value(self, strength: float) -> float:
        """The number at a strength; not a number where no world balances."""
        if strength == 0.0:
            return self.start
        try:
            return self.goal.target.value(self.solved(strength))
        except NoEquilibrium:
            return math.nan


def _found(search: _Search, most: float, told: Told | None) -> Crossing:
    goal, target = search.goal, search.goal.target
    if math.isnan(search.start):
        title = target.title(search.setting.world)
        raise UsageError(f"There were no {title} before, so that they cannot change by {goal.change:+g} %.")
    scan = [strength for strength in SCAN if strength < most] + [most]
    done = 0

    def value(strength: float) -> float:
        nonlocal done
        done += 1
        if told is not None:
            told(min(0.99, done / (2 * len(scan))))
        return search.value(strength)

    # The stated strength is looked at even if the goal is met before: a reader compares with it.
    found = first_crossing(value, scan, goal.change, exact=EXACT)
    if most >= 1.0 and not any(strength == 1.0 for strength, _ in found.tried):
        stated = search.value(1.0)
        if not math.isnan(stated):
            found = replace(found, tried=tuple(sorted((*found.tried, (1.0, stated)))))
    return found


def _moves(search: _Search, found: Crossing, direction: float) -> None:
    """Raise `UsageError` where no strength brings the number any nearer to the goal."""
    goal, start = search.goal, search.start
    title = goal.target.title(search.setting.world)
    who = _listed(search.parts) if len(search.parts) < len(search.scenario.parts) else "It"
    others = "" if len(search.parts) == len(search.scenario.parts) else " With the other parts alone"
    if others and direction * goal.change < 0.0:
        raise UsageError(
            f"{others.strip()}, {title} already change by {start:+.3g} %: {goal.change:+g} % takes none of "
            f"{who}."
        )
    shifts = [direction * (value - start) for _, value in found.tried]
    if found.at is None and max(shifts) <= _NOISE:
        furthest = found.furthest(-direction)
        if max(map(abs, shifts)) <= _NOISE:
            raise UsageError(f"{who} does not change {title} at all, at any strength: no goal can be set.")
        raise UsageError(
            f"{who} moves {title} the other way, by {furthest[1]:+.3g} % at strength {furthest[0]:g}: a goal "
            f"of {goal.change:+g} % has the wrong sign."
        )


def _why(found: Crossing, most: float, ended: str) -> str:
    if found.edge is not None:
        return f"at strength {found.edge:.3g} no world balances any more"
    return ended if most <= MOST else f"nothing stronger than {MOST:g} times in logarithms was looked at"


def _listed(parts: Sequence[Part]) -> str:
    return ", ".join(f"“{part.name}”" for part in parts)
