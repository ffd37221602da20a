"""Headers, footers and page numbers: what stands in the same place on many pages."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from entrepot.sources.documents.pdf_letters import Run

Furniture = list[tuple[str, str, int]]
"""Kind ("header" or "footer"), words and first page of each."""
_ZONE = 0.12
_SHARE = 0.3
# As many runs as a header has: three lines of left, middle and right.
_RUNS = 9
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}|(?:page|p\.|seite|pagina)\s?\d{1,4}", re.I)
Key = tuple[str, str, int]


def without_furniture(pages: list[list[Run]]) -> tuple[list[list[Run]], Furniture]:
    """The pages without what many of them repeat at their edges, and that, each wording once.

    A wording counts as the same if it differs in numbers alone and stands at the same height; it must do so
    on two pages at least, and on three in ten. A number alone at the edge of a page is the page's number.
    """
    runs = [run for page in pages for run in page]
    if not runs:
        return pages, []
    low, high = min(run.low for run in runs), max(run.high for run in runs)
    zone = _ZONE * (high - low)
    seen: defaultdict[Key, set[int]] = defaultdict(set)
    for number, page in enumerate(pages, 1):
        for run in _outermost(page):
            if key := _key(run, low + zone, high - zone):
                seen[key].add(number)
    enough = max(2.0, _SHARE * len(pages))
    repeated: set[Key | None] = {key for key, numbers in seen.items() if len(numbers) >= enough}
    repeated |= {_key(run, low + zone, high - zone) for page in pages for run in _page_numbers(page)}
    repeated.discard(None)
    kept: list[list[Run]] = []
    found: dict[Key, tuple[str, str, int]] = {}
    for number, page in enumerate(pages, 1):
        keys = [_key(run, low + zone, high - zone) for run in page]
        for key, run in zip(keys, page, strict=True):
            if key is not None and key in repeated:
                found.setdefault(key, (key[0], run.words, number))
        kept.append([run for key, run in zip(keys, page, strict=True) if key not in repeated])
    return kept, sorted(found.values(), key=lambda each: (each[0] == "footer", each[2]))


def _outermost(page: list[Run]) -> list[Run]:
    """What stands at the upper and the lower edge, a line away from the rest."""
    down = sorted(page, key=lambda run: -run.middle)
    return [*_until_gap(down, 1), *_until_gap(down[::-1], -1)]


def _until_gap(runs: list[Run], way: int) -> list[Run]:
    """The runs before the first gap, downwards (1) or upwards (-1); none if it does not come soon."""
    for count, (run, beyond) in enumerate(pairwise(runs), 1):
        gap = run.low - beyond.high if way == 1 else beyond.low - run.high
        if gap > 0.7 * run.size:
            return runs[:count]
        if count == _RUNS:
            break
    return []


def _page_numbers(page: list[Run]) -> list[Run]:
    """The lowest and the highest run, where it is a number a line away from the rest."""
    if len(page) < 2:
        return []
    ranked = sorted(page, key=lambda run: run.middle)
    ends = ((ranked[0], ranked[1].low - ranked[0].high), (ranked[-1], ranked[-1].low - ranked[-2].high))
    return [run for run, gap in ends if gap > run.size and _PAGE_NUMBER.fullmatch(run.words)]


def _key(run: Run, bottom: float, top: float) -> Key | None:
    """What makes two of them the same; None for what stands between the edges."""
    if run.middle > top:
        return "header", _NUMBER.sub("#", run.words), round(run.middle / 4)
    if run.middle < bottom:
        return "footer", _NUMBER.sub("#", run.words), round(run.middle / 4)
    return None
