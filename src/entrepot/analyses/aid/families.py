"""Activities that report again what their parts report: how much of a parent is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Money = Mapping[str, float]
"""Sums by currency."""
Keep = tuple[float, float]
"""Least and greatest share of an activity's transactions that is counted."""
ALL: Keep = (1.0, 1.0)
NONE: Keep = (0.0, 0.0)
SAME = 0.001
"""Relative difference up to which a parent's sum is that of its children: a thousandth."""


def kept(
    edges: Iterable[tuple[int, int]], own: Mapping[int, Money], placed: frozenset[int]
) -> dict[int, Keep]:
    """What is counted of each activity that has parts, or is one, and is not counted whole.

    A parent without transactions, or whose children have none, leaves nothing to decide. Where a parent's sum
    is that of its children, the children are counted, since they say more; the parent only where none of them
    says where its money goes. Where the sums differ, the parent may hold its children or come on top of them:
    it counts from what it exceeds them by to all of it.

    Args:
        edges: pairs of parent and child.
        own: sums of each activity's own transactions.
        placed: activities that say, for some transaction, which places it is for.
    """
    family = _Family({}, own, placed)
    for parent, child in sorted(set(edges)):
        if parent != child:
            family.children.setdefault(parent, []).append(child)
    for parent in sorted(family.children):
        family.below(parent, ())
    return family.decided


@dataclass(slots=True)
class _Family:
    children: dict[int, list[int]]
    own: Mapping[int, Money]
    placed: frozenset[int]
    decided: dict[int, Keep] = field(default_factory=dict)
    known: dict[int, Money] = field(default_factory=dict)

    def below(self, one: int, above: tuple[int, ...]) -> Money:
        """The sums that an activity and its parts stand for together; what is above itself is left out."""
        if one in self.known:
            return self.known[one]
        parts: dict[str, float] = {}
        for child in self.children.get(one, ()):
            if child not in (*above, one):
                for currency, value in self.below(child, (*above, one)).items():
                    parts[currency] = parts.get(currency, 0.0) + value
        own = self.own.get(one, {})
        if own and parts:
            self._decide(one, own, parts)
        both = {c: max(sums[c] for sums in (own, parts) if c in sums) for c in {*own, *parts}}
        self.known[one] = both
        return both

    def _decide(self, parent: int, own: Money, parts: Money) -> None:
        keep = share_beyond(own, parts)
        below = self._all_below(parent)
        if keep == NONE and parent in self.placed and not below & self.placed:
            self.decided |= dict.fromkeys(below, NONE)
        elif keep != ALL:
            self.decided[parent] = keep

    def _all_below(self, parent: int) -> set[int]:
        found: set[int] = set()
        waiting = [*self.children.get(parent, ())]
        while waiting:
            child = waiting.pop()
            if child not in found and child != parent:
                found.add(child)
                waiting += self.children.get(child, ())
        return found


def share_beyond(own: Money, other: Money) -> Keep:
    """How much of `own` is counted beside `other`, which may be the same money: see `kept`."""
    if own.keys() == other.keys() and all(_same(own[currency], other[currency]) for currency in own):
        return NONE
    if len(own) != 1 or own.keys() != other.keys():
        return (0.0, 1.0)
    ((currency, mine),) = own.items()
    theirs = other[currency]
    return (max(0.0, 1.0 - theirs / mine), 1.0) if mine > 0 and theirs > 0 else (0.0, 1.0)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME * max(abs(one), abs(other))
