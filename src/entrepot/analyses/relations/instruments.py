"""What was agreed between two places, how far it went, and how good the evidence for that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from entrepot.analyses.relations.involvement import Scene, of_pair
from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.climbs import climbs
from entrepot.analyses.relations.ladders.evidence import Evidence
from entrepot.analyses.relations.ladders.reached import Group
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.ladders import LADDER_OF, LADDERS, read
from entrepot.metadata.statement import Statement

__all__ = ["Evidence", "GroupStatus", "Instrument", "Stage", "instruments", "stage"]


class Stage(StrEnum):
    """How far an instrument went, by what the record says; never further than that."""

    DISCUSSED = "discussed"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    SIGNED = "signed"
    IN_FORCE = "in force"
    UNDER_WAY = "under way"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"


# Several steps of a ladder are one stage of a brief.
_STAGES: Mapping[str, Stage] = MappingProxyType(
    {stage.value: stage for stage in Stage}
    | {
        "negotiated": Stage.AGREED,
        "initialled": Stage.AGREED,
        "provisionally applied": Stage.SIGNED,
        "ratified": Stage.SIGNED,
        "renewed": Stage.IN_FORCE,
        "funded": Stage.AGREED,
        "started": Stage.UNDER_WAY,
        "evaluated": Stage.UNDER_WAY,
        "pledge": Stage.ANNOUNCED,
        "commitment": Stage.AGREED,
        "disbursement": Stage.DELIVERED,
    }
)
_SHORT_OF = MappingProxyType({"talk": Stage.DISCUSSED, "call": Stage.PROPOSED, "plan": Stage.PROPOSED})


@dataclass(frozen=True, slots=True)
class GroupStatus:
    """A status the record gives to an unnamed part of a group of instruments.

    Attributes:
        stage: what that part reached.
        quantifier: "some" or "most", as the document says.
        statement: id of the statement that says it.
        members: ids of the group; which of them is not known.
    """

    stage: Stage
    quantifier: str
    statement: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement, memorandum, promise or project of a pair.

    Attributes:
        statement: what was agreed.
        stage: how far it certainly went.
        possibly: statuses of its group that may or may not be its own.
        evidence: what the tie rests on.
        over: the step that took it back for a time or for good, such as "terminated"; empty while none did.
        steps: the steps of its ladder that it certainly reached, implied ones included.
        details: ids of statements on its content.
        repeated: ids of statements of the same thing.
        followed_by: ids of deeds that the record links to it.
    """

    statement: Statement
    stage: Stage
    possibly: tuple[GroupStatus, ...]
    evidence: Evidence
    over: str = ""
    steps: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()

    @property
    def date(self) -> StatedDate:
        """When, as stated."""
        return self.statement.date or StatedDate("..")

    @property
    def is_signed(self) -> bool:
        """Whether the record says it was signed; concluded or proposed is not signed."""
        return "signed" in self.steps

    def in_force(self) -> str:
        """Whether it is in force: "yes", "no longer", "possible" (some of its group are), "not stated"."""
        if self.stage is Stage.IN_FORCE:
            return "no longer" if self.over else "yes"
        return "possible" if any(g.stage is Stage.IN_FORCE for g in self.possibly) else "not stated"


def instruments(statements: Iterable[Statement], a: str, b: str) -> tuple[Instrument, ...]:
    """What the pair agreed, promised, proposed or works on, oldest first; undated last.

    A proposal stays a proposal, a status of an unnamed part of a group stays possible for each, and what is
    said twice stands once.
    """
    record = tuple(statements)
    found = {c.id: c for c in climbs(record, between=(a, b)) if c.ladder == LADDER_OF.get(c.statement.kind)}
    shown = of_pair((c.statement for c in found.values()), a, b, Scene.of(record))
    kept = [
        found[p.statement.id] for p in shown if _is_instrument(p.statement, bool(p.a.actor and p.b.actor))
    ]
    return tuple(sorted(map(_instrument, kept), key=_order))


def stage(status: str) -> Stage:
    """The stage a status word stands for, on the first ladder on which it is a step; without a context."""
    readings = [found for name in LADDERS if (found := read(status, name))]
    found = next((r for r in readings if r.step), readings[0] if readings else None)
    return _stage(found.step or "unknown", found.short_of) if found else Stage.UNKNOWN


def _is_instrument(s: Statement, both: bool) -> bool:
    """Whether it is one in its own right; a promise or an agreement needs both sides as parties."""
    return s.kind == "project" or (both and s.kind in ("agreement", "commitment") and bool(s.status))


def _instrument(climb: Climb) -> Instrument:
    certain = {r.step for r in climb.steps if r.is_certain}
    steps = tuple(step for step in climb.on_ladder.steps if step.name in certain)
    furthest = [step.name for step in steps if not step.leaves]
    now = climb.standing().step
    return Instrument(
        statement=climb.statement,
        stage=_stage(furthest[-1] if furthest else "unknown", climb.short_of),
        possibly=tuple(map(_group, climb.groups)),
        evidence=climb.grade,
        over=now if any(step.name == now and step.leaves for step in steps) else "",
        steps=tuple(step.name for step in steps),
        details=climb.details,
        repeated=climb.repeated,
        followed_by=climb.followed_by,
    )


def _stage(step: str, short_of: str) -> Stage:
    return _STAGES.get(step, Stage.UNKNOWN) if step != "unknown" else _SHORT_OF.get(short_of, Stage.UNKNOWN)


def _group(group: Group) -> GroupStatus:
    return GroupStatus(_stage(group.step, ""), group.quantifier, group.statement, group.members)


def _order(instrument: Instrument) -> tuple[date, str]:
    return instrument.date.earliest or date.max, instrument.statement.id
