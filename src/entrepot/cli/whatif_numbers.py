"""Changes and amounts as the commands on scenarios print them: as many digits as they need to be seen."""

from __future__ import annotations

from typing import Any

from entrepot.cli.corridors_tables import NONE

NEAR = "~0"
"""What is printed of a change too small for the last digit: less than half of 0.0001 %, or of 0.001."""
_LEAST_PERCENT, _LEAST_AMOUNT = 0.00005, 0.0005
_NOTHING = 1e-9
"""What is left of numbers that are the same, added up in another order."""
_NOISE = 1e-6
"""Per cent: what the solver leaves open (`run.TOLERANCE`)."""


def percent(value: float | None) -> str:
    """A change in per cent with its sign: "+0.012 %"; "~0 %" where it is next to nothing."""
    if value is None:
        return NONE
    if abs(value) < _LEAST_PERCENT:
        return "0 %" if abs(value) < _NOTHING else f"{NEAR} %"
    if -100.0 < value <= -99.5:  # what is left is not nothing
        return "nearly -100 %" if value < -99.995 else f"{value:.2f} %"
    return f"{value:+,.{_digits(abs(value))}f} %"


def between(low: float | None, high: float | None) -> str:
    """An interval of changes in per cent: "-0.02 to +0.31 %"."""
    if low is None or high is None:
        return NONE
    one, other = percent(low), percent(high)
    return other if one == other else f"{one.removesuffix(' %')} to {other}"


def millions(value: float | None) -> str:
    """An amount with its sign, in the unit of the table."""
    if value is None:
        return NONE
    size = abs(value)
    if size < _LEAST_AMOUNT:
        return "0" if size < _NOTHING else NEAR
    digits = 0 if size >= 100.0 else 1 if size >= 1.0 else 2 if size >= 0.1 else 3
    return f"{value:+,.{digits}f}"


def gain(row: dict[str, Any]) -> str:
    """What a change of real income is worth; of a large economy, what the solver leaves open is not told."""
    change = abs(row["real_income"])
    return millions(row["gain"]) if change >= _NOISE else NEAR if change >= _NOTHING else "0"


def _digits(size: float) -> int:
    return 4 if size < 0.001 else 3 if size < 0.1 else 2 if size < 10.0 else 0
