"""Changes as they are printed in drawings: sign, digits that tell them apart, interval."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, isfinite, log10

from entrepot.dossier import numbers
from entrepot.dossier.model import Datum

CHANGES = frozenset({"ranges", "waterfall"})
"""Shapes of charts that show changes."""
_MOST_DIGITS = 7


def decimals(values: Sequence[float]) -> int:
    """How many decimals tell values apart: three digits of the largest."""
    largest = max((abs(value) for value in values), default=0.0)
    return min(_MOST_DIGITS, max(0, 2 - floor(log10(largest)))) if largest > 0.0 else 0


def told(datum: Datum, language: str) -> str:
    """A change and its interval, two digits of the largest: "−1.2 (−2.0 to −0.5)"."""
    digits = max(0, decimals([datum.value, low(datum), high(datum)]) - 1)
    first = signed(datum.value, digits, language)
    if low(datum) == high(datum):
        return first
    between = " à " if language == "fr" else " to "
    return f"{first} ({signed(low(datum), digits, language)}{between}{signed(high(datum), digits, language)})"


def signed(value: float, digits: int, language: str) -> str:
    """A number with its sign; zero without."""
    shown = round(value, digits) + 0.0
    printed = numbers.fixed(shown, digits, language)
    return f"+{printed}" if shown > 0.0 else printed


def low(datum: Datum) -> float:
    """The lower bound of a change; the change itself where there is none."""
    return datum.value if datum.x is None or not isfinite(datum.x) else datum.x


def high(datum: Datum) -> float:
    """The upper bound, likewise."""
    return datum.value if datum.size is None or not isfinite(datum.size) else datum.size
