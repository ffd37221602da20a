"""Encoded lines: Google's own example, round trips, and text that is no line."""

from __future__ import annotations

import pytest

from entrepot.sources.corridors import polyline
from entrepot.sources.corridors.polyline import decode_line, encode_line


def test_the_example_of_google(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polyline, "SCALE", 100_000)
    points = ((-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252))
    assert encode_line(points) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
    assert decode_line("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == points


def test_two_decimals_and_repeated_points_once() -> None:
    assert decode_line(encode_line([(5.571, 50.633), (5.5712, 50.6331), (76.9, 43.2)])) == (
        (5.57, 50.63),
        (76.9, 43.2),
    )


def test_no_points_make_an_empty_line() -> None:
    assert encode_line([]) == "" and decode_line("") == ()


@pytest.mark.parametrize("point", [(50.6, 95.0), (float("nan"), 1.0), (1.0, float("inf")), (541.0, 0.0)])
def test_what_is_not_on_the_globe_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no point on the globe"):
        encode_line([point])


@pytest.mark.parametrize("text", ["A", "~", "AA A", "\x00\x00", "AAA", "é?", "_" * 40])
def test_what_is_no_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="encoded line"):
        decode_line(text)


def test_a_line_that_leaves_the_globe_is_refused() -> None:
    too_far = encode_line([(0.0, 90.0)]) + encode_line([(0.0, 90.0)])
    with pytest.raises(ValueError, match="leaves the globe"):
        decode_line(too_far)
