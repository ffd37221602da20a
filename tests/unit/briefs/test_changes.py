"""Changes as text and as drawings: intervals, signs, steps that begin where the one before ended."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from math import nan
from typing import Any

import pytest

from entrepot.briefs import ranges, waterfalls
from entrepot.briefs.changes import decimals, told
from entrepot.briefs.drawing import svg
from entrepot.briefs.drawings import drawn
from entrepot.briefs.figures import in_plane, of_chart
from entrepot.briefs.widths import NARROW, WIDE
from entrepot.briefs.words import labels
from entrepot.dossier.model import Chart, Datum


def chart(shape: str, *data: Datum) -> Chart:
    return Chart("key", "Title", shape, data, "%", "In words.", (1,))  # type: ignore[arg-type]


RANGES = chart(
    "ranges",
    Datum("Belgium", -0.0123, emphasis=True, x=-0.02, size=-0.004),
    Datum("Kazakhstan", -1.24, emphasis=True, x=-2.0, size=-0.51),
    Datum("A place with a name that is much too long for one line of a label", 0.21, x=0.1, size=0.35),
)
STEPS = chart(
    "waterfall",
    Datum("Freight", 0.5, kind="step"),
    Datum("Time", -0.8, kind="step"),
    Datum("All", -0.3, kind="total"),
)


def values(drawing: Any) -> str:
    return json.dumps(drawing.to_dict(validate=True))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("block", [RANGES, STEPS], ids=["ranges", "waterfall"])
def test_every_drawing_is_valid_and_fits_its_page(block: Chart, width: int) -> None:
    made = drawn(block, "en", labels("en"), width)
    assert made is not None
    assert values(made)
    picture = svg(made)
    size = re.search(r'width="([\d.]+)"', picture)
    assert size is not None
    assert float(size[1]) <= width + 10


@pytest.mark.parametrize(("language", "text"), [("en", "−1.2 (−2.0 to −0.5)"), ("fr", "−1,2 (−2,0 à −0,5)")])
def test_a_change_is_printed_with_its_interval(language: str, text: str) -> None:
    assert told(RANGES.data[1], language) == text


def test_small_changes_keep_their_digits_and_none_has_no_sign() -> None:
    assert told(RANGES.data[0], "en") == "−0.012 (−0.020 to −0.004)"
    assert told(Datum("none", 0.0), "en") == "0"
    assert decimals([]) == 0
    assert decimals([12345.0]) == 0


def test_numbers_stand_in_the_drawing() -> None:
    picture = svg(ranges.ranges(RANGES))
    assert "+0.21 (+0.10 to +0.35)" in picture
    assert "−0.800" in svg(waterfalls.waterfall(STEPS))


def test_each_step_begins_where_the_one_before_it_ended_and_the_whole_at_zero() -> None:
    bars, _ = waterfalls._bars(STEPS.data, WIDE)
    assert [(bar.start, round(bar.end, 9)) for bar in bars] == [(0.0, 0.5), (0.5, -0.3), (0.0, -0.3)]


def test_what_is_no_number_is_not_drawn() -> None:
    none = replace(RANGES, data=(Datum("Nowhere", nan),))
    assert drawn(none, "en", labels("en"), WIDE) is None
    assert drawn(replace(STEPS, data=()), "en", labels("en"), WIDE) is None


def test_figures_behind_have_the_bounds() -> None:
    figures = of_chart(RANGES, labels("en"))
    assert figures.heads == (("Item", False), ("Value (%)", True), ("Low (%)", True), ("High (%)", True))
    assert figures.rows[1] == ("Kazakhstan", -1.24, -2.0, -0.51)
    assert in_plane(RANGES)
    assert of_chart(STEPS, labels("fr")).rows[0] == ("Freight", 0.5)
