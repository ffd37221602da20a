"""Headers, footers and page numbers: what stands in the same place on many pages."""

from __future__ import annotations

import re
from collections import defaultdict

from entrepot.sources.documents.pdf_letters import Run

Furniture = list[tuple[str, str, int]]
"""Kind ("header" or "footer"), words and first page of each."""
_ZONE = 0.12
_SHARE = 0.3
_NUMBER = re.compile(r"\d+")
Key = tuple[str, str, int]


def without_furniture(pages: list[list[Run]]) -> tuple[list[list[Run]], Furniture]:
    """The pages without what many of them repeat at their edges, and that, each wording once.

    A wording counts as the same if it differs in numbers alone and stands at the same height; it must do so
    on two pages at least, and on three in ten.
    """
    runs = [run for page in pages for run in page]
    if len(pages) < 2 or not runs:
        return pages, []
    low, high = min(run.low for run in runs), max(run.high for run in runs)
    zone = _ZONE * (high - low)
    seen: defaultdict[Key, set[int]] = defaultdict(set)
    for number, page in enumerate(pages, 1):
        for run in page:
            if key := _key(run, low + zone, high - zone):
                seen[key].add(number)
    enough = max(2.0, _SHARE * len(pages))
    repeated = {key for key, numbers in seen.items() if len(numbers) >= enough}
    kept: list[list[Run]] = []
    found: dict[Key, tuple[str, str, int]] = {}
    for number, page in enumerate(pages, 1):
        keys = [_key(run, low + zone, high - zone) for run in page]
        for key, run in zip(keys, page, strict=True):
            if key in repeated and key is not None:
                found.setdefault(key, (key[0], run.words, number))
        kept.append([run for key, run in zip(keys, page, strict=True) if key not in repeated])
    return kept, sorted(found.values(), key=lambda each: (each[0] == "footer", each[2]))


def _key(run: Run, bottom: float, top: float) -> Key | None:
    """What makes two of them the same; None for what stands between the edges."""
    if run.middle > top:
        return "header", _NUMBER.sub("#", run.words), round(run.middle / 4)
    if run.middle < bottom:
        return "footer", _NUMBER.sub("#", run.words), round(run.middle / 4)
    return None
