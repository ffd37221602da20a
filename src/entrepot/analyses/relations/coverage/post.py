"""A post: a form in which one place is present in another, and what is said not to be there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entrepot.analyses.relations.coverage.kinds import (
    Kind,
    Level,
    level_of,
)
from entrepot.analyses.relations.coverage.lasting import (
    Existence,
    Lasting,
    Presence,
)
from entrepot.analyses.relations.coverage.sightings import Sighting
from entrepot.metadata.dates import StatedDate


@dataclass(frozen=True, slots=True)
class Post:
    """A form in which one place is present in another.

    Attributes:
        kind: which form.
        sender: code of the place it stands for; of a joint body, one of the two sides.
        host: ISO alpha-3 code of the country it covers; of a joint body, the other side.
        operator: the organisation that runs it, where that is not the place itself: "AWEX".
        through: the state that represents the sender; empty when it represents itself.
        seat: town where it sits, as documents name it; empty when none is named.
        seat_country: ISO alpha-3 code of the country of that town; empty when it is not known.
        resident: whether it sits in the country it covers; None where no seat is known, or none is needed.
        km: from the seat to the capital of the host, great circle; None where either cannot be placed.
        organisation: whether the sender is an organisation of states, which is not its members.
        sightings: what the record says of it, with the dates of each.
        rests_on: the mission at that seat, without which it cannot be; None when the record has none.
    """

    kind: Kind
    sender: str
    host: str
    operator: str
    through: str
    seat: str
    seat_country: str
    resident: bool | None
    km: float | None
    organisation: bool
    sightings: tuple[Sighting, ...]
    rests_on: Post | None = None

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of all that is said of it."""
        return tuple(dict.fromkeys(s.statement for s in self.sightings))

    @property
    def level(self) -> Level:
        """How well it covers the host while it stands."""
        return level_of(self.kind, self.resident)

    @property
    def existence(self) -> Existence:
        """The times in which it stood, as far as the record bounds them."""
        firm = [s.lasting for s in self.sightings if not s.planned and not s.disputed]
        return Existence.of(firm or [s.lasting for s in self.sightings if not s.planned])

    def presence(self, when: StatedDate) -> Presence:
        """Whether it stood at a time; what only a disputed statement tells is at most possible."""
        own = self.existence.on(when)
        told = [s for s in self.sightings if not s.planned]
        if own is Presence.CERTAIN and all(s.disputed for s in told):
            own = Presence.POSSIBLE
        base = self.rests_on.presence(when) if self.rests_on and own.stands else None
        return base if base in (Presence.NOT_YET, Presence.ENDED) else own

    def to_dict(self) -> dict[str, Any]:
        """JSON form; the mission it rests on by its statements."""
        plain = {
            name: getattr(self, name) for name in Post.__slots__ if name not in ("sightings", "rests_on")
        }
        return plain | {
            "kind": self.kind.value,
            "level": self.level.value,
            "existence": self.existence.to_dict(),
            "statements": list(self.statements),
            "rests_on": list(self.rests_on.statements) if self.rests_on else [],
        }


@dataclass(frozen=True, slots=True)
class Absence:
    """What a document says is not there: a form that one place does not have in others."""

    statement: str
    kind: Kind
    sender: str
    organisation: bool
    hosts: tuple[str, ...]
    lasting: Lasting


@dataclass(frozen=True, slots=True)
class Posts:
    """All posts of a record, the absences that documents state, and the posts by the country they cover."""

    every: tuple[Post, ...]
    absences: tuple[Absence, ...]
    by_host: dict[str, tuple[Post, ...]]
