"""Ties between bodies: what two of them shared, by which statement, and through whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from entrepot.analyses.relations.cast import Actor, Cast, called, cast
from entrepot.analyses.relations.coverage.kinds import PLANNED_STATUS, counts
from entrepot.analyses.relations.coverage.seats import name_of
from entrepot.analyses.relations.involvement import BYSTANDERS
from entrepot.analyses.relations.ladders.evidence import Evidence
from entrepot.analyses.relations.network.offices import Offices, Via, described, is_person
from entrepot.analyses.relations.network.warmth import grade, reading
from entrepot.metadata.statement import Party, Statement

TYING = frozenset({"event", "agreement", "commitment", "project", "aid", "fdi", "institution", "contact"})
NOT_SHARED = frozenset({"gap", "dispute", "allegation", "background", "planned", "absence", "competence"})
"""Subtypes that bring nobody together."""
UNDONE = frozenset({"not done", "cancelled", "refused"})

TOGETHER = frozenset({"partner", "participant", "member", "implementer", "investor"})
"""Roles whose bearers work with each other; two hosts of one visit need not know each other."""

MOST_SIDES = 25
"""Where more take part than this, only the first is tied to the others: 300 at a fair are no 44,850 ties."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What two bodies shared by one statement.

    Attributes:
        a, b: names of the bodies, in alphabetical order.
        statement: id of the statement.
        head: id of the statement that it repeats, details or is a part of; its own where it is none.
        grade: what the tie rests on.
        via: people through whom it ran, with the office that made them stand for the body.
        by_nationality: whether a body is there only as the state of someone whose office is not known.
        private: whether it is known from a private statement.
        disputed: whether someone disputes the statement.
    """

    a: str
    b: str
    statement: str
    head: str
    grade: Evidence
    via: tuple[Via, ...] = ()
    by_nationality: bool = False
    private: bool = False
    disputed: bool = False

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        plain = {name: getattr(self, name) for name in Tie.__slots__}
        return plain | {"grade": self.grade.word, "via": [via.to_dict() for via in self.via]}


@dataclass(frozen=True, slots=True)
class Side:
    """A body in a statement, in a role, through a person or not."""

    body: str
    role: str
    via: Via | None = None
    by_nationality: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """What is needed to say who stands for whom: actors, offices, names of places, whether people show."""

    actors: Cast
    offices: Offices
    states: Mapping[str, str]
    private: bool

    @classmethod
    def of(cls, statements: Iterable[Statement], *, private: bool = False) -> Company:
        """The company of a record."""
        record = tuple(statements)
        actors = cast(record)
        states = {a.home: a.name for a in actors.values() if a.is_place and a.home}
        return cls(actors, Offices.of(record), states, private)

    def sides(self, statement: Statement) -> list[Side]:
        """The bodies in a statement, each once, in the order of its parties."""
        found: dict[str, Side] = {}
        for party in statement.parties:
            if party.role not in BYSTANDERS:
                for side in self._of(party, statement):
                    known = found.get(side.body)
                    # A minister beside his state: the state is there once, and he is how. Who is there only
                    # by nationality never takes the place of the state itself: he has no `via`.
                    if known is None or (known.via is None and side.via):
                        found[side.body] = replace(side, role=known.role) if known else side
        return list(found.values())

    def _of(self, party: Party, statement: Statement) -> Iterator[Side]:
        actor = called(self.actors, party.actor)
        if not is_person(party.actor, self.actors, self.offices):
            yield Side(actor.name, party.role)
            return
        served = self.offices.served(actor.name, party, statement)
        for via in served:
            yield Side(via.body, party.role, via)
        if not served:
            yield from self._unplaced(actor, party, statement)

    def _unplaced(self, actor: Actor, party: Party, statement: Statement) -> Iterator[Side]:
        """A person of whom no office is known at that date."""
        behalf = statement.actors("on behalf of")
        home = self.states.get(actor.home) or (name_of(actor.home) if actor.home else "")
        if behalf:
            yield Side(behalf[0], party.role)
        elif home:
            # Who is described by an office stands for it; of others only the nationality is known.
            yield Side(home, party.role, by_nationality=not described(actor))
        if self.private and not described(actor):
            yield Side(actor.name, party.role)


def ties(statements: Iterable[Statement], *, private: bool = False) -> tuple[Tie, ...]:
    """Every tie of a record, in its order.

    People show only through public offices that the record states for the date; of others the state of their
    nationality stands for them. With `private`, they are bodies of their own, and contact statements count.

    Args:
        statements: the whole record, actors and offices included.
        private: whether private statements, contacts and people without an office take part.
    """
    record = tuple(s for s in statements if counts(s, private))
    company = Company.of(record, private=private)
    known = {s.id: s for s in record}
    return tuple(tie for s in record if is_tie(s) for tie in _of_statement(s, company, known))


def is_tie(statement: Statement) -> bool:
    """Whether a statement tells of something shared, not of a dispute, an absence or a mere plan."""
    if statement.kind not in TYING or statement.subtype in NOT_SHARED or statement.status in UNDONE:
        return False
    if reading(statement).short_of == "refusal":
        return False
    return statement.kind not in ("event", "institution") or statement.status not in PLANNED_STATUS


def _of_statement(s: Statement, company: Company, known: Mapping[str, Statement]) -> Iterator[Tie]:
    sides = company.sides(s)
    if s.kind == "contact":
        sides = _with_employer(s, sides)
    if len(sides) < 2:
        return
    head, level = _head(s, known), grade(s)
    lead = sides[0]
    many = len(sides) > MOST_SIDES
    for one, other in ((lead, o) for o in sides[1:]) if many else combinations(sides, 2):
        if not _same_person(one, other) and (one is lead or _work_together(one, other)):
            first, second = sorted((one, other), key=lambda side: side.body)
            via = tuple(side.via for side in (first, second) if side.via)
            by_nationality = first.by_nationality or second.by_nationality
            private, disputed = s.private or s.kind == "contact", bool(s.standing)
            yield Tie(first.body, second.body, s.id, head, level, via, by_nationality, private, disputed)


def _same_person(one: Side, other: Side) -> bool:
    """Whether one person stands for both, so that they did not meet: which of the two is not known."""
    return one.via is not None and other.via is not None and one.via.person == other.via.person


def _work_together(one: Side, other: Side) -> bool:
    return one.role != other.role or one.role in TOGETHER


def _with_employer(s: Statement, sides: list[Side]) -> list[Side]:
    """Whose contact someone is: the parties beside the person's own organisation."""
    employer = str(s.attributes.get("organisation", ""))
    own = [side for side in sides if side.body not in (employer, s.subject)]
    role = str(s.attributes.get("role", ""))
    via = Via(s.subject, role, employer, s.id, certain=True)
    return [*own, Side(employer, "contact", via)] if employer else []


def _head(statement: Statement, known: Mapping[str, Statement]) -> str:
    """The statement that tells of the whole: what is said twice, or happened during a visit, counts once."""
    current, passed = statement, {statement.id}
    while target := _whole_of(current, known):
        if target.id in passed:
            break
        passed.add(target.id)
        current = target
    return current.id


def _whole_of(statement: Statement, known: Mapping[str, Statement]) -> Statement | None:
    for relation in ("same_as", "content_of", "part_of", "during"):
        value = statement.attributes.get(relation)
        target = known.get(value) if isinstance(value, str) else None
        if target and (relation != "during" or target.kind == statement.kind == "event"):
            return target
    return None
