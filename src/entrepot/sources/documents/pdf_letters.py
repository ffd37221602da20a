"""Letters of a PDF page, as PDFium has them, gathered into runs: words that stand side by side on a line."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from entrepot.sources.documents.composer import too_long

BROKEN = "\x02"
"""Stands for a hyphen that only the end of the line brought in."""
UNKNOWN = "\ufffd"
"""Stands for a letter of which the file does not say what it means."""
# A gap of this many letter sizes parts columns or cells; between words it is about a quarter.
_GAP = 0.9
_SPACE = 0.17
_SPACES = (10, 13, 32)
_HYPHENS = (2, 0x2D, 0xAD, 0x2010, 0xFFFE)


class Letter(NamedTuple):
    """A letter and its box; the origin is below on the left of the page as it is shown."""

    sign: str
    left: float
    low: float
    right: float
    high: float
    size: float


@dataclass(slots=True)
class Run:
    """Words on one line without a wide gap between them."""

    words: str
    left: float
    low: float
    right: float
    high: float
    size: float

    @property
    def middle(self) -> float:
        """Half its height, by which runs are put on one line."""
        return (self.low + self.high) / 2


@dataclass(slots=True)
class PageRuns:
    """What stands on a page.

    Attributes:
        runs: words in the direction of most of the page, in the order in which the file draws them.
        aside: words that run in another direction, such as a mark along the edge.
        letters, unknown: how many letters there are, and how many of them have no meaning.
    """

    runs: list[Run]
    aside: str
    letters: int
    unknown: int


def runs_of(page: Any, most: int) -> PageRuns:
    """The runs of a page; a page that stands on its side is turned.

    Args:
        page: an open `pypdfium2.PdfPage`.
        most: how many letters it may have.

    Raises:
        Refusal: it has more.
    """
    text_page = page.get_textpage()
    if text_page.count_chars() > most:
        raise too_long()
    found = [*_letters(text_page)]
    drawn = [quarter for letter, quarter in found if letter.sign != "\n"]
    upright = Counter(drawn).most_common(1)[0][0] if drawn else 0
    runs: list[Run] = []
    letters: list[Letter] = []
    aside: list[str] = []
    for letter, quarter in found:
        if letter.sign != "\n" and quarter != upright:
            aside.append(letter.sign)
            continue
        letter = _turned(letter, upright)
        if letters and (letter.sign == "\n" or _parted(letters[-1], letter)):
            runs += _run(letters)
            letters = []
        if letter.sign != "\n":
            letters.append(letter)
    unknown = sum(letter.sign == UNKNOWN for letter, _ in found)
    return PageRuns(runs + _run(letters), "".join(aside), len(drawn), unknown)


def _letters(text_page: Any) -> Iterator[tuple[Letter, int]]:
    """Each letter with the quarter turns, counter-clockwise, of the line that it is on."""
    box = pdfium.FS_RECTF()
    # Each question to PDFium costs a microsecond: none is asked of a letter that has its answer.
    bare = text_page.raw
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(bare, index)
        if code in _SPACES and pdfium.FPDFText_IsGenerated(bare, index) == 1:
            # PDFium adds spaces and line ends; by the boxes we know better where a space belongs.
            if code != 32:
                yield Letter("\n", 0, 0, 0, 0, 0), 0
            continue
        if not pdfium.FPDFText_GetLooseCharBox(bare, index, box):
            continue
        sides = (box.left, box.bottom, box.right, box.top)
        angle = pdfium.FPDFText_GetCharAngle(bare, index)
        if not math.isfinite(sum(sides) + angle):
            continue
        hyphen = code in _HYPHENS and pdfium.FPDFText_IsHyphen(bare, index) == 1
        sign = BROKEN if hyphen else _sign(code)
        yield Letter(sign, *sides, 0), round(angle / (math.pi / 2)) % 4


def _sign(code: int) -> str:
    """Without a meaning (no map to Unicode, private use): the replacement character."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or 0xE000 <= code <= 0xF8FF:
        return UNKNOWN
    return chr(code) if code >= 32 else " "


def _turned(letter: Letter, quarter: int) -> Letter:
    """The letter as it stands once its line runs from left to right; its size is its height then."""
    sign, left, low, right, high, _ = letter
    if quarter == 1:
        left, low, right, high = low, -right, high, -left
    elif quarter == 2:
        left, low, right, high = -right, -high, -left, -low
    elif quarter == 3:
        left, low, right, high = -high, left, -low, right
    return Letter(sign, left, low, right, high, max(high - low, 0.1))


def _parted(before: Letter, after: Letter) -> bool:
    """Whether a letter does not go on where the one before ended."""
    size = max(before.size, after.size)
    shared = min(before.high, after.high) - max(before.low, after.low)
    if shared < 0.4 * min(before.size, after.size):
        return True
    # The letters of a ligature all have its box: going back means to before the last letter began.
    return after.left - before.right > _GAP * size or after.left < before.left - 0.5 * size


def _run(letters: list[Letter]) -> list[Run]:
    words: list[str] = []
    for index, letter in enumerate(letters):
        before = letters[index - 1] if index else None
        if (
            before
            and letter.left - before.right > _SPACE * max(letter.size, before.size)
            and " " not in (letter.sign, before.sign)
        ):
            words.append(" ")
        words.append(letter.sign)
    text = "".join(words)
    inked = [letter for letter in letters if not letter.sign.isspace()]
    if not inked:
        return []
    return [
        Run(
            " ".join(text.split()),
            inked[0].left,
            median(letter.low for letter in inked),
            max(letter.right for letter in inked),
            median(letter.high for letter in inked),
            median(letter.size for letter in inked),
        )
    ]
