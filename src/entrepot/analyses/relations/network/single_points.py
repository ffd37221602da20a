"""Whose loss would cut the network: bodies, links, and people who alone carry the ties of a pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from entrepot.analyses.relations.network.blocks import parts_without
from entrepot.analyses.relations.network.graph import Link, Network
from entrepot.analyses.relations.network.offices import Via


@dataclass(frozen=True, slots=True)
class CutBody:
    """A body without which the network falls apart.

    Attributes:
        name: of the body.
        parts: sizes of the parts that are left of its own part of the network, largest first.
        cut_off: names of bodies outside the largest part, at most `blocks.NAMED` of them.
    """

    name: str
    parts: tuple[int, ...]
    cut_off: tuple[str, ...]

    @property
    def lost(self) -> int:
        """How many bodies are cut off from the largest part."""
        return sum(self.parts[1:])

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        plain = {"name": self.name, "lost": self.lost}
        return plain | {"parts": list(self.parts), "cut_off": list(self.cut_off)}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A person who alone carries the ties of pairs.

    Attributes:
        person, offices: who, and what the person was.
        pairs: the links that rest on this person alone.
        cuts: pairs that have no other way to each other.
    """

    person: str
    offices: tuple[str, ...]
    pairs: tuple[Link, ...]
    cuts: tuple[tuple[str, str], ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of what it rests on, offices included."""
        offices = [v.statement for v in _through(self.pairs, self.person)]
        return tuple(dict.fromkeys([*(i for link in self.pairs for i in link.statements), *offices]))

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "person": self.person,
            "offices": list(self.offices),
            "pairs": [[link.a, link.b] for link in self.pairs],
            "cuts": [list(pair) for pair in self.cuts],
            "statements": list(self.statements),
        }


@dataclass(frozen=True, slots=True)
class SinglePoints:
    """Bodies, links and people on which connections depend, those that cut off most first."""

    bodies: tuple[CutBody, ...]
    links: tuple[Link, ...]
    people: tuple[Carrier, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "bodies": [body.to_dict() for body in self.bodies],
            "links": [link.to_dict() for link in self.links],
            "people": [person.to_dict() for person in self.people],
        }


def single_points(network: Network, a: str = "", b: str = "") -> SinglePoints:
    """Articulation points, bridges and sole carriers; with two bodies, those that stand between them.

    Args:
        network: as `contact_network` made it.
        a: name of one body; empty for the whole network.
        b: name of the other.

    Raises:
        NoData: the network has no body of that name.
    """
    if not (a and b):
        cut = parts_without(network.graph)
        bodies = [CutBody(name, sizes, names) for name, (sizes, names) in cut.items()]
        links = (network.link(*pair) for pair in nx.bridges(network.graph))
        people = _carriers(network, network.links.values())
    else:
        first, last = network.body(a), network.body(b)
        bodies, between = _between(network, first, last)
        links = (network.link(*pair) for pair in between)
        direct = network.link(first, last)
        people = _carriers(network, [direct] if direct else [])
    return SinglePoints(
        tuple(sorted(bodies, key=lambda c: (-c.lost, c.name))),
        tuple(sorted((link for link in links if link), key=lambda link: (link.a, link.b))),
        tuple(sorted(people, key=lambda c: (-len(c.cuts), -len(c.pairs), c.person))),
    )


def _between(network: Network, a: str, b: str) -> tuple[list[CutBody], list[tuple[str, str]]]:
    """Bodies and links without which two bodies are no longer connected."""
    graph = network.graph
    if a == b or not nx.has_path(graph, a, b):
        return [], []
    path = nx.shortest_path(graph, a, b)
    cut = parts_without(graph)
    # What separates them stands on every path, so also on this one.
    bodies = [
        CutBody(name, *cut[name])
        for name in path[1:-1]
        if name in cut and not nx.has_path(nx.restricted_view(graph, [name], ()), a, b)
    ]
    bridges = {frozenset(pair) for pair in nx.bridges(graph)}
    return bodies, [pair for pair in pairwise(path) if frozenset(pair) in bridges]


def _through(links: Iterable[Link], person: str) -> Iterator[Via]:
    """How the person stands in those links."""
    return (via for link in links for tie in link.ties for via in tie.via if via.person == person)


def _carriers(network: Network, links: Iterable[Link]) -> list[Carrier]:
    carried: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        people = [{via.person for via in tie.via} for tie in link.ties]
        for person in set.intersection(*people):
            carried[person].append(link)
    bridges = {frozenset(pair) for pair in nx.bridges(network.graph)} if carried else set()
    return [_carrier(network, person, pairs, bridges) for person, pairs in carried.items()]


def _carrier(network: Network, person: str, pairs: list[Link], bridges: set[frozenset[str]]) -> Carrier:
    held = {via.office: None for via in _through(pairs, person)}
    lost = {frozenset((link.a, link.b)) for link in pairs}
    cuts = tuple((link.a, link.b) for link in pairs if _is_cut(network.graph, link, lost, bridges))
    return Carrier(person, tuple(office for office in held if office), tuple(pairs), cuts)


def _is_cut(graph: Any, link: Link, lost: set[frozenset[str]], bridges: set[frozenset[str]]) -> bool:
    """Whether the ends of a link are apart without these; only rarely must the network be walked for that."""
    if frozenset((link.a, link.b)) in bridges:
        return True
    if len(lost) == 1:
        return False
    if _meet(graph, link, lost):
        return False
    left = nx.restricted_view(graph, (), [tuple(pair) for pair in lost])
    return not nx.has_path(left, link.a, link.b)


def _meet(graph: Any, link: Link, lost: set[frozenset[str]]) -> bool:
    """Whether somebody else knows both ends."""
    few, other = sorted((link.a, link.b), key=lambda name: len(graph[name]))
    return any(
        body in graph[other] and frozenset((few, body)) not in lost and frozenset((body, other)) not in lost
        for body in graph[few]
    )
