"""What each part brings, from worlds in which only some of the parts happen (Shapley, 1953)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array

Few = frozenset[int]
"""Parts that happen, by position."""
EXACT = 6
"""Parts up to which every combination is solved: 64 worlds."""
ORDERS = 20
"""Orders of more parts than that; each comes with its reverse, which cancels most of the chance."""
SEED = 1953


def combinations_of(count: int) -> list[Few]:
    """Every combination of so many parts, from none to all."""
    return [frozenset(few) for size in range(count + 1) for few in combinations(range(count), size)]


def drawn_orders(count: int, orders: int = ORDERS) -> list[tuple[int, ...]]:
    """Orders in which parts happen, each followed by its reverse; the same ones each time."""
    chance = np.random.default_rng(SEED)
    found: list[tuple[int, ...]] = []
    for _ in range(orders // 2):
        order = tuple(chance.permutation(count).tolist())
        found += [order, order[::-1]]
    return found


def on_the_way(orders: Iterable[Sequence[int]]) -> list[Few]:
    """Every combination that arises when parts happen one after another in these orders."""
    met = {frozenset(order[:size]) for order in orders for size in range(len(order) + 1)}
    return sorted(met, key=lambda few: (len(few), sorted(few)))


def shapley(value: Mapping[Few, Array], count: int) -> Array:
    """Mean of what each part adds, over every order in which they could happen.

    Shapley, A value for n-person games, Contributions to the Theory of Games II (1953): a part's share is
    the sum over combinations S without it of |S|! (n - |S| - 1)! / n! (v(S and it) - v(S)).

    Args:
        value: float64[M] of every combination of the parts.
        count: parts, n.

    Returns:
        float64[n, M]; the rows add up to the value of all parts less that of none.
    """
    weight = [math.factorial(s) * math.factorial(count - s - 1) / math.factorial(count) for s in range(count)]
    added: Callable[[Few, int], Array] = lambda few, part: value[few | {part}] - value[few]  # noqa: E731
    return np.array([
        sum(weight[len(few)] * added(few, part) for few in value if part not in few) for part in range(count)
    ])  # fmt: skip


def drawn(value: Mapping[Few, Array], orders: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """The same from some of the orders: Castro, Gómez and Tejada, Computers & Operations Research 36 (2009).

    Args:
        value: float64[M] of every combination on the way.
        orders: each followed by its reverse.

    Returns:
        float64[n, M], whose rows add up just as well, and float64[n, M] of their standard errors, from the
        scatter between pairs of an order and its reverse.
    """
    each = np.array([_added(value, order) for order in orders])
    pairs = 0.5 * (each[0::2] + each[1::2])
    return pairs.mean(axis=0), pairs.std(axis=0, ddof=1) / math.sqrt(len(pairs))


def _added(value: Mapping[Few, Array], order: Sequence[int]) -> Array:
    found = [np.empty(0)] * len(order)
    for size, part in enumerate(order):
        few = frozenset(order[:size])
        found[part] = value[few | {part}] - value[few]
    return np.array(found)
