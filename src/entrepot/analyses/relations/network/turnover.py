"""Who left since the last contact, and how much rests on people no longer known to be in office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from entrepot.analyses.relations.coverage.lasting import Existence, Lasting, Presence, lasting, seen
from entrepot.analyses.relations.network.graph import Link, Network
from entrepot.analyses.relations.network.offices import Offices, Via
from entrepot.analyses.relations.network.warmth import last_contact
from entrepot.analyses.relations.tenures import Tenure, high_office
from entrepot.metadata.dates import StatedDate

# Offices that one person at a time holds; of senators there are many.
SOLE = ("ambassador", "governor", "chairman", "chairwoman", "chair of", "chief executive", "director-general")


class InOffice(StrEnum):
    """What is known of someone's office on a day."""

    IN_OFFICE = "in office"
    LEFT = "left"
    NOT_KNOWN = "not known"
    NO_PERSON = "no person named"


@dataclass(frozen=True, slots=True)
class PersonSince:
    """Someone through whom there was contact.

    Attributes:
        person, office, body: who, as what.
        last: the latest statement's date of a contact through this person; ".." if none is dated.
        state: whether the person still holds that office, as far as the record tells.
        successor: who is recorded in the same office later; empty when nobody is.
        bodies: with whom the contact was.
        statements: ids of the contacts, the offices and, where there is one, the successor's office.
        private: whether it is known from private statements.
    """

    person: str
    office: str
    body: str
    last: StatedDate
    state: InOffice
    successor: str
    bodies: tuple[str, ...]
    statements: tuple[str, ...]
    private: bool

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        plain = {name: getattr(self, name) for name in PersonSince.__slots__}
        return plain | {"last": self.last.edtf, "state": self.state.value}


@dataclass(frozen=True, slots=True)
class Turnover:
    """People behind the ties, and what share of ties each state of knowledge holds.

    Attributes:
        people: those who left first, then the unknown, by name.
        ties: how many ties rest on people of each state; a tie through several counts for the weakest.
        on: the day from which it is seen.
    """

    people: tuple[PersonSince, ...]
    ties: Mapping[InOffice, int]
    on: date

    def share(self, *states: InOffice) -> float | None:
        """Share of ties of these states among those that ran through named people; None without any."""
        named = sum(n for state, n in self.ties.items() if state is not InOffice.NO_PERSON)
        return sum(self.ties[state] for state in states) / named if named else None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "on": self.on.isoformat(),
            "ties": {state.value: number for state, number in self.ties.items()},
            "share no longer known in office": self.share(InOffice.LEFT, InOffice.NOT_KNOWN),
            "people": [person.to_dict() for person in self.people],
        }


def turnover(network: Network, a: str = "", b: str = "") -> Turnover:
    """Who left since the last contact; an office observed once covers that date, after it nothing is known.

    Args:
        network: as `contact_network` made it.
        a: name of a body whose ties alone are looked at; empty for all.
        b: name of another, for the ties between the two.

    Raises:
        NoData: the network has no body of that name.
    """
    links = _asked(network, a, b)
    roll = _Roll.of(network)
    ran: dict[tuple[str, str, str], list[tuple[Via, Link, str]]] = defaultdict(list)
    counted = dict.fromkeys(InOffice, 0)
    for link in links:
        for tie in link.ties:
            counted[roll.weakest(tie.via)] += 1
            for via in tie.via:
                ran[via.person, via.office, via.body].append((via, link, tie.statement))
    people = [_since(network, roll, key, found) for key, found in ran.items()]
    order = [InOffice.LEFT, InOffice.NOT_KNOWN, InOffice.IN_OFFICE]
    return Turnover(
        tuple(sorted(people, key=lambda p: (order.index(p.state), p.person, p.office))), counted, network.on
    )


@dataclass(frozen=True)
class _Roll:
    """Offices as seen from a day: who is in them, who came after."""

    network: Network
    offices: Offices
    by_office: Mapping[tuple[str, str], tuple[Tenure, ...]]
    found: dict[tuple[str, str, str], tuple[InOffice, Tenure | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, network: Network) -> _Roll:
        offices = Offices.of(network.statements.values())
        grouped: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for held in offices.held.values():
            for tenure in held:
                grouped[tenure.office.casefold(), tenure.body].append(tenure)
        return cls(network, offices, {key: tuple(found) for key, found in grouped.items()})

    def state(self, via: tuple[str, str, str]) -> tuple[InOffice, Tenure | None]:
        """Whether someone holds an office on the day, and who is recorded in it later; asked once each."""
        if via not in self.found:
            self.found[via] = self._state(*via)
        return self.found[via]

    def _state(self, person: str, office: str, body: str) -> tuple[InOffice, Tenure | None]:
        same = self.by_office.get((office.casefold(), body), ())
        own = [self._lasting(t) for t in same if t.person == person]
        presence = Existence.of(own).on(StatedDate(self.network.on.isoformat()))
        after = self._after(same, person, own) if _sole(office) else None
        if presence is Presence.CERTAIN and after is None:
            return InOffice.IN_OFFICE, None
        if presence is Presence.ENDED or after:
            return InOffice.LEFT, after
        return InOffice.NOT_KNOWN, None

    def weakest(self, via: Iterable[Via]) -> InOffice:
        """The state of a tie: of its people the one who is least surely there."""
        states = {self.state((v.person, v.office, v.body))[0] for v in via}
        order = (InOffice.LEFT, InOffice.NOT_KNOWN, InOffice.IN_OFFICE)
        return next((state for state in order if state in states), InOffice.NO_PERSON)

    def _lasting(self, tenure: Tenure) -> Lasting:
        statement = self.network.statements[tenure.statement]
        return lasting(statement.date, seen(statement, self.network.documents))

    def _after(self, same: Iterable[Tenure], person: str, own: list[Lasting]) -> Tenure | None:
        """Another holder, first surely seen after the last time the person can have been."""
        last = max((d for each in own for d in (each.still_on, each.begun_by) if d), default=None)
        later = [
            (begun, t)
            for t in same
            if t.person != person
            and (begun := t.date.earliest)
            and last is not None
            and last < begun <= self.network.on
        ]
        return min(later, key=lambda pair: pair[0])[1] if later else None


def _sole(office: str) -> bool:
    title = office.casefold()
    return high_office(office) or (any(word in title for word in SOLE) and "deputy" not in title)


def _asked(network: Network, a: str, b: str) -> list[Link]:
    names = [network.body(name) for name in (a, b) if name]
    return [link for link in network.links.values() if all(name in (link.a, link.b) for name in names)]


def _since(
    network: Network, roll: _Roll, key: tuple[str, str, str], found: list[tuple[Via, Link, str]]
) -> PersonSince:
    state, after = roll.state(key)
    told = [network.statements[i] for i in dict.fromkeys(i for _, _, i in found)]
    dated = [s for s in told if s.date and s.date.latest and last_contact(s, StatedDate(".."), network.on)]
    dates = [s.date for s in dated if s.date]
    last = max(dates, key=lambda d: d.latest or date.min, default=StatedDate(".."))
    ids = [s.id for s in told] + [via.statement for via, _, _ in found] + ([after.statement] if after else [])
    bodies = {name for _, link, _ in found for name in (link.a, link.b)} - {key[2]}
    hidden = any(network.statements[i].private or network.statements[i].kind == "contact" for i in ids)
    successor = after.person if after else ""
    rests_on = tuple(dict.fromkeys(ids))
    return PersonSince(*key, last, state, successor, tuple(sorted(bodies)), rests_on, hidden)
