"""Which of the scenarios matter for a pair: at most three that differ, each with why it was taken.

A scenario whose places hold both sides comes before one that holds one side, and that before one that only
shuts something the pair's routes need. Where any holds both, one that holds a single side is taken only if it
shuts what they need. Then comes what is made for the pair (at least half of its places are theirs), what
shuts something their routes need, the larger share of places that are theirs, and the name: the same question
has the same answer each time.

Three are looked for: the best that shuts, the best that opens a corridor, and the best of another kind that
opens; then whatever comes next. No two are about the same thing: Khorgos is not asked twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from entrepot.metadata.corridors import Difference
from entrepot.metadata.scenario import (
    AgreementPart,
    CorridorPart,
    CostPart,
    EmbargoPart,
    Part,
    ProductivityPart,
    Scenario,
    TariffPart,
)

MOST = 3
Direction = Literal["closing", "opening", "both", "other"]
Reason = Literal["both", "one", "needed"]
_MADE_FOR = 0.5
_COMMERCE = (AgreementPart, CostPart, EmbargoPart, TariffPart)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A scenario, and why it was taken.

    Attributes:
        scenario: the scenario.
        direction: whether it shuts or opens something.
        reasons: "both" or "one" of the two sides is among those it is about; "needed": it shuts
            something that routes of the pair need.
    """

    scenario: Scenario
    direction: Direction
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Ranked:
    chosen: Chosen
    key: tuple[float | str, ...]
    subjects: frozenset[str]

    @property
    def on_corridors(self) -> bool:
        return any(isinstance(part.what, CorridorPart) for part in self.chosen.scenario.parts)

    @property
    def on_commerce(self) -> bool:
        return any(isinstance(part.what, _COMMERCE) for part in self.chosen.scenario.parts)

    def near(self, other: _Ranked) -> bool:
        """Whether the two are about the same thing."""
        return bool(self.subjects & other.subjects)


def choose(
    here: Collection[str],
    there: Collection[str],
    scenarios: Iterable[Scenario],
    needed: Collection[str] = (),
    most: int = MOST,
) -> tuple[Chosen, ...]:
    """The scenarios that matter for a pair, in the order of the module's docstring.

    Args:
        here: ISO 3166-1 alpha-3 of the countries of one side.
        there: of the other.
        scenarios: to choose from.
        needed: what routes of the pair need, as closures are written ("country:RUS", "passage:suez").
        most: how many at most.

    Returns:
        None where no scenario is about either side or shuts what they need.
    """
    found = (_ranked(one, set(here), set(there), set(needed)) for one in scenarios)
    left = _fitting(sorted((one for one in found if one is not None), key=lambda one: one.key))
    taken: list[_Ranked] = []
    for wanted in _WANTED:
        if (first := _first(left, taken, wanted)) is not None:
            taken.append(first)
    return tuple(one.chosen for one in taken[:most])


def direction(scenario: Scenario) -> Direction:
    """Whether a scenario shuts things or opens them; "both" where its parts differ."""
    found = {told for part in scenario.parts if (told := _direction(part)) != "other"}
    if len(found) == 1:
        return found.pop()
    return "both" if found else "other"


def closures(scenario: Scenario) -> frozenset[str]:
    """What the parts on corridors shut, in written form."""
    return frozenset(
        shut
        for part in scenario.parts
        if isinstance(part.what, CorridorPart)
        for shut in part.what.difference.closures
    )


_WANTED: tuple[Callable[[_Ranked], bool], ...] = (
    lambda one: one.chosen.direction == "closing",
    lambda one: one.chosen.direction == "opening" and one.on_corridors,
    lambda one: one.chosen.direction == "opening" and one.on_commerce,
    lambda one: one.chosen.direction == "opening",
    lambda one: one.on_commerce,
    lambda _one: True,
    lambda _one: True,
)
"""What is looked for, one after the other, until there are enough."""


def _fitting(ranked: Sequence[_Ranked]) -> list[_Ranked]:
    """Without what is about one side alone and shuts nothing they need, where something is about both."""
    if not any("both" in one.chosen.reasons for one in ranked):
        return list(ranked)
    return [one for one in ranked if one.chosen.reasons != ("one",)]


def _first(
    ranked: Sequence[_Ranked], taken: Sequence[_Ranked], wanted: Callable[[_Ranked], bool]
) -> _Ranked | None:
    free = (one for one in ranked if not any(one.near(other) for other in taken))
    return next((one for one in free if wanted(one)), None)


def _ranked(scenario: Scenario, here: set[str], there: set[str], needed: set[str]) -> _Ranked | None:
    places = set(scenario.places)
    sides = bool(places & here) + bool(places & there)
    is_needed = bool(closures(scenario) & needed)
    if not sides and not is_needed:
        return None
    share = len(places & (here | there)) / len(places) if places else 0.0
    reasons: tuple[Reason, ...] = (("one", "both")[sides - 1],) if sides else ()
    reasons += ("needed",) if is_needed else ()
    key = (-float(sides), -float(share >= _MADE_FOR), -float(is_needed), -share, scenario.name)
    return _Ranked(Chosen(scenario, direction(scenario), reasons), key, _subjects(scenario))


def _direction(part: Part) -> Direction:
    what = part.what
    if isinstance(what, CorridorPart):
        return _of_difference(what.difference)
    if isinstance(what, EmbargoPart):
        return "closing"
    if isinstance(what, TariffPart):
        return "closing" if what.after.value > (what.before or 0.0) else "opening"
    if isinstance(what, CostPart):
        return "closing" if what.change.value > 0.0 else "opening"
    if isinstance(what, AgreementPart):
        return "opening" if what.effect.value > 0.0 else "closing"
    if isinstance(what, ProductivityPart):
        return "opening" if what.change.value > 0.0 else "closing"
    return "other"


def _of_difference(difference: Difference) -> Direction:
    worse = bool(difference.closures) or any((c.times or 0.0) > 1.0 for c in difference.changes)
    better = bool(difference.additions) or any(
        c.times is not None and c.times < 1.0 for c in difference.changes
    )
    if worse and better:
        return "both"
    return "closing" if worse else "opening" if better else "other"


def _subjects(scenario: Scenario) -> frozenset[str]:
    """What a scenario is about: places of the network, or kinds of measures."""
    found: set[str] = set()
    for part in scenario.parts:
        if isinstance(part.what, CorridorPart):
            found |= _places(part.what.difference)
        else:
            found.add(type(part.what).__name__)
    return frozenset(found)


def _places(difference: Difference) -> set[str]:
    written = (*difference.closures, *(change.where for change in difference.changes))
    inner = {name for where in written for name in where.split(":")[1:]}
    return inner | {end for new in difference.additions for end in (new.start, new.end)}
