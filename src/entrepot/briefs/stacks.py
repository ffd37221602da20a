"""Bars made of pieces: what happens in each, by kind, with the sum at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isfinite

import altair as alt

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.key import key
from entrepot.briefs.cartography.labels import room
from entrepot.briefs.drawing import Drawing, house
from entrepot.briefs.kinds import look, ranked
from entrepot.briefs.widths import WIDE
from entrepot.dossier import numbers
from entrepot.dossier.model import Chart, Datum

_BAR, _GAP, _LINE, _SIZE = 24.0, 13.0, 16.0, 13.0
# Room for the sum beside a bar, and the share of the width that labels may take.
_SUM, _LABELS = 48.0, 0.34
_INSIDE = 11.0

_Piece = tuple[Datum, float, float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its label, on lines, and its pieces; `label` and `bar` are the heights of their middles."""

    lines: str
    pieces: tuple[Datum, ...]
    label: float
    bar: float

    @property
    def total(self) -> float:
        # Rounded so that dust of the addition does not tip the last digit printed.
        return round(fsum(piece.value for piece in self.pieces), 9)


def stacked_bars(
    block: Chart, words: Mapping[str, str], *, language: str = "en", width: int = WIDE
) -> Drawing:
    """A bar a label, its pieces one behind the other in the order of the key; values where they fit.

    `words` name the kinds of which no datum says what they are called.
    """
    rows, bottom = _rows([d for d in block.data if _is_number(d.value)], width)
    above = width < WIDE
    left = 0.0 if above else max((room(row.lines, _SIZE) for row in rows), default=0.0) + 8.0
    unit = (width - left - _SUM) / (max((row.total for row in rows), default=0.0) or 1.0)
    called = {**words, **{d.kind: d.series for d in block.data}}
    under = key({d.kind for d in block.data}, (), called, width=float(width), top=bottom, sample=14.0)
    pieces = [piece for row in rows for piece in _pieces(row, left, unit)]
    labels = [(0.0 if above else left - 8.0, row.label, row.lines) for row in rows]
    sums = [(left + row.total * unit + 6.0, row.bar, numbers.fixed(row.total, 1, language)) for row in rows]
    layers = [
        shapes.text(labels, "left" if above else "right", _SIZE),
        *_filled(pieces, {kind: line[0] for kind, line in under.samples.items()}),
        *_values(pieces, language),
        shapes.text(sums, "left", _SIZE, "bold"),
        *under.words(),
    ]
    return house(layers, width, bottom + under.height)


def _is_number(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _rows(data: Sequence[Datum], width: int) -> tuple[list[_Row], float]:
    """The rows in the order of the data, and where they end."""
    above = width < WIDE
    letters = int((width if above else width * _LABELS) / (_SIZE * 0.56))
    rows: list[_Row] = []
    top = 0.0
    for label in dict.fromkeys(datum.label for datum in data):
        lines = textwrap.wrap(label, letters) or [""]
        tall = len(lines) * _LINE
        bar = top + tall + _BAR / 2 if above else top + max(tall, _BAR) / 2
        rows.append(_Row("\n".join(lines), _ordered(data, label), top + tall / 2 if above else bar, bar))
        top = (bar + _BAR / 2 if above else top + max(tall, _BAR)) + _GAP
    return rows, max(0.0, top - _GAP)


def _ordered(data: Sequence[Datum], label: str) -> tuple[Datum, ...]:
    pieces = [d for d in data if d.label == label and d.value > 0.0]
    order = ranked({d.kind for d in pieces})
    return tuple(sorted(pieces, key=lambda d: order.index(d.kind)))


def _pieces(row: _Row, left: float, unit: float) -> Iterator[tuple[Datum, float, float, float]]:
    """Each piece with its left side, its width and the middle of its bar."""
    for piece in row.pieces:
        wide = piece.value * unit
        yield piece, left, wide, row.bar
        left += wide


def _filled(pieces: Sequence[_Piece], samples: Mapping[str, list[float]]) -> list[alt.Chart]:
    """A layer a kind, its sample in the key included; a thin gap parts the pieces."""
    return [
        shapes.boxes(
            [
                *(
                    shapes.box(left, middle - _BAR / 2, max(wide - 1.0, 0.4), _BAR)
                    for piece, left, wide, middle in pieces
                    if piece.kind == kind
                ),
                shapes.box(x, y - 6.0, 14.0, 12.0),
            ],
            look(kind).colour,
        )
        for kind, (x, y) in samples.items()
    ]


def _values(pieces: Sequence[_Piece], language: str) -> list[alt.Chart]:
    """The values of the pieces that are wide enough, light on dark and dark on light."""
    texts: dict[str, list[shapes.Text]] = {}
    for piece, left, wide, middle in pieces:
        text = numbers.fixed(piece.value, 1, language)
        if room(text, _INSIDE) + 3.0 < wide:
            ink = "white" if _dark(look(piece.kind).colour) else "#111111"
            texts.setdefault(ink, []).append((left + wide / 2, middle, text))
    return [shapes.text(words, "center", _INSIDE, color=ink) for ink, words in texts.items()]


def _dark(colour: str) -> bool:
    """Whether white is read better on it than black, by relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.179
