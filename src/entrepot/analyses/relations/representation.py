"""Who stands for whom, where, and from where: embassies, accreditation, trade offices, friendship groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from entrepot.analyses.relations.cast import countries, small_groups
from entrepot.analyses.relations.involvement import PairStatement, Scene, involved, nearest, of_pair
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement

KINDS = ("embassy", "accreditation", "honorary consulate", "trade office", "friendship group", "chamber")
SHOWN = frozenset({*KINDS, "branch", "representation"})
# A friendship group or a chamber belongs to both sides.
SHARED = frozenset({"friendship group", "chamber"})
SENDERS = ("sending", "operator", "founder", "principal", "company")
SEATED_THERE = frozenset({"embassy", "honorary consulate", "trade office", "branch"})
Coverage = Literal["resident", "from elsewhere", "stated absent", "not recorded", "recorded"]


@dataclass(frozen=True, slots=True)
class Post:
    """A form of representation of one place in another.

    Attributes:
        statement: what the record says.
        kind: one of `SHOWN`.
        sender: code of the place represented; for a group of both, the first.
        seat: where it sits, as the document names it.
        resident: whether it sits in the country it covers; None for what has no seat.
    """

    statement: Statement
    kind: str
    sender: str
    seat: str
    resident: bool | None

    @property
    def since(self) -> StatedDate:
        """When it is said to exist; ".." when the document gives no date."""
        return self.statement.date or StatedDate("..")


@dataclass(frozen=True, slots=True)
class Gap:
    """A form of representation that one place does not have, or that the record does not show, in the other.

    Attributes:
        sender, host: codes.
        kind: one of `KINDS`.
        coverage: "stated absent" if a document says so, "not recorded" if none says anything.
        statement: id of the statement that says so; empty when none does.
        others: codes of the host's neighbours where the sender does have it, which makes the gap telling.
    """

    sender: str
    host: str
    kind: str
    coverage: Coverage
    statement: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Representation:
    """Posts of the pair, absences that documents state, and gaps."""

    posts: tuple[Post, ...]
    absences: tuple[Statement, ...]
    gaps: tuple[Gap, ...]


def representation(statements: Iterable[Statement], a: str, b: str) -> Representation:
    """How two places are represented in each other.

    A gap is what a document says is absent, or what one place has with neighbours of the other (members of a
    small group it belongs to, such as Central Asia or Benelux) and, as far as the record shows, not with it.

    Args:
        statements: the whole record.
        a: code of one place.
        b: code of the other.
    """
    record = tuple(statements)
    scene = Scene.of(record)
    pairs = [p for p in of_pair(record, a, b, scene) if p.statement.kind == "institution"]
    posts = tuple(_post(p, a, b) for p in pairs if p.statement.subtype in SHOWN)
    absences = tuple(p.statement for p in pairs if p.statement.subtype == "absence")
    gaps = (
        gap
        for sender, host in ((a, b), (b, a))
        for gap in _gaps(record, sender, host, posts, absences, scene)
    )
    return Representation(posts, absences, tuple(gaps))


def _post(pair: PairStatement, a: str, b: str) -> Post:
    sender, host = (a, b) if pair.a.role in SENDERS or pair.b.role in ("host", "counterpart") else (b, a)
    abroad = str(pair.statement.attributes.get("seat_country", ""))
    seated = True if pair.statement.subtype in SEATED_THERE else None
    resident = countries(abroad) <= countries(host) if abroad else seated
    return Post(pair.statement, pair.statement.subtype, sender, pair.statement.location, resident)


def _gaps(
    record: tuple[Statement, ...],
    sender: str,
    host: str,
    posts: tuple[Post, ...],
    absences: tuple[Statement, ...],
    scene: Scene,
) -> Iterator[Gap]:
    for kind in KINDS:
        if any(_serves(p, kind) and _reaches(p, sender) for p in posts):
            continue
        stated = next((s for s in absences if _denies(s, kind, sender, scene)), None)
        others = _elsewhere(record, sender, host, kind, scene)
        if stated or others:
            yield _gap(sender, host, kind, stated, others)


def _gap(sender: str, host: str, kind: str, stated: Statement | None, others: tuple[str, ...]) -> Gap:
    coverage: Coverage = "stated absent" if stated else "not recorded"
    return Gap(sender, host, kind, coverage, stated.id if stated else "", others)


def _denies(absence: Statement, kind: str, sender: str, scene: Scene) -> bool:
    senders = (i for i in involved(absence, scene) if i.role in SENDERS)
    return absence.attributes.get("absent") == kind and nearest(senders, sender) is not None


def _serves(post: Post, kind: str) -> bool:
    # Who has an embassy there needs no accreditation from elsewhere.
    return _is(post, kind) or (kind == "accreditation" and _is(post, "embassy"))


def _is(post: Post, kind: str) -> bool:
    return post.kind == kind and (kind != "embassy" or bool(post.resident))


def _reaches(post: Post, sender: str) -> bool:
    return post.sender == sender or post.kind in SHARED


def _elsewhere(
    record: tuple[Statement, ...], sender: str, host: str, kind: str, scene: Scene
) -> tuple[str, ...]:
    """Neighbours of the host with which the sender does have this form of representation."""
    posts = [s for s in record if s.subtype == kind]
    return tuple(
        sorted(
            {
                neighbour
                for neighbour in _neighbours(host, sender)
                for pair in of_pair(posts, sender, neighbour, scene)
                if _is(post := _post(pair, sender, neighbour), kind) and _reaches(post, sender)
            }
        )
    )


def _neighbours(host: str, sender: str) -> frozenset[str]:
    """Members of the small groups that hold the host and not the sender."""
    apart = [members for members in small_groups(host) if not members & countries(sender)]
    return frozenset(member for members in apart for member in members) - {host}
