"""The two ends of a post: whose it is, and what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from entrepot.analyses.relations.cast import Actor, Cast, code, countries
from entrepot.analyses.relations.coverage.kinds import SHARED, Kind
from entrepot.analyses.relations.coverage.seats import country_named
from entrepot.metadata.statement import Statement

SENDING = frozenset({"sending", "sending state", "operator", "founder", "principal", "body"})
HOSTING = frozenset({"host", "receiving", "receiving state", "counterpart"})
AGENTS = frozenset({"agent", "representing"})
PEOPLE = frozenset({"holder"})


class Sender(NamedTuple):
    """Whose post it is: the place's code, the organisation that runs it, whether that is one of states."""

    code: str
    operator: str
    organisation: bool


@dataclass(frozen=True, slots=True)
class Ends:
    """Senders, the countries covered, who stands in for the sender, and the seat as the document names it."""

    senders: tuple[Sender, ...]
    hosts: tuple[str, ...]
    through: str
    seat: str
    seat_country: str


def ends(statement: Statement, kind: Kind, who: Cast) -> Ends:
    """Whose post a statement tells of and in which countries.

    The host is the party that receives; where none is named, the places that are not the sender's.
    """
    actors = [
        (party.role, who.get(party.actor, Actor(party.actor, "", code(party.actor))))
        for party in statement.parties
    ]
    sides = [(role, actor) for role, actor in actors if role not in PEOPLE and not actor.is_person]
    sending = [actor for role, actor in sides if role in SENDING]
    hosting = [actor for role, actor in sides if role in HOSTING]
    if kind in SHARED and not sending:
        sending = [actor for _, actor in sides if actor not in hosting][:1]
        hosting = hosting or [actor for _, actor in sides if actor not in sending]
    agents = [actor for role, actor in sides if role in AGENTS]
    senders = tuple(dict.fromkeys(_sender(actor) for actor in sending or _subject(statement, who)))
    return Ends(
        senders,
        _hosts(statement, senders, [a.home for a in hosting], [a.home for a in agents]),
        agents[0].home if agents else "",
        statement.location,
        str(statement.attributes.get("seat_country", "")),
    )


def hosts_of(name: str) -> tuple[str, ...]:
    """The countries that a place's name stands for."""
    return tuple(sorted(countries(code(name))))


def _hosts(
    statement: Statement, senders: tuple[Sender, ...], named: list[str], agents: list[str]
) -> tuple[str, ...]:
    sent_by = {country for s in senders if not s.organisation for country in countries(s.code)}
    others = sent_by | {country for home in agents for country in countries(home)}
    places = [home for home in named if home] or [
        place for place in statement.places if not countries(place) & others
    ]
    return tuple(sorted({country for place in places for country in countries(place)}))


def _subject(statement: Statement, who: Cast) -> list[Actor]:
    actor = who.get(statement.subject, Actor(statement.subject, "", code(statement.subject)))
    return [] if actor.is_person else [actor]


def _sender(actor: Actor) -> Sender:
    organisation = actor.kind == "igo" or (not actor.is_place and not country_named(actor.home))
    operator = "" if actor.is_place or actor.kind == "igo" or actor.home == code(actor.name) else actor.name
    return Sender(actor.home, operator, organisation)
