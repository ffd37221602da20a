"""The key under a drawing: a sample of each line and mark with its name, in rows as wide as the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import altair as alt

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.labels import room
from entrepot.briefs.kinds import ranked

_ROW, _SAMPLE, _MARK, _GAP, _SIZE = 19.0, 30.0, 10.0, 12.0, 12.0
# Marks in the order of the key; the ends bear their names and need no word.
_MARKS = ("border", "transfer", "gauge change", "terminal")


@dataclass(frozen=True, slots=True)
class Key:
    """What to draw under a drawing, in points of the page.

    Attributes:
        samples: a short line by mode or kind.
        marks: kind, x and y of sample marks.
        texts: x, y and words.
        height: of the key, space above included.
    """

    samples: dict[str, list[list[float]]]
    marks: list[tuple[str, float, float]]
    texts: list[tuple[float, float, str]]
    height: float

    def words(self) -> list[alt.Chart]:
        """The layer of its words, if it has any."""
        return [shapes.text(self.texts, "left", _SIZE)] if self.texts else []


def key(
    lines: Iterable[str],
    marks: Iterable[str],
    words: Mapping[str, str],
    *,
    width: float,
    top: float,
    sample: float = _SAMPLE,
) -> Key:
    """The key to lines and marks of these modes and kinds, from `top` down; `words` may translate them.

    `sample` is the length of the sample of a line.
    """
    found = Key({}, [], [], 0.0)
    x, y, there = 0.0, top + 18.0, set(marks)
    entries = [(kind, True) for kind in ranked(set(lines))]
    entries += [(kind, False) for kind in _MARKS if kind in there]
    for kind, is_line in entries:
        wide = sample if is_line else _MARK
        text = words.get(kind, kind)
        long = wide + 6.0 + room(text, _SIZE)
        if x and x + long > width:
            x, y = 0.0, y + _ROW
        if is_line:
            found.samples[kind] = [[x, y], [x + wide, y]]
        else:
            found.marks.append((kind, x + wide / 2, y))
        found.texts.append((x + wide + 6.0, y, text))
        x += long + _GAP
    return Key(found.samples, found.marks, found.texts, y + _ROW / 2 - top if entries else 0.0)
