"""What share of what was begun is told to have reached a step: from what is certain to what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.reached import Certainty, Group
from entrepot.metadata.interval import Interval
from entrepot.metadata.ladders import Step

MOST_GROUPS = 12
"""Up to so many groups of one step are combined in every way; of more, the larger are taken first."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a cohort are told to have reached a step by a day.

    Nothing told is not "no": those of `untold` may have reached it without a word of it in the record.

    Attributes:
        step: its name.
        of: ids of those that were certainly begun by then and for which the step makes sense.
        perhaps_of: ids of those that may have been begun later; counted where that makes the share's interval
            wider.
        certain: ids of those that certainly reached it.
        possible: ids of those that may have: some of a group, disputed, or perhaps only later.
        groups: ids of statements on unnamed parts of groups that raise the lower bound.
        count: from how many to how many.
        share: from what share to what share, 0 to 1; None where there is nothing to divide by.
    """

    step: str
    of: tuple[str, ...]
    perhaps_of: tuple[str, ...]
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    groups: tuple[str, ...]
    count: Interval
    share: Interval | None

    @property
    def untold(self) -> tuple[str, ...]:
        """Ids of those of which nothing says that they reached it, nor that they did not."""
        told = {*self.certain, *self.possible}
        return tuple(i for i in sorted((*self.of, *self.perhaps_of)) if i not in told)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "step": self.step,
            "of": list(self.of),
            "perhaps_of": list(self.perhaps_of),
            "certain": list(self.certain),
            "possible": list(self.possible),
            "untold": list(self.untold),
            "groups": list(self.groups),
            "count": self.count.to_dict(),
            "share": self.share.to_dict() if self.share else None,
        }


@dataclass(frozen=True, slots=True)
class Cohort:
    """Climbs of one ladder that were begun by a day, certainly or perhaps."""

    begun: tuple[Climb, ...]
    perhaps: tuple[Climb, ...]


def shares(cohort: Cohort, on: date) -> tuple[Share, ...]:
    """The share for every step of the cohort's ladder, in its order.

    Bounds hold whatever the unknown days and the unnamed members are; they are not always the narrowest.
    """
    everything = cohort.begun + cohort.perhaps
    if not everything:
        return ()
    return tuple(share(cohort, step, on) for step in everything[0].on_ladder.steps)


def share(cohort: Cohort, step: Step, on: date) -> Share:
    """The share for one step.

    With s certainly begun, of which c reached it for certain and h at most, and others perhaps begun, of
    which n did not reach it for certain and r can have: from (c + e) / (s + n) to (h + r) / (s + r), where e
    are the members of groups that must have reached it beyond those known.
    """
    begun = [c for c in cohort.begun if _makes_sense(c, step, on)]
    perhaps = [c for c in cohort.perhaps if _makes_sense(c, step, on)]
    certain = {c.id for c in (*begun, *perhaps) if c.reached(step.name, on) is Certainty.CERTAIN}
    possible = {c.id for c in (*begun, *perhaps) if c.reached(step.name, on) is Certainty.POSSIBLE}
    extra, named = _unnamed(begun, certain, step, on)
    sure = sum(c.id in certain for c in begun)
    highest = sure + sum(c.id in possible for c in begun)
    not_reached = sum(c.id not in certain for c in perhaps)
    reachable = sum(c.id in certain or c.id in possible for c in perhaps)
    return Share(
        step=step.name,
        of=_ids(c.id for c in begun),
        perhaps_of=_ids(c.id for c in perhaps),
        certain=_ids(certain),
        possible=_ids(possible),
        groups=named,
        count=Interval(sure + extra, highest + reachable),
        share=_divided(sure + extra, highest, len(begun), not_reached, reachable, len(perhaps)),
    )


def _divided(
    low: int, high: int, begun: int, not_reached: int, reachable: int, perhaps: int
) -> Interval | None:
    if not begun + perhaps:
        return None
    least = low / (begun + not_reached) if begun + not_reached else 1.0
    most = (high + reachable) / (begun + reachable) if begun + reachable else 0.0
    return Interval(least, most)


def _makes_sense(climb: Climb, step: Step, on: date) -> bool:
    # Where a document tells of the step after all, the document is right.
    return climb.statement.subtype not in step.not_for or climb.reached(step.name, on) is not None


def _unnamed(begun: Sequence[Climb], certain: set[str], step: Step, on: date) -> tuple[int, tuple[str, ...]]:
    """How many more must have reached the step than are known by name, and the statements that say so."""
    here = {c.id for c in begun}
    told = {g.statement: g for c in begun for g in c.groups if _is_of(g, step, c) and g.window.surely_by(on)}
    bounds = []
    for group in told.values():
        # Those outside the cohort may be the ones that did; those known for certain are counted already.
        left = frozenset(m for m in group.members if m in here and m not in certain)
        known = sum(m in certain and m in here for m in group.members)
        outside = len(group.members) - known - len(left)
        extra = group.at_least - known - outside
        if extra > 0:
            bounds.append((min(extra, len(left)), left, group.statement))
    best = _packed(sorted(bounds, key=lambda b: (-b[0], b[2])))
    return sum(b[0] for b in best), tuple(sorted(b[2] for b in best))


Bound = tuple[int, frozenset[str], str]


def _packed(bounds: Sequence[Bound]) -> list[Bound]:
    """Of the bounds those of the largest sum that share no member: one member may meet all that overlap."""
    if not bounds:
        return []
    first, rest = bounds[0], bounds[1:]
    apart = [b for b in rest if not b[1] & first[1]]
    with_it = [first, *_packed(apart)]
    if len(apart) == len(rest) or len(bounds) > MOST_GROUPS:
        return with_it
    without = _packed(rest)
    return max(with_it, without, key=lambda found: sum(b[0] for b in found))


def _is_of(group: Group, step: Step, climb: Climb) -> bool:
    return group.step == step.name or step.name in climb.on_ladder.step(group.step).implies


def _ids(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found))
