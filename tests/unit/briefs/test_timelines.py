from __future__ import annotations

import pytest

from entrepot.briefs.drawing import SILENCE, svg
from entrepot.briefs.timelines import timeline, year
from entrepot.dossier.model import Moment, Timeline


def _moment(when: str, lane: str = "visit", latest: str | None = None) -> Moment:
    return Moment(when, when, (), lane, latest)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2000-01-01", 2000.0), ("2001-07-02", 2001.5), ("1998", 1998.0), ("1998-07", 1998.496)],
)
def test_year(day: str, expected: float) -> None:
    assert year(day) == pytest.approx(expected, abs=0.002)


def test_two_moments_are_no_line() -> None:
    moments = (_moment("1992-01-01"), _moment("1998-01-01"), Moment("undated", None, ()))
    assert timeline(Timeline("k", "t", moments), {}) is None


def test_lanes_are_named_in_the_words_of_the_dossier() -> None:
    moments = (_moment("1992"), _moment("1998"), _moment("2006", "agreement"))
    drawing = timeline(Timeline("k", "t", moments), {"visit": "visite"})
    assert drawing is not None
    drawn = svg(drawing)
    assert ">visite<" in drawn
    assert ">agreement<" in drawn
    assert SILENCE not in drawn


@pytest.mark.parametrize("latest", [None, "2006-01-01"])
def test_a_silence_is_a_band_until_its_end_or_the_next_event(latest: str | None) -> None:
    moments = (_moment("1992"), _moment("1998"), _moment("1998-01-02", "silence", latest), _moment("2006"))
    drawing = timeline(Timeline("k", "t", moments), {})
    assert drawing is not None
    bands = drawing.to_dict()["layer"][0]
    data = (
        drawing.to_dict()["datasets"][bands["data"]["name"]]
        if "datasets" in drawing.to_dict()
        else bands["data"]["values"]
    )
    assert data[0]["until"] == pytest.approx(2006.0)
    assert SILENCE in svg(drawing)
