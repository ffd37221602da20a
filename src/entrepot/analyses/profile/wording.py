"""How a figure of a profile is printed in a line of text."""

from __future__ import annotations

from entrepot.metadata.factbook import UNDATED
from entrepot.metadata.figure import Figure
from entrepot.metadata.interval import Interval

__all__ = ["shown"]

_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def shown(figure: Figure) -> str:
    """Value, unit and period, as one reads them: "525.458 billion USD (2024)", "4.8 % (2024)"."""
    when = "undated" if figure.period == UNDATED else figure.period
    if isinstance(figure.value, Interval):
        ends = (_number(figure.value.low, figure.unit), _number(figure.value.high, figure.unit))
        number = " to ".join(ends)
    else:
        number = _number(figure.value, figure.unit)
    unit = "%" if figure.unit == "1" else figure.unit
    return f"{number} {unit} ({when})"


def _number(value: float, unit: str) -> str:
    if unit == "1":
        return f"{value * 100:.6g}"
    if unit.startswith("USD"):
        for scale, word in _SCALES:
            if abs(value) >= scale:
                return f"{value / scale:,.6g}{word}"
    return f"{value:,.10g}"
