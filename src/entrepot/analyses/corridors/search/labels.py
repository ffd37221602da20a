"""The arrays that the search for a front works on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.search.arcs import CRITERIA, Floats, Positions

NODE, PARENT, VIA = range(3)  # columns of `Labels.link`
LABELS, FOUND, HEAP, CUT = range(4)  # places of `Labels.tally`


class Question(NamedTuple):
    """What is asked of `pareto.pareto`.

    Attributes:
        first, head, cost: the graph, as in `Arcs`.
        bound: [N, 4], the least that each criterion still takes from a node to an end; infinite: no way.
        rest: [K, N, 4], costs of K whole routes from each node to an end.
        scale: [4], what makes the criteria comparable where labels are put in order.
        start_node, start_cost: [k] and [k, 4], as in `Ends`.
        first_exit, exit_cost: [N + 1] and [l, 4]: at node v the costs first_exit[v] up to first_exit[v + 1].
        factor: 1 + epsilon.
    """

    first: Positions
    head: Positions
    cost: Floats
    bound: Floats
    rest: Floats
    scale: Floats
    start_node: Positions
    start_cost: Floats
    first_exit: Positions
    exit_cost: Floats
    factor: float


class Labels(NamedTuple):
    """Partial routes, one a row, in two lists a node; the routes found; and the order of what is to be done.

    Attributes:
        low: [L, 4], the componentwise least of all partial routes that a label stands for.
        true: [L, 4], cost of the one that is drawn in their place.
        key: [L], its rank while it waits.
        link: [L, 3]: node; label before, -1 if none; position of the last arc, or row of the starts.
        after: [L], next label of the same list.
        waiting, expanded: [N], first label of the lists of each node.
        found: [S, 4], costs of whole routes.
        how: [S, 3], for each its label, its tree (-1: ends here), its row of exits.
        keys, items: heap of ranks and labels.
        tally: [4], number of labels, routes found, entries of the heap; 1 if room ran out.
    """

    low: Floats
    true: Floats
    key: Floats
    link: Positions
    after: Positions
    waiting: Positions
    expanded: Positions
    found: Floats
    how: Positions
    keys: Floats
    items: Positions
    tally: NDArray[np.int64]


def room(nodes: int, labels: int, found: int) -> Labels:
    """Arrays for so many labels and routes; pages that are not used take no memory."""
    heap = 3 * labels  # a label is put in anew when it comes to stand for more
    return Labels(
        low=np.empty((labels, CRITERIA)),
        true=np.empty((labels, CRITERIA)),
        key=np.empty(labels),
        link=np.empty((labels, 3), np.int32),
        after=np.empty(labels, np.int32),
        waiting=np.full(nodes, -1, np.int32),
        expanded=np.full(nodes, -1, np.int32),
        found=np.empty((found, CRITERIA)),
        how=np.empty((found, 3), np.int32),
        keys=np.empty(heap),
        items=np.empty(heap, np.int32),
        tally=np.zeros(4, np.int64),
    )
