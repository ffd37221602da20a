"""Where the days of a journey go: days over kilometres, a line a journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import isfinite

import altair as alt
import numpy as np

from entrepot.briefs.cartography import shapes
from entrepot.briefs.cartography.axes import Frame
from entrepot.briefs.cartography.key import Key, key
from entrepot.briefs.cartography.labels import Name, Placed, Sheet, dotted, lined
from entrepot.briefs.drawing import INK, Drawing, house
from entrepot.briefs.kinds import MODES, look, ranked
from entrepot.briefs.widths import WIDE
from entrepot.dossier.model import Chart, Datum

_HEIGHT, _LEFT, _TOP, _UNDER = 390.0, 34.0, 34.0, 42.0
# Standing that takes a smaller share of the longest journey is not named.
_NAMED = 0.07

Course = list[Datum]


def time_distance(
    block: Chart, words: Mapping[str, str], *, language: str = "en", width: int = WIDE
) -> Drawing:
    """Lines that climb as days pass, and straight up while goods stand; each is named at its end.

    Stretches are coloured and dashed by mode, standing by its kind; what takes long is named too.
    """
    courses = _courses(block.data)
    frame = _frame(courses, width)
    bottom = frame.bottom + _UNDER
    under = key({d.kind for course in courses for d in course[1:]}, (), words, width=float(width), top=bottom)
    layers = [
        *frame.grid(block.x_title, block.y_title, language),
        *_lines(courses, frame, under),
        *_ends(courses, frame),
        *shapes.names(_placed(courses, frame, float(width))),
        *under.words(),
    ]
    return house(layers, width, bottom + under.height)


def drawable(block: Chart) -> bool:
    """Whether a series has two points."""
    return bool(_courses(block.data))


def _courses(data: Sequence[Datum]) -> list[Course]:
    """The data of each series, in their order; what is no number is left out, and a series of one point."""
    drawn = [d for d in data if _is_number(d.x) and _is_number(d.value)]
    courses = [[d for d in drawn if d.series == name] for name in dict.fromkeys(d.series for d in drawn)]
    return [course for course in courses if len(course) > 1]


def _is_number(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _frame(courses: Sequence[Course], width: int) -> Frame:
    across = max((d.x or 0.0 for course in courses for d in course), default=0.0)
    up = max((d.value for course in courses for d in course), default=0.0)
    return Frame(across * 1.03, up * 1.08, _LEFT, _TOP, float(width) - 6.0, _HEIGHT - _UNDER)


def _point(datum: Datum, frame: Frame) -> list[float]:
    return frame.point(datum.x or 0.0, datum.value)


def _lines(courses: Sequence[Course], frame: Frame, under: Key) -> list[alt.Chart]:
    """A layer a kind and weight; those who stand over those who run, as they are short."""
    parts: dict[tuple[str, bool], list[list[list[float]]]] = {}
    for course in courses:
        for kind, run in _runs(course):
            parts.setdefault((kind, run[0].emphasis), []).append([_point(d, frame) for d in run])
    layers = []
    for kind in ranked({kind for kind, _ in parts}):
        broad = 1.4 if kind in MODES else 3.4
        for strong in (False, True):
            lines = parts.get((kind, strong), [])
            if lines:
                layers.append(shapes.line(lines, look(kind), broad + (1.2 if strong else 0.4)))
        layers.append(shapes.line([under.samples[kind]], look(kind), broad + 0.7))
    return layers


def _runs(course: Course) -> Iterator[tuple[str, Course]]:
    """Stretches of one kind, each with the point it starts from."""
    for kind, group in groupby(pairwise(course), key=lambda pair: pair[1].kind):
        pairs = list(group)
        yield kind, [pairs[0][0], *(b for _, b in pairs)]


def _ends(courses: Sequence[Course], frame: Frame) -> list[alt.Chart]:
    places = [(x, y) for course in courses for x, y in [_point(course[-1], frame)]]
    return [shapes.symbols(places, "circle", 42.0, INK, "white")]


def _placed(courses: Sequence[Course], frame: Frame, width: float) -> list[Placed]:
    """Names of journeys at their ends, and of what takes long where it does."""
    lines = [np.array([_point(d, frame) for d in course]) for course in courses]
    sheet = Sheet(width, frame.bottom, dotted(lines))
    for line in lines:
        sheet.occupy(float(line[-1, 0]), float(line[-1, 1]), 3.0)
    ends = []
    for course, line in sorted(zip(courses, lines, strict=True), key=lambda pair: not pair[0][-1].emphasis):
        strong = "bold" if course[-1].emphasis else ""
        ends.append(
            Name(lined(course[-1].series), float(line[-1, 0]), float(line[-1, 1]), 12.0, 6.0, True, strong)
        )
    return sheet.place(ends) + sheet.place(_halts(courses, frame))


def _halts(courses: Sequence[Course], frame: Frame) -> list[Name]:
    """Names of the long halts, the longest first: each by the longest thing that happens there."""
    names: list[tuple[float, Name]] = []
    for course in courses:
        pairs = [(a, b) for a, b in pairwise(course) if b.kind not in MODES]
        for x, group in groupby(pairs, key=lambda pair: pair[1].x):
            steps = list(group)
            spent = steps[-1][1].value - steps[0][0].value
            longest = max(
                (b for _, b in steps), key=lambda b: next(b.value - a.value for a, c in steps if c is b)
            )
            at = frame.point(x or 0.0, steps[0][0].value + spent / 2)
            names.append((spent, Name(lined(longest.label), at[0], at[1], 10.5, 6.0)))
    most = max((course[-1].value for course in courses), default=0.0)
    found = sorted((pair for pair in names if pair[0] >= _NAMED * most), key=lambda pair: -pair[0])
    # Several journeys may wait at the same place: it is named where the wait is longest.
    return list({name.text: name for _, name in reversed(found)}.values())[::-1]
