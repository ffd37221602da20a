"""What was found in a statement, and the passage that shows it, with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from entrepot.metadata.statement import Statement
from entrepot.store.record.search_parts import Part, parts
from entrepot.store.record.search_query import Asked, Term
from entrepot.store.record.search_words import spans, words

_BEFORE, _LONGEST = 60, 240
_SHOWN = ("quote", "paraphrase")
# What was found of the question in a text, and from which of its words on.
Places = Sequence[tuple[Term, int]]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage of a paraphrase or of a quote.

    Attributes:
        what: "paraphrase" or "quote".
        language: of the paraphrase; empty for a quote.
        number: which of the statement's quotes, from 0.
        text: the words; all of them, or so many around the first that was found.
        start: where the passage begins in the paraphrase or quote.
        marks: first and one-past-last character of each word found, counted in `text`.
    """

    what: str
    language: str
    number: int
    text: str
    start: int
    marks: tuple[tuple[int, int], ...]

    def marked(self, before: str = "**", after: str = "**") -> str:
        """The text with something before and after each word found."""
        pieces, last = [], 0
        for start, end in self.marks:
            pieces += [self.text[last:start], before, self.text[start:end], after]
            last = end
        return "".join([*pieces, self.text[last:]])

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        names = ("what", "language", "number", "text", "start")
        return {name: getattr(self, name) for name in names} | {"marks": [list(mark) for mark in self.marks]}


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    Attributes:
        statement: the statement; its quotes carry words where a copy is attached.
        score: how well it fits, above 0; to be compared within one search only, and not across engines.
        where: in what it was found: "subject", "party", "paraphrase", "location", "topic", "place",
            "property", "id", "quote".
        excerpt: the passage that shows most of what was asked; without marks where that is elsewhere.
    """

    statement: Statement
    score: float
    where: tuple[str, ...]
    excerpt: Excerpt

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "statement": self.statement.to_dict(),
            "score": self.score,
            "where": list(self.where),
            "excerpt": self.excerpt.to_dict(),
        }


def hit(said: Statement, score: float, asked: Asked) -> Hit:
    """The statement with what of the question is where in it."""
    where: dict[str, None] = {}
    best: tuple[int, Part, Places] | None = None
    terms = asked.terms
    for part in parts(said):
        keys = _keys(part)
        found = [(term, first) for term in terms if term.may_be_in(keys) for first in term.places(keys)]
        if found:
            where[part.what] = None
            count = len({term for term, _ in found})
            if part.what in _SHOWN and _better(count, part, best):
                best = count, part, found
    if best is None:
        return Hit(said, score, tuple(where), _cut(Part("said", "paraphrase", said.says(), "en"), ()))
    return Hit(said, score, tuple(where), _cut(best[1], _marks(best[1].text, best[2])))


def _keys(part: Part) -> Sequence[str]:
    return _names(part.text) if part.what == "place" else words(part.text)


@lru_cache(maxsize=4096)
def _names(place: str) -> tuple[str, ...]:
    return tuple(words(place))


def _better(count: int, part: Part, best: tuple[int, Part, Places] | None) -> bool:
    """Whether it shows more of what was asked; of as much, the document's own words go first."""
    return best is None or count > best[0] or (count == best[0] and part.what == "quote" != best[1].what)


def _marks(text: str, found: Places) -> tuple[tuple[int, int], ...]:
    """Where in the text the words stand that were found in its words."""
    last = max(first + len(term.words) for term, first in found)
    there = tuple(islice(spans(text), last))
    marked = (word for term, first in found for word in there[first : first + len(term.words)])
    return tuple(sorted({(word.start, word.end) for word in marked}))


def _cut(part: Part, marks: tuple[tuple[int, int], ...]) -> Excerpt:
    """So much of the text as one reads at a glance, from whole word to whole word."""
    text, start = part.text, 0
    if len(text) > _LONGEST:
        start = max(0, (marks[0][0] if marks else 0) - _BEFORE)
        start = text.find(" ", start, start + _BEFORE) + 1 if start else 0
        end = start + _LONGEST
        end = max(text.rfind(" ", start, end), start + _LONGEST // 2) if end < len(text) else len(text)
        text = text[start:end]
    kept = ((first - start, last - start) for first, last in marks)
    inside = tuple((first, last) for first, last in kept if first >= 0 and last <= len(text))
    return Excerpt(part.what, part.language, part.number, text, start, inside)
