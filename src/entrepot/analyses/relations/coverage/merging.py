"""Which statements tell of the same post, and which posts rest on another."""

from __future__ import annotations

from dataclasses import replace

from entrepot.analyses.relations.coverage.kinds import (
    Kind,
    Level,
)
from entrepot.analyses.relations.coverage.post import Post
from entrepot.metadata.places.spelling import fold


def merged(same: list[Post]) -> list[Post]:
    """One post a seat; what names no seat belongs to the only one that does."""
    seats: dict[str, Post] = {}
    for post in sorted(same, key=lambda p: not p.seat):
        key = fold(post.seat)
        if not key and len(seats) == 1:
            key = next(iter(seats))
        held = seats.get(key)
        seats[key] = replace(held, sightings=(*held.sightings, *post.sightings)) if held else post
    return list(seats.values())


def missions_found(found: list[Post]) -> list[Post]:
    """An ambassador is no post beside his embassy: what is known only through a person joins the mission."""
    missions = {
        (p.sender, p.host): p
        for p in sorted(found, key=lambda p: -p.level.rank)
        if p.kind in (Kind.EMBASSY, Kind.ACCREDITATION) and not _only_person(p)
    }
    joined: dict[int, Post] = {id(p): p for p in found}
    for post in found:
        mission = missions.get((post.sender, post.host))
        if post.kind is Kind.ACCREDITATION and _only_person(post) and mission:
            held = joined[id(mission)]
            joined[id(mission)] = replace(held, sightings=(*held.sightings, *post.sightings))
            del joined[id(post)]
    return list(joined.values())


def _only_person(post: Post) -> bool:
    return all(s.person for s in post.sightings)


def leaning(found: list[Post]) -> tuple[Post, ...]:
    """Accreditations from elsewhere rest on the mission of that sender in that country."""
    missions = {(p.sender, p.host): p for p in found if p.level is Level.RESIDENT}
    leaning = {Level.FROM_ELSEWHERE}
    return tuple(
        replace(p, rests_on=_at_seat(p, missions.get((p.sender, p.seat_country))))
        if p.level in leaning
        else p
        for p in sorted(found, key=lambda p: (p.host, p.sender, p.level.rank, p.operator, p.seat))
    )


def _at_seat(post: Post, mission: Post | None) -> Post | None:
    same = mission and (not post.seat or not mission.seat or fold(post.seat) == fold(mission.seat))
    return mission if same else None
