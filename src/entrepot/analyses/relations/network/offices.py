"""For which bodies a person acted at a date: a person's contact is a contact of the body served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from entrepot.analyses.relations.cast import PERSON_KINDS, Actor, Cast
from entrepot.analyses.relations.tenures import Capacity, Tenure, state_of, tenures
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Party, Statement

UNDATED = StatedDate("..")


@dataclass(frozen=True, slots=True)
class Via:
    """A person through whom a body was in touch.

    Attributes:
        person: name.
        office, body: what the person was there.
        statement: id of the statement of that office.
        certain: whether the office covers the whole date and is the only one that does.
    """

    person: str
    office: str
    body: str
    statement: str
    certain: bool

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {name: getattr(self, name) for name in Via.__slots__}


@dataclass(frozen=True, slots=True)
class Offices:
    """Who held what, by person, so that one person's offices are found without reading all."""

    held: Mapping[str, tuple[Tenure, ...]]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Offices:
        """The offices that a record tells of, and what its contact statements say of someone's work."""
        record = tuple(statements)
        found: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in (*tenures(record), *(_employed(s) for s in record if s.kind == "contact")):
            found[tenure.person].append(tenure)
        return cls({person: tuple(held) for person, held in found.items()})

    def served(self, person: str, party: Party, statement: Statement) -> tuple[Via, ...]:
        """The bodies for which a person acted in a statement; several where it does not tell them apart.

        The capacity that the statement names decides, then the body it says the person acted on behalf of,
        then a body that is itself a party.
        """
        held = self.held.get(person)
        if not held:
            return ()
        covering = [a for a in state_of(person, statement.date or UNDATED, held) if a.tenure.body]
        named = {p.actor for p in statement.parties}
        chosen = (
            [a for a in covering if party.capacity and _names(party.capacity, a.tenure)]
            or [a for a in covering if a.tenure.body in statement.actors("on behalf of")]
            or [a for a in covering if a.tenure.body in named]
            or covering
        )
        alone = len({a.tenure.body for a in chosen}) == 1
        by_body = {a.tenure.body: a for a in reversed(chosen)}
        return tuple(
            Via(person, a.tenure.office, body, a.tenure.statement, alone and a.certain)
            for body, a in by_body.items()
        )


def is_person(name: str, who: Cast, offices: Offices) -> bool:
    """Whether a party is a human being: the record says so, or says that it holds an office."""
    actor = who.get(name)
    return actor.kind in PERSON_KINDS if actor else name in offices.held


def described(actor: Actor) -> bool:
    """Whether a person is known by the office alone ("Prime Minister of Kazakhstan (May 2012)")."""
    return actor.kind == "person-unnamed"


def _names(capacity: str, tenure: Tenure) -> bool:
    said = capacity.casefold()
    return tenure.office.casefold() in said or tenure.body.casefold() in said


def _employed(contact: Statement) -> Tenure:
    """A contact statement as an office in an organisation, for as long as it is valid."""
    return Tenure(
        person=contact.subject,
        office=str(contact.attributes.get("role", "")),
        body=str(contact.attributes.get("organisation", "")),
        state="",
        capacity=Capacity.OTHER,
        date=contact.date or UNDATED,
        statement=contact.id,
    )
