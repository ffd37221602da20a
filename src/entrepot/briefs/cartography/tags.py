"""Names of options written over their lines, where an option goes a way of its own."""

from __future__ import annotations

import numpy as np

from entrepot.briefs.cartography.labels import Name, Placed, Sheet, dotted, lined
from entrepot.briefs.cartography.projection import Array
from entrepot.briefs.cartography.ways import Way

_SIZE, _LINES = 12.0, 2
# Points of the page that a stretch should be long to bear a name.
_LONG = 70.0
# How many of its own stretches a name is tried on, and where along them: the middle first.
_RUNS, _SHARES = 3, (0.5, 0.42, 0.58, 0.35, 0.65, 0.27, 0.73, 0.2, 0.8, 0.12, 0.88)


def tags(drawn: list[tuple[Way, Array]], sheet: Sheet) -> list[Placed]:
    """The name of each option over what it shares with fewest others; none if there is but one."""
    every = list(dict.fromkeys(series for way, _ in drawn for series in way.series))
    placed: list[Placed] = []
    if len(every) < 2:
        return placed
    for text, stretches in _stretches(drawn, every):
        names = [Name(_short(text), x, y, _SIZE, 0.0, style="italic") for x, y in _tried(stretches)]
        own = {id(page) for page in stretches}
        placed += sheet.lay(names, dotted([page for _, page in drawn if id(page) not in own]))
    return placed


def _short(text: str) -> str:
    """The first names of an option, on lines of their own; the charts and tables have them all."""
    lines = lined(text).split("\n")
    return "\n".join(lines if len(lines) <= _LINES else [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"])


def _stretches(drawn: list[tuple[Way, Array]], every: list[str]) -> list[tuple[str, list[Array]]]:
    """Lines by the names to be written at them: of the options that are best told apart there."""
    chosen: dict[tuple[str, ...], list[str]] = {}
    for series in every:
        chosen.setdefault(_own(drawn, series), []).append(series)
    return [
        (", ".join(filter(None, names)), [page for way, page in drawn if way.series == group])
        for group, names in chosen.items()
    ]


def _own(drawn: list[tuple[Way, Array]], series: str) -> tuple[str, ...]:
    """Those with whom an option shares the stretches it is named at: fewest, if these are long enough."""
    length: dict[tuple[str, ...], float] = {}
    for way, page in drawn:
        if series in way.series:
            length[way.series] = length.get(way.series, 0.0) + _length(page)
    long = [group for group in length if length[group] >= _LONG] or list(length)
    return min(long, key=lambda group: (len(group), -length[group]))


def _tried(lines: list[Array]) -> list[tuple[float, float]]:
    """Points to write a name at: along the longest runs of these lines, the longest first."""
    found: list[tuple[float, float]] = []
    for run in sorted(_joined(lines), key=_length, reverse=True)[:_RUNS]:
        reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(run, axis=0).T))])
        at = [share * reached[-1] for share in _SHARES]
        x, y = (np.interp(at, reached, run[:, axis]).tolist() for axis in (0, 1))
        found += zip(x, y, strict=True)
    return found


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
