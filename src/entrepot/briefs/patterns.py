"""Excel's number formats: a cell holds the whole number and shows it as the brief prints it.

"USD 664.6 billion" is 664600000000 under the format `"USD "#,##0.0,,," billion"`, so that it can be summed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

_PRINTED = re.compile(r"[−-]?(\d(?:[\d.,\u00a0\u202f]*\d)?)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the Excel format that shows it as printed."""

    value: float
    pattern: str


def number(text: str, value: float) -> Number:
    """The value, to be shown as `text` is written; where the text says another number, to be shown bare."""
    for point in ".,":
        pattern = _pattern(text, value, point)
        if pattern and len(pattern) < _LONGEST:
            return Number(value, pattern)
    return Number(value, "General")


def _pattern(text: str, value: float, point: str) -> str:
    """The format under which the value reads as the text, if `point` parts its decimals; else nothing."""
    found = _PRINTED.search(text)
    if not found:
        return ""
    whole, _, decimals = found[1].partition(point)
    if not re.fullmatch(r"\d*", decimals):
        return ""
    shown, half = float(f"{_digits(whole)}.{decimals}"), 0.501 * 10.0 ** -len(decimals)
    zeros = f".{'0' * len(decimals)}" if decimals else ""
    pattern = ("0" if whole.isdigit() and len(whole) > 3 else "#,##0") + zeros
    before, after = text[: found.start()], text[found.end() :]
    gap, percent, rest = after.partition("%")
    if percent and not gap.strip() and abs(abs(value) * 100 - shown) <= half:
        return f"{_quoted(before)}{pattern}{_quoted(gap)}%{_quoted(rest)}"
    thousands = max(0, round(log(abs(value) / shown, 1000))) if value and shown else 0
    if abs(abs(value) / 1000**thousands - shown) > half:
        return ""
    return f"{_quoted(before)}{pattern}{',' * thousands}{_quoted(after)}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _quoted(text: str) -> str:
    bare = text.replace('"', "")
    return f'"{bare}"' if bare else ""
