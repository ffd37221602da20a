"""Quotes of an old text found again in a new one: the same words first, then nearly the same.

What several places could be is decided by where the two texts, laid side by side, put the passage, then by
the words around it, then by order. The library `reanchor` was measured beside it: docs/decisions/0030.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rapidfuzz.distance import Indel, Levenshtein

from entrepot.metadata.statement import Quote
from entrepot.sources.documents.alignment import Alignment
from entrepot.sources.documents.anchored import Anchored, Fate
from entrepot.sources.documents.folding import Folded, fold
from entrepot.sources.documents.nearly import nearly, whole_words
from entrepot.sources.documents.read_text import quote_of

_AROUND = 60
# How much more alike the words around the best place must be than those around the next.
_CLEARLY = 0.2
# Words around two passages that have nothing to do with each other are as alike as this, of 2, at most.
_UNLIKE = 1.1
_PLACES = 10
# Found by its own words alone, a passage must keep most of them; where the texts beside each other put it,
# fewer will do.
_ALIKE = 0.75
_ALIKE_IN_PLACE = 0.5


@dataclass(frozen=True)
class _Texts:
    """Both texts, folded and side by side."""

    old: Folded
    new: Folded
    new_text: str
    document: str
    beside: Alignment | None


@dataclass(frozen=True)
class _Sought:
    """A quote, its folded words, and where they begin in the folded old text."""

    quote: Quote
    words: str
    begin: int

    @property
    def end(self) -> int:
        return self.begin + len(self.words)


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
    texts = _Texts(fold(old_text), fold(new_text), new_text, document, Alignment.of(old_text, new_text))
    return tuple(_anchored(_sought(quote, old_text, texts.old), texts) for quote in quotes)


def _sought(quote: Quote, old_text: str, old: Folded) -> _Sought:
    told = quote_of(quote.document, old_text, quote.start, quote.end)
    begin, end = old.within(quote.start, quote.end)
    return _Sought(told, old.text[begin:end], begin)


def _anchored(sought: _Sought, texts: _Texts) -> Anchored:
    quote = sought.quote
    if texts.new_text[quote.start : quote.end] == quote.text:
        same = quote_of(texts.document, texts.new_text, quote.start, quote.end)
        if (same.first_line, same.last_line) == (quote.first_line, quote.last_line):
            return Anchored(quote, Fate.STANDS, same, 1.0)
    places = _occurrences(texts.new.text, sought.words)
    stood = _occurrences(texts.old.text, sought.words)
    if len(places) == len(stood) == 1:
        return _moved(sought, places[0], texts)
    if not places:
        return _changed(sought, texts)
    return _one_of(sought, places, stood, texts)


def _one_of(sought: _Sought, places: list[int], stood: list[int], texts: _Texts) -> Anchored:
    """The same words stand there, but in how many places changed, or there are several."""
    aligned = _in_place(sought, texts)
    if aligned and aligned.found:
        for place in places:
            start, end = texts.new.span(place, place + len(sought.words))
            there = start < aligned.found.end and aligned.found.start < end
            if there and (len(places) == 1 or _context(sought, place, texts) >= _UNLIKE):
                return _moved(sought, place, texts)
        if len(places) < len(stood):
            return aligned
    chosen = _by_context(sought, places, texts)
    if chosen is None and len(stood) == len(places) and sought.begin in stood:
        chosen = places[stood.index(sought.begin)]
    if chosen is not None:
        return _moved(sought, chosen, texts)
    return _ambiguous(sought, [(place, place + len(sought.words)) for place in places], 1.0, texts)


def _by_context(sought: _Sought, places: list[int], texts: _Texts) -> int | None:
    """The place around which the words are clearly more alike than around any other."""
    ranked = sorted((_context(sought, place, texts), place) for place in places)
    clearly = ranked[-1][0] - (ranked[-2][0] if len(ranked) > 1 else _UNLIKE) >= _CLEARLY
    return ranked[-1][1] if clearly else None


def _context(sought: _Sought, place: int, texts: _Texts) -> float:
    """How alike the words before and after are, from 0 to 2."""
    old, new, end = texts.old.text, texts.new.text, place + len(sought.words)
    before = old[max(sought.begin - _AROUND, 0) : sought.begin], new[max(place - _AROUND, 0) : place]
    after = old[sought.end : sought.end + _AROUND], new[end : end + _AROUND]
    return Indel.normalized_similarity(*before) + Indel.normalized_similarity(*after)


def _occurrences(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _changed(sought: _Sought, texts: _Texts) -> Anchored:
    """Nearly the same words: where the texts put them, or where a search finds them much more alike."""
    aligned = _in_place(sought, texts)
    if aligned and aligned.score >= _ALIKE:
        return aligned
    start = texts.beside.span(sought.quote.start, sought.quote.end) if texts.beside else None
    guess = start[0] if start else sought.quote.start
    match = nearly(sought.words, texts.new.text, texts.new.within(guess, guess)[0])
    if match and match.score >= max(_ALIKE, aligned.score + 0.1 if aligned else 0.0):
        if len(match.spans) > 1:
            return _ambiguous(sought, list(match.spans), match.score, texts)
        span = whole_words(texts.new_text, *texts.new.span(*match.spans[0]))
        found = quote_of(texts.document, texts.new_text, *span)
        return Anchored(sought.quote, Fate.CHANGED, found, match.score)
    return aligned or Anchored(sought.quote, Fate.VANISHED, score=match.score if match else 0.0)


def _in_place(sought: _Sought, texts: _Texts) -> Anchored | None:
    """Where the texts side by side put the passage; None if too little of it is left there."""
    span = texts.beside.span(sought.quote.start, sought.quote.end) if texts.beside else None
    if span is None:
        return None
    found = quote_of(texts.document, texts.new_text, *span)
    score = Levenshtein.normalized_similarity(sought.words, fold(found.text).text)
    return Anchored(sought.quote, Fate.CHANGED, found, score) if score >= _ALIKE_IN_PLACE else None


def _moved(sought: _Sought, place: int, texts: _Texts) -> Anchored:
    return Anchored(sought.quote, Fate.MOVED, _quoted(place, place + len(sought.words), texts), 1.0)


def _ambiguous(sought: _Sought, spans: list[tuple[int, int]], score: float, texts: _Texts) -> Anchored:
    quoted = partial(_quoted, texts=texts)
    places = tuple(quoted(*span) for span in sorted(spans)[:_PLACES])
    return Anchored(sought.quote, Fate.AMBIGUOUS, None, score, places)


def _quoted(start: int, end: int, texts: _Texts) -> Quote:
    return quote_of(texts.document, texts.new_text, *texts.new.span(start, end))
