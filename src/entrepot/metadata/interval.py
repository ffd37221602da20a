"""Closed intervals of real numbers: rounding, uncertainty, and the unknown."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import product
from typing import Self

_NUMBER = re.compile(r"[+-]?\d[\d,\u00a0\u202f ]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, bounds included; either bound may be infinite.

    Raises:
        ValueError: if `low` is above `high` or a bound is not a number.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"not an interval: {self.low} to {self.high}")

    @classmethod
    def unknown(cls, *, nonnegative: bool = True) -> Self:
        """What is not known: anything at all, or anything that is not negative."""
        return cls(0.0 if nonnegative else -math.inf, math.inf)

    @classmethod
    def rounding(cls, written: str) -> Self:
        """The numbers that print as `written`: half a unit of its last decimal either way.

        A whole number counts as written to the unit: "118" is 117.5 to 118.5, "7.0" is 6.95 to 7.05.
        """
        found = _NUMBER.search(written)
        if found is None:
            raise ValueError(f"no number in {written!r}")
        digits = re.sub(r"[,\u00a0\u202f ]", "", found.group())
        decimals = len(digits.partition(".")[2])
        half, value = 0.5 * 10.0**-decimals, float(digits)
        return cls(value - half, value + half)

    @property
    def width(self) -> float:
        """Length of the interval; infinite when the quantity is unknown."""
        return self.high - self.low

    @property
    def middle(self) -> float:
        """Midpoint; not a number when the interval is unbounded."""
        return (self.low + self.high) / 2 if math.isfinite(self.width) else math.nan

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Interval | float) -> Interval:
        o = as_interval(other)
        return Interval(self.low + o.low, self.high + o.high)

    def __sub__(self, other: Interval | float) -> Interval:
        o = as_interval(other)
        return Interval(self.low - o.high, self.high - o.low)

    def __mul__(self, other: Interval | float) -> Interval:
        o = as_interval(other)
        # 0 x infinity is 0 here: nothing of an unknown quantity is nothing.
        ends = [0.0 if 0.0 in (a, b) else a * b for a, b in product((self.low, self.high), (o.low, o.high))]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval | float) -> Interval:
        o = as_interval(other)
        if o.low < 0.0 < o.high or o.low == o.high == 0.0:
            return Interval(-math.inf, math.inf)
        inverse = Interval(_inverse(o.high, -1.0), _inverse(o.low, 1.0))
        return self * inverse

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: float) -> Interval:
        return as_interval(other) - self

    def __rtruediv__(self, other: float) -> Interval:
        return as_interval(other) / self

    def to_dict(self) -> dict[str, float | None]:
        """JSON form; an infinite bound is null."""
        return {
            "low": self.low if math.isfinite(self.low) else None,
            "high": self.high if math.isfinite(self.high) else None,
        }


def as_interval(value: Interval | float) -> Interval:
    """A number as the interval that holds it alone."""
    return value if isinstance(value, Interval) else Interval(float(value), float(value))


def _inverse(bound: float, sign_at_zero: float) -> float:
    return math.copysign(math.inf, sign_at_zero) if bound == 0.0 else 1.0 / bound
