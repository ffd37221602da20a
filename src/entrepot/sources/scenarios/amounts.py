"""Numbers of a scenario: changes in percent or as factors, effects as coefficients, each with its doubt.

A bare 10 is refused: whether it is 10 % or ten times is what a model's answer hangs on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import yaml

from entrepot.metadata.scenario import Amount
from entrepot.sources.corridors.values import Keys, keys_of
from entrepot.sources.record_pack.entry import Entry

_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?"
_PERCENT = re.compile(rf"({_NUMBER}) ?%")
_BARE = re.compile(_NUMBER)
_LONGEST = 60
_FURTHEST = 5.0
"""Standard errors from the value to the furthest of 10,000 draws, in round numbers."""
_DOUBT = ("value", "times", "se", "low", "high")

Number = Callable[[Entry], float]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an amount may be.

    Attributes:
        low, high: bounds, as shares (-1 is -100 %).
        low_allowed: whether the lower bound itself may be.
        why: what is wrong with a value beyond, and what to do instead.
    """

    low: float
    high: float
    low_allowed: bool
    why: str

    def hold(self, entry: Entry, value: float) -> float:
        """The value, or `BadInput` at that place."""
        inside = self.low <= value <= self.high and (self.low_allowed or value != self.low)
        if not (math.isfinite(value) and inside):
            entry.fail(f"{entry.text().strip()} cannot be", expected=self.words(), remedy=self.why)
        return value

    def words(self) -> str:
        """The bounds in words."""
        return f"{'from' if self.low_allowed else 'more than'} {_percent(self.low)} to {_percent(self.high)}"


CHANGE = Bounds(-1.0, 999.0, False, "For flows that end use an embargo.")
TARIFF = Bounds(-1.0, 999.0, False, "A duty adds to the price; a subsidy cannot exceed the price itself.")
SHARE = Bounds(0.0, 1.0, True, "An embargo forbids a share of a flow, 100% for all of it.")
QUANTITY = Bounds(-1.0, 999.0, False, "")
EFFECT = Bounds(-10.0, 10.0, True, "A coefficient of 10 already multiplies trade by 22,000.")


def percent(entry: Entry) -> float:
    """A number written with its % sign, as a share: "-10%" is -0.1."""
    text = entry.text().strip()
    if len(text) > _LONGEST or not (found := _PERCENT.fullmatch(text)):
        what = f"{text[:_LONGEST]!r} is no percentage"
        entry.fail(what, expected="a number with its % sign", remedy=_remedy(text))
    return float(Decimal(found[1]).scaleb(-2))


def change(entry: Entry, bounds: Bounds, *, times: bool = True) -> Amount:
    """A change with its doubt.

    Args:
        entry: "-10%"; [-15%, -10%, -5%] for low, value and high; or {value: -10%, se: 2%}, {value:, low:,
            high:}, {times: 0.9}, {times: 0.9, low: 0.85, high: 0.95}.
        bounds: what value, low and high may be.
        times: whether factors make sense; of a duty or a share they do not.
    """
    if not isinstance(entry.node, yaml.MappingNode):
        return _span_or_value(entry, percent, bounds)
    keys = keys_of(entry, _DOUBT if times else tuple(key for key in _DOUBT if key != "times"))
    if ("value" in keys) is ("times" in keys):
        entry.fail("it says neither or both of value and times" if times else "no value", remedy="Say one.")
    return _with_doubt(keys, "value" if "value" in keys else "times", bounds)


def effect(entry: Entry) -> Amount:
    """A coefficient of a gravity regression: 0.557, [0.4, 0.557, 0.7] or {value: 0.557, se: 0.102}."""
    if not isinstance(entry.node, yaml.MappingNode):
        return _span_or_value(entry, coefficient, EFFECT)
    keys = keys_of(entry, ("value", "se", "low", "high"), required=("value",))
    return _doubted(keys, "value", coefficient, EFFECT)


def coefficient(entry: Entry) -> float:
    """A bare number; a percentage is refused, with the coefficient that it would be."""
    text = entry.text().strip()
    if len(text) <= _LONGEST and (found := _PERCENT.fullmatch(text)):
        share = float(Decimal(found[1]).scaleb(-2))
        written = f"For trade higher by {text} write {math.log1p(share):.4g}." if share > -1.0 else ""
        entry.fail(f"{text} where a coefficient should be", expected="an effect on log trade", remedy=written)
    return entry.number()


def _span_or_value(entry: Entry, read: Number, bounds: Bounds) -> Amount:
    if isinstance(entry.node, yaml.SequenceNode):
        items = entry.items()
        values = [bounds.hold(item, read(item)) for item in items]
        if len(values) != 3 or values != sorted(values):
            entry.fail("no range", expected="one number, or [low, value, high] in that order")
        return Amount(values[1], low=values[0], high=values[2])
    return Amount(bounds.hold(entry, read(entry)))


def _with_doubt(keys: Keys, name: str, bounds: Bounds) -> Amount:
    return _doubted(keys, name, percent if name == "value" else _factor, bounds)


def _doubted(keys: Keys, name: str, read: Number, bounds: Bounds) -> Amount:
    value = bounds.hold(keys[name], read(keys[name]))
    if ("low" in keys) is not ("high" in keys):
        keys["low" if "low" in keys else "high"].fail("only one bound", remedy="Say both low and high.")
    if "low" not in keys:
        return Amount(value, _error(keys["se"], read, value, bounds) if "se" in keys else 0.0)
    if "se" in keys:
        keys["se"].fail("a standard error and bounds", remedy="Say one of the two.")
    low, high = (bounds.hold(keys[end], read(keys[end])) for end in ("low", "high"))
    if not low <= value <= high:
        keys[name].fail(f"{keys[name].text()} does not lie between low and high")
    return Amount(value, low=low, high=high)


def _error(entry: Entry, read: Number, value: float, bounds: Bounds) -> float:
    """A standard error; that of a factor is bare, as the factor is.

    What it is of may not be drawn beyond a bound that cannot be reached: a cost of -109 % is none.
    """
    error = entry.number() if read is _factor else read(entry)
    if not 0.0 <= error < math.inf:
        entry.fail(f"{entry.text()} cannot be a standard error", expected="zero or more")
    if not bounds.low_allowed and value - _FURTHEST * error <= bounds.low:
        entry.fail(
            f"a standard error of {entry.text()} reaches below {_percent(bounds.low)}",
            expected=f"less than 1/{_FURTHEST:g} of the way from the value to {_percent(bounds.low)}",
            remedy="Say low and high instead.",
        )
    return error


def _factor(entry: Entry) -> float:
    """A factor as a change: 0.9 is -0.1."""
    if not math.isfinite(entry.number()):
        entry.fail(f"{entry.text()} is no factor", expected="a number above 0")
    return float(Decimal(entry.text()) - 1)


def _percent(share: float) -> str:
    return f"{share * 100:,.0f}%"


def _remedy(text: str) -> str:
    if len(text) <= _LONGEST and _BARE.fullmatch(text):
        return f"Write {text}% for {text} per cent, or {{times: {text}}} for a factor of {text}."
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+ ?%", text):
        return f"Write {text.replace(',', '.')}, with a point."
    return "Write it as 5% or -2.5%."
