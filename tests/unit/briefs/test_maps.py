from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from entrepot.briefs.drawing import png, svg
from entrepot.briefs.drawings import svg as alone
from entrepot.briefs.kinds import LOOKS
from entrepot.briefs.maps import BORDER, LAND, SEA, drawable, route_map
from entrepot.briefs.widths import NARROW, WIDE
from entrepot.briefs.words import labels
from entrepot.dossier.model import Map, MapLine, MapMark
from entrepot.dossier.route_charts import Drawer
from entrepot.dossier.route_words import RouteWords
from entrepot.metadata.corridors import Route
from entrepot.metadata.errors import NoData
from sample_routes import almaty_liege, namur_osh, pacific, shanghai_rotterdam

ALL = {"almaty": almaty_liege(), "suez": shanghai_rotterdam(), "pacific": pacific(), "osh": namur_osh()}


def _map(routes: tuple[Route, ...], language: str = "en") -> Map:
    return Drawer(routes, RouteWords(language)).map()


def _drawn(block: Map, language: str = "en", width: int = WIDE) -> str:
    return svg(route_map(block, labels(language), width=width))


@pytest.mark.parametrize("routes", ALL.values(), ids=list(ALL))
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_map_names_its_ends_and_shows_each_mode(routes: tuple[Route, ...], width: int) -> None:
    drawn = _drawn(_map(routes), width=width)
    assert f">{routes[0].origin.name}<" in drawn
    assert f">{routes[0].destination.name}<" in drawn
    for mode in {mode for route in routes for mode in route.modes}:
        assert f'stroke="{LOOKS[mode].colour}"' in drawn
    assert all(colour in drawn for colour in (SEA, LAND, BORDER))


@pytest.mark.parametrize("routes", ALL.values(), ids=list(ALL))
def test_both_forms_of_a_map_weigh_less_than_a_page_should(routes: tuple[Route, ...]) -> None:
    block = _map(routes)
    assert len(_drawn(block)) + len(_drawn(block, width=NARROW)) < 400_000


def test_the_key_speaks_the_readers_language() -> None:
    english, french = _drawn(_map(ALL["almaty"])), _drawn(_map(ALL["almaty"], "fr"), "fr")
    assert all(f">{word}<" in english for word in ("rail", "sea", "border", "change of gauge"))
    assert all(f">{word}<" in french for word in ("rail", "mer", "frontière", "changement d’écartement"))


def test_options_are_named_where_they_go_alone() -> None:
    drawn = _drawn(_map(ALL["suez"]))
    assert ">fastest<" in drawn
    assert ">without suez<" in drawn


def test_what_options_share_is_drawn_once() -> None:
    one = MapLine(((5.0, 50.0), (40.0, 55.0)), "rail", "a")
    two = replace(one, points=one.points[::-1], series="b")
    both, single = (Map("k", "t", lines, (), "alt", ()) for lines in ((one, two), (one,)))
    strokes = [re.findall(r'stroke="#1f4e79"', _drawn(block)) for block in (both, single)]
    assert len(strokes[0]) == len(strokes[1])
    assert ">a, b<" not in _drawn(single)
    assert ">a, b<" in _drawn(both), "they go together all the way"


def test_names_of_places_are_only_words() -> None:
    marks = (MapMark(5.0, 50.0, "<script>x</script>", "end"), MapMark(9.0, 52.0, "\u202eb", "end"))
    block = Map("k", "<b>", (), marks, "a & b", ())
    made = alone(block)
    assert "<script>" not in made
    assert "\u202e" not in made
    assert "<title>&lt;b&gt;</title><desc>a &amp; b</desc>" in made


def test_places_on_no_earth_are_not_drawn() -> None:
    nowhere = Map("k", "t", (MapLine(((float("nan"), 1.0), (2.0, 91.0)), "rail"),), (), "alt", ())
    assert not drawable(nowhere)
    with pytest.raises(NoData, match="nothing to draw in 't'"):
        alone(nowhere)
    half = replace(nowhere, places=(MapMark(5.0, 50.0, "here", "end"), MapMark(5.0, 950.0, "there", "end")))
    drawn = _drawn(half)
    assert ">here<" in drawn
    assert ">there<" not in drawn


def test_the_definition_is_valid_and_can_be_drawn() -> None:
    drawing = route_map(_map(ALL["osh"]), labels("en"))
    drawing.to_dict(validate=True)
    assert png(drawing, scale=1)[:4] == b"\x89PNG"


def test_a_map_of_the_whole_world_is_not_torn_by_a_line_across() -> None:
    line = MapLine(
        ((151.2, -33.9), (-170.0, -40.0), (-75.0, -55.0), (-58.4, -34.6), (77.0, 43.0), (20.0, 0.0)), "sea"
    )
    drawn = _drawn(Map("k", "t", (line,), (), "alt", ()))
    path = next(p for p in re.findall(r'd="(M[^"]+)"[^>]*stroke="#2f93c4"', drawn))
    xs = [
        [float(x) for x in re.findall(r"[ML](-?[\d.]+),", piece)]
        for piece in path.split("M")[1:]
        for piece in ["M" + piece]
    ]
    steps = [abs(b - a) for run in xs for a, b in itertools.pairwise(run)]
    assert max(steps) < 330
