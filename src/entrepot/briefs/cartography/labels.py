"""Names beside points of a map, where they cover neither each other nor points, and lines if they must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from entrepot.briefs.cartography.projection import Array

# Mean width of a letter over the size of its type: an upper bound for the faces of page and paper.
_LETTER = 0.56
# What a line under a name costs, against a place further down the list of places.
_COVERED, _LATER = 3.0, 1.0
# What another name or a mark costs: only a name that is needed may pay it.
_TAKEN = 10_000.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be placed: its point of the page, its size in points, how far from the point it stands.

    A `needed` one is placed whatever it covers; `style` is "bold", "italic" or nothing.
    """

    text: str
    x: float
    y: float
    size: float
    away: float
    needed: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with the point it is written at, and its alignment."""

    name: Name
    x: float
    y: float
    align: str


@dataclass(slots=True)
class Sheet:
    """A page that fills with names.

    Attributes:
        width, height: of the page, in points.
        lines: points along the lines that names had better not cover, float64[n, 2].
        taken: boxes (left, top, right, bottom) that no name may touch.
    """

    width: float
    height: float
    lines: Array
    taken: list[Box] = field(default_factory=list)

    def occupy(self, x: float, y: float, radius: float) -> None:
        """Keep names off a point."""
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def place(self, names: Sequence[Name]) -> list[Placed]:
        """The names that find room, the first first; a needed one is put where it covers least."""
        placed = []
        for name in names:
            best = min(self._tried(name), key=lambda tried: tried[0], default=None)
            if best is None and name.needed:
                best = self._pushed(name)
            if best is None or (best[0] >= _TAKEN and not name.needed):
                continue
            _, box, put = best
            self.taken.append(box)
            placed.append(put)
        return placed

    def lay(self, names: Sequence[Name], others: Array) -> list[Placed]:
        """One name laid over its own line, at the one of these points where it covers least of the others."""
        best: tuple[float, Box, Placed] | None = None
        for order, name in enumerate(names):
            box = _box(name.x, name.y, *size_of(name))
            if not self._free(box):
                continue
            cost = _COVERED * _under(others, box) + _LATER * order
            if best is None or cost < best[0]:
                best = cost, box, Placed(name, name.x, name.y, "center")
        if best is None:
            return []
        self.taken.append(best[1])
        return [best[2]]

    def _pushed(self, name: Name) -> tuple[float, Box, Placed]:
        """A name that fits beside its point nowhere, above it and moved until the page holds it."""
        wide, tall = size_of(name)
        x = min(max(name.x, wide / 2 + 3), self.width - wide / 2 - 3)
        y = min(max(name.y - name.away - tall / 2, tall / 2 + 3), self.height - tall / 2 - 3)
        return 0.0, _box(x, y, wide, tall), Placed(name, x, y, "center")

    def _inside(self, box: Box) -> bool:
        return box[0] >= 3 and box[1] >= 3 and box[2] <= self.width - 3 and box[3] <= self.height - 3

    def _free(self, box: Box) -> bool:
        return self._inside(box) and not any(_touch(box, other) for other in self.taken)

    def _tried(self, name: Name) -> Iterator[tuple[float, Box, Placed]]:
        for order, (put, box) in enumerate(_places(name)):
            if self._inside(box):
                taken = sum(_touch(box, other) for other in self.taken)
                yield _TAKEN * taken + _COVERED * _under(self.lines, box) + _LATER * order, box, put


def lined(text: str, letters: int = 22) -> str:
    """A text longer than that on several lines, broken behind commas and colons."""
    return text if len(text) <= letters else re.sub(r"([,:]) ", r"\1\n", text)


def room(text: str, size: float) -> float:
    """Width of a text in points, that of its longest line; rather too wide than too narrow."""
    return max(map(len, text.split("\n"))) * size * _LETTER


def _places(name: Name) -> Iterator[tuple[Placed, Box]]:
    """Right, left, above, below and the corners, then the same further away; a needed name even further."""
    wide, tall = size_of(name)
    for far in (name.away, name.away * 1.7 + 3.0, *((24.0, 40.0) if name.needed else ())):
        slant = far * 0.75
        for align, x, y in (
            ("left", far, 0.0),
            ("right", -far, 0.0),
            ("center", 0.0, -far - tall / 2),
            ("center", 0.0, far + tall / 2),
            ("left", slant, -slant - tall / 3),
            ("left", slant, slant + tall / 3),
            ("right", -slant, -slant - tall / 3),
            ("right", -slant, slant + tall / 3),
        ):
            left = {"left": x, "right": x - wide, "center": x - wide / 2}[align] + name.x
            middle = name.y + y
            yield (
                Placed(name, name.x + x, middle, align),
                (left, middle - tall / 2, left + wide, middle + tall / 2),
            )


def size_of(name: Name) -> tuple[float, float]:
    """Width and height of a name in points."""
    return room(name.text, name.size), name.size * 1.2 * (name.text.count("\n") + 1)


def _box(x: float, y: float, wide: float, tall: float) -> Box:
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _under(lines: Array, box: Box) -> float:
    """Points of lines under a box; the lines have one every few points of the page."""
    x, y = lines.T
    return float(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).sum())


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def dotted(lines: Sequence[Array], every: float = 4.0) -> Array:
    """Points along lines of the page, one about every few points, float64[n, 2]."""
    parts = [np.empty((0, 2))]
    for line in lines:
        steps = np.diff(line, axis=0)
        counts = np.maximum(1, np.ceil(np.hypot(*steps.T) / every)).astype(int)
        parts += [a + s * (np.arange(n) / n)[:, None] for a, s, n in zip(line, steps, counts, strict=False)]
    return np.concatenate(parts)
