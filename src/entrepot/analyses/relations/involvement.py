"""Which places a statement concerns, through whom, and how directly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from entrepot.analyses.relations.cast import Actor, Cast, called, cast, concerns, countries, small_groups
from entrepot.analyses.relations.tenures import OF_A_STATE, UNDATED, Tenure, state_of, tenures
from entrepot.metadata.statement import Party, Statement


class Grade(IntEnum):
    """How directly a place is involved; lower is more direct."""

    NAMED = 0
    BY_TENURE = 1
    BY_ORGANISATION = 2
    BY_NATIONALITY = 3
    BY_MEMBERSHIP = 4
    BY_LOCATION = 5

    @property
    def word(self) -> str:
        """The lower-case words shown to users."""
        return self.name.lower().replace("_", " ")


# Kinds whose wording names what they are about; in others a place that is no party is where it happened.
WORDED = frozenset(
    {
        "opinion",
        "trade-pattern",
        "commitment",
        "project",
        "fdi",
        "source",
        "statistic",
        "trade-figure",
        "ranking",
    }
)

# Parties that say or print something, or on whose margin it happens, are not made partners by it.
BYSTANDERS = frozenset({"author", "on behalf of"})


@dataclass(frozen=True, slots=True)
class Involvement:
    """A place in a statement.

    Attributes:
        place: its code.
        grade: how directly.
        actor, role: the party it is involved through; empty for a location.
        acting_for: the body a person acted for instead of the state; empty when there is none.
        as_organisation: whether the place stands for an organisation of states, which is not its members.
    """

    place: str
    grade: Grade
    actor: str = ""
    role: str = ""
    acting_for: str = ""
    as_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What is needed to read a statement: the actors and the offices they held."""

    actors: Cast
    held: tuple[Tenure, ...]
    _involved: dict[str, tuple[Statement, tuple[Involvement, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Scene:
        """The scene of a whole record; that of the record last asked about is kept."""
        record = tuple(statements)
        if not _last or _last[0][0] is not record:
            _last[:] = [(record, cls(cast(record), tenures(record)))]
        return _last[0][1]

    def involved(self, statement: Statement) -> tuple[Involvement, ...]:
        """Every place a statement concerns, most direct first; worked out once for each statement."""
        known = self._involved.get(statement.id)
        if known is None or known[0] is not statement:
            known = self._involved[statement.id] = (statement, _involved(statement, self))
        return known[1]


# Many questions are asked of one record in a row: its tuple and its scene.
_last: list[tuple[tuple[Statement, ...], Scene]] = []


@dataclass(frozen=True, slots=True)
class PairStatement:
    """A statement that concerns a pair: the most direct way in which each place is involved."""

    statement: Statement
    a: Involvement
    b: Involvement

    @property
    def grade(self) -> Grade:
        """The weaker of the two involvements."""
        return max(self.a.grade, self.b.grade)


def involved(statement: Statement, scene: Scene) -> tuple[Involvement, ...]:
    """Every place a statement concerns, most direct first."""
    return scene.involved(statement)


def _involved(statement: Statement, scene: Scene) -> tuple[Involvement, ...]:
    found = [i for party in statement.parties for i in _through(party, statement, scene)]
    states = [i.place for i in found if not i.as_organisation]
    explained = {*states, *(c for place in states for c in countries(place))}
    grade = Grade.NAMED if statement.kind in WORDED else Grade.BY_LOCATION
    found += [Involvement(place, grade) for place in statement.places if place not in explained]
    return tuple(sorted({i for i in found if i.place}, key=lambda i: (i.grade, i.place, i.actor)))


def of_pair(
    statements: Iterable[Statement], a: str, b: str, scene: Scene | None = None
) -> tuple[PairStatement, ...]:
    """The statements that concern both places; a region counts for its country, not a country for its region.

    Args:
        statements: the whole record, offices and actors included.
        a: code of one place.
        b: code of the other
        scene: as made from the record, if it was made before.
    """
    record = tuple(statements)
    scene = scene or Scene.of(record)
    found = []
    for statement in record:
        if statement.kind == "actor":
            continue
        places = involved(statement, scene)
        first, second = nearest(places, a), nearest(places, b)
        if first and second and not _one_side(statement, first, second, a, b):
            found.append(PairStatement(statement, first, second))
    return tuple(found)


def nearest(places: Iterable[Involvement], wanted: str) -> Involvement | None:
    """The most direct involvement of a place, its parts or its groups included; None if it has none."""
    hits = [_seen_from(i, wanted) for i in places if _is_about(i, wanted)]
    return min(hits, key=lambda i: i.grade, default=None)


def _is_about(involvement: Involvement, wanted: str) -> bool:
    # An organisation is itself, not its members: the European Union is asked for by its own code.
    if involvement.as_organisation:
        return involvement.place == wanted
    return concerns(involvement.place, wanted)


def _seen_from(involvement: Involvement, wanted: str) -> Involvement:
    # A group that is named concerns its member only by membership; a member concerns its group by name.
    if countries(involvement.place) <= countries(wanted) or involvement.grade >= Grade.BY_MEMBERSHIP:
        return involvement
    return Involvement(
        involvement.place, Grade.BY_MEMBERSHIP, involvement.actor, involvement.role, involvement.acting_for
    )


def _one_side(statement: Statement, first: Involvement, second: Involvement, a: str, b: str) -> bool:
    """Whether both places stand on the same side of the statement, so that it says nothing between them."""
    if first.actor and first.actor == second.actor:
        return True
    lead = statement.parties[0].actor if statement.parties else ""
    same_role = bool(first.role) and first.role == second.role
    return (same_role and lead not in (first.actor, second.actor)) or _named_as_group(
        statement, first, second, a, b
    )


def _named_as_group(statement: Statement, first: Involvement, second: Involvement, a: str, b: str) -> bool:
    """Whether a small group that holds both is named whole, as someone else's counterpart."""
    both = countries(a) | countries(b)
    named = frozenset(c for place in statement.places for c in countries(place))
    of_others = not first.actor and not second.actor
    groups = small_groups(min(both, default=""))
    return any(both <= group <= named and (of_others or named - group) for group in groups)


def _through(party: Party, statement: Statement, scene: Scene) -> Iterator[Involvement]:
    if party.role in BYSTANDERS:
        return
    actor = called(scene.actors, party.actor)
    if actor.is_person:
        yield from _through_person(actor, party, statement, scene)
    elif actor.is_place:
        yield Involvement(actor.home, Grade.NAMED, actor.name, party.role)
    elif actor.kind == "igo":
        yield Involvement(actor.home, Grade.NAMED, actor.name, party.role, as_organisation=True)
    else:
        yield Involvement(actor.home, Grade.BY_ORGANISATION, actor.name, party.role)


def _through_person(actor: Actor, party: Party, statement: Statement, scene: Scene) -> Iterator[Involvement]:
    covering = state_of(actor.name, statement.date or UNDATED, scene.held)
    served = [a for a in covering if a.tenure.capacity in OF_A_STATE]
    for affiliation in served:
        yield Involvement(affiliation.state, Grade.BY_TENURE, actor.name, party.role)
    if not served:
        elsewhere = _served_instead(statement, [a.tenure for a in covering])
        yield Involvement(actor.home, Grade.BY_NATIONALITY, actor.name, party.role, elsewhere)


def _served_instead(statement: Statement, covering: list[Tenure]) -> str:
    named = statement.actors("on behalf of")
    return named[0] if named else next((t.body for t in covering), "")
