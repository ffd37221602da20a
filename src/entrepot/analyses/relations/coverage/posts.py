"""Posts: from what documents say of embassies, offices, consuls and joint bodies to who is where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from entrepot.analyses.relations.cast import Cast, cast
from entrepot.analyses.relations.coverage.ends import Ends, ends, hosts_of
from entrepot.analyses.relations.coverage.kinds import (
    SEATED_THERE,
    SHARED,
    Kind,
    counts,
    kind_of,
)
from entrepot.analyses.relations.coverage.lasting import (
    Documents,
    lasting,
    seen,
)
from entrepot.analyses.relations.coverage.merging import leaning, merged, missions_found
from entrepot.analyses.relations.coverage.post import Absence, Post, Posts
from entrepot.analyses.relations.coverage.seats import Point, country_named, distance, locate
from entrepot.analyses.relations.coverage.sightings import Sighting, sightings
from entrepot.metadata.statement import Document, Statement


def posts(
    statements: Iterable[Statement], documents: Iterable[Document] = (), *, private: bool = False
) -> Posts:
    """Every post the record tells of; statements of one form, sender, host and seat are one post.

    Args:
        statements: the whole record, actors and offices included.
        documents: the record's documents; what they say was seen when they appeared. Without them only dated
            statements are certain of anything.
        private: whether private statements count too.
    """
    record = tuple(s for s in statements if counts(s, private))
    known = {document.sha256: document for document in documents}
    who = cast(record)
    grouped: dict[tuple[object, ...], list[Post]] = defaultdict(list)
    for statement, sighting in sightings(record, known):
        for post in _posts(sighting, ends(statement, sighting.kind, who)):
            grouped[post.kind, post.sender, post.host, post.operator, post.through].append(post)
    found = [post for same in grouped.values() for post in merged(same)]
    every = leaning(missions_found(found))
    return Posts(every, _absences(record, known, who), _by_host(every))


def _posts(sighting: Sighting, found: Ends) -> Iterable[Post]:
    for sender in found.senders:
        for host in found.hosts:
            if sender.code and host != country_named(sender.code):
                seat = found.seat
                point = _seated(seat, found.seat_country, host)
                country = found.seat_country or (point.country if point else "")
                yield Post(
                    sighting.kind,
                    sender.code,
                    host,
                    sender.operator,
                    found.through,
                    seat,
                    country,
                    _resident(sighting.kind, country, host) if not sighting.person else None,
                    None if sighting.kind in SHARED else distance(point, host),
                    sender.organisation,
                    (sighting,),
                )


def _seated(town: str, country: str, host: str) -> Point | None:
    if not town:
        return None
    return locate(town, country) if country else (locate(town, host) or locate(town))


def _resident(kind: Kind, country: str, host: str) -> bool | None:
    if kind in SHARED:
        return None
    if country:
        return country == host
    return True if kind in SEATED_THERE else None


def _by_host(every: tuple[Post, ...]) -> dict[str, tuple[Post, ...]]:
    found: dict[str, list[Post]] = defaultdict(list)
    for post in every:
        found[post.host].append(post)
        if post.kind in SHARED and (other := country_named(post.sender)):
            found[other].append(replace(post, sender=post.host, host=other, operator=""))
    return {host: tuple(posts) for host, posts in found.items()}


def _absences(record: tuple[Statement, ...], known: Documents, who: Cast) -> tuple[Absence, ...]:
    found = []
    for statement in record:
        kind = _absent(statement)
        if kind is not None:
            sides = ends(statement, kind, who)
            told = lasting(statement.date, seen(statement, known))
            found += [
                Absence(
                    statement.id,
                    kind,
                    s.code,
                    s.organisation,
                    sides.hosts or hosts_of(statement.location),
                    told,
                )
                for s in sides.senders
            ]
    return tuple(found)


def _absent(statement: Statement) -> Kind | None:
    if statement.kind != "institution" or statement.subtype != "absence":
        return None
    return kind_of(str(statement.attributes.get("absent", "")))
