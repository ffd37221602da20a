"""Where sentences begin and end: past abbreviations, footnotes, broken lines and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entrepot.analyses.reading.phrases import spelt

# What ends a sentence, with the quote marks that close behind it and the number of a footnote glued to it.
_END = re.compile(r"[.!?…]{1,3}[\"'’”»)\]]{0,3}(\d{1,2}(?=\s))?(?=\s|$)")
# An empty line, a form feed, or the single space that a page break leaves at the start of a line.
_BLANK = re.compile(r"\n[ \t\r\f]*(?:\n[ \t\r\f]*)+|\f|\n (?=\S)")
_LINE = re.compile(r"\n[ \t]*(?=[^\s])")
_NOTE = re.compile(r"(?:^|\n)[ \t]*(\d{1,2})\.?[ \t]+(?=[\"'‘“«]?[A-ZÀ-Þ])")
_ABBREVIATIONS = frozenset(
    spelt("""
        mr mrs ms dr prof sr jr st ste mm mme mlle me vs no nr nos art arts vol ed eds p pp fig cf al etc
        approx gen col lt sen rep gov pres hon jan feb mar apr jun jul aug sep sept oct nov dec janv fevr
        févr juil dec déc inc ltd co corp bros dept est resp env bn mn mio h.e s.e e.g i.e u.s u.k d.d a.m
        p.m
    """)
)
_SHORT_LINE = 60
LONGEST = 2_000
"""Characters of the longest sentence; what is longer is no prose and is cut where a word ends."""
_WIDEST = 400
_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: the characters of its parts (several where notes or tables cut it), and of what note it is.

    Attributes:
        parts: (start, end) of each part, in order.
        note: number of the footnote it belongs to; 0 in the body.
        heading: whether it is a line without an end, such as a heading.
    """

    parts: tuple[tuple[int, int], ...]
    note: int = 0
    heading: bool = False

    @property
    def start(self) -> int:
        """First character."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Character after the last."""
        return self.parts[-1][1]


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order of their first characters."""
    found: list[Sentence] = []
    start = 0
    number = 0
    for end, ends_block in _bounded(text, _cuts(text)):
        piece = _stripped(text, start, end)
        start = end
        if piece is None:
            continue
        opened = _note_at(text, piece[0], number)
        if opened:
            number = opened
        note = opened or (number if found and found[-1].note and not _new_block(text, piece[0]) else 0)
        finished = not ends_block or bool(_END.search(text, max(piece[0], piece[1] - 8), piece[1]))
        found.append(Sentence((piece,), note, heading=not finished))
    return tuple(_joined(text, found))


def _cuts(text: str) -> list[tuple[int, bool]]:
    """Where a sentence may end, and whether it is for the end of a block, not for a full stop."""
    cuts = {match.end(): False for match in _END.finditer(text) if _is_end(text, match)}
    for match in _BLANK.finditer(text):
        cuts.setdefault(match.start(), True)
        cuts.setdefault(match.end(), True)
    for match in _LINE.finditer(text):
        if _line_ends_here(text, match):
            cuts.setdefault(match.start(), True)
    for match in _NOTE.finditer(text):
        cuts.setdefault(match.start(), True)
    cuts.setdefault(len(text), True)
    return sorted(cuts.items())


def _bounded(text: str, cuts: list[tuple[int, bool]]) -> Iterator[tuple[int, bool]]:
    start = 0
    for end, ends_block in cuts:
        while end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            start = space if space > 0 else start + LONGEST
            yield start, False
        start = end
        yield end, ends_block


def _is_end(text: str, match: re.Match[str]) -> bool:
    dot = match.start()
    if match[1] and text[dot - 1 : dot].isdigit():  # "40.15 per cent": no full stop, no footnote
        return False
    if text[dot] != ".":
        return True
    before = text[max(0, dot - _BEFORE) : dot].split()
    word = before[-1].lstrip("([\"'‘“«") if before and not text[dot - 1].isspace() else ""
    if word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return not text[match.end() : match.end() + 40].strip()
    following = text[match.end() : match.end() + 12].lstrip(" \t\r\n\f\"'‘“«([–-•")
    if not following or not (following[0].islower() and following[0].isascii()):
        return True
    return bool(match[1])


def _line_ends_here(text: str, match: re.Match[str]) -> bool:
    """A short line after a full stop, begun and followed by a capital, is a heading of its own."""
    start = text.rfind("\n", max(0, match.start() - 2 * _SHORT_LINE), match.start()) + 1
    line = text[start : match.start()].strip()
    if not line or len(line) > _SHORT_LINE or line[-1] in ".,;:–-" or not line[0].isupper():
        return False
    before = text[max(0, start - 4) : start].rstrip()
    following = text[match.end() : match.end() + _WIDEST]
    if (before and before[-1] not in ".!?”’»0123456789") or not following[:1].isupper():
        return False
    # A line that was only wrapped had no room for the next word.
    width = max(len(other) for other in following.split("\n")[:4])
    return len(line) <= 0.75 * width and len(line) + 1 + len(following.split(None, 1)[0]) <= width


def _note_at(text: str, start: int, last: int) -> int:
    """The number of the footnote that begins there, where it follows the last one; 0 if none does."""
    match = _NOTE.match(text, start - 1 if start and text[start - 1] == "\n" else start)
    return int(match[1]) if match and int(match[1]) == last + 1 else 0


def _new_block(text: str, start: int) -> bool:
    """A page break, kept as a form feed or as a space at the start of a line, ends the notes of a page."""
    before = text[max(0, start - 6) : start]
    tail = before[before.rfind("\n") + 1 :] if "\n" in before else ""
    return "\f" in before or "\n\n" in before or bool(tail)


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _joined(text: str, pieces: list[Sentence]) -> list[Sentence]:
    """Pieces that belong together: one without an end, and a later one that goes on in lower case."""
    joined: list[Sentence] = []
    open_at: int | None = None
    for piece in pieces:
        kept = joined[open_at] if open_at is not None else piece
        goes_on = open_at is not None and not piece.note and _goes_on(text, kept, piece)
        if goes_on and open_at is not None:
            joined[open_at] = Sentence(_parts(text, kept, piece), kept.note, piece.heading)
        else:
            joined.append(piece)
        if not piece.note:
            at = open_at if goes_on else len(joined) - 1
            open_at = at if piece.heading else None
    return sorted(joined, key=lambda sentence: sentence.start)


def _parts(text: str, first: Sentence, second: Sentence) -> tuple[tuple[int, int], ...]:
    if text[first.end : second.start].isspace():
        return (*first.parts[:-1], (first.parts[-1][0], second.end))
    return (*first.parts, *second.parts)


def _goes_on(text: str, first: Sentence, second: Sentence) -> bool:
    if second.end - first.start > LONGEST and len(first.parts) > 3:
        return False
    if text[second.start].islower():
        return True
    # A note stood between, and the line before it had no end: the sentence is cut, not finished.
    return first.heading and first.end - first.start > _SHORT_LINE and _between_is_note(text, first, second)


def _between_is_note(text: str, first: Sentence, second: Sentence) -> bool:
    gap = text[first.end : min(second.start, first.end + 8)]
    return bool(_NOTE.match(gap)) or bool(re.match(r"\s*\d{1,2}\s", gap))
