"""Texts without what differs between two copies of the same words: space, line ends, hyphens, ligatures.

Every letter that is left knows where it came from, so that what is found in the folded text has a place in
the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_DROPPED = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff\x00-\x1f]")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    "\u2026": "...",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts[i]` and `ends[i]` are the characters of the source that letter i stands for."""

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the source from folded letter `start` up to, not including, `end`."""
        return self.starts[start], self.ends[end - 1]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The folded letters of which something lies between two characters of the source."""
        first, after = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return first, max(first, after)


def fold(text: str) -> Folded:
    """The text without space and soft hyphens, without hyphens right after letters, ligatures spelt out.

    Capitals, accents and digits stay as they are: a change there is a change of the words. So does a hyphen
    right before which no letter stands: it may be a minus.
    """
    letters: list[str] = []
    starts, ends = array("q"), array("q")
    index, length = 0, len(text)
    while index < length:
        after = index + 1
        # Marks that stand on a letter belong to it.
        while after < length and unicodedata.combining(text[after]):
            after += 1
        folded = _folded(text[index:after], text[index - 1] if index else "")
        letters += folded
        starts.extend([index] * len(folded))
        ends.extend([after] * len(folded))
        index = after
    return Folded("".join(letters), starts, ends)


def _folded(sign: str, before: str) -> str:
    if sign.isascii() and sign.isalnum():
        return sign
    if _DROPPED.match(sign):
        return ""
    if sign in _DASHES:
        return "" if before.isalpha() else "-"
    return _SAME.get(sign) or unicodedata.normalize("NFKC", sign).replace(" ", "")
