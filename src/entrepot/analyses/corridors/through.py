"""Routes through named places: the graph in layers, one for each place still to be passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.search import Arcs, Ends

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Layered:
    """A graph that ends only where every place has been passed, in order.

    Attributes:
        arcs: of the layered graph.
        starts, ends: in its first and its last layer.
        original: int32[M'], the caller's arc that each of its arcs is a copy of.
    """

    arcs: Arcs
    starts: Ends
    ends: Ends
    original: NDArray[np.int32]


def layered(
    tail: NDArray[np.int32],
    head: NDArray[np.int32],
    cost: NDArray[np.float64],
    nodes: int,
    passing: Sequence[Mask],
    starts: Ends,
    ends: Ends,
) -> Layered:
    """The graph in which every path from `starts` to `ends` runs over an arc of each of `passing`, in order.

    Args:
        tail: where each arc of the graph begins, int32[M].
        head: where it ends, int32[M].
        cost: what it takes, float64[M, 4].
        nodes: how many nodes it has.
        passing: for each place, which arcs pass it, bool[M].
        starts: where paths begin in the graph.
        ends: where they end.
    """
    tails, heads, copies = [], [], []
    every = np.arange(len(tail), dtype=np.int32)
    for level in range(len(passing) + 1):
        up = passing[level] if level < len(passing) else np.zeros(len(tail), np.bool_)
        tails.append(tail + level * nodes)
        heads.append(head + (level + up.astype(np.int32)) * nodes)
        copies.append(every)
    original = np.concatenate(copies)
    arcs = Arcs.of(
        np.concatenate(tails).astype(np.int32),
        np.concatenate(heads).astype(np.int32),
        cost[original],
        nodes * (len(passing) + 1),
    )
    last = Ends((ends.node + len(passing) * nodes).astype(np.int32), ends.cost)
    return Layered(arcs, starts, last, original)
