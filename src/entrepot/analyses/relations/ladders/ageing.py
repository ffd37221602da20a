"""What has been silent for how long, sorted by age."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.windows import Lapse
from entrepot.metadata.interval import Interval

EDGES = (12, 24, 60)
"""Ends of the classes of age, in months: a year, two, five. Our own choice; other edges can be asked for."""


@dataclass(frozen=True, slots=True)
class Age:
    """Those about which nothing new was told for a time.

    Attributes:
        since: months from which on.
        until: months below which; None for the oldest.
        certain: ids of those whose silence lies in it whatever its dates mean.
        possible: ids of those whose silence may.
    """

    since: int
    until: int | None
    certain: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def count(self) -> Interval:
        """From how many to how many."""
        return Interval(len(self.certain), len(self.certain) + len(self.possible))

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "since": self.since,
            "until": self.until,
            "certain": list(self.certain),
            "possible": list(self.possible),
            "count": self.count.to_dict(),
        }


def ageing(climbs: Iterable[Climb], on: date, edges: tuple[int, ...] = EDGES) -> tuple[Age, ...]:
    """The silences of those that are not settled, by class of age.

    Args:
        climbs: what is followed through.
        on: the day on which it is looked at.
        edges: months that part the classes, rising.
    """
    silent = [(c.id, lapse) for c in climbs if not c.standing(on).settled and (lapse := c.silent(on))]
    classes = zip((0, *edges), (*edges, None), strict=True)
    return tuple(_age(silent, since, until) for since, until in classes)


def _age(silent: list[tuple[str, Lapse]], since: int, until: int | None) -> Age:
    inside = {i for i, lapse in silent if lapse.shortest >= since and _below(lapse.longest, until)}
    touching = {i for i, lapse in silent if _touches(lapse, since, until)}
    return Age(since, until, tuple(sorted(inside)), tuple(sorted(touching - inside)))


def _below(longest: int | None, until: int | None) -> bool:
    return until is None or (longest is not None and longest < until)


def _touches(lapse: Lapse, since: int, until: int | None) -> bool:
    young_enough = until is None or lapse.shortest < until
    old_enough = lapse.longest is None or lapse.longest >= since
    return young_enough and old_enough
