"""Low, typical and high: what one knows of an hour, a price or an emission before the goods have moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from entrepot.metadata.interval import Interval


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity that is usually `typical`, hardly ever below `low` or above `high`.

    Read as a triangular distribution wherever a mean, a delay or a draw is needed. Sums add bound to bound,
    so the span of a route is its best and worst case, not a confidence interval.

    Raises:
        ValueError: the three are not in order, or one is not a number.
    """

    low: float
    typical: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.typical <= self.high:
            raise ValueError(f"not in order: {self.low}, {self.typical}, {self.high}")

    @classmethod
    def exactly(cls, value: float) -> Self:
        """A quantity without doubt."""
        return cls(value, value, value)

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.typical + other.typical, self.high + other.high)

    def __mul__(self, factor: float) -> Span:
        """Scaled by a factor that is not negative."""
        return Span(self.low * factor, self.typical * factor, self.high * factor)

    __rmul__ = __mul__

    def times(self, other: Span) -> Span:
        """Product of two spans of numbers that are not negative, bound by bound."""
        return Span(self.low * other.low, self.typical * other.typical, self.high * other.high)

    def under(self, numerator: float) -> Span:
        """`numerator` divided by it: hours from kilometres and speed; low and high change places."""
        return Span(numerator / self.high, numerator / self.typical, numerator / self.low)

    @property
    def excess(self) -> float:
        """The delay to expect: E[max(0, X - typical)] of the triangular distribution."""
        width = self.high - self.low
        return (self.high - self.typical) ** 2 / (3.0 * width) if width > 0.0 else 0.0

    @property
    def mean(self) -> float:
        """Mean of the triangular distribution."""
        return (self.low + self.typical + self.high) / 3.0

    @property
    def interval(self) -> Interval:
        """From low to high."""
        return Interval(self.low, self.high)

    def to_dict(self) -> dict[str, float]:
        """JSON form."""
        return {"low": self.low, "typical": self.typical, "high": self.high}


NOTHING = Span(0.0, 0.0, 0.0)
