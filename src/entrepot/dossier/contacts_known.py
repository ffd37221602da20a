"""What the contact network says of a pair, worked out once and remembered: networkx takes long to load."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from entrepot.analyses.relations.cast import Cast, cast, concerns, countries
from entrepot.analyses.relations.coverage.seats import name_of
from entrepot.dossier.case import Case
from entrepot.metadata.statement import Statement
from entrepot.store.remembered import remembered

_SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Tied:
    """Two bodies in touch, in the columns they stand in; `between` is "left-right", "left-middle" or
    "middle-right".

    Attributes:
        one, other: names, from left to right.
        low, high: warmth.
        statements: ids.
        grades: words of the grades of evidence.
    """

    one: str
    other: str
    between: str
    low: float
    high: float
    statements: tuple[str, ...]
    grades: tuple[str, ...]

    @property
    def warmth(self) -> float:
        """Its middle."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Contacts:
    """The ties across, warmest first, and as `to_dict` tells them the single points and people behind."""

    ties: tuple[Tied, ...]
    bodies: tuple[dict[str, Any], ...]
    carriers: tuple[dict[str, Any], ...]
    people: tuple[dict[str, Any], ...]


def contacts(case: Case) -> Contacts:
    """The contact network across the pair, on the day of the case; public roles only."""
    kept = remembered(case.warehouse.cache, "contacts", _key(case), lambda: _made(case))
    ties = tuple(
        Tied(**{**tie, "statements": tuple(tie["statements"]), "grades": tuple(tie["grades"])})
        for tie in kept["ties"]
    )
    return Contacts(ties, tuple(kept["bodies"]), tuple(kept["carriers"]), tuple(kept["people"]))


def _made(case: Case) -> dict[str, Any]:
    from entrepot.analyses.relations.network import contact_network, single_points, turnover

    network = contact_network(case.statements, case.day, case.documents)
    sides = _sides(cast(case.statements), case, {name for pair in network.links for name in pair})
    joined = _joined(network.links, sides)
    ties = [tie for link in network.links.values() if (tie := _tied(link, sides, joined))]
    ties.sort(key=lambda tie: (-(tie["low"] + tie["high"]), tie["one"], tie["other"]))
    drawn = {name for tie in ties for name in (tie["one"], tie["other"])}
    points, ends = single_points(network).to_dict(), _ends(case)
    across = {frozenset((t["one"], t["other"])) for t in ties if t["between"] == "left-right"}
    people: dict[tuple[str, str], dict[str, Any]] = {}
    for tie in ties:
        if tie["between"] == "left-right":
            for person in turnover(network, tie["one"], tie["other"]).people:
                people.setdefault((person.person, person.office), person.to_dict())
    return {
        "ties": ties,
        "bodies": [body for body in points["bodies"] if body["name"] in drawn - ends],
        "carriers": [p for p in points["people"] if any(frozenset(pair) in across for pair in p["pairs"])],
        "people": list(people.values()),
    }


def _sides(actors: Cast, case: Case, names: Iterable[str]) -> dict[str, str]:
    """On which side each body stands, by where it is at home; what is of neither stands in the middle."""
    found = {}
    for name in names:
        actor = actors.get(name)
        home = actor.home if actor else ""
        here = [
            side
            for side, place in zip(_SIDES, (case.reporter, case.partner), strict=True)
            if _of(home, place.code)
        ]
        found[name] = here[0] if len(here) == 1 else "middle"
    return found


def _ends(case: Case) -> set[str]:
    """The two places themselves: that a country hangs on its own state is no news."""
    held = (c for place in (case.reporter, case.partner) for c in (place.code, *place.countries))
    return {name_of(code) for code in held}


def _of(home: str, code: str) -> bool:
    """Whether a home is a place or a part of it; a group that holds the place is not it."""
    return bool(home) and countries(home) <= countries(code) and concerns(home, code)


def _joined(links: Iterable[tuple[str, str]], sides: dict[str, str]) -> set[str]:
    """Bodies of neither side that are in touch with both."""
    met: dict[str, set[str]] = {}
    for a, b in links:
        met.setdefault(a, set()).add(sides[b])
        met.setdefault(b, set()).add(sides[a])
    return {name for name, around in met.items() if sides[name] == "middle" and set(_SIDES) <= around}


def _tied(link: Any, sides: dict[str, str], joined: set[str]) -> dict[str, Any] | None:
    order = ("left", "middle", "right")
    one, other = sorted((link.a, link.b), key=lambda name: order.index(sides[name]))
    between = f"{sides[one]}-{sides[other]}"
    if between not in ("left-right", "left-middle", "middle-right"):
        return None
    if any(sides[name] == "middle" and name not in joined for name in (one, other)):
        return None
    return {
        "one": one,
        "other": other,
        "between": between,
        "low": round(link.warmth.low, 4),
        "high": round(link.warmth.high, 4),
        "statements": list(link.statements),
        "grades": list(dict.fromkeys(t.grade.word for t in sorted(link.ties, key=lambda t: t.grade))),
    }


def _key(case: Case) -> str:
    """All that the answer depends on."""
    digest = hashlib.sha256(_code().encode())
    for statement in case.statements:
        digest.update(repr(_told(statement)).encode())
    for document in case.documents:
        digest.update(f"{document.sha256}{document.published}".encode())
    return f"{case.reporter.code} {case.partner.code} {case.day} {digest.hexdigest()}"


def _told(s: Statement) -> tuple[object, ...]:
    day = s.date.edtf if s.date else ""
    texts = [quote.document for quote in s.quotes]
    return (
        s.id,
        s.kind,
        s.subtype,
        s.subject,
        s.status,
        day,
        s.parties,
        s.places,
        s.attributes,
        s.standing,
        texts,
    )


@cache
def _code() -> str:
    """SHA-256 of the code that reads the network, and of this."""
    digest = hashlib.sha256((files("entrepot.dossier") / "contacts_known.py").read_bytes())
    room = files("entrepot.analyses.relations")
    for folder in (room, room / "network", room / "coverage", room / "ladders"):
        for file in sorted((f for f in folder.iterdir() if f.name.endswith(".py")), key=lambda f: f.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()
