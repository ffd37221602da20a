"""The order in which runs of a page are read: columns one after another, headings across them in between."""

from __future__ import annotations

from statistics import median

from entrepot.sources.documents.pdf_letters import Run

_BINS = 400
# A gutter is looked for away from the edges of what is printed.
_EDGE = 0.15
# Parts of all runs that may cross a gutter: headings, wide pictures' captions.
_CROSSING = 0.25
# Prose has long lines; cells of a table are short. Fewer lines are no column.
_PROSE = 18
_LINES = 3
_MAX_DEPTH = 6


def regions(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """Groups of runs, in the order in which they are read; within a group, from line to line."""
    gutter = _gutter(runs) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [runs] if runs else []
    found: list[list[Run]] = []
    left: list[Run] = []
    right: list[Run] = []
    across: list[Run] = []
    for run in sorted(runs, key=lambda each: -each.middle):
        if run.left < gutter < run.right:
            found += regions(left, depth + 1) + regions(right, depth + 1)
            left, right = [], []
            across.append(run)
            continue
        if across:
            found.append(across)
            across = []
        (left if run.right <= gutter else right).append(run)
    found += regions(left, depth + 1) + regions(right, depth + 1)
    return [*found, across] if across else found


def _gutter(runs: list[Run]) -> float | None:
    """Where an empty strip parts two columns of prose; None where nothing does."""
    if len(runs) < 2 * _LINES:
        return None
    first, last = min(run.left for run in runs), max(run.right for run in runs)
    width = (last - first) / _BINS
    if width <= 0:
        return None
    middle = _emptiest(_coverage(runs, first, width))
    gutter = first + middle * width
    sides = [run for run in runs if run.right <= gutter], [run for run in runs if run.left >= gutter]
    crossing = len(runs) - len(sides[0]) - len(sides[1])
    if crossing > _CROSSING * len(runs) or not all(_is_prose(side) for side in sides):
        return None
    tops = [max(run.high for run in side) for side in sides]
    ends = [min(run.low for run in side) for side in sides]
    return gutter if min(tops) > max(ends) else None


def _coverage(runs: list[Run], first: float, width: float) -> list[int]:
    """How many runs cover each of the bins from left to right."""
    change = [0] * (_BINS + 2)
    for run in runs:
        change[max(int((run.left - first) / width), 0)] += 1
        change[min(int((run.right - first) / width), _BINS) + 1] -= 1
    covered, now = [], 0
    for step in change[: _BINS + 1]:
        now += step
        covered.append(now)
    return covered


def _emptiest(covered: list[int]) -> float:
    """Middle of the widest strip of those least covered, away from the edges."""
    begin, end = int(_EDGE * _BINS), int((1 - _EDGE) * _BINS)
    least = min(covered[begin:end])
    best = (0, begin)
    start = begin
    for position in range(begin, end + 1):
        if position == end or covered[position] > least:
            best = max(best, (position - start, start))
            start = position + 1
    return best[1] + best[0] / 2


def _is_prose(side: list[Run]) -> bool:
    return len(side) >= _LINES and median(len(run.words) for run in side) >= _PROSE
