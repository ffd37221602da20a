"""What statements say of a post: that it stood, opened, closed, or is only planned, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entrepot.analyses.relations.coverage.kinds import (
    CLOSED_STATUS,
    PLANNED_STATUS,
    SHARED,
    Kind,
    kind_of,
)
from entrepot.analyses.relations.coverage.lasting import Documents, Lasting, lasting, seen
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import DISPUTED, Statement

OPENINGS = frozenset({"opening", "reopening", "founding", "establishment"})
CLOSINGS = frozenset({"closing", "closure", "withdrawal"})
OPENED_STATUS = frozenset({"opened", "reopened", "in force", "launched"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One statement about a post.

    Attributes:
        statement: its id.
        kind: the form of post.
        lasting: when it stood, by this statement alone.
        planned: whether it is only proposed, decided or agreed.
        disputed: whether someone disputes the statement.
        person: the office-holder it is known through; empty if the post itself is told of.
    """

    statement: str
    kind: Kind
    lasting: Lasting
    planned: bool = False
    disputed: bool = False
    person: str = ""


def sightings(record: tuple[Statement, ...], documents: Documents) -> Iterator[tuple[Statement, Sighting]]:
    """Every statement on a post, beside the statement that says whose post it is and where."""
    told = {s.id: s for s in record if s.kind == "institution" and kind_of(s.subtype)}
    for statement in record:
        own = _own(statement, documents)
        if own:
            yield statement, own
            continue
        for target in _targets(statement):
            if target in told and (later := _turned(statement, told[target], documents)):
                yield told[target], later


def _own(s: Statement, documents: Documents) -> Sighting | None:
    """What a statement says of a post of its own."""
    stated = _closed_date(s) if s.status.casefold() in CLOSED_STATUS else s.date
    if s.kind == "institution" and (kind := kind_of(s.subtype)):
        return _sighting(s, kind, stated, documents, planned=s.status.casefold() in PLANNED_STATUS)
    if s.kind in ("agreement", "commitment") and (kind := kind_of(s.subtype)) in SHARED and kind:
        # What was agreed upon is not yet there: nobody said that the council ever met.
        return _sighting(s, kind, stated, documents, planned=True)
    if s.kind == "office":
        return _held(s, documents)
    return _happened(s, documents) if s.kind == "event" else None


def _happened(s: Statement, documents: Documents) -> Sighting | None:
    """An opening, a closure, or the decision to open."""
    if kind := kind_of(str(s.attributes.get("closes", ""))):
        return _sighting(s, kind, _until(s.date), documents)
    kind = kind_of(str(s.attributes.get("establishes", "")))
    if kind is None:
        return None
    if s.subtype in OPENINGS and s.status not in PLANNED_STATUS:
        return _sighting(s, kind, _since(s.date), documents)
    return _sighting(s, kind, s.date, documents, planned=True)


def _held(s: Statement, documents: Documents) -> Sighting | None:
    """An ambassador is accredited, an honorary consul is a consulate."""
    office = str(s.attributes.get("office", "")).casefold()
    person = next(iter(s.actors("holder")), s.subject)
    if "honorary consul" in office:
        return _sighting(s, Kind.HONORARY, s.date, documents, person=person)
    if office.startswith("ambassador to ") and s.actors("receiving state", "receiving", "host"):
        return _sighting(s, Kind.ACCREDITATION, s.date, documents, person=person)
    return None


def _turned(s: Statement, about: Statement, documents: Documents) -> Sighting | None:
    """What a later step or event says of a post that another statement tells of."""
    kind = kind_of(about.subtype)
    if kind is None or s.kind not in ("step", "event"):
        return None
    word = s.status.casefold() if s.kind == "step" else s.subtype
    if word in CLOSED_STATUS | CLOSINGS:
        return _sighting(s, kind, _until(s.date), documents)
    if word in OPENED_STATUS | OPENINGS:
        return _sighting(s, kind, _since(s.date), documents)
    return None


def _sighting(
    s: Statement,
    kind: Kind,
    stated: StatedDate | None,
    documents: Documents,
    *,
    planned: bool = False,
    person: str = "",
) -> Sighting:
    told = lasting(stated, seen(s, documents))
    return Sighting(s.id, kind, told, planned, s.standing == DISPUTED, person)


def _targets(s: Statement) -> Iterable[str]:
    value = s.attributes.get("applies_to", ())
    return (value,) if isinstance(value, str) else tuple(map(str, value))


def _since(when: StatedDate | None) -> StatedDate | None:
    """Opened on a date: from then on."""
    return StatedDate(f"{when.edtf}/..") if when and "/" not in when.edtf else when


def _until(when: StatedDate | None) -> StatedDate | None:
    """Closed on a date: until then; a period says when it closed only by its end."""
    if when is None or when.edtf == "..":
        return when
    return StatedDate(f"../{when.edtf.rpartition('/')[2] or '..'}")


def _closed_date(s: Statement) -> StatedDate | None:
    """A post that is told to be closed: its period if that has an end, else it closed on the date given."""
    if s.date is None or "/" not in s.date.edtf:
        return _until(s.date)
    return s.date
