"""Follow-through: what share is told to have reached which step, how long it took, what has been silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from entrepot.analyses.relations.ladders.ageing import Age, ageing
from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.shares import Cohort, Share, shares
from entrepot.analyses.relations.ladders.waits import Wait, waits
from entrepot.metadata.errors import UsageError
from entrepot.metadata.ladders import LADDERS

By = Literal["all", "pair", "party", "topic", "period", "kind"]


@dataclass(frozen=True, slots=True)
class Line:
    """The follow-through of one pair, party, topic, year or kind on one ladder.

    Attributes:
        key: the pair ("BEL-KAZ"), party, topic, year of launch, kind; "all"; empty where it is not said.
        ladder: the ladder that these climb.
        shares: for every step of it.
        waits: between its steps, where somebody set out.
        ages: how long those that are not settled have been silent.
        followed_by_deeds: ids of those to which the record links a deed that follows from them.
        too_young: ids of those launched after the day, or within the time of grace before it.
        talk: ids of what was only talked about, asked for or refused; promised by nobody, so not followed.
        unread: statements with a status that no ladder knows, with the word.
    """

    key: str
    ladder: str
    shares: tuple[Share, ...]
    waits: tuple[Wait, ...]
    ages: tuple[Age, ...]
    followed_by_deeds: tuple[str, ...]
    too_young: tuple[str, ...]
    talk: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]

    def share(self, step: str) -> Share:
        """The share for a step; raises `UsageError` if the ladder has no such step, or nothing was begun."""
        LADDERS[self.ladder].step(step)
        for found in self.shares:
            if found.step == step:
                return found
        raise UsageError(f"nothing of {self.key or 'no key'} was begun: there is no share of {step}.")

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "key": self.key,
            "ladder": self.ladder,
            "shares": [s.to_dict() for s in self.shares],
            "waits": [w.to_dict() for w in self.waits],
            "ages": [a.to_dict() for a in self.ages],
            "followed_by_deeds": list(self.followed_by_deeds),
            "too_young": list(self.too_young),
            "talk": list(self.talk),
            "unread": [{"statement": i, "status": word} for i, word in self.unread],
        }


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """Follow-through on a day.

    Attributes:
        by: what the lines are for.
        on: the day.
        grace: months after its launch before which something is too young to be counted.
        lines: by key, then ladder. What belongs to several pairs or parties stands in each of their lines.
    """

    by: str
    on: date
    grace: int
    lines: tuple[Line, ...]

    def line(self, key: str, ladder: str) -> Line:
        """The line of that key and ladder; raises `UsageError` if there is none."""
        for line in self.lines:
            if (line.key, line.ladder) == (key, ladder):
                return line
        raise UsageError(f"no follow-through of {key!r} on the ladder {ladder!r}.")

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "by": self.by,
            "on": self.on.isoformat(),
            "grace": self.grace,
            "lines": [line.to_dict() for line in self.lines],
        }


def follow_through(climbs: Iterable[Climb], by: By = "all", *, on: date, grace: int = 0) -> FollowThrough:
    """What became of what was begun.

    Args:
        climbs: as made by `climbs`, all or chosen ones.
        by: what to tell apart.
        on: the day on which it is looked at; what was told later than that is not counted.
        grace: months within which nobody can expect anything to have come of it.

    Raises:
        UsageError: if there is no such way to tell apart, or grace is negative.
    """
    if by not in get_args(By):
        raise UsageError(f"no follow-through by {by!r}: ask for one of {', '.join(get_args(By))}.")
    if grace < 0:
        raise UsageError(f"grace is {grace} months: it cannot be negative.")
    grouped: dict[tuple[str, int], list[Climb]] = {}
    for climb in sorted(climbs, key=lambda c: (c.id, c.ladder)):
        for key in _keys(climb, by):
            grouped.setdefault((key, list(LADDERS).index(climb.ladder)), []).append(climb)
    day = _months_before(on, grace)
    lines = (_line(key, found, on, day) for (key, _), found in sorted(grouped.items()))
    return FollowThrough(by, on, grace, tuple(lines))


def _line(key: str, found: list[Climb], on: date, day: date) -> Line:
    followed = [(c, c.launch) for c in found if not c.is_only_talk]
    begun = tuple(c for c, launch in followed if launch.surely_by(day))
    perhaps = tuple(c for c, at in followed if at.perhaps_by(day) and not at.surely_by(day))
    return Line(
        key=key,
        ladder=found[0].ladder,
        shares=shares(Cohort(begun, perhaps), on),
        waits=waits((*begun, *perhaps), on),
        ages=ageing((*begun, *perhaps), on),
        followed_by_deeds=tuple(c.id for c in (*begun, *perhaps) if c.followed_by),
        too_young=tuple(c.id for c, launch in followed if not launch.perhaps_by(day)),
        talk=tuple(c.id for c in found if c.is_only_talk),
        unread=tuple(sorted({each for c in found for each in c.unread})),
    )


def _keys(climb: Climb, by: By) -> Iterator[str]:
    s = climb.statement
    if by == "pair":
        yield from ("-".join(pair) for pair in climb.pairs)
    elif by == "party":
        yield from dict.fromkeys(party.actor for party in s.parties)
    elif by == "period":
        yield _year(climb)
    else:
        yield {"all": "all", "topic": s.topic, "kind": s.kind}[by]


def _year(climb: Climb) -> str:
    """The year of the launch; "2010/2011" where it is one of several, empty where it is not bounded."""
    launch = climb.launch
    if launch.earliest is None or launch.latest is None:
        return ""
    first, last = launch.earliest.year, launch.latest.year
    return str(first) if first == last else f"{first}/{last}"


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    # The 28th is a day of every month: at most three days earlier than the calendar would have it.
    return day if not months else date(year, month + 1, min(day.day, 28))
