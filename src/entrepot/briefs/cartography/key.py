"""The key under a map: a sample of each line and mark with its name, in rows as wide as the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entrepot.briefs.cartography.labels import room
from entrepot.briefs.cartography.projection import View
from entrepot.briefs.kinds import ranked

_ROW, _SAMPLE, _MARK, _GAP, _SIZE = 19.0, 30.0, 10.0, 12.0, 12.0
# Marks in the order of the key; the ends bear their names and need no word.
_MARKS = ("border", "transfer", "gauge change", "terminal")


@dataclass(frozen=True, slots=True)
class Key:
    """What to draw under the map, in points of the page.

    Attributes:
        samples: a short line by mode.
        marks: kind, x and y of sample marks.
        texts: x, y and words.
        height: of the key, space above included.
    """

    samples: dict[str, list[list[float]]]
    marks: list[tuple[str, float, float]]
    texts: list[tuple[float, float, str]]
    height: float


def key(modes: Iterable[str], kinds: Iterable[str], words: Mapping[str, str], view: View) -> Key:
    """The key to these modes and kinds of marks, under a map of that view."""
    found = Key({}, [], [], 0.0)
    x, y, there = 0.0, view.height + 18.0, set(kinds)
    entries = [(mode, _SAMPLE) for mode in ranked(set(modes))]
    entries += [(kind, _MARK) for kind in _MARKS if kind in there]
    for kind, wide in entries:
        text = words.get(kind, kind)
        long = wide + 6.0 + room(text, _SIZE)
        if x and x + long > view.width:
            x, y = 0.0, y + _ROW
        if wide == _SAMPLE:
            found.samples[kind] = [[x, y], [x + wide, y]]
        else:
            found.marks.append((kind, x + wide / 2, y))
        found.texts.append((x + wide + 6.0, y, text))
        x += long + _GAP
    return Key(found.samples, found.marks, found.texts, y + _ROW / 2 - view.height if entries else 0.0)
