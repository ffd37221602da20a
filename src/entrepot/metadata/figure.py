"""A number that knows what it is, how good it is and where it comes from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from entrepot.metadata.interval import Interval, as_interval
from entrepot.metadata.origin import Origin, join


class Quality(IntEnum):
    """How a figure came about; a higher value is further from an observation and wins in arithmetic."""

    REPORTED = 0
    MIRRORED = 1
    DERIVED = 2
    ESTIMATED = 3
    MODELLED = 4

    @property
    def word(self) -> str:
        """The lower-case word shown to users."""
        return self.name.lower()


class UnitMismatch(ValueError):
    """Two figures in different units were added or compared."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value or an interval with its unit, period, concept, quality and origins.

    Arithmetic joins the origins and keeps the heavier quality; what is unknown stays an interval and never
    becomes zero. Sums need equal units (`UnitMismatch` otherwise); a quotient of equal units has unit "1".

    Attributes:
        value: the number, or the `Interval` that holds it.
        unit: e.g. "USD million", "EUR", "1" (a ratio or share, 0.12 = 12 %), "rank".
        period: EDTF, e.g. "2022".
        concept: what exactly is counted, e.g. "exports of intermediate inputs, basic prices".
        places: codes of the places it is about, reporter first.
        quality: see `Quality`.
        origins: every source the number rests on.
        method: how it was made, in words or as a formula; empty when read as it stands.
        caveat: what a reader must know before using it.
    """

    value: float | Interval
    unit: str
    period: str
    concept: str
    places: tuple[str, ...] = ()
    quality: Quality = Quality.REPORTED
    origins: tuple[Origin, ...] = ()
    method: str = ""
    caveat: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether the value is one number."""
        return not isinstance(self.value, Interval)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing useful is known: an interval without end that begins at zero or nowhere."""
        value = self.value
        return isinstance(value, Interval) and value.high == math.inf and value.low in (0.0, -math.inf)

    @property
    def interval(self) -> Interval:
        """The value as an interval, a single point if exact."""
        return as_interval(self.value)

    @property
    def number(self) -> float:
        """The value, or the midpoint of its interval; not a number when that has no end."""
        return self.value.middle if isinstance(self.value, Interval) else self.value

    def __add__(self, other: Figure) -> Figure:
        return self._summed(other, lambda a, b: a + b, "+")

    def __sub__(self, other: Figure) -> Figure:
        return self._summed(other, lambda a, b: a - b, "-")

    def __mul__(self, factor: float) -> Figure:
        return replace(self, value=self.value * factor, quality=max(self.quality, Quality.DERIVED))

    __rmul__ = __mul__

    def __truediv__(self, other: Figure) -> Figure:
        """Ratio of two figures; an interval without end when the divisor is zero."""
        unit = "1" if self.unit == other.unit else f"{self.unit} per {other.unit}"
        exact = self.is_exact and other.is_exact and other.number != 0.0
        value = self.number / other.number if exact else self.interval / other.interval
        return self._joined(other, value, unit, f"{self.concept} / {other.concept}")

    def _summed(self, other: Figure, operate: Callable[[Any, Any], Any], sign: str) -> Figure:
        if self.unit != other.unit:
            raise UnitMismatch(f"{self.concept} is in {self.unit}, {other.concept} in {other.unit}")
        exact = self.is_exact and other.is_exact
        value = operate(self.value, other.value) if exact else operate(self.interval, other.interval)
        concept = self.concept if other.concept in self.concept else f"{self.concept} {sign} {other.concept}"
        return self._joined(other, value, self.unit, concept)

    def _joined(self, other: Figure, value: float | Interval, unit: str, concept: str) -> Figure:
        caveats = dict.fromkeys(c for c in (self.caveat, other.caveat) if c)
        return Figure(
            value=value,
            unit=unit,
            period=self.period if self.period == other.period else f"{self.period}; {other.period}",
            concept=concept,
            places=tuple(dict.fromkeys(self.places + other.places)),
            quality=max(self.quality, other.quality, Quality.DERIVED),
            origins=join(self.origins, other.origins),
            method=concept,
            caveat=" ".join(caveats),
        )

    def __str__(self) -> str:
        if self.is_unknown:
            return self._with_unit("unknown")
        low, high = self.interval.low, self.interval.high
        if high == math.inf:
            return self._with_unit(f"at least {_written(low)}")
        if low == -math.inf:
            return self._with_unit(f"at most {_written(high)}")
        return self._with_unit(_written(low) if low == high else f"{_written(low)} to {_written(high)}")

    def _with_unit(self, number: str) -> str:
        """The number as said: a ratio bare, a rank as "rank 81", else with its unit behind it."""
        if self.unit in ("1", "rank"):
            return f"rank {number}" if self.unit == "rank" else number
        return f"{number} (of 100)" if self.unit == "0 to 100" else f"{number} {self.unit}"

    def cite(self) -> str:
        """Every origin, one after the other."""
        return "; ".join(origin.cite() for origin in self.origins)

    def explain(self) -> str:
        """What it is, how it was made and what to beware of, as one paragraph."""
        made = f" Made as: {self.method}." if self.method else ""
        beware = f" {self.caveat}" if self.caveat else ""
        head = f"{self.concept}, {self.period}: {self} ({self.quality.word})"
        return f"{head}.{made}{beware} Source: {self.cite()}."

    def to_dict(self) -> dict[str, Any]:
        """JSON form, origins included."""
        return {
            "value": None if isinstance(self.value, Interval) else self.value,
            "interval": self.value.to_dict() if isinstance(self.value, Interval) else None,
            "unit": self.unit,
            "period": self.period,
            "concept": self.concept,
            "places": list(self.places),
            "quality": self.quality.word,
            "method": self.method,
            "caveat": self.caveat,
            "origins": [origin.to_dict() for origin in self.origins],
        }


def _written(number: float) -> str:
    """Six digits, all before the point in a large number: 64000000.0 as "64,000,000", never as "6.4e+07"."""
    return f"{number:,.0f}" if abs(number) >= 1e6 else f"{number:,.6g}"
