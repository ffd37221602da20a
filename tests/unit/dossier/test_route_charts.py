from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.route_charts import Drawer, hours_of, main_mode
from entrepot.dossier.route_marks import marks
from entrepot.dossier.route_words import RouteWords
from entrepot.metadata.corridors import Criteria
from sample_routes import almaty_liege, by_air, by_middle, by_rail

FRENCH = RouteWords("fr", lambda code: {"RUS": "la Russie"}.get(code, code))


def test_both_catalogues_have_the_same_phrases_with_the_same_words() -> None:
    english, french = catalogue("routes.en"), catalogue("routes.fr")
    assert english.keys() == french.keys()
    for group in ("names", "modes", "kinds"):
        assert english[group].keys() == french[group].keys()


@pytest.mark.parametrize(
    ("key", "english", "french"),
    [
        ("fastest", "fastest", "le plus rapide"),
        ("by rail", "by rail", "par rail"),
        ("without RUS", "without RUS", "sans la Russie"),
        ("my own lane", "my own lane", "my own lane"),
    ],
)
def test_options_are_named_in_both_languages(key: str, english: str, french: str) -> None:
    assert RouteWords("en").name(key) == english
    assert FRENCH.name(key) == french


def test_no_two_options_bear_the_same_name() -> None:
    routes = [replace(route, names=("also",)) for route in (by_rail(), by_air(), by_air())]
    names = RouteWords("en").names(routes)
    assert names == ["another way", "another way (road + air)", "another way (road + air) 2"]
    assert RouteWords("en").names([replace(by_air(), names=())]) == ["road, air"]


def test_hours_by_kind_add_up_to_the_route() -> None:
    for route in almaty_liege():
        assert sum(hours_of(route).values()) == pytest.approx(route.hours.typical)
    assert hours_of(by_middle())["waiting"] == 72 + 60 + 84
    assert "gauge change" not in hours_of(by_middle())


def test_a_course_ends_where_the_route_does() -> None:
    chart = Drawer(almaty_liege(), RouteWords("en")).time_distance()
    for name, route in zip(RouteWords("en").names(almaty_liege()), almaty_liege(), strict=True):
        course = [d for d in chart.data if d.series == name]
        assert (course[0].x, course[0].value) == (0.0, 0.0)
        assert course[-1].x == pytest.approx(route.km)
        assert course[-1].value == pytest.approx(route.hours.typical / 24)
        steps = list(itertools.pairwise(course))
        standing = ("waiting", "handling", "border", "gauge change")
        assert all((a.x == b.x) == (b.kind in standing) for a, b in steps)


def test_the_trade_off_shows_each_way_once() -> None:
    front = [by_rail().criteria, Criteria(100.0, 9000.0, 2000.0, 5.0)]
    chart = Drawer(almaty_liege(), RouteWords("en")).trade_off(front)
    assert [d.label for d in chart.data if d.emphasis] == RouteWords("en").names(almaty_liege())
    others = [d for d in chart.data if not d.emphasis]
    assert [(d.x, d.value, d.size) for d in others] == [(pytest.approx(100 / 24), 9000.0, 2000.0)]
    assert not chart.log
    far = Drawer(almaty_liege(), RouteWords("en")).trade_off([Criteria(9.0, 400_000.0, 1.0, 1.0)])
    assert far.log
    assert "logarithmic" in far.y_title


def test_the_map_has_every_stretch_and_marks_each_place_once() -> None:
    drawn = Drawer(almaty_liege(), FRENCH, (3,)).map()
    assert len(drawn.lines) == sum(s.kind == "running" for r in almaty_liege() for s in r.steps)
    assert drawn.title == "Itinéraires d’Almaty à Liège"
    assert "Natural Earth" in drawn.caption
    assert drawn.notes == (3,)
    kinds = {mark.label: mark.kind for mark in drawn.places}
    assert kinds["Małaszewicze"] == "gauge change"
    assert kinds["Aktau"] == "border"
    assert kinds["Poti"] == "transfer"
    assert [mark.kind for mark in drawn.places].count("end") == 2


def test_a_border_between_two_posts_lies_between_them() -> None:
    route = by_rail()
    border = next(s for s in route.steps if s.kind == "border" and s.start != s.end)
    far = replace(route, steps=tuple(s for s in route.steps if s.kind != "gauge change"))
    found = next(m for m in marks([far]) if m.label == "Brest – Małaszewicze")
    assert found.kind == "border"
    assert (found.longitude, found.latitude) == (pytest.approx(23.59), pytest.approx(52.05))
    assert border.end == "MALA"


def test_the_alternative_says_what_the_drawing_shows() -> None:
    drawer = Drawer(almaty_liege(), RouteWords("en"))
    told = drawer.time_distance().alternative
    assert (
        "Without RUS: road, rail, sea, 7,499 km in 24.8 days (19.9 to 39.7), by way of Almaty-1, Aktau,"
        in told
    )
    assert "waiting 9.0" in drawer.hours_by_kind().alternative
    assert "USD 32,010, 46,055 kg CO2e" in drawer.trade_off().alternative
    assert main_mode(by_middle()) == "rail"
