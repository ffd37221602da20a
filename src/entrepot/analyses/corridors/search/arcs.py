"""A directed graph with four costs on every arc, as flat arrays, and the ends of the routes asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

CRITERIA = 4
"""Hours, USD, kilograms CO2e and hours of delay to expect, in this order everywhere."""

Floats = NDArray[np.float64]
Positions = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Arcs:
    """Arcs sorted by their tail; never changed once made.

    Attributes:
        first: int32[N + 1]; the arcs out of node v stand at first[v] up to first[v + 1].
        head: int32[M], node that each arc leads to.
        cost: float64[M, 4], not negative: hours, USD, kg CO2e, hours of delay.
        index: int32[M], position of each arc in the caller's order.
        size: how many arcs the caller has, closed ones included.
    """

    first: Positions
    head: Positions
    cost: Floats
    index: Positions
    size: int

    @classmethod
    def of(cls, tail: ArrayLike, head: ArrayLike, cost: ArrayLike, nodes: int) -> Self:
        """Arcs in any order, parallel ones and loops allowed, on nodes 0 up to `nodes`.

        Args:
            tail: int[M], the node that each arc leaves.
            head: int[M], the node that it leads to.
            cost: float[M, 4].
            nodes: number of nodes.

        Raises:
            ValueError: lengths differ, a node is out of range, or a cost is negative or not finite.
        """
        tails, heads = np.asarray(tail, np.int64).reshape(-1), np.asarray(head, np.int64).reshape(-1)
        costs = np.asarray(cost, np.float64).reshape(-1, CRITERIA)
        if not len(tails) == len(heads) == len(costs):
            raise ValueError(f"{len(tails)} tails, {len(heads)} heads, {len(costs)} costs")
        _check_nodes(np.concatenate([tails, heads]), nodes)
        _check_costs(costs)
        return cls._sorted(tails, heads, costs, np.arange(len(tails)), nodes, len(tails))

    @classmethod
    def _sorted(
        cls,
        tail: NDArray[np.integer],
        head: NDArray[np.integer],
        cost: Floats,
        index: NDArray[np.integer],
        nodes: int,
        size: int,
    ) -> Self:
        order = np.argsort(tail, kind="stable")
        first = np.zeros(nodes + 1, np.int32)
        np.cumsum(np.bincount(tail, minlength=nodes), out=first[1:])
        rest = np.ascontiguousarray(cost[order])
        return cls(first, head[order].astype(np.int32), rest, index[order].astype(np.int32), size)

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.first) - 1

    @cached_property
    def tail(self) -> Positions:
        """int32[M], node that each arc leaves."""
        return np.repeat(np.arange(self.nodes, dtype=np.int32), np.diff(self.first))

    @cached_property
    def place(self) -> Positions:
        """int32[size], where an arc of the caller's order stands here; -1 if it is closed."""
        places = np.full(self.size, -1, np.int32)
        places[self.index] = np.arange(len(self.index), dtype=np.int32)
        return places

    @cached_property
    def reverse(self) -> Arcs:
        """The same arcs, each from head to tail."""
        return Arcs._sorted(self.head, self.tail, self.cost, self.index, self.nodes, self.size)

    def closed(self, mask: ArrayLike) -> Arcs:
        """Without the arcs that are true in `mask`, bool[size] in the caller's order; nodes stay.

        Raises:
            ValueError: the mask has another length.
        """
        shut = np.asarray(mask, np.bool_)
        if shut.shape != (self.size,):
            raise ValueError(f"a mask of {shut.shape} for {self.size} arcs")
        keep = ~shut[self.index]
        before = np.concatenate([[0], np.cumsum(keep)]).astype(np.int32)
        return Arcs(before[self.first], self.head[keep], self.cost[keep], self.index[keep], self.size)


@dataclass(frozen=True, eq=False)
class Ends:
    """Nodes where a route may begin, or where it may end, each with what that costs: the first or last mile.

    Attributes:
        node: int32[k]; a node may stand here more than once.
        cost: float64[k, 4], not negative.
    """

    node: Positions
    cost: Floats

    @classmethod
    def of(cls, node: ArrayLike, cost: ArrayLike | None = None) -> Self:
        """Ends of one node or many, for nothing if no cost is given.

        Raises:
            ValueError: lengths differ, or a cost is negative or not finite.
        """
        nodes = np.ascontiguousarray(np.atleast_1d(np.asarray(node)), dtype=np.int32)
        given = np.zeros((len(nodes), CRITERIA)) if cost is None else np.asarray(cost, np.float64)
        costs = np.ascontiguousarray(given.reshape(-1, CRITERIA))
        if len(nodes) != len(costs):
            raise ValueError(f"{len(nodes)} ends with {len(costs)} costs")
        _check_costs(costs)
        return cls(nodes, costs)

    def check(self, nodes: int) -> None:
        """Refuse ends that a graph of so many nodes does not have.

        Raises:
            ValueError: a node is out of range.
        """
        _check_nodes(self.node, nodes)


def _check_nodes(node: NDArray[np.integer], nodes: int) -> None:
    if node.size and (node.min() < 0 or node.max() >= nodes):
        raise ValueError(f"nodes from {node.min()} to {node.max()} in a graph of {nodes}")


def _check_costs(cost: Floats) -> None:
    bad = ~(np.isfinite(cost) & (cost >= 0.0)).all(axis=1)
    if bad.any():
        row = int(bad.argmax())
        raise ValueError(f"costs must be finite and not negative; row {row} is {cost[row].tolist()}")
