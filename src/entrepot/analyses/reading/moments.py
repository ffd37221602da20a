"""Which of the dates of a sentence, or of those before, belongs to what a trigger or an amount tells."""

from __future__ import annotations

from collections.abc import Sequence

from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scene import Memory, Scene
from entrepot.analyses.reading.timeline import FoundDate
from entrepot.metadata.dates import StatedDate

# What takes up something told before: then its date is that of the sentence before.
_TAKES_UP = frozenset(
    spelt("""
        this these they he she there during afterwards those such sides both it cette ce ces ils il elle
        elles lors deux
    """)
)
_SOON = 14
_DIRECT = frozenset(spelt("in on for since during en le au pour depuis the of over from to by"))
CARRIED = "the date is that of a sentence before"


def date_for(scene: Scene, first: int, last: int, memory: Memory) -> tuple[StatedDate | None, list[str]]:
    """The date of what stands at some tokens, and the doubts about it; None where none can be told."""
    near = nearest(scene.dates, first, last)
    if near is not None:
        return near.date, [near.doubt] if near.doubt else []
    if memory.date is not None and _takes_up(scene):
        before = memory.date.date
        return StatedDate(before.edtf, "", f"the date of what was told before: {before.edtf}"), [CARRIED]
    return None, []


def nearest(dates: Sequence[FoundDate], first: int, last: int) -> FoundDate | None:
    """The date nearest in words; one that follows soon before one that stands before."""
    best, least = None, 10_000
    for one in dates:
        distance = one.first - last if one.first > last else first - one.last
        distance = abs(distance) + (0 if one.first > last and distance < _SOON else 4)
        if distance < least:
            best, least = one, distance
    return best


def date_of_amount(
    scene: Scene, first: int, last: int, others: Sequence[tuple[int, int]]
) -> FoundDate | None:
    """The date of a figure: the one told right after it, else the one last told before it.

    Args:
        scene: the sentence.
        first: first token of the amount.
        last: its last token.
        others: first and last tokens of the other amounts of the sentence.
    """
    keys = scene.all.words.keys
    for one in scene.dates:
        between = keys[last + 1 : one.first]
        follows = one.first > last and len(between) <= 3 and _DIRECT.issuperset(between)
        if follows and not any(last < other[0] < one.first for other in others):
            return one
    before = [one for one in scene.dates if one.last < first]
    if before:
        return before[-1]
    after = [
        one
        for one in scene.dates
        if one.first > last and not any(last < other[0] < one.first for other in others)
    ]
    return after[0] if after else (scene.dates[0] if len(scene.dates) == 1 else None)


def _takes_up(scene: Scene) -> bool:
    return not _TAKES_UP.isdisjoint(scene.keys[:8])
