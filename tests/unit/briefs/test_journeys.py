from __future__ import annotations

import json
from math import nan

import pytest

from entrepot.briefs.drawing import svg
from entrepot.briefs.journeys import drawable, time_distance
from entrepot.briefs.kinds import LOOKS
from entrepot.briefs.plots import scatter
from entrepot.briefs.stacks import stacked_bars
from entrepot.briefs.widths import NARROW, WIDE
from entrepot.briefs.words import labels
from entrepot.dossier.model import Chart, Datum
from entrepot.dossier.route_charts import Drawer
from entrepot.dossier.route_words import RouteWords
from sample_routes import almaty_liege

DRAWER = Drawer(almaty_liege(), RouteWords("en"))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_course_is_named_at_its_end_and_long_halts_where_they_are(width: int) -> None:
    drawing = time_distance(DRAWER.time_distance(), labels("en"), width=width)
    drawing.to_dict(validate=True)
    drawn = svg(drawing)
    assert "best balance<" in drawn
    assert "waiting: Poti<" in drawn
    assert "border: Böyük Kəsik<" not in drawn, "it takes less than a fourteenth of the longest journey"
    for kind in ("rail", "sea", "air", "waiting", "handling", "gauge change", "border"):
        assert f'stroke="{LOOKS[kind].colour}"' in drawn
        assert f">{labels('en')[kind]}<" in drawn


def test_axes_and_key_speak_french() -> None:
    block = Drawer(almaty_liege(), RouteWords("fr")).time_distance()
    drawn = svg(time_distance(block, labels("fr"), language="fr"))
    assert ">7\u202f000<" in drawn
    assert ">attente<" in drawn


def test_one_point_is_no_course() -> None:
    block = Chart(
        "k", "t", "time-distance", (Datum("a", 0.0, "s", x=0.0), Datum("b", nan, "s", x=1.0)), "", "alt", ()
    )
    assert not drawable(block)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_bear_their_sums_and_the_values_that_fit(width: int) -> None:
    drawing = stacked_bars(DRAWER.hours_by_kind(), labels("en"), width=width)
    drawing.to_dict(validate=True)
    drawn = svg(drawing)
    assert all(f">{total}<" in drawn for total in ("12.2", "24.8", "2.4"))
    assert ">9.0<" in drawn
    assert ">0.1<" not in drawn


def test_pieces_are_as_long_as_their_values() -> None:
    data = (
        Datum("a", 3.0, "rail", kind="rail"),
        Datum("a", 1.0, "waiting", kind="waiting"),
        Datum("b", 2.0, "rail", kind="rail"),
    )
    told = stacked_bars(Chart("k", "t", "stacked-bars", data, "days", "alt", ()), {}).to_dict()
    shapes = [json.loads(data)[0] for data in told["datasets"].values() if isinstance(data, str)]
    found = [shape["geometry"]["coordinates"] for shape in shapes]
    rail = sorted(
        ring[1][0] - ring[0][0] + 1.0
        for polygons in found
        for (ring,) in polygons
        if ring[2][1] - ring[1][1] == 24.0
    )
    assert rail[1] / rail[0] == pytest.approx(2.0, rel=0.02)
    assert rail[2] / rail[0] == pytest.approx(3.0, rel=0.02)


def test_a_trade_off_colours_by_mode_and_may_be_logarithmic() -> None:
    drawn = svg(scatter(DRAWER.trade_off()))
    assert LOOKS["air"].colour in drawn
    assert LOOKS["rail"].colour in drawn
    far = Chart(
        "k",
        "t",
        "scatter",
        (Datum("a", 10.0, x=1.0), Datum("b", 1000.0, x=2.0), Datum("c", 0.0, x=3.0)),
        "",
        "alt",
        (),
        log=True,
    )
    told = scatter(far).to_dict()
    assert told["layer"][0]["encoding"]["y"]["scale"]["type"] == "log"
    assert [len(rows) for rows in told["datasets"].values()] == [2], "a logarithm knows no zero"
