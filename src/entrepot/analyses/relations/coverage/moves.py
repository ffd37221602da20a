"""What opened and what closed between two days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from entrepot.analyses.relations.cast import countries
from entrepot.analyses.relations.coverage.asked import is_of, members, posts_of
from entrepot.analyses.relations.coverage.lasting import Day, Presence, moment
from entrepot.analyses.relations.coverage.post import Post, Posts
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement


class Move(StrEnum):
    """What became of a post between two days."""

    OPENED = "opened"
    CLOSED = "closed"
    OPENED_AND_CLOSED = "opened and closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class PostMove:
    """A post that was there on one of two days only, or only in between.

    Attributes:
        post: which.
        move: what became of it.
        certain: whether the record is certain that this happened between the two days.
    """

    post: Post
    move: Move
    certain: bool

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"move": self.move.value, "certain": self.certain, "post": self.post.to_dict()}


def moves(
    statements: Iterable[Statement] | Posts,
    since: Day,
    until: Day,
    *,
    sender: str = "",
    host: str = "",
    documents: Iterable[Document] = (),
) -> tuple[PostMove, ...]:
    """Posts that opened or closed between two days; what is only not known any more did not close.

    Args:
        statements: the whole record, or the posts made from it.
        since: the first day (EDTF).
        until: the later one.
        sender: only posts of this place, or of the members of this group; empty for all.
        host: only posts in this country or group; empty for all.
        documents: the record's documents.

    Raises:
        ValueError: a date is none, or the second is not after the first.
    """
    known, first, last = posts_of(statements, documents), moment(since), moment(until)
    if first.latest is None or last.earliest is None or first.latest >= last.earliest:
        raise ValueError(f"{last.edtf} is not after {first.edtf}")
    where = countries(host) if host else None
    whose = members(known, sender) if sender else ()
    found = []
    for post in known.every:
        asked = (where is None or post.host in where) and (not whose or any(is_of(post, s) for s in whose))
        moved = _moved(post, first, last) if asked else None
        if moved:
            found.append(moved)
    return tuple(sorted(found, key=lambda m: (m.move, m.post.host, m.post.sender, m.post.kind)))


def _moved(post: Post, first: StatedDate, last: StatedDate) -> PostMove | None:
    before, after = post.presence(first), post.presence(last)
    if before is Presence.NOT_YET and after.stands:
        return PostMove(post, Move.OPENED, _begun(post, first, last))
    if before is Presence.ENDED and after.stands:
        return PostMove(post, Move.REOPENED, _begun(post, first, last))
    if before.stands and after is Presence.ENDED:
        return PostMove(post, Move.CLOSED, before is Presence.CERTAIN and not post.rests_on)
    if before is Presence.NOT_YET and after is Presence.ENDED:
        return PostMove(post, Move.OPENED_AND_CLOSED, certain=True)
    return None


def _begun(post: Post, first: StatedDate, last: StatedDate) -> bool:
    """Whether some spell began after the first day and by the last one."""
    return any(
        spell.begun_after
        and spell.begun_by
        and spell.begun_after > (first.latest or spell.begun_after)
        and spell.begun_by <= (last.latest or spell.begun_by)
        for spell in post.existence.spells
    )
