"""What is missing: stated absences, what ended, what neighbours have; silence alone says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from entrepot.analyses.relations.cast import countries, small_groups
from entrepot.analyses.relations.coverage.asked import asked_about, posts_of
from entrepot.analyses.relations.coverage.coverage import Row, row
from entrepot.analyses.relations.coverage.kinds import COMPARED, Kind
from entrepot.analyses.relations.coverage.lasting import Day, Presence, moment
from entrepot.analyses.relations.coverage.post import Posts
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement


class Missing(StrEnum):
    """How it is known that a form is missing; "not recorded" is not known to be missing."""

    STATED_ABSENT = "stated absent"
    ENDED = "ended"
    NOT_YET = "not yet"
    PLANNED = "planned"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Gap:
    """A form of representation that a sender does not have, or that the record does not show, in a country.

    Attributes:
        sender, host: codes.
        kind: the form.
        missing: how that is known.
        statements: ids of what says so; none where nobody says anything.
        others: the host's neighbours in which the sender has it.
        peers: the sender's neighbours that have it in the host.
    """

    sender: str
    host: str
    kind: Kind
    missing: Missing
    statements: tuple[str, ...]
    others: tuple[str, ...]
    peers: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        plain = {name: getattr(self, name) for name in ("sender", "host", "others", "peers", "statements")}
        return plain | {"kind": self.kind.value, "missing": self.missing.value}


def gaps(
    statements: Iterable[Statement] | Posts,
    host: str,
    on: Day,
    senders: Sequence[str] | None = None,
    documents: Iterable[Document] = (),
) -> tuple[Gap, ...]:
    """What senders lack in a country, or in each of a group, on a day, where anything makes the lack telling.

    Something does if a document says that it is not there, if it ended or is planned, if the sender has it
    with a neighbour of the host, or a neighbour of the sender has it there. Neighbours are the other members
    of a small group, such as Central Asia or Benelux. Who has an embassy needs no accreditation.

    Args:
        statements: the whole record, or the posts made from it.
        host: code of a country, a region or a group.
        on: a day, month or year (EDTF).
        senders: codes of those asked about; left out, everyone of whom the record says something there.
        documents: the record's documents.
    """
    known = posts_of(statements, documents)
    when = moment(on)
    found: list[Gap] = []
    for country in sorted(countries(host)):
        for sender in asked_about(known, country, senders):
            found += _of_pair(known, sender, country, when)
    return tuple(found)


def neighbours(place: str, apart_from: str = "") -> tuple[str, ...]:
    """Other members of the small groups that hold a country, of those that do not hold the other one."""
    own, other = countries(place), countries(apart_from) if apart_from else frozenset()
    groups = [g for country in own for g in small_groups(country) if not g & other]
    return tuple(sorted({member for group in groups for member in group} - own))


def _of_pair(known: Posts, sender: str, host: str, when: StatedDate) -> Iterator[Gap]:
    here = row(known, sender, host, when)
    near = [row(known, sender, other, when) for other in neighbours(host, sender) if other in known.by_host]
    beside = [row(known, other, host, when) for other in neighbours(sender, host)]
    for kind in COMPARED:
        if _has(here, kind):
            continue
        missing, told = _how(here, kind)
        others = tuple(r.host for r in near if _exactly(r, kind))
        peers = tuple(r.sender for r in beside if _exactly(r, kind))
        if others or peers or missing is not Missing.NOT_RECORDED:
            yield Gap(sender, host, kind, missing, told, others, peers)


def _has(here: Row, kind: Kind) -> bool:
    # Who has an embassy there needs no accreditation from elsewhere.
    return _exactly(here, kind) or (kind is Kind.ACCREDITATION and _exactly(here, Kind.EMBASSY))


def _exactly(here: Row, kind: Kind) -> bool:
    if kind is Kind.EMBASSY:
        return any(
            c.presence.stands and c.post.resident
            for c in here.covers
            if c.post.kind in (kind, Kind.DELEGATION)
        )
    return here.has(kind) is not None


def _how(here: Row, kind: Kind) -> tuple[Missing, tuple[str, ...]]:
    denied = tuple(a.statement for a in here.absences if a.kind is kind)
    if denied:
        return Missing.STATED_ABSENT, denied
    covers = [c for c in here.covers if c.post.kind is kind and not c.presence.stands]
    for presence in (Presence.ENDED, Presence.NOT_YET, Presence.PLANNED):
        told = [i for c in covers if c.presence is presence for i in c.post.statements]
        if told:
            return Missing(presence.value), tuple(dict.fromkeys(told))
    return Missing.NOT_RECORDED, ()
