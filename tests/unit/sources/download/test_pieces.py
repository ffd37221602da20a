"""Small parts: masking, Content-Range, waits."""

from datetime import UTC, datetime

import pytest

from entrepot.sources.download import Manner
from entrepot.sources.download.masking import masked
from entrepot.sources.download.patience import seconds_asked, wait_after
from entrepot.sources.download.ranges import ContentRange, content_range, total_of_unsatisfied

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://a/x?key=abc&year=2020", "https://a/x?key=***&year=2020"),
        ("https://a/x?year=2020&subscription-key=abc#f", "https://a/x?year=2020&subscription-key=***#f"),
        ("https://a/x?API_KEY=abc", "https://a/x?API_KEY=***"),
        ("https://me:pass@a/x", "https://***@a/x"),
        ("said topsecret aloud", "said *** aloud"),
        ("https://a/x?keyword=rice", "https://a/x?keyword=rice"),
        ("red \x1b[31m\nnext", "red ?[31m?next"),
        ("x" * 600, "x" * 499 + "…"),
    ],
)
def test_masking(written: str, shown: str) -> None:
    assert masked(written, ("topsecret", "")) == shown


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes 0-9/10", ContentRange(0, 9, 10)),
        (" bytes 5-9/* ", ContentRange(5, 9, None)),
        ("bytes 9-5/10", None),
        ("bytes 0-10/10", None),
        ("items 0-9/10", None),
        ("bytes */10", None),
        ("", None),
    ],
)
def test_content_range(header: str, found: ContentRange | None) -> None:
    assert content_range(header) == found


def test_total_of_an_unsatisfied_range() -> None:
    assert total_of_unsatisfied("bytes */47022") == 47022
    assert total_of_unsatisfied("bytes 0-1/2") is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("9" * 400, 999_999_999_999.0),
        ("Sat, 21 Nov 2026 12:02:00 GMT", 120.0),
        ("Sat, 21 Nov 2026 12:02:00 -0000", 120.0),
        ("Sat, 21 Nov 2026 13:02:00 +0100", 120.0),
        ("Fri, 20 Nov 2026 12:00:00 GMT", 0.0),
        ("1.5", None),
        ("", None),
        ("tomorrow", None),
    ],
)
def test_seconds_asked(header: str, seconds: float | None) -> None:
    assert seconds_asked(header, NOW) == seconds


def test_waits_stay_within_their_bounds() -> None:
    for failures in range(1, 2000, 37):
        for chance in (0.0, 1.0):
            wait = wait_after(failures, "", Manner(chance=lambda chance=chance: chance))  # type: ignore[misc]
            assert wait is not None
            assert 0.5 <= wait <= 60.0


def test_the_real_chance_is_a_share() -> None:
    assert all(0.0 <= Manner().chance() < 1.0 for _ in range(100))
