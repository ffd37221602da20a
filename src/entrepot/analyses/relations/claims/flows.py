"""Which figures count the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Statement

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_COUNTS = frozenset({"trade-figure", "aid", "fdi", "statistic"})

Key = tuple[str, ...]


def quantity(s: Statement) -> Key:
    """What a figure counts, its period aside: kind, who counts, from whom to whom, of what, in which unit.

    Empty when it counts nothing: no amount, or a change and not a level.
    """
    if s.amount is None or s.amount.unit == "percent":
        return ()
    ends = tuple(f"{p.role}={p.actor}" for p in sorted(s.parties, key=lambda p: (p.role, p.actor)))
    narrower = (str(s.attributes.get("concept", "")), str(s.attributes.get("quantity", "")), s.subtype)
    return (s.kind, s.subject, s.property, s.amount.unit, *narrower, *ends)


def level_of(change: Statement) -> Key:
    """The quantity of which a growth rate is the growth."""
    ends = tuple(f"{p.role}={p.actor}" for p in sorted(change.parties, key=lambda p: (p.role, p.actor)))
    counted = change.property.removeprefix("growth of ")
    return (change.kind, change.subject, counted, str(change.attributes.get("concept", "")), *ends)


def levels(statements: Iterable[Statement], change: Statement, period: str) -> list[Statement]:
    """The levels of a period that a growth rate can be held against."""
    return [
        s
        for s in statements
        if quantity(s) and s.amount and s.amount.unit != "rank" and s.date and s.date.edtf == period
        if level_of(s) == level_of(change)
    ]


def same_quantities(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Figures of one quantity and one period, where there are several."""

    def key(s: Statement) -> Key:
        return (*quantity(s), s.date.edtf if s.date else "..")

    counted = sorted(
        (s for s in statements if quantity(s) and (s.kind in _COUNTS or s.kind == "ranking")), key=key
    )
    groups = [list(group) for _, group in groupby(counted, key)]
    return [group for group in groups if len(group) > 1]


def as_printed(s: Statement) -> Interval | None:
    """What the printed number and the printed unit say when taken at their word, rounding included."""
    if s.amount is None or re.search(r"\d", s.amount.as_stated) is None:
        return None
    words = f"{s.amount.as_stated} {s.amount.unit_as_stated}".casefold()
    scale = next((factor for word, factor in _SCALES.items() if word in words), 1.0)
    return Interval.rounding(s.amount.as_stated) * scale
