"""All that was found in a text, and of it what stands in one sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from entrepot.analyses.reading.amounts import FoundAmount
from entrepot.analyses.reading.known import Known
from entrepot.analyses.reading.mentions import Mention
from entrepot.analyses.reading.people import Holder
from entrepot.analyses.reading.scan import Words
from entrepot.analyses.reading.sentences import Sentence
from entrepot.analyses.reading.timeline import FoundDate
from entrepot.analyses.reading.triggers import Hit
from entrepot.metadata.statement import Party


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the passes over the whole text found; every row is in order of the text."""

    words: Words
    language: str
    known: Known
    mentions: Sequence[Mention]
    holders: Sequence[Holder]
    amounts: Sequence[FoundAmount]
    dates: Sequence[FoundDate]
    hits: Sequence[Hit]
    moods: Sequence[tuple[int, int, str]]


@dataclass(slots=True)
class Memory:
    """What the sentences before told, for "it", "the two sides", "the visit"."""

    parties: tuple[Party, ...] = ()
    states: list[str] = field(default_factory=list)
    date: FoundDate | None = None
    figure: Hit | None = None
    figure_parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence.

    Attributes:
        sentence: where it stands.
        begin, end: its first token and the one after its last.
        mentions, holders, amounts, dates, hits: what was found in it, in order.
    """

    all: Findings
    sentence: Sentence
    begin: int
    end: int
    mentions: tuple[Mention, ...]
    holders: tuple[Holder, ...]
    amounts: tuple[FoundAmount, ...]
    dates: tuple[FoundDate, ...]
    hits: tuple[Hit, ...]

    @property
    def keys(self) -> list[str]:
        """Folded words of the sentence."""
        return self.all.words.keys[self.begin : self.end]

    def has(self, *words: str) -> bool:
        """Whether one of the folded words stands in it."""
        return not set(words).isdisjoint(self.keys)


def scenes(found: Findings, sentences: Sequence[Sentence]) -> list[Scene]:
    """What was found, sentence by sentence."""
    return [_scene(found, sentence) for sentence in sentences]


def _scene(found: Findings, sentence: Sentence) -> Scene:
    spans = [
        (bisect_left(found.words.starts, start), bisect_left(found.words.starts, end))
        for start, end in sentence.parts
    ]
    return Scene(
        found,
        sentence,
        spans[0][0],
        spans[-1][1],
        _within(found.mentions, spans),
        _within(found.holders, spans),
        _within(found.amounts, spans),
        _within(found.dates, spans),
        _within(found.hits, spans),
    )


def _within(rows: Sequence[P], spans: Sequence[tuple[int, int]]) -> tuple[P, ...]:
    return tuple(
        row
        for begin, end in spans
        for row in rows[bisect_left(rows, begin, key=_first) : bisect_left(rows, end, key=_first)]
    )


def _first(row: _Placed) -> int:
    return row.first
