"""A binary heap in two arrays, for the compiled kernels.

Compiled code is kept on disk, and Numba looks only at the date of the file that the outermost kernel stands in:
whoever changes this file touches `dijkstra.py` and `pareto.py` too, or their old code goes on being used.
"""

from __future__ import annotations

from numba import njit

from entrepot.analyses.corridors.search.arcs import Floats, Positions


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


push = njit(cache=True)(_push)
pop = njit(cache=True)(_pop)
