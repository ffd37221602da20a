"""Compilation by Numba, kept on disk wherever that is possible; it frees Python's lock while it runs.

What is kept is found by the date of the file that a function stands in. Why there is compiled code: decision
0038.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

SUMS_IN_ANY_ORDER = {"reassoc", "contract", "nsz", "arcp"}
"""So that sums use the processor's wide registers; infinities and NaN keep their meaning."""


def compiled(function: Callable[..., Any]) -> Any:
    """The function, compiled when it is first called with arguments of some types.

    Machine code is kept beside the package; if that cannot be written, in the user's cache folder (or the one
    that NUMBA_CACHE_DIR names); if that cannot be written either, nowhere: then every process compiles anew.
    """
    try:
        return njit(cache=True, nogil=True, error_model="numpy", fastmath=SUMS_IN_ANY_ORDER)(function)
    except RuntimeError:  # Numba found no folder that it may write to
        return njit(nogil=True, error_model="numpy", fastmath=SUMS_IN_ANY_ORDER)(function)
