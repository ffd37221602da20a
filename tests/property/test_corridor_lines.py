"""Encoded lines: whatever is written is read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entrepot.sources.corridors.polyline import decode_line, encode_line

points = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=40)


@given(points)
def test_a_line_comes_back_at_two_decimals(line: list[tuple[float, float]]) -> None:
    read = decode_line(encode_line(line))
    rounded = [(round(lon * 100) / 100, round(lat * 100) / 100) for lon, lat in line]
    once = [p for n, p in enumerate(rounded) if n == 0 or p != rounded[n - 1]]
    assert list(read) == once


@given(st.text(max_size=60))
def test_any_text_is_a_line_or_refused(text: str) -> None:
    try:
        line = decode_line(text)
    except ValueError as error:
        assert "encoded line" in str(error)
    else:
        assert all(abs(lat) <= 90 for _, lat in line)
