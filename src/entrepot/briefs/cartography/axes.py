"""Scales and a grid drawn by hand, where names must be placed beside what they name."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

import altair as alt

from entrepot.briefs.cartography import shapes
from entrepot.briefs.drawing import MUTED, RULE
from entrepot.dossier import numbers

_TYPE = 12.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot from zero: `across` and `up` are its largest values, the rest its window in points."""

    across: float
    up: float
    left: float
    top: float
    right: float
    bottom: float

    def point(self, x: float, y: float) -> list[float]:
        """The point of the page for two values."""
        share, rise = x / (self.across or 1.0), y / (self.up or 1.0)
        return [
            round(self.left + share * (self.right - self.left), 1),
            round(self.bottom - rise * (self.bottom - self.top), 1),
        ]

    def grid(self, x_title: str, y_title: str, language: str) -> list[alt.Chart]:
        """Lines at round values with their numbers, the titles beside the axes."""
        ups, acrosses = ticks(self.up, 6), ticks(self.across, int((self.right - self.left) // 70))
        lines = [[self.point(0.0, up), self.point(self.across, up)] for up in ups]
        beside = [(self.left - 7.0, self.point(0.0, up)[1], _printed(up, ups, language)) for up in ups]
        under = [
            (self.point(at, 0.0)[0], self.bottom + 14.0, _printed(at, acrosses, language)) for at in acrosses
        ]
        return [
            shapes.drawn("MultiLineString", lines, RULE, 0.8, opacity=0.6),
            shapes.text(beside, "right", _TYPE, color=MUTED),
            shapes.text(under, "center", _TYPE, color=MUTED),
            shapes.text([(0.0, self.top - 18.0, y_title)], "left", _TYPE, color=MUTED),
            shapes.text([(self.right, self.bottom + 32.0, x_title)], "right", _TYPE, color=MUTED),
        ]


def ticks(most: float, count: int) -> list[float]:
    """Some `count` round values from zero up to `most`: steps of 1, 2 or 5 times a power of ten."""
    if most <= 0.0:
        return [0.0]
    raw = most / max(1, count)
    power = 10.0 ** floor(log10(raw))
    step = next(power * times for times in (1.0, 2.0, 5.0, 10.0) if power * times >= raw * 0.999)
    return [step * place for place in range(int(most / step + 1e-9) + 1)]


def _printed(value: float, of: list[float], language: str) -> str:
    step = of[1] - of[0] if len(of) > 1 else 1.0
    return numbers.fixed(value, max(0, -floor(log10(step))), language)
