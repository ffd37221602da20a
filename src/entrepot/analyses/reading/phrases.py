"""Phrases looked up in a row of words: the longest that begins at a word wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


def spelt(words: str, between: str | None = None) -> tuple[str, ...]:
    """The words of a list that is written as a text, which reads better than a hundred quote marks."""
    return tuple(" ".join(word.split()) for word in words.split(between))


class Phrases(Generic[T]):
    """A table of phrases by the keys of their words.

    Args:
        entries: pairs of the keys of a phrase and what it stands for; of the same phrase the first counts.
    """

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self.heads: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        known: set[tuple[str, ...]] = set()
        for keys, meant in entries:
            if keys and keys not in known:
                known.add(keys)
                self.heads.setdefault(keys[0], []).append((keys, meant))
        for rows in self.heads.values():
            rows.sort(key=lambda row: -len(row[0]))

    def before(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> Phrases[T]:
        """A new table in which these phrases come first; where both have one, the new one counts."""
        own = Phrases(entries)
        joined: Phrases[T] = Phrases(())
        joined.heads = dict(self.heads)
        for head, rows in own.heads.items():
            known = {phrase for phrase, _ in rows}
            rest = [row for row in self.heads.get(head, ()) if row[0] not in known]
            joined.heads[head] = sorted([*rows, *rest], key=lambda row: -len(row[0]))
        return joined

    def at(self, keys: list[str], index: int) -> Iterator[tuple[int, T]]:
        """Last token and meaning of each phrase that begins at a token, longest first."""
        for phrase, meant in self.heads.get(keys[index], ()):
            size = len(phrase)
            if size == 1 or tuple(keys[index : index + size]) == phrase:
                yield index + size - 1, meant
