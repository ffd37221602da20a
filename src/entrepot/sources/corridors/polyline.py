"""Lines of a map as short text: Google's encoded polyline, at two decimals (some 1 km).

The algorithm: https://developers.google.com/maps/documentation/utilities/polylinealgorithm. Latitude comes
first in the text, as there; points are (longitude, latitude) everywhere else, as in GeoJSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SCALE = 100
"""Steps in a degree: two decimals, where Google's own maps have five."""

_OFFSET, _BITS = 63, 5
_MORE = 1 << _BITS  # set in a character if the number goes on
_LAST = _OFFSET + 2 * _MORE - 1

Point = tuple[float, float]


def encode_line(points: Iterable[Point]) -> str:
    """Points as printable ASCII; successive points that are equal after rounding are written once.

    Args:
        points: (longitude, latitude) in degrees; longitudes beyond 180 are kept, so that a line may cross the
            180th meridian without a jump.

    Raises:
        ValueError: a latitude beyond 90 (most likely the two are swapped), or a number that is not finite.
    """
    text: list[str] = []
    before = (0, 0)
    for number, point in enumerate(points):
        here = _rounded(*point)
        if number and here == before:
            continue
        text += (_written(here[0] - before[0]), _written(here[1] - before[1]))
        before = here
    return "".join(text)


def decode_line(text: str) -> tuple[Point, ...]:
    """The points, (longitude, latitude) in degrees, of an encoded line.

    Raises:
        ValueError: the text has other characters, is cut in the middle, or leaves the globe.
    """
    steps = _steps(text)
    points: list[Point] = []
    latitude = longitude = 0
    for step in steps:
        latitude += step
        try:
            longitude += next(steps)
        except StopIteration:
            raise ValueError("an encoded line ends after a latitude") from None
        if abs(latitude) > 90 * SCALE or abs(longitude) > 540 * SCALE:
            raise ValueError("an encoded line leaves the globe")
        points.append((longitude / SCALE, latitude / SCALE))
    return tuple(points)


def _rounded(longitude: float, latitude: float) -> tuple[int, int]:
    if not (abs(latitude) <= 90.0 and abs(longitude) <= 540.0):
        raise ValueError(f"no point on the globe: longitude {longitude}, latitude {latitude}")
    return round(latitude * SCALE), round(longitude * SCALE)


def _written(step: int) -> str:
    """A signed whole number: its sign in the lowest bit, then five bits a character, the lowest first."""
    rest = ~(step << 1) if step < 0 else step << 1
    letters = []
    while rest >= _MORE:
        letters.append(chr((_MORE | rest & _MORE - 1) + _OFFSET))
        rest >>= _BITS
    return "".join(letters) + chr(rest + _OFFSET)


def _steps(text: str) -> Iterator[int]:
    value = shift = 0
    for letter in text:
        code = ord(letter)
        if not _OFFSET <= code <= _LAST or shift > 30:
            raise ValueError(f"no letter of an encoded line: {letter!r}")
        chunk = code - _OFFSET
        value |= (chunk & _MORE - 1) << shift
        shift += _BITS
        if chunk < _MORE:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
    if shift:
        raise ValueError("an encoded line is cut in the middle")
