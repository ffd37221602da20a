"""Runs become lines, lines become paragraphs and tables, words broken at line ends become whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from entrepot.sources.documents.pdf_letters import BROKEN, Run

_LABEL = re.compile(r"(?:[•‣◦▪–—*·-]|\(?\w{1,3}[.)]|\d{1,2})")
_HYPHENS = (BROKEN, "-", "\u2010", "\u00ad")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")


@dataclass(slots=True)
class Line:
    """Runs side by side, from left to right."""

    runs: list[Run]
    row: bool = False
    """Whether it is one of several that have cells below each other."""

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.runs[0].left

    @property
    def low(self) -> float:
        """Its lower edge."""
        return min(run.low for run in self.runs)

    @property
    def high(self) -> float:
        """Its upper edge."""
        return max(run.high for run in self.runs)

    @property
    def size(self) -> float:
        """Height of its letters."""
        return max(self.runs, key=lambda run: len(run.words)).size

    @property
    def words(self) -> str:
        """All of it, single spaces between the runs."""
        return " ".join(run.words for run in self.runs)

    @property
    def cells(self) -> list[Run]:
        """Its runs as cells of a table; one that is only the bullet or number of a list is none."""
        if len(self.runs) == 2 and _LABEL.fullmatch(self.runs[0].words):
            return self.runs[1:]
        return self.runs


def lines(runs: list[Run]) -> list[Line]:
    """Lines from top to bottom."""
    found: list[Line] = []
    for run in sorted(runs, key=lambda each: (-each.middle, each.left)):
        last = found[-1].runs[0] if found else None
        if last and abs(last.middle - run.middle) < 0.45 * min(last.size, run.size):
            found[-1].runs.append(run)
        else:
            found.append(Line([run]))
    for line in found:
        line.runs.sort(key=lambda each: each.left)
    for above, below in pairwise(found):
        if _aligned(above, below):
            above.row = below.row = True
    return found


def _aligned(above: Line, below: Line) -> bool:
    """Whether a cell other than the first begins, or ends, where one of the other line does."""
    near = 0.4 * min(above.size, below.size)
    return any(
        abs(one.left - other.left) < near or abs(one.right - other.right) < near
        for one in above.cells[1:]
        for other in below.cells[1:]
    )


def paragraphs(region: list[Line]) -> Iterator[list[Line]]:
    """Lines that belong together: by the space between them, the size of letters, a first line set in."""
    if not region:
        return
    gaps = [above.low - below.high for above, below in pairwise(region)]
    usual = median(gaps) if gaps else 0.0
    edge = min(line.left for line in region)
    together = [region[0]]
    for above, below in pairwise(region):
        if _parts(above, below, usual, edge):
            yield together
            together = []
        together.append(below)
    yield together


def _parts(above: Line, below: Line, usual: float, edge: float) -> bool:
    size = min(above.size, below.size)
    gap = above.low - below.high
    if max(above.size, below.size) > 1.15 * size:
        return True
    if above.row or below.row:
        return above.row != below.row or gap > max(usual, 0) + 1.5 * size
    if gap > usual + 0.35 * size:
        return True
    return below.left - edge > 0.8 * size and above.left - edge < 0.3 * size


def as_table(together: list[Line]) -> list[list[tuple[int, str]]] | None:
    """Rows of (column, words) if the lines are a table: cells of two lines at least, one below the other."""
    if len(together) < 2 or not all(line.row for line in together):
        return None
    columns = _columns([run for line in together for run in line.cells])
    if len(columns) < 2:
        return None
    rows = []
    for line in together:
        row: dict[int, str] = {}
        for run in line.cells:
            column = next(i for i, (left, right) in enumerate(columns) if left <= run.left <= right)
            row[column] = f"{row[column]} {run.words}" if column in row else run.words
        rows.append(sorted(row.items()))
    return rows


def _columns(runs: list[Run]) -> list[tuple[float, float]]:
    """Strips that runs stand in, none of which touch."""
    strips: list[tuple[float, float]] = []
    for left, right in sorted((run.left, run.right) for run in runs):
        if strips and left <= strips[-1][1]:
            strips[-1] = strips[-1][0], max(strips[-1][1], right)
        else:
            strips.append((left, right))
    return strips


class Hyphens:
    """Whether a hyphen at the end of a line belongs to the word: by how it is written elsewhere."""

    def __init__(self, written: Iterator[str]) -> None:
        self._known = Counter(word.casefold() for line in written for word in _WORD.findall(line))

    def join(self, written: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Lines, each with its page; the end of a broken word goes up to its beginning."""
        done: list[tuple[str, int]] = []
        for line, page in written:
            if done and done[-1][0].endswith(_HYPHENS) and len(done[-1][0]) > 1:
                head, _, rest = line.partition(" ")
                done[-1] = self._whole(done[-1][0], head), done[-1][1]
                done += [(rest, page)] if rest else []
            else:
                done.append((line, page))
        return [(line.replace(BROKEN, "-"), page) for line, page in done]

    def _whole(self, begun: str, ended: str) -> str:
        stem = begun[:-1]
        first = _last_word(stem)
        second = (_WORD.match(ended) or [""])[0]
        if not first or not second or not second[0].islower():
            return f"{stem}-{ended}"
        plain = self._known[f"{first}{second}".casefold()]
        dashed = self._known[f"{first}-{second}".casefold()]
        return f"{stem}-{ended}" if dashed > plain else f"{stem}{ended}"


def _last_word(stem: str) -> str:
    """The letters that a text ends with."""
    found = re.search(r"[^\W\d_]+$", stem)
    return found[0] if found else ""
