import numpy as np
import pytest

from entrepot.analyses.corridors.search import Arcs, Ends

TAIL, HEAD = [2, 0, 0, 1], [0, 1, 2, 1]
COST = [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0], [0.0, 0.0, 0.0, 0.0]]


def triples(arcs: Arcs) -> set[tuple[int, int, int, float]]:
    hours = arcs.cost[:, 0].tolist()
    return set(zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.index.tolist(), hours, strict=True))


def test_arcs_are_sorted_by_tail_and_know_their_place() -> None:
    arcs = Arcs.of(TAIL, HEAD, COST, 4)
    assert arcs.first.tolist() == [0, 2, 3, 4, 4]
    assert arcs.nodes == 4 and arcs.size == 4
    assert triples(arcs) == {(2, 0, 0, 1.0), (0, 1, 1, 5.0), (0, 2, 2, 9.0), (1, 1, 3, 0.0)}
    assert arcs.index[arcs.place].tolist() == [0, 1, 2, 3]


def test_kernels_get_the_types_they_are_compiled_for() -> None:
    for arcs in (Arcs.of(TAIL, HEAD, COST, 4), Arcs.of(TAIL, HEAD, COST, 4).reverse, Arcs.of([], [], [], 2)):
        closed = arcs.closed(np.zeros(arcs.size, bool))
        for part in (arcs, closed):
            assert [a.dtype for a in (part.first, part.head, part.index)] == [np.dtype(np.int32)] * 3
            assert part.cost.dtype == np.float64 and part.cost.flags.c_contiguous
            assert part.cost.shape == (len(part.head), 4)


def test_reverse_turns_every_arc_and_is_made_once() -> None:
    arcs = Arcs.of(TAIL, HEAD, COST, 4)
    assert triples(arcs.reverse) == {(0, 2, 0, 1.0), (1, 0, 1, 5.0), (2, 0, 2, 9.0), (1, 1, 3, 0.0)}
    assert arcs.reverse is arcs.reverse
    assert triples(arcs.reverse.reverse) == triples(arcs)


def test_closing_keeps_the_callers_numbers_and_can_be_repeated() -> None:
    arcs = Arcs.of(TAIL, HEAD, COST, 4)
    once = arcs.closed([False, True, False, False])
    assert triples(once) == {(2, 0, 0, 1.0), (0, 2, 2, 9.0), (1, 1, 3, 0.0)}
    assert once.place.tolist() == [2, -1, 0, 1]
    twice = once.closed([True, False, False, True])
    assert triples(twice) == {(0, 2, 2, 9.0)}
    assert triples(twice.reverse) == {(2, 0, 2, 9.0)}
    assert len(arcs.head) == 4


@pytest.mark.parametrize(
    ("tail", "head", "cost", "said"),
    [
        ([0], [2], [[0.0] * 4], "nodes from 0 to 2 in a graph of 2"),
        ([-1], [0], [[0.0] * 4], "nodes from -1"),
        ([0], [1], [[0.0, -1.0, 0.0, 0.0]], "row 0"),
        ([0, 0], [1, 1], [[0.0] * 4, [0.0, 0.0, float("nan"), 0.0]], "row 1"),
        ([0], [1], [[0.0, 0.0, 0.0, float("inf")]], "finite"),
        ([0, 1], [1], [[0.0] * 4], "2 tails, 1 heads, 1 costs"),
    ],
)
def test_what_is_no_graph_is_refused(
    tail: list[int], head: list[int], cost: list[list[float]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        Arcs.of(tail, head, cost, 2)


def test_a_mask_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="mask"):
        Arcs.of(TAIL, HEAD, COST, 4).closed([True])


def test_ends_of_one_node_or_many() -> None:
    assert Ends.of(3).node.tolist() == [3] and Ends.of(3).cost.tolist() == [[0.0] * 4]
    assert Ends.of([1, 1], [[1.0] * 4, [2.0] * 4]).cost[:, 0].tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="2 ends with 1 costs"):
        Ends.of([1, 2], [[0.0] * 4])
    with pytest.raises(ValueError, match="not negative"):
        Ends.of([1], [[0.0, 0.0, 0.0, -1.0]])
    with pytest.raises(ValueError, match="graph of 3"):
        Ends.of(3).check(3)
