"""Compilation by Numba, kept on disk wherever that is possible.

What is kept is found by the date of the file that a function stands in, not of those that it calls: who
changes `heap.py` or `dominance.py` touches `dijkstra.py` and `pareto.py` too, or the old code goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def compiled(function: Callable[..., Any]) -> Any:
    """The function, compiled when it is first called with arguments of some types.

    Machine code is kept beside the package; if that cannot be written, in the user's cache folder (or the one
    that NUMBA_CACHE_DIR names); if that cannot be written either, nowhere: then every process compiles anew.
    """
    try:
        return njit(cache=True)(function)
    except RuntimeError:  # Numba found no folder that it may write to
        return njit(function)
