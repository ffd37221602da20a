import numpy as np
import pytest

from entrepot.analyses.corridors.search import Arcs, Ends, matrix, nearest, tree, vectors

# 0 -> 1 -> 2 is fast and dear, 0 -> 2 slow and cheap; nothing leads to 3.
ARCS = Arcs.of([0, 1, 0], [1, 2, 2], [[1.0, 10.0, 0.0, 0.0], [2.0, 20.0, 0.0, 0.0], [9.0, 1.0, 0.0, 0.0]], 4)


def test_a_tree_by_one_criterion_carries_the_other_costs_along() -> None:
    by_hours = tree(ARCS, Ends.of(0), 0)
    assert by_hours.distance.tolist() == [0.0, 1.0, 3.0, np.inf]
    assert by_hours.cost[2].tolist() == [3.0, 30.0, 0.0, 0.0]
    assert by_hours.path(2) == [0, 1] and by_hours.path(0) == []
    assert by_hours.before.tolist() == [-1, 0, 1, -1]
    assert by_hours.start.tolist() == [0, 0, 0, -1]


def test_weights_decide() -> None:
    assert tree(ARCS, Ends.of(0), 1).path(2) == [2]
    assert tree(ARCS, Ends.of(0), [1.0, 0.1, 0.0, 0.0]).path(2) == [0, 1]
    assert tree(ARCS, Ends.of(0), [1.0, 1.0, 0.0, 0.0]).distance[2] == 10.0


def test_a_tree_of_closed_arcs_speaks_of_the_callers_arcs() -> None:
    assert tree(ARCS.closed([True, False, False]), Ends.of(0), 0).arc.tolist() == [-1, -1, 2, -1]
    assert tree(ARCS.closed([True] * 3), Ends.of(0), 0).distance.tolist() == [0.0, np.inf, np.inf, np.inf]


def test_the_nearest_of_many_ends() -> None:
    starts = Ends.of([1, 0], [[5.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]])
    ends = Ends.of([3, 2, 1], [[0.0] * 4, [1.0] * 4, [7.0] * 4])
    best = nearest(ARCS, starts, ends, 0)
    assert best is not None
    assert (best.distance, best.start, best.end, best.path.tolist()) == (5.0, 1, 1, [0, 1])
    assert best.cost.tolist() == [5.0, 31.0, 1.0, 1.0]


def test_no_way_is_none() -> None:
    assert nearest(ARCS, Ends.of(2), Ends.of(0), 0) is None
    assert nearest(ARCS, Ends.of([]), Ends.of(0), 0) is None
    assert nearest(ARCS, Ends.of(0), Ends.of([]), 0) is None


def test_a_matrix_has_a_row_a_start() -> None:
    starts, ends = [Ends.of(0), Ends.of(1), Ends.of([])], [Ends.of(2), Ends.of([]), Ends.of([3, 2])]
    table = matrix(ARCS, starts, ends, 0)
    assert table.tolist() == [[3.0, np.inf, 3.0], [2.0, np.inf, 2.0], [np.inf] * 3]
    distance, cost = vectors(ARCS, starts, ends, 1)
    assert cost.shape == (3, 3, 4)
    assert distance[0, 0] == 1.0 and cost[0, 0].tolist() == [9.0, 1.0, 0.0, 0.0]
    assert np.isinf(cost[2]).all()
    assert matrix(ARCS, [], [], 0).shape == (0, 0)


@pytest.mark.parametrize("weights", [[1.0, 2.0], [1.0, 0.0, 0.0, -1.0], [1.0, 0.0, 0.0, float("nan")]])
def test_weights_that_mean_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        tree(ARCS, Ends.of(0), weights)
