"""Shortest ways on random networks: as scipy finds them; whoever is a neighbour is worth it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra

from entrepot.analyses.corridors.physical.hierarchy import Hierarchy, Topology
from entrepot.analyses.corridors.physical.neighbours import Slack, neighbours
from entrepot.sources.networks import Network


@st.composite
def random_networks(draw: st.DrawFn) -> Network:
    size = draw(st.integers(2, 14))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    edges = sorted({(min(p), max(p)) for p in draw(st.lists(pairs, max_size=40)) if p[0] != p[1]})
    km = draw(st.lists(st.integers(1, 5000), min_size=len(edges), max_size=len(edges)))
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    grid = np.arange(size, dtype=float)
    return Network(grid % 4, grid // 4, ends[:, 0], ends[:, 1], np.array(km, dtype=float))


def by_scipy(network: Network) -> np.ndarray:
    shape = (network.points, network.points)
    return dijkstra(
        coo_array((network.km, (network.tail, network.head)), shape=shape).tocsr(), directed=False
    )


@settings(deadline=None, max_examples=60)
@given(random_networks())
def test_ways_are_as_long_as_scipy_says_and_their_edges_add_up(network: Network) -> None:
    if not len(network.km):
        return
    hierarchy, expected = Hierarchy(Topology(network)), by_scipy(network)
    everywhere = np.arange(network.points)
    assert np.allclose(hierarchy.matrix(everywhere, everywhere), expected)
    for end in range(network.points):
        way = hierarchy.way(0, end)
        assert (way is None) == np.isinf(expected[0, end])
        if way is not None:
            assert np.isclose(network.km[way.edges].sum(), expected[0, end])


@settings(deadline=None, max_examples=60)
@given(random_networks(), st.integers(0, 39))
def test_a_closure_never_shortens_a_way(network: Network, edge: int) -> None:
    if not len(network.km):
        return
    hierarchy, everywhere = Hierarchy(Topology(network)), np.arange(network.points)
    before = hierarchy.matrix(everywhere, everywhere)
    with hierarchy.closed([edge % len(network.km)]):
        assert (hierarchy.matrix(everywhere, everywhere) >= before).all()
    assert np.array_equal(hierarchy.matrix(everywhere, everywhere), before)


@settings(deadline=None, max_examples=60)
@given(random_networks())
def test_whoever_could_be_reached_can_be_reached_over_neighbours(network: Network) -> None:
    cost = by_scipy(network)
    np.fill_diagonal(cost, 0.0)
    pairs = neighbours(cost, Slack(0.05, 2.0), 800.0)
    near = np.where(cost <= 4000.0, cost, 0.0)  # longer ways are no legs, whatever else there is
    ones = (np.ones(len(pairs)), ([a for a, _ in pairs], [b for _, b in pairs]))
    legs = coo_array(ones, shape=cost.shape) if pairs else coo_array(cost.shape)
    assert np.array_equal(
        connected_components(legs, directed=False)[1],
        connected_components(coo_array(near), directed=False)[1],
    )
