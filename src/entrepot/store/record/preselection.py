"""What can concern a pair of places, found by SQL, so that a long record need not be read for one pair."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, text, true, union

from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Scheme, bearing, country_of, get, resolve
from entrepot.metadata.statement import Statement
from entrepot.store.record import tables as t
from entrepot.store.record.fetch import Choice, choose, fetch, lies_in
from entrepot.store.record.followers import following

SCENE = ("actor", "office")
# Of more names than this no question is made: SQLite takes 32,766 parameters.
_MOST = 10_000
_PLACES = frozenset({"state", "region"})
# From one code to the next by the index, instead of through every row.
_CODES = text(
    "WITH RECURSIVE found(code) AS (SELECT min(code) FROM place UNION ALL "
    "SELECT (SELECT min(code) FROM place WHERE place.code > found.code) FROM found "
    "WHERE found.code IS NOT NULL) SELECT code FROM found WHERE code IS NOT NULL"
)
# Parties that nobody introduces may be states by their names.
_ACTORS = text(
    "WITH RECURSIVE found(actor) AS (SELECT min(actor) FROM party UNION ALL "
    "SELECT (SELECT min(actor) FROM party WHERE party.actor > found.actor) FROM found "
    "WHERE found.actor IS NOT NULL) SELECT actor FROM found WHERE actor IS NOT NULL"
)


def concerning(connection: Connection, choice: Choice, a: str, b: str) -> Choice:
    """Of the chosen statements those that can concern both places, and all actors and offices.

    No statement is missing that names a place, lies in one, or has a party that is one, belongs to one or
    held an office of one; nor a step or task that points to such a statement. Some may be among them that
    turn out not to be between the two.
    """
    scene = fetch(connection, choose(SCENE, private=True))
    codes = [str(code) for code in connection.scalars(_CODES)]
    states = {name: place for name in connection.scalars(_ACTORS) if (place := _state(name))}
    named = {
        place: _names(scene, place, {name for name, code in states.items() if _is_said_of(code, place)})
        for place in (a, b)
    }
    narrowed = [
        t.statement.c.id.in_(_touching(place, codes, names))
        for place, names in named.items()
        if len(names) <= _MOST
    ]
    both = and_(true(), *narrowed)
    return choice.where(or_(t.statement.c.kind.in_(SCENE), both, following(connection, both)))


def _touching(place: str, codes: Iterable[str], names: Iterable[str]) -> Select[Any]:
    related = [code for code in codes if _is_said_of(code, place)]
    both = union(
        select(t.place.c.statement).where(t.place.c.code.in_(related)),
        select(t.party.c.statement).where(t.party.c.actor.in_(sorted(names))),
    ).subquery()
    return select(both.c.statement)


def _names(scene: Iterable[Statement], place: str, called: set[str]) -> frozenset[str]:
    """Every name of the actors that are the place, are `called` it, belong to it, or held an office there."""
    aliases, related = dict[str, set[str]](), set(called)
    for said in scene:
        if said.kind == "actor":
            names = {
                said.attributes.get("name") or said.subject,
                said.subject,
                *said.attributes.get("aka", ()),
            }
            for name in names:
                aliases.setdefault(name, set()).update(names)
            if any(_is_said_of(code, place) for code in (_home(said), *said.places)):
                related |= names
    bodies = frozenset(related)
    for said in scene:
        named = {said.subject, *said.actors()}
        if said.kind == "office" and not bodies.isdisjoint(named):
            related.update(*(aliases.get(name, {name}) for name in named))
    return frozenset(related)


def _home(actor: Statement) -> str:
    # The same as the analyses make of it; a test holds the two together.
    itself = actor.subtype in _PLACES or actor.subtype == "igo"
    of = str(actor.attributes.get("of", "")).partition(",")[0]
    return _code((actor.attributes.get("name") or actor.subject) if itself else of)


@lru_cache(maxsize=4096)
def _code(name: str) -> str:
    try:
        return resolve(name, schemes=(Scheme.ISO3, Scheme.GROUP, Scheme.NUTS)).code if name else ""
    except PlaceError:
        return ""


@lru_cache(maxsize=65_536)
def _state(name: str) -> str:
    place = bearing(name)
    return place.code if place else ""


@lru_cache(maxsize=65_536)
def _is_said_of(code: str, wanted: str) -> bool:
    """Whether what is said of `code` is said of the place asked for: the same, a part or a group of it."""
    try:
        asked = get(wanted)
    except PlaceError:
        return code == wanted
    if asked.countries:
        return code == wanted or not _countries(code).isdisjoint(asked.countries)
    return wanted in _upwards(code)


def _countries(code: str) -> frozenset[str]:
    try:
        place = get(code)
    except PlaceError:
        return frozenset()
    country = country_of(place)
    return frozenset(place.countries or ((country.code,) if country else ()))


def _upwards(code: str) -> list[str]:
    chain: list[str] = []
    while code and code not in chain:
        chain.append(code)
        try:
            code = get(code).parent
        except PlaceError:
            code = ""
    return chain


def timeline(connection: Connection, a: str, b: str, *, private: bool = False) -> list[tuple[Any, ...]]:
    """Statements about both places in order of their first day, the undated last, as light as can be.

    Returns:
        id, kind, subtype, EDTF date ("" if it has none), first day (ISO 8601, None if unknown), the words.
    """
    chosen = choose(private=private).where(*(_is_about(place) for place in (a, b)))
    date, said = t.stated_date, t.paraphrase
    question = (
        select(
            *(t.statement.c[name] for name in ("id", "kind", "subtype")),
            date.c.edtf,
            date.c.earliest,
            said.c.words,
        )
        .join(said, (said.c.statement == t.statement.c.id) & (said.c.language == "en"))
        .join(date, date.c.statement == t.statement.c.id, isouter=True)
        .where(t.statement.c.id.in_(chosen))
    )
    rows = [(*row[:3], row[3] or "", *row[4:]) for row in connection.execute(question)]
    return sorted(rows, key=lambda row: (row[4] is None, row[4] or "", row[0]))


def _is_about(code: str) -> ColumnElement[bool]:
    return t.statement.c.id.in_(select(t.place.c.statement).where(lies_in(code)))
