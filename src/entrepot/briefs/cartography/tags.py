"""Names of options written over their lines, where an option goes a way of its own."""

from __future__ import annotations

import numpy as np

from entrepot.briefs.cartography.labels import Name, Placed, Sheet, dotted, lined
from entrepot.briefs.cartography.projection import Array
from entrepot.briefs.cartography.ways import Way

_SIZE = 12.0
# Where along its own stretches a name is tried: the middle first.
_SHARES = (0.5, 0.42, 0.58, 0.35, 0.65, 0.27, 0.73, 0.2, 0.8, 0.12, 0.88)


def tags(drawn: list[tuple[Way, Array]], sheet: Sheet) -> list[Placed]:
    """The name of each option over what it shares with fewest others; none if there is but one."""
    every = list(dict.fromkeys(series for way, _ in drawn for series in way.series))
    placed: list[Placed] = []
    if len(every) < 2:
        return placed
    for text, stretches in _stretches(drawn, every):
        names = [Name(lined(text), x, y, _SIZE, 0.0, style="italic") for x, y in _tried(stretches)]
        own = {id(page) for page in stretches}
        placed += sheet.lay(names, dotted([page for _, page in drawn if id(page) not in own]))
    return placed


def _stretches(drawn: list[tuple[Way, Array]], every: list[str]) -> list[tuple[str, list[Array]]]:
    """Lines by the names to be written at them; options that go together nearly all the way share a name."""
    least: dict[tuple[str, ...], list[Array]] = {}
    for series in every:
        mine = [(way, page) for way, page in drawn if series in way.series]
        fewest = min(len(way.series) for way, _ in mine)
        chosen = max(
            {way.series for way, _ in mine if len(way.series) == fewest},
            key=lambda group: sum(_length(page) for way, page in mine if way.series == group),
        )
        least[chosen] = [page for way, page in mine if way.series == chosen]
    return [(", ".join(filter(None, group)), lines) for group, lines in least.items()]


def _tried(lines: list[Array]) -> list[tuple[float, float]]:
    """Points to write a name at, along the longest run of these lines."""
    run = max(_joined(lines), key=_length)
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(run, axis=0).T))])
    at = [share * reached[-1] for share in _SHARES]
    return list(
        zip(
            np.interp(at, reached, run[:, 0]).tolist(),
            np.interp(at, reached, run[:, 1]).tolist(),
            strict=True,
        )
    )


def _joined(lines: list[Array]) -> list[Array]:
    """Lines that follow each other, as one."""
    runs: list[Array] = []
    for line in lines:
        if runs and (near := _meeting(runs[-1], line)) is not None:
            runs[-1] = near
        else:
            runs.append(line)
    return runs


def _meeting(run: Array, line: Array) -> Array | None:
    for a in (run, run[::-1]):
        for b in (line, line[::-1]):
            if np.hypot(*(a[-1] - b[0])) < 1.0:
                joined: Array = np.concatenate([a, b[1:]])
                return joined
    return None


def _length(page: Array) -> float:
    return float(np.hypot(*np.diff(page, axis=0).T).sum())
