"""Two versions of a text laid beside each other, word by word, so that each word knows where it went.

The longest common subsequence of words, by rapidfuzz; everything around a passage helps to place it, which no
search for the passage alone can do. What was moved across other text is not seen here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

MAX_WORDS = 40_000
"""Above this the table of rapidfuzz would take more than 200 MB; a policy brief has 4,000."""
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Alignment:
    """For each word of the old text the words of the new that stand in its place, as (first, after last)."""

    old: Sequence[tuple[int, int]]
    new: Sequence[tuple[int, int]]
    goes_to: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, old_text: str, new_text: str) -> Alignment | None:
        """The two texts side by side; None if they are too long for that."""
        old, new = list(_WORD.finditer(old_text)), list(_WORD.finditer(new_text))
        if max(len(old), len(new)) > MAX_WORDS:
            return None
        goes_to = [(0, 0)] * len(old)
        a = c = 0
        for block in LCSseq.opcodes([match[0] for match in old], [match[0] for match in new]):
            if block.tag == "equal":
                _replaced(goes_to, a, block.src_start, c, block.dest_start)
                a, c = block.src_end, block.dest_end
                for index in range(block.src_start, a):
                    goes_to[index] = (c - a + index, c - a + index + 1)
        _replaced(goes_to, a, len(old), c, len(new))
        return cls([match.span() for match in old], [match.span() for match in new], goes_to)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The characters of the new text where a passage of the old went; None if nothing is left of it."""
        first = bisect_right(self.old, start, key=lambda word: word[1])
        after = bisect_left(self.old, end, key=lambda word: word[0])
        there = [image for image in self.goes_to[first:after] if image[0] < image[1]]
        if not there:
            return None
        return self.new[there[0][0]][0], self.new[there[-1][1] - 1][1]


def _replaced(goes_to: list[tuple[int, int]], a: int, b: int, c: int, d: int) -> None:
    """Words a to b of the old text gave way to c to d of the new: each to its share of them."""
    for index in range(a, b):
        share = (d - c) / (b - a)
        goes_to[index] = (c + int((index - a) * share), c + int((index - a + 1) * share))
