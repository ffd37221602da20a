"""Whom the reader knows before it begins: actors of the record with their other names, places, tenures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from entrepot.analyses.reading import gazetteer
from entrepot.analyses.reading.gazetteer import Name
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.places.spelling import fold

PERSON = "person"
ORGANISATION = "organisation"
_SHORTEST_SURNAME = 5


class ActorLike(Protocol):
    """What the reader asks of an actor; `analyses.relations.cast` makes such."""

    @property
    def name(self) -> str:
        """As the record names it."""

    @property
    def kind(self) -> str:
        """Person, state, region, igo, company ..."""

    @property
    def home(self) -> str:
        """Code of the place it is or belongs to; empty when unknown."""


class TenureLike(Protocol):
    """What the reader asks of an office held; `analyses.relations.tenures` makes such."""

    @property
    def person(self) -> str:
        """The holder."""

    @property
    def state(self) -> str:
        """Code of the place acted for; empty where it is none."""

    @property
    def date(self) -> StatedDate:
        """When it is observed."""


class Known:
    """Names to look for in a text, and for whom known persons acted when.

    Args:
        actors: actors by every name they are given; their names count before those of places.
        tenures: offices held.
        language: of the text, for the adjectives of peoples.
    """

    def __init__(self, actors: Mapping[str, ActorLike], tenures: Iterable[TenureLike], language: str) -> None:
        self.names = gazetteer.names(language).before(_actors(actors))
        self._tenures: dict[str, list[TenureLike]] = {}
        for tenure in tenures:
            self._tenures.setdefault(tenure.person, []).append(tenure)

    def acted_for(self, person: str, when: StatedDate | None) -> str:
        """Code of the one place a person acted for at a date, by the tenures; empty where it is in doubt."""
        held = self._tenures.get(person, ())
        if when is None or when.earliest is None or when.latest is None:
            states = {tenure.state for tenure in held}
        else:
            states = {
                tenure.state
                for tenure in held
                if (tenure.date.earliest is None or tenure.date.earliest <= when.latest)
                and (tenure.date.latest is None or tenure.date.latest >= when.earliest)
            }
        return states.pop() if len(states) == 1 else ""


def _actors(actors: Mapping[str, ActorLike]) -> Iterator[tuple[tuple[str, ...], Name]]:
    surnames: dict[tuple[str, ...], set[str]] = {}
    for alias, actor in actors.items():
        if "(" in alias or actor.kind == "person-unnamed":
            continue
        name = Name(actor.name, actor.kind, actor.home, known=True)
        keys = tuple(fold(alias).split())
        yield keys, name._replace(upper=alias.isupper() and len(alias) < _SHORTEST_SURNAME)
        if "-" in alias:  # "JeanLuc" for "Jean-Luc", as lines break
            yield tuple(fold(alias.replace("-", "")).split()), name
        if actor.kind == PERSON and len(keys) > 1:
            surnames.setdefault(_surname(alias), set()).add(actor.name)
    for keys, bearers in surnames.items():
        if len(bearers) == 1 and sum(map(len, keys)) >= _SHORTEST_SURNAME:
            person = next(actor for actor in actors.values() if actor.name in bearers)
            yield keys, Name(person.name, person.kind, person.home, known=True)


def _surname(alias: str) -> tuple[str, ...]:
    """The name without what stands before the first space: "De Gucht" of "Karel De Gucht"."""
    return tuple(fold(alias.partition(" ")[2] or alias).split())
