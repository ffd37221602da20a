"""Who is who: the actors that statements name, and the place each is or belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Scheme, bearing, country_of, get, groups_of, resolve
from entrepot.metadata.statement import Statement

# Groups of at most this many members are neighbours: Benelux, Central Asia; not the European Union.
SMALL_GROUP = 10
PLACE_KINDS = frozenset({"state", "region"})
PERSON_KINDS = frozenset({"person", "person-unnamed"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A named actor.

    Attributes:
        name: as the record names it.
        kind: person, state, region, igo, company, public-body, parliament ...
        home: code of the place it is (a state, a region) or belongs to; empty when unknown.
    """

    name: str
    kind: str
    home: str

    @property
    def is_person(self) -> bool:
        """Whether it is a human being, named or not."""
        return self.kind in PERSON_KINDS

    @property
    def is_place(self) -> bool:
        """Whether it is itself a state or a region."""
        return self.kind in PLACE_KINDS


Cast = Mapping[str, Actor]


def cast(statements: Iterable[Statement]) -> Cast:
    """The actors of the record by name and by every other name they are given."""
    found: dict[str, Actor] = {}
    record = tuple(statements)
    for statement in record:
        if statement.kind == "actor":
            name = statement.attributes.get("name") or statement.subject
            actor = Actor(name, statement.subtype, _home(statement, name))
            for alias in (name, statement.subject, *statement.attributes.get("aka", ())):
                found.setdefault(alias, actor)
    return _with_holders(found, record)


def _with_holders(introduced: dict[str, Actor], record: Iterable[Statement]) -> dict[str, Actor]:
    """Who holds an office is a person, also where nothing else introduces him or her."""
    for statement in record:
        if statement.kind == "office":
            for holder in statement.actors("holder") or (statement.subject,):
                introduced.setdefault(holder, Actor(holder, "person", ""))
    return introduced


def _home(statement: Statement, name: str) -> str:
    """A place is its own home, an organisation of states the group of that name, others are "of" a place."""
    if statement.subtype in PLACE_KINDS or statement.subtype == "igo":
        whose = name
    else:
        # "Wallonia, Belgium" names the narrower place first.
        whose = str(statement.attributes.get("of", "")).partition(",")[0]
    named = statement.subtype != "igo" and whose
    return code(whose) or (next(iter(statement.places), "") if named else "")


def called(who: Cast, name: str) -> Actor:
    """The actor of that name; a country or group of that name where the record introduces nobody so.

    What people enter by hand, what IATI brings and what is read in a document names states without a
    statement that introduces each. Of anybody else nothing is known but the name.
    """
    return who.get(name) or _place_called(name)


@lru_cache(maxsize=4096)
def _place_called(name: str) -> Actor:
    place = bearing(name)
    if place is None:
        return Actor(name, "", "")
    return Actor(name, "igo" if place.scheme is Scheme.GROUP else "state", place.code)


@lru_cache(maxsize=1024)
def code(name: str) -> str:
    """Code of the country, group or region of that name; empty when there is none or when it is in doubt."""
    try:
        return resolve(name, schemes=(Scheme.ISO3, Scheme.GROUP, Scheme.NUTS)).code if name else ""
    except PlaceError:
        return ""


@lru_cache(maxsize=1024)
def countries(code: str) -> frozenset[str]:
    """ISO alpha-3 codes a place stands for: itself, its members, or the country it lies in."""
    try:
        place = get(code)
    except PlaceError:
        return frozenset()
    country = country_of(place)
    return frozenset(place.countries or ((country.code,) if country else ()))


@lru_cache(maxsize=4096)
def concerns(code: str, wanted: str) -> bool:
    """Whether what is said of a place is said of the one asked for.

    What is said of a region is said of its country, of a member of its group and the other way round; what is
    said of a country is not said of its regions.
    """
    try:
        asked = get(wanted)
    except PlaceError:
        return False
    if asked.countries:
        return bool(countries(code) & countries(wanted))
    return wanted in _upwards(code)


def _upwards(code: str) -> list[str]:
    """A place and what it lies in."""
    chain = []
    while code and code not in chain:
        chain.append(code)
        try:
            code = get(code).parent
        except PlaceError:
            code = ""
    return chain


@lru_cache(maxsize=1024)
def small_groups(country: str) -> tuple[frozenset[str], ...]:
    """Members of each small group that a country belongs to; none for what is no country."""
    try:
        place = get(country, Scheme.ISO3)
    except PlaceError:
        return ()
    return tuple(frozenset(g.members) for g in groups_of(place) if len(g.members) <= SMALL_GROUP)
