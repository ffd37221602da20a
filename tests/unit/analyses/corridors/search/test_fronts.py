import numpy as np
import pytest

from entrepot.analyses.corridors.search import Arcs, Ends, front

# Two stages, at each of which one may hurry or save; and a way round that is worse than both in everything.
TAIL, HEAD = [0, 0, 1, 1, 0], [1, 1, 2, 2, 2]
COST = [
    [1.0, 10.0, 5.0, 1.0],
    [10.0, 1.0, 5.0, 1.0],
    [1.0, 10.0, 5.0, 1.0],
    [10.0, 1.0, 5.0, 1.0],
    [50.0] * 4,
]


def test_ties_come_once_and_what_is_dominated_not_at_all() -> None:
    found = front(Arcs.of(TAIL, HEAD, COST, 3), Ends.of(0), Ends.of(2), epsilon=0.0)
    assert found.cost[:, :2].tolist() == [[2.0, 20.0], [11.0, 11.0], [20.0, 2.0]]  # fastest first
    assert [path.tolist() for path in found.path][0::2] == [[0, 2], [1, 3]]
    assert found.exact and not found.cut and found.epsilon == 0.0


def test_a_wide_epsilon_leaves_routes_out_but_never_the_best_by_one_criterion() -> None:
    rng = np.random.default_rng(5)
    tail, head = rng.integers(0, 40, 400), rng.integers(0, 40, 400)
    arcs = Arcs.of(tail, head, rng.uniform(1.0, 50.0, (400, 4)), 40)
    exact = front(arcs, Ends.of(0), Ends.of(39), epsilon=0.0)
    wide = front(arcs, Ends.of(0), Ends.of(39), epsilon=0.5)
    assert 4 < len(wide) < len(exact)
    assert not wide.exact and not wide.cut and wide.epsilon == 0.5
    assert np.allclose(wide.cost.min(axis=0), exact.cost.min(axis=0), rtol=1e-8)


def test_first_and_last_miles_count_and_rows_say_which() -> None:
    arcs = Arcs.of([0, 1], [2, 2], [[1.0] * 4, [5.0] * 4], 3)
    starts = Ends.of([0, 1], [[10.0] * 4, [1.0] * 4])
    ends = Ends.of([2, 2], [[3.0] * 4, [2.0] * 4])
    found = front(arcs, starts, ends)
    assert found.cost.tolist() == [[8.0] * 4]
    assert (found.start.tolist(), found.end.tolist()) == ([1], [1])


def test_a_start_that_is_an_end_gives_a_route_without_arcs() -> None:
    found = front(Arcs.of([0], [1], [[1.0] * 4], 2), Ends.of(0, [[2.0] * 4]), Ends.of(0))
    assert found.cost.tolist() == [[2.0] * 4]
    assert [path.tolist() for path in found.path] == [[]]


def test_no_way_is_an_empty_front() -> None:
    arcs = Arcs.of([1], [0], [[1.0] * 4], 2)
    for starts, ends in ((Ends.of(0), Ends.of(1)), (Ends.of([]), Ends.of(1)), (Ends.of(0), Ends.of([]))):
        found = front(arcs, starts, ends, epsilon=0.1)
        assert len(found) == 0 and found.cost.shape == (0, 4) and found.path == ()
        assert found.epsilon == 0.1 and not found.cut


def test_a_cut_search_says_so_and_says_what_still_holds() -> None:
    rng = np.random.default_rng(7)
    tail, head = rng.integers(0, 60, 900), rng.integers(0, 60, 900)
    arcs = Arcs.of(tail, head, rng.uniform(1.0, 50.0, (900, 4)), 60)
    cut = front(arcs, Ends.of(0), Ends.of(59), epsilon=0.0, limit_labels=200)
    assert cut.cut and not cut.exact and cut.labels <= 201
    exact = front(arcs, Ends.of(0), Ends.of(59), epsilon=0.0)
    assert exact.exact and 0.0 < cut.epsilon < np.inf
    for cost in exact.cost:
        assert (cut.cost <= cost * (1 + cut.epsilon) * (1 + 1e-9)).all(axis=1).any()


def test_a_criterion_that_costs_nothing_is_no_hindrance() -> None:
    cost = np.array(COST) * [1.0, 1.0, 0.0, 0.0]
    found = front(Arcs.of(TAIL, HEAD, cost, 3), Ends.of(0), Ends.of(2), epsilon=0.0)
    assert found.cost.tolist() == [[2.0, 20.0, 0.0, 0.0], [11.0, 11.0, 0.0, 0.0], [20.0, 2.0, 0.0, 0.0]]


def test_the_same_question_has_the_same_answer_twice() -> None:
    rng = np.random.default_rng(9)
    tail, head = rng.integers(0, 40, 400), rng.integers(0, 40, 400)
    arcs = Arcs.of(tail, head, rng.uniform(1.0, 50.0, (400, 4)), 40)
    first, second = (front(arcs, Ends.of(0), Ends.of(39), epsilon=0.1) for _ in range(2))
    assert np.array_equal(first.cost, second.cost)
    assert all(np.array_equal(a, b) for a, b in zip(first.path, second.path, strict=True))


@pytest.mark.parametrize("epsilon", [-0.1, float("nan"), float("inf")])
def test_an_epsilon_that_means_nothing_is_refused(epsilon: float) -> None:
    with pytest.raises(ValueError, match="epsilon"):
        front(Arcs.of(TAIL, HEAD, COST, 3), Ends.of(0), Ends.of(2), epsilon)


def test_ends_that_are_no_nodes_are_refused() -> None:
    with pytest.raises(ValueError, match="graph of 3"):
        front(Arcs.of(TAIL, HEAD, COST, 3), Ends.of(0), Ends.of(3))
