"""One pass over a text: its words and numbers in order, each word under the key by which it is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from entrepot.analyses.reading.phrases import spelt
from entrepot.metadata.places.spelling import fold

LONGEST_WORD = 40
# Days in figures, numbers with or without groups of thousands, then words. No part can match in two ways,
# so that the time is linear whatever the text.
_TOKEN = re.compile(
    r"[^\W\d_]+|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)"
    r"|\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
)
# Words by which a language gives itself away.
_TELLING = {
    "en": frozenset(spelt("the of and to in was were with for by its has")),
    "fr": frozenset(spelt("le la les des du de et en au aux une dans est par pour")),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text in order.

    Attributes:
        text: the text.
        raw: tokens as written: words without apostrophes and hyphens, numbers with their groups.
        keys: the same folded (lower case, no accents); empty for what is longer than any word.
        starts: character at which each begins.
    """

    text: str
    raw: list[str]
    keys: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        """Character after the token."""
        return self.starts[index] + len(self.raw[index])

    def gap(self, index: int) -> str:
        """What stands between a token and the next one; empty after the last."""
        after = index + 1
        return self.text[self.end(index) : self.starts[after]] if index >= 0 and after < len(self.raw) else ""

    def is_number(self, index: int) -> bool:
        """Whether the token is written in figures."""
        return 0 <= index < len(self.raw) and self.raw[index][0].isdigit()

    def is_capital(self, index: int) -> bool:
        """Whether the token is a word that begins with a capital."""
        return 0 <= index < len(self.raw) and self.raw[index][0].isupper()


class _Keys(dict[str, str]):
    """Remembers the key of each distinct word of a text."""

    def __missing__(self, raw: str) -> str:
        if len(raw) > LONGEST_WORD:
            key = raw if raw[0].isdigit() else ""
        else:
            key = raw.lower() if raw.isascii() else fold(raw)
        self[raw] = key
        return key


def words_of(text: str) -> Words:
    """The words and numbers of a text, in one pass."""
    found = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
    raw = [word for word, _ in found]
    keys = _Keys()
    return Words(text, raw, [keys[word] for word in raw], [start for _, start in found])


def language_of(keys: Iterable[str]) -> str:
    """“en” or "fr": whose small words are more; "en" where neither has any."""
    counts = dict.fromkeys(_TELLING, 0)
    for key in keys:
        if len(key) < 5:
            for language, telling in _TELLING.items():
                counts[language] += key in telling
    return max(counts, key=lambda language: counts[language])
