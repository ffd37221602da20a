"""All that was found in a text, and of it what stands in one sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

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


class _Rows(Generic[P]):
    """Found things in order, with their first tokens beside, to take those of a sentence out quickly."""

    def __init__(self, rows: Sequence[P]) -> None:
        self._rows, self._firsts = rows, [row.first for row in rows]

    def within(self, spans: Sequence[tuple[int, int]]) -> tuple[P, ...]:
        """Those that begin in one of the spans of tokens."""
        firsts = self._firsts
        return tuple(
            row
            for begin, end in spans
            for row in self._rows[bisect_left(firsts, begin) : bisect_left(firsts, end)]
        )


def scenes(found: Findings, sentences: Sequence[Sentence]) -> list[Scene]:
    """What was found, sentence by sentence; sentences with no trigger, amount or title are left out."""
    mentions, holders = _Rows(found.mentions), _Rows(found.holders)
    amounts, dates, hits = _Rows(found.amounts), _Rows(found.dates), _Rows(found.hits)
    starts, made = found.words.starts, []
    for sentence in sentences:
        spans = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in sentence.parts]
        told = hits.within(spans), amounts.within(spans), holders.within(spans)
        if not any(told):
            continue
        made.append(
            Scene(
                found,
                sentence,
                spans[0][0],
                spans[-1][1],
                mentions.within(spans),
                told[2],
                told[1],
                dates.within(spans),
                told[0],
            )
        )
    return made
