"""Who is who: the actors that statements name, and the place each is or belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Scheme, country_of, get, resolve
from entrepot.metadata.statement import Statement

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
    for statement in statements:
        if statement.kind == "actor":
            name = statement.attributes.get("name") or statement.subject
            actor = Actor(name, statement.subtype, _home(statement, name))
            for alias in (name, statement.subject, *statement.attributes.get("aka", ())):
                found.setdefault(alias, actor)
    return found


def _home(statement: Statement, name: str) -> str:
    """A place is its own home, an international organisation has none, others are "of" a place."""
    if statement.subtype == "igo":
        return ""
    # "Wallonia, Belgium" names the narrower place first.
    whose = (
        name
        if statement.subtype in PLACE_KINDS
        else str(statement.attributes.get("of", "")).partition(",")[0]
    )
    return code(whose) or (next(iter(statement.places), "") if whose else "")


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
