"""A contact network in three columns: the two sides left and right, who is of neither in the middle."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from math import isfinite

import altair as alt

from entrepot.briefs.cartography import shapes
from entrepot.briefs.drawing import SERIES, Drawing, house
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Chart, Datum

_LINE, _GAP, _SIZE, _TOP = 15.0, 14.0, 13.0, 12.0
_COLUMNS = ("left", "middle", "right")
# Where the columns stand, and how wide names may be, in shares of the width.
_AT = {"left": 0.31, "middle": 0.5, "right": 0.69}
_WIDE_NAMES = {"left": 0.29, "middle": 0.17, "right": 0.29}
_SWEEPS = 6
_THIN, _THICK = 0.8, 6.0

Spots = Mapping[str, tuple[float, float, str]]


def ties(block: Chart, *, width: int = WIDE) -> Drawing:
    """The network of that block, `width` points wide; the same data always give the same drawing.

    Bodies stand in each column so that few lines cross: each at the mean height of those it is in touch with.
    """
    data = _finite(block.data)
    size = _SIZE if width >= WIDE else 11.0
    wrapped = {name: _wrapped(name, side, width, size) for name, side in _sides(data).items()}
    spots, bottom = _placed(data, wrapped, float(width))
    layers = [*_lines(data, spots), *_dots(spots)]
    for side, align, shift in (("left", "right", -9.0), ("right", "left", 9.0)):
        texts = [(x + shift, y, wrapped[name]) for name, (x, y, where) in spots.items() if where == side]
        layers += [shapes.text(texts, align, size)] if texts else []
    middle = [
        (x, y - 9.0 - (wrapped[name].count("\n") + 1) * _LINE / 2, wrapped[name])
        for name, (x, y, where) in spots.items()
        if where == "middle"
    ]
    layers += (
        [shapes.halo(middle, "center", size - 1), shapes.text(middle, "center", size - 1)] if middle else []
    )
    return house(layers, width, bottom)


def drawable(block: Chart) -> bool:
    """Whether any two bodies are in touch."""
    return bool(_finite(block.data))


def _finite(data: Sequence[Datum]) -> list[Datum]:
    values: list[tuple[Datum, float | None]] = [(datum, datum.value) for datum in data]
    return [d for d, value in values if value is not None and isfinite(value) and "-" in d.kind]


def _sides(data: Sequence[Datum]) -> dict[str, str]:
    """The column of each body, the first seen first."""
    found: dict[str, str] = {}
    for datum in data:
        one, _, other = datum.kind.partition("-")
        found.setdefault(datum.label, one)
        found.setdefault(datum.series, other)
    return found


def _wrapped(name: str, side: str, width: int, size: float) -> str:
    letters = max(8, int(width * _WIDE_NAMES[side] / (size * 0.56)))
    return "\n".join(textwrap.wrap(name, letters, break_long_words=False)) or name


def _placed(data: Sequence[Datum], wrapped: Mapping[str, str], width: float) -> tuple[Spots, float]:
    """Where each body stands, and how high the drawing is."""
    sides = _sides(data)
    near: dict[str, list[str]] = {}
    for datum in data:
        near.setdefault(datum.label, []).append(datum.series)
        near.setdefault(datum.series, []).append(datum.label)
    columns = {side: [n for n, where in sides.items() if where == side] for side in _COLUMNS}
    height = max(_height(names, wrapped, side) for side, names in columns.items())
    at = _spread(columns, wrapped, height)
    for _ in range(_SWEEPS):
        for side in _COLUMNS:
            columns[side].sort(key=lambda name: (sum(at[o] for o in near[name]) / len(near[name]), name))
            at = _spread(columns, wrapped, height)
    return {name: (_AT[side] * width, at[name], side) for name, side in sides.items()}, height + 2 * _TOP


def _tall(name: str, wrapped: Mapping[str, str], side: str) -> float:
    lines = wrapped[name].count("\n") + 1
    return lines * _LINE + _GAP + (12.0 if side == "middle" else 0.0)


def _height(names: Sequence[str], wrapped: Mapping[str, str], side: str) -> float:
    return sum(_tall(name, wrapped, side) for name in names)


def _spread(columns: Mapping[str, list[str]], wrapped: Mapping[str, str], height: float) -> dict[str, float]:
    """Heights of the middles of all bodies: each column over the whole height, in its order."""
    found = {}
    for side, names in columns.items():
        spare = (height - _height(names, wrapped, side)) / (len(names) or 1)
        top = _TOP
        for name in names:
            tall = _tall(name, wrapped, side) + spare
            found[name] = top + tall / 2 + (10.0 if side == "middle" else 0.0)
            top += tall
    return found


def _lines(data: Sequence[Datum], spots: Spots) -> list[alt.Chart]:
    """Lines, broader where warmer; a colour of their own where one end has no other."""
    layers = []
    for datum in sorted(data, key=lambda d: d.value):
        ends = [[round(spots[n][0], 1), round(spots[n][1], 1)] for n in (datum.label, datum.series)]
        colour = SERIES[1] if datum.emphasis else SERIES[0]
        broad = _THIN + (_THICK - _THIN) * min(1.0, max(0.0, datum.value))
        layers.append(shapes.drawn("LineString", ends, colour, round(broad, 2), opacity=0.75))
    return layers


def _dots(spots: Spots) -> list[alt.Chart]:
    places = [(x, y) for x, y, _ in spots.values()]
    return [shapes.symbols(places, "circle", 70.0, SERIES[0], "white")]
