"""What a person types to find statements: words, "phrases", beginnings*, either OR other, -without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from entrepot.metadata.errors import UsageError
from entrepot.store.record.search_words import words

LONGEST = 1000
"""Characters in the longest search."""

MOST_WORDS = 40

_PIECE = re.compile(r'-?"[^"]*"?\*?|\S+')
# One may write Qoqon, Qo'qon or Qoʻqon: an apostrophe parts words, or is none.
_APOSTROPHE = re.compile("['’ʼ]")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one behind the other; of the last only the beginning where `begins`."""

    words: tuple[str, ...]
    begins: bool = False

    def may_be_in(self, keys: Sequence[str]) -> bool:
        """Whether it is worth while to look for it in the words of a text; quick."""
        last = self.words[-1]
        return f" {last}" in f" {' '.join(keys)}" if self.begins else last in keys

    def places(self, keys: Sequence[str]) -> Iterator[int]:
        """Positions in the words of a text from which these stand."""
        last, many = self.words[-1], len(self.words)
        head = list(self.words[:-1])
        for end, key in enumerate(keys):
            if key == last or (self.begins and key.startswith(last)):
                first = end - many + 1
                if first >= 0 and list(keys[first:end]) == head:
                    yield first


@dataclass(frozen=True, slots=True)
class Asked:
    """All of `wanted` are looked for, of each any one; nothing of `without` may be there."""

    wanted: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that are looked for."""
        return tuple(term for either in self.wanted for term in either)

    def for_sqlite(self) -> str:
        """As SQLite's FTS5 takes it. Words hold letters and digits alone, so there is nothing to escape."""
        wanted = " AND ".join(_any(map(_fts5, either), "OR") for either in self.wanted)
        return f"({wanted}) NOT {_any(map(_fts5, self.without), 'OR')}" if self.without else wanted

    def for_postgresql(self) -> str:
        """As PostgreSQL takes a `tsquery`."""
        wanted = " & ".join(_any(map(_tsquery, either), "|") for either in self.wanted)
        return f"{wanted} & !{_any(map(_tsquery, self.without), '|')}" if self.without else wanted


def read(text: str) -> Asked:
    """What is asked for.

    Raises:
        UsageError: it is too long, holds no word, or only words to leave out.
    """
    if len(text) > LONGEST:
        raise UsageError(f"a search of {len(text):,} characters; at most {LONGEST:,} are looked for.")
    wanted: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joined = False
    for piece in _PIECE.findall(text):
        if piece == "OR":
            joined = bool(wanted)
            continue
        terms = _terms(piece)
        if terms and piece.startswith("-"):
            without.extend(terms)
        elif terms:
            wanted.append((*wanted.pop(), *terms) if joined else terms)
        joined = False
    asked = Asked(tuple(wanted), tuple(without))
    _check(asked)
    return asked


def _terms(piece: str) -> tuple[Term, ...]:
    begins = piece.rstrip('"').endswith("*")
    ways = (piece, _APOSTROPHE.sub("", piece))
    return tuple(dict.fromkeys(Term(tuple(found), begins) for way in ways if (found := words(way))))


def _check(asked: Asked) -> None:
    if not asked.wanted:
        raise UsageError(
            'write a word to look for: embassy, "trade mission", almat*, visa OR permit, embassy -Astana.'
        )
    count = sum(len(term.words) for term in (*asked.terms, *asked.without))
    if count > MOST_WORDS:
        raise UsageError(f"a search of {count} words; at most {MOST_WORDS} are looked for.")


def _any(terms: Iterable[str], operator: str) -> str:
    return f"({f' {operator} '.join(terms)})"


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.begins else ""}'


def _tsquery(term: Term) -> str:
    *head, last = (f"'{word}'" for word in term.words)
    return f"({' <-> '.join([*head, last + (':*' if term.begins else '')])})"
