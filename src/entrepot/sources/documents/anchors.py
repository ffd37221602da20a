"""Quotes of an old text found again in a new one: the same words first, then nearly the same.

What several places could be is decided by the words around them, and by order: as many places in the new text
as in the old keep theirs. The library `reanchor` was measured beside it: docs/decisions/0030.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from entrepot.metadata.statement import Quote
from entrepot.sources.documents.anchored import Anchored, Fate
from entrepot.sources.documents.folding import Folded, fold
from entrepot.sources.documents.nearly import nearly, whole_words
from entrepot.sources.documents.read_text import quote_of

_AROUND = 60
# How much more alike the words around the best place must be than those around the next.
_CLEARLY = 0.2
_PLACES = 10
_NEAR_SCORE = 0.75


@dataclass(frozen=True)
class _Texts:
    old: Folded
    new: Folded
    new_text: str
    document: str


def reanchor(
    old_text: str, quotes: Sequence[Quote], new_text: str, document: str = ""
) -> tuple[Anchored, ...]:
    """Every quote with what became of it, in their order.

    Args:
        old_text: the text in which the quotes count their characters.
        quotes: their offsets are trusted, their hashes are not looked at.
        new_text: the text to find them in.
        document: hash of the new document, for the quotes found.

    Raises:
        ValueError: a quote does not lie within the old text.
    """
    texts = _Texts(fold(old_text), fold(new_text), new_text, document)
    told = [quote_of(quote.document, old_text, quote.start, quote.end) for quote in quotes]
    first = [_same_words(quote, texts) for quote in told]
    guide = _Guide.of(first, len(old_text), len(new_text))
    return tuple(
        one if one.fate is not Fate.VANISHED else _nearly_the_same(one.quote, texts, guide) for one in first
    )


def _same_words(quote: Quote, texts: _Texts) -> Anchored:
    if texts.new_text[quote.start : quote.end] == quote.text:
        same = quote_of(texts.document, texts.new_text, quote.start, quote.end)
        if (same.first_line, same.last_line) == (quote.first_line, quote.last_line):
            return Anchored(quote, Fate.STANDS, same, 1.0)
    begin, end = texts.old.position(quote.start), texts.old.position(quote.end)
    needle = texts.old.text[begin:end]
    places = _occurrences(texts.new.text, needle)
    if not places:
        return Anchored(quote, Fate.VANISHED)
    chosen = _chosen(begin, len(needle), places, texts)
    if chosen is None:
        several = tuple(_quoted(place, place + len(needle), texts) for place in places[:_PLACES])
        return Anchored(quote, Fate.AMBIGUOUS, None, 1.0, several)
    return Anchored(quote, Fate.MOVED, _quoted(chosen, chosen + len(needle), texts), 1.0)


def _chosen(begin: int, length: int, places: list[int], texts: _Texts) -> int | None:
    if len(places) == 1:
        return places[0]
    before = texts.old.text[max(begin - _AROUND, 0) : begin]
    after = texts.old.text[begin + length : begin + length + _AROUND]
    scores = [
        Indel.normalized_similarity(before, texts.new.text[max(place - _AROUND, 0) : place])
        + Indel.normalized_similarity(after, texts.new.text[place + length : place + length + _AROUND])
        for place in places
    ]
    ranked = sorted(range(len(places)), key=lambda i: -scores[i])
    if scores[ranked[0]] - scores[ranked[1]] >= _CLEARLY:
        return places[ranked[0]]
    stood = _occurrences(texts.old.text, texts.old.text[begin : begin + length])
    return places[stood.index(begin)] if len(stood) == len(places) and begin in stood else None


def _occurrences(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


@dataclass(frozen=True)
class _Guide:
    """Where a passage should be by what was found around it: pairs of old and new characters, in order."""

    pairs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, found: Sequence[Anchored], old: int, new: int) -> _Guide:
        sure = {(one.quote.start, one.found.start) for one in found if one.found}
        return cls(tuple(sorted({(0, 0), (old, new), *sure})))

    def expected(self, offset: int) -> int:
        """The character of the new text, halfway between the neighbours in proportion."""
        last = max(i for i, (old, _) in enumerate(self.pairs) if old <= offset)
        old, new = self.pairs[last]
        if last + 1 == len(self.pairs):
            return new
        further_old, further_new = self.pairs[last + 1]
        share = (offset - old) / max(further_old - old, 1)
        return round(new + share * (further_new - new))


def _nearly_the_same(quote: Quote, texts: _Texts, guide: _Guide) -> Anchored:
    begin, end = texts.old.position(quote.start), texts.old.position(quote.end)
    needle = texts.old.text[begin:end]
    expected = texts.new.position(guide.expected(quote.start))
    match = nearly(needle, texts.new.text, expected)
    if match is None or match.score < _NEAR_SCORE:
        return Anchored(quote, Fate.VANISHED, score=match.score if match else 0.0)
    places = [_whole_words(*texts.new.span(*span), texts) for span in match.spans]
    if len(places) > 1:
        return Anchored(quote, Fate.AMBIGUOUS, None, match.score, tuple(places[:_PLACES]))
    return Anchored(quote, Fate.CHANGED, places[0], match.score)


def _quoted(start: int, end: int, texts: _Texts) -> Quote:
    return quote_of(texts.document, texts.new_text, *texts.new.span(start, end))


def _whole_words(start: int, end: int, texts: _Texts) -> Quote:
    """The passage up to the nearest edges of words, should it end within some."""
    return quote_of(texts.document, texts.new_text, *whole_words(texts.new_text, start, end))


def without_words(quote: Quote) -> Quote:
    """The quote as the record keeps it."""
    return replace(quote, text="")
