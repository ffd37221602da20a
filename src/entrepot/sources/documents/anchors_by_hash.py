"""Quotes found again in a new text when only their hashes, lengths and lines are known, not their words.

Passages of the new text that begin and end with words and are as long as a quote are hashed. Where lines end
elsewhere now, each way to put as many line ends into the passage as the quote had is tried, up to a limit;
what differs in more than space cannot be found so. Attach the old version first: its words find more.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Quote
from entrepot.sources.documents.anchored import Anchored, Fate
from entrepot.sources.documents.read_text import quote_of

MAX_HASHES = 20_000_000
"""How many passages may be hashed, about a microsecond each; a policy brief needs a tenth of it."""
_MAX_WAYS = 500
_PLACES = 10
Span = tuple[int, int]


@dataclass(frozen=True)
class _Passages:
    """A text in which passages are looked up: as it is, or with single spaces for all space."""

    text: str
    # Characters of the new text at which each of these begins, and one more for the end.
    origin: Sequence[int]
    starts: tuple[int, ...]
    ends: frozenset[int]

    @classmethod
    def of(cls, text: str, origin: Sequence[int]) -> _Passages:
        edges = [i for i in range(len(text) + 1) if not (0 < i < len(text) and text[i - 1 : i + 1].isalnum())]
        starts = tuple(i for i in edges if i < len(text) and not text[i].isspace())
        return cls(text, origin, starts, frozenset(i for i in edges if i and not text[i - 1].isspace()))

    def windows(self, length: int) -> Iterator[int]:
        return (start for start in self.starts if start + length in self.ends)

    def span(self, start: int, length: int) -> Span:
        return self.origin[start], self.origin[start + length - 1] + 1


def reanchor_by_hash(quotes: Sequence[Quote], new_text: str, document: str = "") -> tuple[Anchored, ...]:
    """Every quote with what became of it, in their order; none is ever found as changed.

    Args:
        quotes: with or without words.
        new_text: the text to find them in.
        document: hash of the new document, for the quotes found.

    Raises:
        UsageError: the text is too long, or the quotes too many, to look for them so.
    """
    as_is = _Passages.of(new_text, range(len(new_text) + 1))
    flat = _flattened(new_text)
    lengths = {quote.end - quote.start for quote in quotes}
    if len(lengths) * len(as_is.starts) > MAX_HASHES:
        raise UsageError(
            f"{len(quotes)} quotes in {len(new_text):,} characters are too many to find by hashes alone. "
            "Attach the old version of the document first."
        )
    places = _same_spacing(quotes, as_is)
    left = [quote for quote in quotes if quote.sha256 not in places]
    places |= _other_spacing(left, flat)
    places = {digest: _everywhere(spans[0], new_text) for digest, spans in places.items()}
    alone = {digest: spans[0][0] for digest, spans in places.items() if len(spans) == 1}
    sure = sorted((quote.start, alone[quote.sha256]) for quote in quotes if quote.sha256 in alone)
    return tuple(_told(quote, places.get(quote.sha256, []), sure, new_text, document) for quote in quotes)


def _everywhere(span: Span, text: str) -> list[Span]:
    """All places of the words, now that they are known: the hash may have met only one way to break lines."""
    words = (re.escape(word) for word in text[slice(*span)].split())
    return [match.span() for match in re.finditer(r"\s+".join(words), text)] or [span]


def _flattened(text: str) -> _Passages:
    pieces: list[str] = []
    origin: list[int] = []
    for match in re.finditer(r"\s+|\S+", text):
        piece = " " if match[0].isspace() else match[0]
        pieces.append(piece)
        origin += [match.start() + i for i in range(len(piece))]
    return _Passages.of("".join(pieces), [*origin, len(text)])


def _same_spacing(quotes: Sequence[Quote], passages: _Passages) -> dict[str, list[Span]]:
    """Where each hash is found with the space of the new text."""
    wanted: defaultdict[int, set[str]] = defaultdict(set)
    for quote in quotes:
        wanted[quote.end - quote.start].add(quote.sha256)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for length, digests in wanted.items():
        for start in passages.windows(length):
            digest = _hash(passages.text[start : start + length])
            if digest in digests:
                found[digest].append(passages.span(start, length))
    return dict(found)


def _other_spacing(quotes: Sequence[Quote], passages: _Passages) -> dict[str, list[Span]]:
    """Where each hash is found with as many line ends as the quote had, wherever they may have been."""
    wanted: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for quote in quotes:
        wanted[quote.end - quote.start, quote.last_line - quote.first_line].add(quote.sha256)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    left = MAX_HASHES
    for (length, breaks), digests in sorted(wanted.items(), key=lambda each: each[0][1]):
        for start in passages.windows(length):
            words = passages.text[start : start + length]
            gaps = [i for i, sign in enumerate(words) if sign == " "]
            ways = comb(len(gaps), breaks)
            if ways > _MAX_WAYS or ways > left:
                continue
            left -= ways
            for digest in _ways(words, gaps, breaks, digests):
                found[digest].append(passages.span(start, length))
    return dict(found)


def _ways(words: str, gaps: Sequence[int], breaks: int, digests: set[str]) -> Iterator[str]:
    """The hashes that a way to break the words into lines has."""
    raw = bytearray(words.encode("utf-8", "surrogatepass"))
    # Bytes of the gaps; letters before them may have several.
    at = [len(words[:gap].encode("utf-8", "surrogatepass")) for gap in gaps]
    for chosen in combinations(at, breaks):
        for place in chosen:
            raw[place] = 10
        digest = hashlib.sha256(raw).hexdigest()
        for place in chosen:
            raw[place] = 32
        if digest in digests:
            yield digest


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _told(
    quote: Quote, spans: Sequence[Span], sure: Sequence[Span], new_text: str, document: str
) -> Anchored:
    places = [quote_of(document, new_text, *span) for span in spans]
    for place in places:
        if (place.start, place.first_line, place.sha256) == (quote.start, quote.first_line, quote.sha256):
            return Anchored(quote, Fate.STANDS, place, 1.0)
    if len(places) > 1:
        places = _between(quote, places, sure) or places
    if not places:
        return Anchored(quote, Fate.VANISHED)
    if len(places) > 1:
        return Anchored(quote, Fate.AMBIGUOUS, None, 1.0, tuple(places[:_PLACES]))
    return Anchored(quote, Fate.MOVED, places[0], 1.0)


def _between(quote: Quote, places: Sequence[Quote], sure: Sequence[Span]) -> list[Quote]:
    """The places that lie between those of the quotes before and after it, where these are sure."""
    low = max((new for old, new in sure if old <= quote.start), default=0)
    high = min((new for old, new in sure if old >= quote.start), default=places[-1].start)
    return [place for place in places if low <= place.start <= high]
