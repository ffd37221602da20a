"""Who covers a country on a day: from which city, how far away, how surely; and whom a sender covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from entrepot.analyses.relations.cast import countries
from entrepot.analyses.relations.coverage.asked import (
    asked_about,
    countries_of,
    hosts_of_sender,
    is_of,
    members,
    posts_of,
)
from entrepot.analyses.relations.coverage.kinds import DIPLOMATIC, Kind, Level
from entrepot.analyses.relations.coverage.lasting import Day, Presence, moment
from entrepot.analyses.relations.coverage.post import Absence, Post, Posts
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement

_SURELY = (Presence.CERTAIN, Presence.POSSIBLE, Presence.PLANNED, Presence.NOT_YET, Presence.ENDED)


@dataclass(frozen=True, slots=True)
class Cover:
    """A post on a day."""

    post: Post
    presence: Presence

    @property
    def remark(self) -> str:
        """Why it is not surely there, in English; empty when it is."""
        base = self.post.rests_on
        if base and self.presence in (Presence.NOT_YET, Presence.ENDED):
            return f"the mission in {base.seat or base.host} that it rests on is {self.presence.value}"
        if self.presence is Presence.POSSIBLE:
            return "the record does not say that it stood on that day"
        return ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return self.post.to_dict() | {"presence": self.presence.value, "remark": self.remark}


@dataclass(frozen=True, slots=True)
class Row:
    """How one place is covered by another on a day: what a coverage map draws.

    Attributes:
        sender, host: codes.
        level: the best form that stands; where none does, what is known instead.
        presence: whether that form is certain or only possible; None where nothing stands.
        covers: every post of the sender there, best first, those that ended or are planned included.
        absences: what documents say is not there.
    """

    sender: str
    host: str
    level: Level
    presence: Presence | None
    covers: tuple[Cover, ...]
    absences: tuple[Absence, ...]

    @property
    def best(self) -> Cover | None:
        """What the level follows from; None where nothing stands."""
        return self.covers[0] if self.covers and self.covers[0].presence.stands else None

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of the statements that the level rests on."""
        if self.best:
            return self.best.post.statements
        told = (*(i for c in self.covers for i in c.post.statements), *(a.statement for a in self.absences))
        return tuple(dict.fromkeys(told))

    def has(self, *kinds: Kind) -> Presence | None:
        """How surely a post of one of these forms stands; None if none does."""
        standing = [c.presence for c in self.covers if c.post.kind in kinds and c.presence.stands]
        return min(standing, key=_SURELY.index, default=None)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, with seat and distance of the best form in front."""
        best = self.best.post if self.best else None
        return {
            "sender": self.sender,
            "host": self.host,
            "level": self.level.value,
            "presence": self.presence.value if self.presence else None,
            "seat": best.seat if best else "",
            "km": best.km if best else None,
            "statements": list(self.statements),
            "covers": [cover.to_dict() for cover in self.covers],
            "absences": [absence.statement for absence in self.absences],
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rows for one day, by host and then from the best covered sender on."""

    on: StatedDate
    rows: tuple[Row, ...]

    def row(self, sender: str, host: str) -> Row | None:
        """The row of that pair; None if it was not asked for."""
        return next((row for row in self.rows if (row.sender, row.host) == (sender, host)), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"on": self.on.edtf, "rows": [row.to_dict() for row in self.rows]}


def coverage(
    statements: Iterable[Statement] | Posts,
    host: str,
    on: Day,
    senders: Sequence[str] | None = None,
    documents: Iterable[Document] = (),
) -> Coverage:
    """Who covers a country, or each country of a group, on a day.

    Args:
        statements: the whole record, or the posts made from it.
        host: code of a country, a group, or a region, which its country's posts cover.
        on: a day, month or year (EDTF); certain means on every day of it.
        senders: codes of those asked about, a group for each of its members; left out, everyone of whom the
            record says something there.
        documents: the record's documents, which tell when a statement was made.

    Raises:
        ValueError: `on` is no EDTF date.
    """
    known = posts_of(statements, documents)
    when = moment(on)
    rows = []
    for country in sorted(countries(host)):
        rows += [row(known, sender, country, when) for sender in asked_about(known, country, senders)]
    return Coverage(when, tuple(sorted(rows, key=lambda r: (r.host, r.level.rank, r.sender))))


def network_of_posts(
    statements: Iterable[Statement] | Posts,
    sender: str,
    on: Day,
    hosts: Iterable[str] | None = None,
    documents: Iterable[Document] = (),
) -> Coverage:
    """The missions, offices and joint bodies of one sender on a day, by host.

    Args:
        statements: the whole record, or the posts made from it.
        sender: code of a country, a region or an organisation of states; a group stands for each member.
        on: a day, month or year (EDTF).
        hosts: codes of countries or groups; left out, wherever the record says something of the sender.
        documents: the record's documents.
    """
    known = posts_of(statements, documents)
    when = moment(on)
    each = members(known, sender)
    if hosts is None:
        wanted = {host for s in each for host in hosts_of_sender(known, s)}
    else:
        wanted = {country for host in hosts for country in countries(host)}
    rows = [row(known, s, host, when) for s in each for host in sorted(wanted - countries_of(s))]
    return Coverage(when, tuple(rows))


def row(known: Posts, sender: str, host: str, when: StatedDate) -> Row:
    """How a sender covers one country at a time."""
    found = [Cover(p, p.presence(when)) for p in known.by_host.get(host, ()) if is_of(p, sender)]
    covers = tuple(sorted(found, key=_best_first))
    absences = tuple(
        a for a in known.absences if host in a.hosts and is_of(a, sender) and a.lasting.on(when).stands
    )
    best = covers[0] if covers and covers[0].presence.stands else None
    return Row(
        sender,
        host,
        best.post.level if best else _instead(covers, absences),
        best.presence if best else None,
        covers,
        absences,
    )


def _best_first(cover: Cover) -> tuple[bool, int, int, float]:
    stands = cover.presence.stands
    km = cover.post.km if cover.post.km is not None else float("inf")
    return not stands, cover.post.level.rank, _SURELY.index(cover.presence), km


def _instead(covers: tuple[Cover, ...], absences: tuple[Absence, ...]) -> Level:
    if any(a.kind in DIPLOMATIC for a in absences):
        return Level.STATED_ABSENT
    found = {cover.presence for cover in covers}
    for presence, level in (
        (Presence.ENDED, Level.ENDED),
        (Presence.NOT_YET, Level.NOT_YET),
        (Presence.PLANNED, Level.PLANNED),
    ):
        if presence in found:
            return level
    return Level.STATED_ABSENT if absences else Level.NOT_RECORDED
