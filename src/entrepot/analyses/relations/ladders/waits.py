"""How long it took from one step to another: those that got there, those that wait, those that never will."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.reached import Certainty
from entrepot.analyses.relations.ladders.windows import Lapse, Window
from entrepot.metadata.interval import Interval


@dataclass(frozen=True, slots=True)
class Wait:
    """Times from one step to another, in months, of the climbs that certainly made the first on a known day.

    Attributes:
        start, end: names of the steps.
        took: those that made the second too, on days that are told, and how long it took.
        waiting: those of which nothing says that they did, and how long so far.
        unclear: those that made or may have made the second on days that are not told, or told to be before
            the first.
        over: those that were given up, ended or lapsed without it.
        undated: those whose first step is certain, but not told or not bounded by days.
        shortest, longest: of those that got there, as intervals; None if nobody did.
        middle: the median, those that wait and the unclear included: they take at least as long as so far,
            and perhaps for ever; None if there are none. Without a bound above, half may never get there.
    """

    start: str
    end: str
    took: tuple[tuple[str, Lapse], ...]
    waiting: tuple[tuple[str, Lapse], ...]
    unclear: tuple[str, ...]
    over: tuple[str, ...]
    undated: tuple[str, ...]
    shortest: Interval | None
    longest: Interval | None
    middle: Interval | None

    @property
    def is_empty(self) -> bool:
        """Whether no climb certainly made the first step."""
        return not (self.took or self.waiting or self.unclear or self.over or self.undated)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, in months."""
        intervals = {name: getattr(self, name) for name in ("shortest", "longest", "middle")}
        return {
            "start": self.start,
            "end": self.end,
            "took": [{"id": i} | lapse.to_dict() for i, lapse in self.took],
            "waiting": [{"id": i} | lapse.to_dict() for i, lapse in self.waiting],
            "unclear": list(self.unclear),
            "over": list(self.over),
            "undated": list(self.undated),
        } | {name: found.to_dict() if found else None for name, found in intervals.items()}


def waits(climbs: Iterable[Climb], on: date) -> tuple[Wait, ...]:
    """The waits of every leg of the climbs' ladders that somebody set out on by that day."""
    found = tuple(climbs)
    legs = dict.fromkeys((c.ladder, *leg) for c in found for leg in c.on_ladder.legs)
    made = (
        wait([c for c in found if c.ladder == ladder], start, end, on) for ladder, start, end in sorted(legs)
    )
    return tuple(w for w in made if not w.is_empty)


def wait(climbs: Iterable[Climb], start: str, end: str, on: date) -> Wait:
    """The wait between two steps of one ladder."""
    sorted_in: dict[str, list[tuple[str, Lapse | None]]] = {}
    for climb in sorted(climbs, key=lambda c: c.id):
        if climb.reached(start, on) is Certainty.CERTAIN and _is_awaited(climb, end, on):
            bin_, lapse = _sorted(climb, start, end, on)
            sorted_in.setdefault(bin_, []).append((climb.id, lapse))

    def timed(name: str) -> tuple[tuple[str, Lapse], ...]:
        return tuple((i, lapse) for i, lapse in sorted_in.get(name, ()) if lapse)

    def named(name: str) -> tuple[str, ...]:
        return tuple(i for i, _ in sorted_in.get(name, ()))

    took, waiting = [lapse for _, lapse in timed("took")], [lapse for _, lapse in timed("waiting")]
    unclear = [lapse for _, lapse in sorted_in.get("unclear", ()) if lapse]
    return Wait(
        start=start,
        end=end,
        took=timed("took"),
        waiting=timed("waiting"),
        unclear=named("unclear"),
        over=named("over"),
        undated=named("undated"),
        shortest=Interval(min(map(_least, took)), min(map(_most, took))) if took else None,
        longest=Interval(max(map(_least, took)), max(map(_most, took))) if took else None,
        middle=_middle(took, [*waiting, *unclear]),
    )


def _is_awaited(climb: Climb, end: str, on: date) -> bool:
    step = climb.on_ladder.step(end)
    return climb.statement.subtype not in step.not_for or climb.reached(end, on) is not None


def _sorted(climb: Climb, start: str, end: str, on: date) -> tuple[str, Lapse | None]:
    """Where a climb belongs, and how long it took, has taken, or takes at least."""
    began, arrived = climb.made(start), climb.made(end)
    if began is None or began.latest is None:
        return "undated", None
    reached = climb.reached(end, on)
    if reached is Certainty.CERTAIN and arrived and arrived.latest and not _is_before(arrived, began):
        return "took", Lapse.between(began, arrived)
    if reached:
        return "unclear", Lapse(0, None)
    standing = climb.standing(on)
    if standing.settled:
        return "over", None
    return "waiting", Lapse(Lapse.between(began, Window(on, on)).shortest, None)


def _is_before(arrived: Window, began: Window) -> bool:
    return bool(arrived.latest and began.earliest and arrived.latest < began.earliest)


def _middle(took: list[Lapse], unending: list[Lapse]) -> Interval | None:
    everyone = [*took, *unending]
    if not everyone:
        return None
    low, high = median(map(_least, everyone)), median(map(_most, everyone))
    return Interval(low, high)


def _least(lapse: Lapse) -> float:
    return float(lapse.shortest)


def _most(lapse: Lapse) -> float:
    return math.inf if lapse.longest is None else float(lapse.longest)
