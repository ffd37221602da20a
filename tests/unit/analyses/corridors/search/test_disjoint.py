import numpy as np
import pytest

from entrepot.analyses.corridors.search import Arcs, Ends, disjoint_arcs, disjoint_nodes


def graph(*pairs: tuple[int, int]) -> Arcs:
    tail, head = zip(*pairs, strict=True)
    return Arcs.of(tail, head, np.ones((len(pairs), 4)), 1 + max(tail + head))


# Two ways from 0 to 5 that meet in 3: 0-1-3-4-5 and 0-2-3-5.
WAIST = graph((0, 1), (1, 3), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5))


def test_arcs_and_nodes_are_counted_apart() -> None:
    by_arc = disjoint_arcs(WAIST, Ends.of(0), Ends.of(5), range(7))
    assert (by_arc.number, by_arc.exact, len(by_arc.paths)) == (2, True, 2)
    assert sorted(by_arc.cut.tolist()) == [0, 2]  # the cut nearest to the start
    by_node = disjoint_nodes(WAIST, Ends.of(0), Ends.of(5), range(6))
    assert (by_node.number, by_node.cut.tolist(), by_node.exact) == (1, [3], True)


def test_the_two_directions_of_a_leg_are_one() -> None:
    # From 0 over 1 or 2 to 3, with a leg between 1 and 2 that runs both ways.
    arcs = graph((0, 1), (0, 2), (1, 2), (2, 1), (1, 3), (2, 3))
    ways = disjoint_arcs(arcs, Ends.of(0), Ends.of(3), [0, 1, 2, 2, 3, 4])
    assert ways.number == 2 and ways.exact


def test_arcs_of_no_group_may_be_used_by_all() -> None:
    groups = [-1, 1, -1, 3, 0, 5, 0]
    ways = disjoint_arcs(WAIST, Ends.of(0), Ends.of(5), groups)
    assert (ways.number, ways.cut.tolist(), ways.exact) == (1, [0], True)
    assert disjoint_arcs(WAIST, Ends.of(0), Ends.of(5), [-1] * 7).number is None


def test_groups_of_starts_and_ends_are_open() -> None:
    terminals = [9, 9, 1, 2, 7, 7]  # 1 belongs to the terminal of the start, 4 to that of the end
    ways = disjoint_nodes(WAIST, Ends.of(0), Ends.of(5), terminals)
    assert (ways.number, ways.cut.tolist()) == (1, [2])
    assert disjoint_nodes(graph((0, 1)), Ends.of(0), Ends.of(1), [0, 1]).number is None


def test_many_starts_and_ends() -> None:
    arcs = graph((0, 2), (1, 3), (2, 4), (3, 5))
    ways = disjoint_nodes(arcs, Ends.of([0, 1]), Ends.of([4, 5]), range(6))
    assert ways.number == 2 and sorted(ways.cut.tolist()) == [2, 3]
    assert sorted(path.tolist() for path in ways.paths) == [[0, 2], [1, 3]]


def test_a_name_for_two_lines_that_never_meet_is_not_a_way_between_them() -> None:
    arcs = graph((0, 1), (2, 3))
    ways = disjoint_arcs(arcs, Ends.of(0), Ends.of(3), [0, 0])
    assert (ways.number, ways.cut.tolist(), ways.paths, ways.exact) == (1, [0], (), False)


def test_no_way_has_nothing_to_cut() -> None:
    ways = disjoint_arcs(graph((1, 0)), Ends.of(0), Ends.of(1), [0])
    assert (ways.number, ways.cut.tolist(), ways.paths, ways.exact) == (0, [], (), True)


def test_groups_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"groups for 7 arcs"):
        disjoint_arcs(WAIST, Ends.of(0), Ends.of(5), [1])
    with pytest.raises(ValueError, match=r"groups for 6 nodes"):
        disjoint_nodes(WAIST, Ends.of(0), Ends.of(5), [1])
