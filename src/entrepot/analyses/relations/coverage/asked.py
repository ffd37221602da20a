"""Whose posts are meant: a country with its regions, a group for its members, an organisation for itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from entrepot.analyses.relations.cast import concerns, countries
from entrepot.analyses.relations.coverage.post import Absence, Post, Posts
from entrepot.analyses.relations.coverage.posts import posts
from entrepot.analyses.relations.coverage.seats import country_named
from entrepot.metadata.statement import Document, Statement


def posts_of(statements: Iterable[Statement] | Posts, documents: Iterable[Document] = ()) -> Posts:
    """The posts themselves, made from the record if they were not made before."""
    return statements if isinstance(statements, Posts) else posts(statements, documents)


def is_of(post: Post | Absence, sender: str) -> bool:
    """Whether a post serves a sender: its own, its regions', or for a region also its country's."""
    if post.organisation or is_group(sender):
        return post.sender == sender
    above = not countries_of(sender) and concerns(sender, post.sender)
    return post.sender == sender or concerns(post.sender, sender) or above


def is_group(code: str) -> bool:
    """Whether it stands for several countries."""
    return len(countries(code)) > 1


def members(known: Posts, sender: str) -> tuple[str, ...]:
    """Those meant by a sender: a group's members, and the group where it has posts of its own."""
    if not is_group(sender):
        return (sender,)
    told: tuple[Post | Absence, ...] = (*known.every, *known.absences)
    own = any(each.sender == sender and each.organisation for each in told)
    return (*sorted(countries(sender)), *((sender,) if own else ()))


def countries_of(sender: str) -> frozenset[str]:
    """The country that a sender is, so that it is not asked how it covers itself."""
    return frozenset({sender}) if country_named(sender) == sender else frozenset()


def asked_about(known: Posts, host: str, senders: Sequence[str] | None) -> list[str]:
    """The senders named, a group for its members; else everyone of whom the record says something there."""
    named = _senders(known, host) if senders is None else [m for s in senders for m in members(known, s)]
    return [sender for sender in named if host not in countries_of(sender)]


def _senders(known: Posts, host: str) -> list[str]:
    found = {_whole(p) for p in known.by_host.get(host, ())}
    found |= {_whole(a) for a in known.absences if host in a.hosts}
    return sorted(code for code in found if code)


def _whole(post: Post | Absence) -> str:
    """The country of a region's office: AWEX is Belgium's presence too."""
    return post.sender if post.organisation else country_named(post.sender) or post.sender


def hosts_of_sender(known: Posts, sender: str) -> set[str]:
    """Countries in which the record says something of a sender."""
    posted = {host for host, there in known.by_host.items() if any(is_of(p, sender) for p in there)}
    return posted | {host for a in known.absences if is_of(a, sender) for host in a.hosts}
