"""Fronts, trees and disjoint ways of small random graphs against every route there is."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.corridors.search import (
    Ends,
    Front,
    disjoint_arcs,
    disjoint_nodes,
    front,
    matrix,
    nearest,
    tree,
)
from every_route import Drawn, every_cost, exact_front, most_disjoint, simple_paths

# Whole numbers sum without rounding, so that fronts can be compared to the last bit; few of them make ties.
whole = st.integers(0, 12).map(float)
# The first search of a process compiles, or loads what was compiled.
searched = settings(deadline=None, max_examples=200)
real = st.floats(0.0, 1e4, allow_subnormal=False)


@st.composite
def graphs(draw: st.DrawFn, numbers: st.SearchStrategy[float] = whole, most: int = 18) -> Drawn:
    nodes = draw(st.integers(1, 6))
    node, cost = st.integers(0, nodes - 1), st.tuples(numbers, numbers, numbers, numbers)
    arcs = draw(st.lists(st.tuples(node, node, cost), max_size=most))
    return Drawn(nodes, *(tuple(arc[part] for arc in arcs) for part in range(3)))


@st.composite
def some_ends(draw: st.DrawFn, drawn: Drawn) -> Ends:
    node = st.integers(0, drawn.nodes - 1)
    rows = draw(st.lists(st.tuples(node, st.tuples(whole, whole, whole, whole)), min_size=1, max_size=3))
    return Ends.of([row[0] for row in rows], [row[1] for row in rows])


@st.composite
def questions(draw: st.DrawFn, numbers: st.SearchStrategy[float] = whole) -> tuple[Drawn, Ends, Ends]:
    drawn = draw(graphs(numbers))
    return drawn, draw(some_ends(drawn)), draw(some_ends(drawn))


def check_paths(drawn: Drawn, starts: Ends, ends: Ends, found: Front) -> None:
    """Every route is one, costs what it says, and visits no node twice; none dominates another."""
    for row, path in enumerate(found.path):
        nodes = [int(starts.node[found.start[row]])]
        for arc in path:
            assert drawn.tail[arc] == nodes[-1]
            nodes.append(drawn.head[arc])
        assert nodes[-1] == ends.node[found.end[row]]
        assert len(set(nodes)) == len(nodes)
        cost = starts.cost[found.start[row]] + drawn.total(path) + ends.cost[found.end[row]]
        assert np.allclose(cost, found.cost[row], rtol=1e-12, atol=0.0)
    for row, cost in enumerate(found.cost):
        others = np.delete(found.cost, row, axis=0)
        assert not (others <= cost).all(axis=1).any()


@searched
@given(questions())
def test_the_exact_front_is_that_of_all_routes(question: tuple[Drawn, Ends, Ends]) -> None:
    drawn, starts, ends = question
    found = front(drawn.arcs, starts, ends, epsilon=0.0)
    assert found.exact and not found.cut
    assert np.array_equal(np.unique(found.cost, axis=0), exact_front(every_cost(drawn, starts, ends)))
    assert len(np.unique(found.cost, axis=0)) == len(found)
    check_paths(drawn, starts, ends, found)


@searched
@given(questions(real), st.sampled_from([0.0, 0.01, 0.05, 0.1, 0.5]))
def test_every_route_is_within_epsilon_of_a_shown_one(
    question: tuple[Drawn, Ends, Ends], epsilon: float
) -> None:
    drawn, starts, ends = question
    found = front(drawn.arcs, starts, ends, epsilon)
    assert found.epsilon == epsilon
    check_paths(drawn, starts, ends, found)
    for cost in every_cost(drawn, starts, ends):
        assert (found.cost <= cost * (1 + epsilon) * (1 + 1e-8)).all(axis=1).any()


@searched
@given(questions(real), st.integers(1, 4), st.sampled_from([0.0, 0.1]))
def test_what_a_cut_search_says_holds(question: tuple[Drawn, Ends, Ends], room: int, epsilon: float) -> None:
    drawn, starts, ends = question
    found = front(drawn.arcs, starts, ends, epsilon, limit_labels=room)
    assert found.epsilon >= epsilon and (found.cut or found.epsilon == epsilon)
    assert not (found.exact and found.cut)
    for cost in every_cost(drawn, starts, ends):
        if np.isfinite(found.epsilon):
            assert (found.cost <= cost * (1 + found.epsilon) * (1 + 1e-8)).all(axis=1).any()
        assert len(found) > 0


@searched
@given(graphs(), st.data())
def test_both_ways_are_the_same_where_all_arcs_run_both_ways(drawn: Drawn, data: st.DataObject) -> None:
    both = Drawn(drawn.nodes, drawn.tail + drawn.head, drawn.head + drawn.tail, drawn.cost * 2)
    one, other = data.draw(some_ends(both)), data.draw(some_ends(both))
    there = front(both.arcs, one, other, epsilon=0.0).cost
    back = front(both.arcs, other, one, epsilon=0.0).cost
    assert np.array_equal(np.unique(there, axis=0), np.unique(back, axis=0))


@searched
@given(questions(), st.data())
def test_closing_never_improves_and_adding_never_worsens(
    question: tuple[Drawn, Ends, Ends], data: st.DataObject
) -> None:
    drawn, starts, ends = question
    mask = data.draw(st.lists(st.booleans(), min_size=len(drawn.tail), max_size=len(drawn.tail)))
    whole_front = front(drawn.arcs, starts, ends, epsilon=0.1).cost.min(axis=0, initial=np.inf)
    less = drawn.arcs.closed(np.array(mask, bool))
    assert (front(less, starts, ends, epsilon=0.1).cost.min(axis=0, initial=np.inf) >= whole_front).all()
    for criterion in range(4):
        best = nearest(drawn.arcs, starts, ends, criterion)
        assert (np.inf if best is None else best.distance) == whole_front[criterion]


@searched
@given(questions(), st.data())
def test_a_closed_graph_is_the_graph_without_the_closed_arcs(
    question: tuple[Drawn, Ends, Ends], data: st.DataObject
) -> None:
    drawn, starts, ends = question
    mask = data.draw(st.lists(st.booleans(), min_size=len(drawn.tail), max_size=len(drawn.tail)))
    keep = [arc for arc, shut in enumerate(mask) if not shut]
    rest = Drawn(
        drawn.nodes,
        tuple(drawn.tail[a] for a in keep),
        tuple(drawn.head[a] for a in keep),
        tuple(drawn.cost[a] for a in keep),
    )
    closed = front(drawn.arcs.closed(np.array(mask, bool)), starts, ends, epsilon=0.0)
    check_paths(drawn, starts, ends, closed)
    assert not any(mask[arc] for path in closed.path for arc in path)
    assert np.array_equal(closed.cost, front(rest.arcs, starts, ends, epsilon=0.0).cost)


@searched
@given(questions(real), st.lists(st.floats(0.0, 10.0), min_size=4, max_size=4))
def test_trees_and_matrices_give_the_best_route(
    question: tuple[Drawn, Ends, Ends], weights: list[float]
) -> None:
    drawn, starts, ends = question
    costs = every_cost(drawn, starts, ends) @ np.array(weights)
    best = nearest(drawn.arcs, starts, ends, weights)
    assert (best is None) == (len(costs) == 0)
    table = matrix(drawn.arcs, [starts, ends], [ends, starts], weights)
    assert table.shape == (2, 2)
    if best is None:
        assert np.isinf(table[0, 0])
        return
    assert np.isclose(best.distance, costs.min(), rtol=1e-9)
    assert np.isclose(table[0, 0], best.distance, rtol=1e-12)
    total = starts.cost[best.start] + drawn.total(best.path) + ends.cost[best.end]
    assert np.allclose(total, best.cost)


@searched
@given(graphs(real), st.integers(0, 3))
def test_a_tree_keeps_the_triangle_inequality(drawn: Drawn, criterion: int) -> None:
    distance = tree(drawn.arcs, Ends.of(0), criterion).distance
    for tail, head, cost in zip(drawn.tail, drawn.head, drawn.cost, strict=True):
        assert distance[head] <= distance[tail] + cost[criterion]


@searched
@given(graphs(most=11), st.data())
def test_disjoint_ways_are_as_many_as_by_trying_all(drawn: Drawn, data: st.DataObject) -> None:
    end = drawn.nodes - 1
    by_arc = disjoint_arcs(drawn.arcs, Ends.of(0), Ends.of(end), np.arange(len(drawn.tail)))
    by_node = disjoint_nodes(drawn.arcs, Ends.of(0), Ends.of(end), np.arange(drawn.nodes))
    paths = list(simple_paths(drawn, 0, end))
    if end == 0:
        assert by_arc.number is None and by_node.number is None
        return
    assert by_arc.exact and by_arc.number == most_disjoint([frozenset(path) for path in paths])
    assert len(by_arc.cut) == by_arc.number
    assert not any(frozenset(path).isdisjoint(by_arc.cut.tolist()) for path in paths)
    inner = [frozenset(drawn.head[arc] for arc in path[:-1]) for path in paths]
    if frozenset() in inner:
        assert by_node.number is None
        return
    assert by_node.exact and by_node.number == most_disjoint(inner)
    assert not any(nodes.isdisjoint(by_node.cut.tolist()) for nodes in inner)


@searched
@given(graphs(most=12), st.data())
def test_groups_that_are_closed_together_cut(drawn: Drawn, data: st.DataObject) -> None:
    count = len(drawn.tail)
    group = np.array(data.draw(st.lists(st.integers(-1, 3), min_size=count, max_size=count)), int)
    ways = disjoint_arcs(drawn.arcs, Ends.of(0), Ends.of(drawn.nodes - 1), group)
    assert ways.number is None or len(ways.cut) == ways.number
    if ways.number is None:
        return
    rest = drawn.arcs.closed(np.isin(group, ways.cut))
    assert nearest(rest, Ends.of(0), Ends.of(drawn.nodes - 1), 0) is None
    used = [set(group[path].tolist()) - {-1} for path in ways.paths]
    assert sum(map(len, used)) == len(set().union(*used))
    assert ways.exact == (len(ways.paths) == ways.number)
