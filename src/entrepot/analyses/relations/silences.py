"""The longest times without contact between two places, counting or not visits in another capacity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from entrepot.analyses.relations.cast import Actor, called
from entrepot.analyses.relations.involvement import Grade, PairStatement, Scene, of_pair
from entrepot.analyses.relations.tenures import UNDATED, high_office, state_of
from entrepot.analyses.relations.timing import Length, elapsed
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement

Level = Literal["high", "any"]

CONTACTS = frozenset({"visit", "meeting", "meetings", "trade-mission", "summit", "briefing", "talks"})


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting or visit between the two places.

    Attributes:
        statements: ids of the statements that make it (a visit and the talks held during it share a date).
        date: as stated.
        acting_for: body served instead of the state, e.g. "OSCE"; empty for a bilateral contact.
        high: whether someone in a high office took part.
    """

    statements: tuple[str, ...]
    date: StatedDate
    acting_for: str
    high: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """A time between two contacts.

    Attributes:
        since, until: the contacts at its ends.
        length: in months, from the shortest to the longest the dates allow.
        inside: contacts in between that were not counted: lower level, or another capacity.
    """

    since: Contact
    until: Contact
    length: Length
    inside: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Silences:
    """The contacts of a pair and the silences between them, longest first.

    Attributes:
        contacts: what was counted, in order.
        silences: the times between, longest first.
        relations_since: date of diplomatic relations, if the record has it; not itself a contact.
        before_first: from relations to the first contact counted; None when either is missing.
        undated: ids of contacts that have no beginning and cannot be put in order.
    """

    contacts: tuple[Contact, ...]
    silences: tuple[Silence, ...]
    relations_since: StatedDate | None
    before_first: Length | None
    undated: tuple[str, ...]


def silences(
    statements: Iterable[Statement],
    a: str,
    b: str,
    *,
    counting_other_capacities: bool,
    level: Level = "high",
) -> Silences:
    """Times without contact between two places.

    Args:
        statements: the whole record.
        a: code of one place.
        b: code of the other
        counting_other_capacities: whether a visit made for another body (an organisation's chairmanship)
            breaks a silence.
        level: "high" counts heads of state or government, heirs and foreign ministers; "any" all officials.
    """
    record = tuple(statements)
    scene = Scene.of(record)
    pairs = of_pair(record, a, b, scene)
    every = _contacts(pairs, scene)
    counted = [c for c in every if _counts(c, counting_other_capacities, level)]
    left_out = [c for c in every if c not in counted]
    relations = _relations(pairs)
    return Silences(
        contacts=tuple(counted),
        silences=_between(counted, left_out),
        relations_since=relations,
        before_first=elapsed(relations, counted[0].date) if relations and counted else None,
        undated=tuple(p.statement.id for p in pairs if _is_contact(p) and not _date(p.statement).earliest),
    )


def _counts(contact: Contact, other_capacities: bool, level: Level) -> bool:
    return (other_capacities or not contact.acting_for) and (level == "any" or contact.high)


def _between(counted: list[Contact], left_out: list[Contact]) -> tuple[Silence, ...]:
    found = []
    for first, second in pairwise(counted):
        length = elapsed(first.date, second.date)
        if length:
            inside = tuple(c for c in left_out if _order(first) < _order(c) < _order(second))
            found.append(Silence(first, second, length, inside))
    return tuple(sorted(found, key=lambda s: -s.length.middle))


def _contacts(pairs: Iterable[PairStatement], scene: Scene) -> list[Contact]:
    """Contacts in order; statements of one date and one capacity are one contact."""
    grouped: dict[tuple[str, str], list[Contact]] = {}
    for pair in pairs:
        when = _date(pair.statement)
        if _is_contact(pair) and when.earliest:
            acting_for = pair.a.acting_for or pair.b.acting_for
            contact = Contact((pair.statement.id,), when, acting_for, _is_high(pair.statement, scene))
            grouped.setdefault((when.edtf, acting_for), []).append(contact)
    return sorted(map(_merged, grouped.values()), key=_order)


def _merged(same: list[Contact]) -> Contact:
    ids = tuple(dict.fromkeys(i for c in same for i in c.statements))
    return Contact(ids, same[0].date, same[0].acting_for, any(c.high for c in same))


def _is_contact(pair: PairStatement) -> bool:
    statement = pair.statement
    if statement.kind != "event" or statement.subtype not in CONTACTS:
        return False
    by_location = [i for i in (pair.a, pair.b) if i.grade is Grade.BY_LOCATION]
    # Where a host is named, the ground it stands on is not a party: a visit to an organisation in Brussels
    # is not a visit to Belgium.
    return not by_location or (len(by_location) == 1 and not statement.actors("host"))


def _is_high(statement: Statement, scene: Scene) -> bool:
    if "level" in statement.attributes:
        return bool(statement.attributes["level"] == "high")
    people = [called(scene.actors, name) for name in statement.actors()]
    return any(_held_high_office(p, statement.date or UNDATED, scene) for p in people if p.is_person)


def _held_high_office(person: Actor, when: StatedDate, scene: Scene) -> bool:
    # Someone who is only described ("Prime Minister of Kazakhstan (May 2012)") bears his office as a name.
    if person.kind == "person-unnamed" and high_office(person.name):
        return True
    return any(a.tenure.is_high for a in state_of(person.name, when, scene.held))


def _relations(pairs: Iterable[PairStatement]) -> StatedDate | None:
    dates = [_date(p.statement) for p in pairs if p.statement.subtype == "recognition"]
    return min((d for d in dates if d.earliest), key=lambda d: d.earliest or date.max, default=None)


def _date(statement: Statement) -> StatedDate:
    return statement.date or UNDATED


def _order(contact: Contact) -> tuple[date, date]:
    return contact.date.earliest or date.min, contact.date.latest or date.max
