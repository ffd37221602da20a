"""Any network of contacts: paths, what cuts them, and what grows with what is told."""

import dataclasses
from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from entrepot.analyses.relations.network import Network, contact_network, single_points, warm_path
from entrepot.analyses.relations.network.blocks import NAMED, parts_without
from entrepot.metadata.statement import Statement
from little_record import said

bodies = st.sampled_from("abcdefgh")
dates = st.sampled_from(["2000", "2003-05", "2011-07-01", "1990/1995", "2009/..", ".."])
kinds = st.sampled_from(["event", "agreement", "project", "aid"])


@st.composite
def contacts(draw: st.DrawFn, most: int = 14) -> list[Statement]:
    pairs = draw(st.lists(st.tuples(bodies, bodies, kinds, dates), min_size=1, max_size=most))
    return [
        said(f"s{n}", kind, f"{a}:one", f"{b}:other", date=when)
        for n, (a, b, kind, when) in enumerate(pairs)
        if a != b
    ]


def network(told: list[Statement]) -> Network:
    return contact_network(told, "2012-01-01")


def ends(seen: Network) -> list[tuple[str, str]]:
    names = sorted(seen.graph)
    return [(a, b) for a in names[:3] for b in names[-3:] if a != b]


@given(contacts())
def test_the_way_back_is_the_way_there(told: list[Statement]) -> None:
    seen = network(told)
    for a, b in ends(seen):
        there, back = warm_path(seen, a, b), warm_path(seen, b, a)
        assert [p.bodies for p in there] == [p.bodies[::-1] for p in back]


@given(contacts())
def test_paths_are_simple_warmest_first_and_rest_on_what_was_told(told: list[Statement]) -> None:
    seen, ids = network(told), {s.id for s in told}
    for a, b in ends(seen):
        found = warm_path(seen, a, b, k=4)
        assert bool(found) == nx.has_path(seen.graph, a, b)
        for path in found:
            assert len(set(path.bodies)) == len(path.bodies) == len(path.links) + 1
            assert 0 <= path.warmth.low <= path.likely <= path.warmth.high < 1
            assert set(path.statements) <= ids
        for first, second in pairwise(found):
            assert first.likely >= second.likely * (1 - 1e-9)


@given(contacts())
def test_no_simple_path_is_warmer_than_the_first(told: list[Statement]) -> None:
    seen = network(told)
    for a, b in ends(seen)[:2]:
        found = warm_path(seen, a, b, k=1)
        for nodes in nx.all_simple_paths(seen.graph, a, b):
            middles = [seen.link(x, y).warmth.middle for x, y in pairwise(nodes)]  # type: ignore[union-attr]
            likely = 0.5 ** (len(middles) - 1)
            for middle in middles:
                likely *= middle
            assert likely <= found[0].likely * (1 + 1e-9)


@given(contacts(most=10))
def test_without_a_single_point_the_network_falls_into_the_parts_told(told: list[Statement]) -> None:
    graph = network(told).graph
    found = parts_without(graph)
    for name in graph:
        own = nx.node_connected_component(graph, name)
        left = graph.subgraph(own - {name})
        parts = sorted((len(c) for c in nx.connected_components(left)), reverse=True)
        if name in found:
            sizes, cut_off = found[name]
            assert list(sizes) == parts
            assert len(cut_off) == min(NAMED, sum(sizes[1:]))
            assert not set(cut_off) - set(left)
        else:
            assert len(parts) <= 1


@given(contacts(most=10))
def test_what_stands_between_two_separates_them(told: list[Statement]) -> None:
    seen = network(told)
    for a, b in ends(seen)[:4]:
        between = {body.name for body in single_points(seen, a, b).bodies}
        for name in set(seen.graph) - {a, b}:
            left = seen.graph.subgraph(set(seen.graph) - {name})
            apart = nx.has_path(seen.graph, a, b) and not nx.has_path(left, a, b)
            assert (name in between) == apart


@given(contacts(), contacts(most=3))
def test_more_contacts_never_cool_a_link(told: list[Statement], more: list[Statement]) -> None:
    renamed = [dataclasses.replace(s, id=f"more {s.id}") for s in more]
    before, after = network(told), network([*told, *renamed])
    for pair, link in before.links.items():
        assert after.links[pair].warmth.low >= link.warmth.low - 1e-12
        assert after.links[pair].warmth.high >= link.warmth.high - 1e-12


@given(contacts())
def test_links_cool_with_time(told: list[Statement]) -> None:
    soon, late = contact_network(told, "2012-01-01"), contact_network(told, "2017-01-01")
    for pair, link in soon.links.items():
        if all(s.date and s.date.latest for s in told if s.id in link.statements):
            assert late.links[pair].warmth.high <= link.warmth.high
