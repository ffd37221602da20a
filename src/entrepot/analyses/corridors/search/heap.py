"""A binary heap in two arrays, for the compiled kernels; see `compiled` before you change it."""

from __future__ import annotations

from entrepot.analyses.corridors.search.arcs import Floats, Positions
from entrepot.analyses.corridors.search.compiled import compiled


def _push(keys: Floats, items: Positions, size: int, key: float, item: int) -> int:
    at = size
    while at > 0:
        up = (at - 1) >> 1
        if keys[up] <= key:
            break
        keys[at], items[at] = keys[up], items[up]
        at = up
    keys[at], items[at] = key, item
    return size + 1


def _pop(keys: Floats, items: Positions, size: int) -> int:
    size -= 1
    key, item, at = keys[size], items[size], 0
    while 2 * at + 1 < size:
        down = 2 * at + 1
        if down + 1 < size and keys[down + 1] < keys[down]:
            down += 1
        if keys[down] >= key:
            break
        keys[at], items[at] = keys[down], items[down]
        at = down
    keys[at], items[at] = key, item
    return size


push = compiled(_push)
pop = compiled(_pop)
