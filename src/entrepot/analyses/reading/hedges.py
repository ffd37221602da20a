"""Words before a number that say how exact it is, and what they make of its bounds."""

from __future__ import annotations

import math

from entrepot.metadata.interval import Interval

LOWER, UPPER, ABOUT, NEARLY, RANGE = "lower", "upper", "about", "nearly", "range"

_PHRASES = {
    LOWER: """
        over; more than; above; at least; no less than; not less than; exceeding; upwards of; in excess
        of; plus de; plus d; au moins; au dela de; superieur a; superieure a; depasse; a minima; minimum
    """,
    UPPER: """
        up to; under; less than; below; at most; no more than; not more than; as much as; a maximum of;
        jusqu a; moins de; moins d; au plus; au maximum; maximum
    """,
    ABOUT: """
        around; about; some; approximately; roughly; circa; an estimated; estimated at; approx; ca;
        environ; quelque; quelques; autour de; a peu pres; de l ordre de; approximativement
    """,
    NEARLY: "nearly; almost; close to; just under; pres de; presque; a peine",
}
_BY_KEYS = {
    tuple(phrase.split()): sort
    for sort, phrases in _PHRASES.items()
    for phrase in (part.strip() for part in phrases.split(";"))
}
_LONGEST = max(map(len, _BY_KEYS))
_LASTS = frozenset(keys[-1] for keys in _BY_KEYS)


def hedge_before(keys: list[str], index: int) -> tuple[int, str]:
    """First token of the hedge that ends before token `index`, and its sort; (`index`, "") if none does."""
    if index == 0 or keys[index - 1] not in _LASTS:
        return index, ""
    for length in range(min(_LONGEST, index), 0, -1):
        sort = _BY_KEYS.get(tuple(keys[index - length : index]))
        if sort:
            return index - length, sort
    return index, ""


def bounds(value: float, unit: float, hedge: str, said: str) -> tuple[Interval, str]:
    """What a printed number can mean, and the reason where that is more than its rounding.

    Args:
        value: the number, multiplied out.
        unit: worth of its last printed digit.
        hedge: one of the sorts above; empty for none.
        said: the words of the hedge.
    """
    if hedge == LOWER:
        return Interval(value, math.inf), f"“{said}”: a lower bound"
    if hedge == UPPER:
        return Interval(min(0.0, value), value), f"“{said}”: an upper bound"
    # Vague words are read as one digit coarser than printed; zeros at the end count as not printed.
    coarse = max(5 * unit, _last_digit(value, unit) / 2)
    if hedge == ABOUT:
        return Interval(value - coarse, value + coarse), f"“{said}”: read as one digit coarser than printed"
    if hedge == NEARLY:
        return Interval(
            value - coarse, value
        ), f"“{said}”: at most that, read as one digit coarser than printed"
    return Interval(value - unit / 2, value + unit / 2), ""


def _last_digit(value: float, unit: float) -> float:
    """Worth of the last digit that is no zero: 1,000 for "5,000", 10 million for "20 million"."""
    steps = 0
    while steps < 18 and value and math.isclose(value / (unit * 10), round(value / (unit * 10))):
        unit *= 10
        steps += 1
    return unit
