"""The passage of a text that is most like given words."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

# Fewer letters than this are like too many things; they must be nearly whole, and near where they should be.
_SHORT = 15
_SHORT_SCORE = 0.9
_SHORT_REACH = 2_000
# In a long text the passage is first looked for around where it should be.
_REACH = 20_000
_TIE = 0.02


@dataclass(frozen=True, slots=True)
class Match:
    """Where nearly the same words stand: one span, or several that are equally like; score from 0 to 1."""

    spans: tuple[tuple[int, int], ...]
    score: float


def nearly(words: str, text: str, expected: int) -> Match | None:
    """The best match of folded words in a folded text; None where nothing is alike at all.

    Args:
        words: what is looked for.
        text: where.
        expected: the letter at which it should begin, by what was found around it.
    """
    reach = _SHORT_REACH if len(words) < _SHORT else _REACH
    low, high = max(expected - reach, 0), min(expected + len(words) + reach, len(text))
    found = _best(words, text, low, high)
    if len(words) < _SHORT:
        return found if found and found.score >= _SHORT_SCORE else None
    if (found is None or found.score < _SHORT_SCORE) and (low > 0 or high < len(text)):
        found = max(
            (each for each in (found, _best(words, text, 0, len(text))) if each), key=lambda m: m.score
        )
    return found


def _best(words: str, text: str, low: int, high: int) -> Match | None:
    first = _one(words, text, low, high)
    if first is None:
        return None
    (start, end), score = first
    others = [_one(words, text, low, start), _one(words, text, end, high)]
    equal = [span for other in others if other for span, s in [other] if s >= score - _TIE]
    return Match((first[0], *equal), score)


def _one(words: str, text: str, low: int, high: int) -> tuple[tuple[int, int], float] | None:
    piece = text[low:high]
    if not words or not piece:
        return None
    rough = fuzz.partial_ratio_alignment(words, piece, score_cutoff=50)
    if rough is None:
        return None
    # The window is as long as the words; with some letters more on both sides its true ends are found.
    room = max(len(words) // 5, 8)
    begin = max(rough.dest_start - room, 0)
    window = piece[begin : rough.dest_end + room]
    start, end = _trimmed(words, window)
    score = Levenshtein.normalized_similarity(words, window[start:end])
    return (low + begin + start, low + begin + end), score


def _trimmed(words: str, window: str) -> tuple[int, int]:
    """The part of the window left once letters that answer to none of the words are cut off its ends."""
    pairs = [op for op in Levenshtein.opcodes(words, window) if op.tag in ("equal", "replace")]
    if not pairs:
        return 0, len(window)
    return pairs[0].dest_start, pairs[-1].dest_end


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with its ends at the nearest edges of words."""
    begin, last = _edge(text, start), _edge(text, end)
    return (begin, last) if begin < last else (start, end)


def _edge(text: str, at: int) -> int:
    """The place nearest to `at` that does not lie between two letters of a word."""
    for far in range(len(text)):
        for place in (at - far, at + far):
            if place <= 0 or place >= len(text):
                return min(max(place, 0), len(text))
            if not (text[place - 1].isalnum() and text[place].isalnum()):
                return place
    return at
