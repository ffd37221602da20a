"""The warmest way from one body to another, explained tie by tie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from entrepot.analyses.relations.network.graph import Link, Network
from entrepot.analyses.relations.network.warmth import along
from entrepot.metadata.errors import UsageError
from entrepot.metadata.interval import Interval


@dataclass(frozen=True, slots=True)
class WarmPath:
    """A way from one body to another.

    Attributes:
        bodies: from the first to the last.
        links: between them, one fewer.
        introduction: chance of being passed on, as in `Scale`.
    """

    bodies: tuple[str, ...]
    links: tuple[Link, ...]
    introduction: float

    @property
    def warmth(self) -> Interval:
        """Product of the warmth of its links, and of an introduction by each body in the middle."""
        return along((link.warmth for link in self.links), self.introduction)

    @property
    def likely(self) -> float:
        """The same with the middles of the links' warmth, by which paths are ranked."""
        middles = [link.warmth.middle for link in self.links]
        return along((Interval(m, m) for m in middles), self.introduction).low

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of all that it rests on."""
        return tuple(dict.fromkeys(i for link in self.links for i in link.statements))

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "bodies": list(self.bodies),
            "warmth": self.warmth.to_dict(),
            "likely": self.likely,
            "links": [link.to_dict() for link in self.links],
        }


def warm_path(
    network: Network, a: str, b: str, *, k: int = 3, avoid: Collection[str] = ()
) -> tuple[WarmPath, ...]:
    """The warmest paths between two bodies, warmest first; none where they are not connected.

    The way back is the way there. Each path visits a body once (Yen 1971, as networkx has it).

    Args:
        network: as `contact_network` made it.
        a: name of the one body; other names and codes of places will do.
        b: name of the other.
        k: how many paths at most.
        avoid: bodies that no path may go through, such as states, which everything goes through.

    Raises:
        NoData: the network has no body of that name.
        UsageError: both names are of one body, or `k` is not at least 1.
    """
    first, last = network.body(a), network.body(b)
    if first == last:
        raise UsageError(f"{first} twice: name two different bodies.")
    if k < 1:
        raise UsageError("Ask for one path at least.")
    shut = {network.body(name) for name in avoid} - {first, last}
    graph = nx.restricted_view(network.graph, shut, ()) if shut else network.graph
    # Of paths that are equally warm the same one is found in both directions.
    start, end = sorted((first, last))
    if not nx.has_path(graph, start, end):
        return ()
    found = islice(nx.shortest_simple_paths(graph, start, end, weight="cost"), k)
    return tuple(_path(network, tuple(p if start == first else reversed(p))) for p in found)


def _path(network: Network, bodies: tuple[str, ...]) -> WarmPath:
    links = (network.link(one, other) for one, other in pairwise(bodies))
    return WarmPath(bodies, tuple(link for link in links if link), network.scale.introduction)
