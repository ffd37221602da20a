"""What was agreed between two places, how far it went, and how good the evidence for that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from entrepot.analyses.relations.involvement import PairStatement, Scene, of_pair
from entrepot.analyses.relations.silences import CONTACTS
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement


class Evidence(IntEnum):
    """What a tie rests on, weakest first: people met, talked, wrote a memorandum, agreed, worked, paid."""

    VISIT = 1
    TALK = 2
    MEMORANDUM = 3
    AGREEMENT = 4
    PROJECT = 5
    FLOW = 6

    @property
    def word(self) -> str:
        """The lower-case word shown to users."""
        return self.name.lower()


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


STAGES: Mapping[str, Stage] = {
    "discussed": Stage.DISCUSSED,
    "interest expressed": Stage.DISCUSSED,
    "called for": Stage.PROPOSED,
    "proposed": Stage.PROPOSED,
    "foreseen": Stage.AGREED,
    "announced": Stage.ANNOUNCED,
    "declared": Stage.ANNOUNCED,
    "offered": Stage.ANNOUNCED,
    "agreed": Stage.AGREED,
    "agreed (oral)": Stage.AGREED,
    "decided": Stage.AGREED,
    "concluded": Stage.AGREED,
    "adopted": Stage.AGREED,
    "signed": Stage.SIGNED,
    "in force": Stage.IN_FORCE,
    "launched": Stage.UNDER_WAY,
    "contributed": Stage.DELIVERED,
    "ongoing": Stage.UNDER_WAY,
    "done": Stage.DELIVERED,
}

_FLOWS = frozenset({"aid", "trade-figure", "fdi"})

# A status that holds for some of a group holds for each member only possibly.
_SUBSET = ("(some)", "(most)")
_MEMORANDA = frozenset({"memorandum", "memoranda", "joint declaration"})
_UNSIGNED = frozenset({Stage.DISCUSSED, Stage.PROPOSED, Stage.ANNOUNCED})
_TALKS = frozenset({Stage.DISCUSSED, Stage.PROPOSED})


@dataclass(frozen=True, slots=True)
class GroupStatus:
    """A status the record gives to an unnamed part of a group of instruments.

    Attributes:
        stage: what that part reached.
        quantifier: "some", "most" or "all", as the document says.
        statement: id of the statement that says it.
        members: ids of the group; which of them is not known unless the quantifier is "all".
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
        details: ids of statements on its content.
        repeated: ids of statements of the same thing.
        followed_by: ids of deeds that the record links to it.
    """

    statement: Statement
    stage: Stage
    possibly: tuple[GroupStatus, ...]
    evidence: Evidence
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
        return self.stage in (Stage.SIGNED, Stage.IN_FORCE)

    def in_force(self) -> str:
        """Whether it is in force: "yes", "possible" (some of its group are) or "not stated"."""
        if self.stage is Stage.IN_FORCE:
            return "yes"
        return "possible" if any(g.stage is Stage.IN_FORCE for g in self.possibly) else "not stated"


def instruments(statements: Iterable[Statement], a: str, b: str) -> tuple[Instrument, ...]:
    """What the pair agreed, promised, proposed or works on, oldest first; undated last.

    A proposal stays a proposal, a status of an unnamed part of a group stays possible for each, and what is
    said twice stands once.
    """
    record = tuple(statements)
    groups = _groups(record)
    shown = [p.statement for p in of_pair(record, a, b, Scene.of(record)) if _is_instrument(p)]
    return tuple(sorted((_instrument(s, record, groups) for s in shown), key=_order))


def ladder(statements: Iterable[Statement], a: str, b: str) -> dict[Evidence, tuple[str, ...]]:
    """Ids of the statements on each rung that the pair's ties reach, from visits to flows of goods and money.

    Args:
        statements: the whole record.
        a: code of one place.
        b: code of the other.
    """
    record = tuple(statements)
    rungs: dict[Evidence, list[str]] = {rung: [] for rung in Evidence}
    for instrument in instruments(record, a, b):
        rungs[instrument.evidence].append(instrument.statement.id)
    for pair in of_pair(record, a, b, Scene.of(record)):
        s = pair.statement
        if s.kind == "event" and s.subtype in CONTACTS:
            rungs[Evidence.VISIT].append(s.id)
        elif s.amount and s.kind in _FLOWS and stage(s.status) not in _UNSIGNED:
            rungs[Evidence.FLOW].append(s.id)
    return {rung: tuple(ids) for rung, ids in rungs.items() if ids}


def stage(status: str) -> Stage:
    """The stage a status stands for; "signed (most)" counts as "signed", of a part."""
    return STAGES.get(_bare(status), Stage.UNKNOWN)


def _is_instrument(pair: PairStatement) -> bool:
    """Whether it is one in its own right; a promise or an agreement needs both sides as parties."""
    s = pair.statement
    if any(s.attributes.get(relation) for relation in ("content_of", "same_as", "applies_to")):
        return False
    both = bool(pair.a.actor and pair.b.actor)
    return s.kind == "project" or (both and s.kind in ("agreement", "commitment") and bool(s.status))


def _instrument(s: Statement, record: tuple[Statement, ...], groups: tuple[GroupStatus, ...]) -> Instrument:
    reached = stage(s.status)
    return Instrument(
        statement=s,
        stage=reached,
        possibly=tuple(g for g in groups if s.id in g.members),
        evidence=_evidence(s, reached),
        details=_pointing(record, "content_of", s.id),
        repeated=_pointing(record, "same_as", s.id),
        followed_by=_pointing(record, "follows", s.id),
    )


def _pointing(record: tuple[Statement, ...], relation: str, target: str) -> tuple[str, ...]:
    return tuple(s.id for s in record if target in _ids(s.attributes.get(relation)))


def _ids(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list | tuple) else ()


def _groups(record: tuple[Statement, ...]) -> tuple[GroupStatus, ...]:
    return tuple(
        GroupStatus(
            stage(s.status),
            str(s.attributes.get("quantifier", "all")),
            s.id,
            _ids(s.attributes["applies_to"]),
        )
        for s in record
        if s.attributes.get("applies_to")
    )


def _bare(status: str) -> str:
    for part in _SUBSET:
        status = status.removesuffix(part)
    return status.strip()


def _evidence(s: Statement, reached: Stage) -> Evidence:
    if s.kind == "project":
        return Evidence.PROJECT
    promised = s.kind == "commitment" and (reached in _UNSIGNED or s.subtype == "promise")
    if reached in _TALKS or promised:
        return Evidence.TALK
    return Evidence.MEMORANDUM if s.subtype in _MEMORANDA else Evidence.AGREEMENT


def _order(instrument: Instrument) -> tuple[date, str]:
    return instrument.date.earliest or date.max, instrument.statement.id
