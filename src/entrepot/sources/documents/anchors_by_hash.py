"""Quotes found again in a new text when only their hashes, lengths and lines are known, not their words.

Passages of the new text that begin and end with words and are as long as a quote are hashed. Where lines end
elsewhere now, each way to put as many line ends into the passage as the quote had is tried, up to a limit;
what differs in more than space cannot be found so. Attach the old version first: its words find more.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Quote
from entrepot.sources.documents.anchored import Anchored, Fate
from entrepot.sources.documents.read_text import quote_of

MAX_HASHES = 20_000_000
"""How many passages may be hashed, about a microsecond each; a policy brief needs a tenth of it."""
_MAX_WAYS = 20_000
_PLACES = 10
Span = tuple[int, int]


@dataclass(frozen=True)
class _Passages:
    """A text in which passages are looked up: as it is, or with single spaces for all space."""

    text: str
    whole: str
    # Characters of the new text at which each of these begins, and one more for the end.
    origin: Sequence[int]
    starts: tuple[int, ...]
    ends: frozenset[int]

    @classmethod
    def of(cls, text: str, whole: str, origin: Sequence[int]) -> _Passages:
        edges = [i for i in range(len(text) + 1) if not (0 < i < len(text) and text[i - 1 : i + 1].isalnum())]
        starts = tuple(i for i in edges if i < len(text) and not text[i].isspace())
        return cls(
            text, whole, origin, starts, frozenset(i for i in edges if i and not text[i - 1].isspace())
        )

    def windows(self, length: int, low: int = 0, high: int | None = None) -> Iterator[int]:
        """Where passages of whole words so long begin, between two characters of the new text."""
        first = bisect_left(self.starts, low, key=self.origin.__getitem__)
        for start in islice(self.starts, first, None):
            if high is not None and self.origin[start] >= high:
                return
            if start + length in self.ends:
                yield start

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
    as_is = _Passages.of(new_text, new_text, range(len(new_text) + 1))
    flat = _flattened(new_text)
    lengths = {quote.end - quote.start for quote in quotes}
    if len(lengths) * len(as_is.starts) > MAX_HASHES:
        raise UsageError(
            f"{len(quotes)} quotes in {len(new_text):,} characters are too many to find by hashes alone. "
            "Attach the old version of the document first."
        )
    places = _same_spacing(quotes, as_is)
    places = {digest: _everywhere(spans[0], new_text) for digest, spans in places.items()}
    _other_spacing(quotes, flat, places)
    sure = _sure(quotes, places)
    return tuple(_told(quote, places.get(quote.sha256, []), sure, new_text, document) for quote in quotes)


def _sure(quotes: Sequence[Quote], places: Mapping[str, Sequence[Span]]) -> list[Span]:
    """Old and new first characters of the quotes of which the words stand in one place, in order."""
    alone = {digest: spans[0][0] for digest, spans in places.items() if len(spans) == 1}
    return sorted((quote.start, alone[quote.sha256]) for quote in quotes if quote.sha256 in alone)


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
    return _Passages.of("".join(pieces), text, [*origin, len(text)])


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


def _other_spacing(quotes: Sequence[Quote], flat: _Passages, places: dict[str, list[Span]]) -> None:
    """Add where each hash is found with as many line ends as the quote had, wherever they may have been.

    With each found the others have less far to be looked for: between their neighbours, as a text keeps
    its order. One with a line end at most is then looked for everywhere.
    """
    left = MAX_HASHES
    sure = _sure(quotes, places)
    for quote in sorted(quotes, key=lambda each: (each.last_line - each.first_line, each.end - each.start)):
        if quote.sha256 in places:
            continue
        low, high = _bounds(quote, sure, flat.origin[-1])
        ranges = [(low, high)] + ([(0, flat.origin[-1])] if quote.last_line - quote.first_line < 2 else [])
        for bounds in ranges:
            span, tried = _found(quote, flat, bounds, left)
            left -= tried
            if span:
                places[quote.sha256] = _everywhere(span, flat.whole)
                sure = _sure(quotes, places)
                break


def _found(quote: Quote, flat: _Passages, bounds: Span, left: int) -> tuple[Span | None, int]:
    """The first passage with the hash that begins between two characters; how many hashes it took."""
    length, breaks = quote.end - quote.start, quote.last_line - quote.first_line
    tried = 0
    for start in flat.windows(length, *bounds):
        words = flat.text[start : start + length]
        gaps = [i for i, sign in enumerate(words) if sign == " "]
        ways = comb(len(gaps), breaks)
        if ways > _MAX_WAYS or tried + ways > left:
            continue
        tried += ways
        if quote.sha256 in _ways(words, gaps, breaks):
            return flat.span(start, length), tried
    return None, tried


def _ways(words: str, gaps: Sequence[int], breaks: int) -> Iterator[str]:
    """The hashes that the words have, broken into lines in every way."""
    raw = bytearray(words.encode("utf-8", "surrogatepass"))
    # Bytes of the gaps; letters before them may have several.
    at = [len(words[:gap].encode("utf-8", "surrogatepass")) for gap in gaps]
    for chosen in combinations(at, breaks):
        for place in chosen:
            raw[place] = 10
        yield hashlib.sha256(raw).hexdigest()
        for place in chosen:
            raw[place] = 32


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
    low, high = _bounds(quote, sure, places[-1].start + 1)
    return [place for place in places if low <= place.start < high]


def _bounds(quote: Quote, sure: Sequence[Span], end: int) -> Span:
    """The characters between which a quote begins if the text goes on in its order."""
    low = max((new for old, new in sure if old <= quote.start), default=0)
    return low, min((new + 1 for old, new in sure if old >= quote.start), default=end)
