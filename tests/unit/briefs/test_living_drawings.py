"""Drawings of the living record: steps in time, ties in three columns, countries filled by what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from math import nan

import pytest

from entrepot.briefs import areas, steps, ties
from entrepot.briefs.cartography.land import country, extent
from entrepot.briefs.cartography.projection import fit
from entrepot.briefs.drawing import SILENCE, svg
from entrepot.briefs.figures import in_plane, of_chart, of_map
from entrepot.briefs.kinds import LOOKS
from entrepot.briefs.pictures import pictures
from entrepot.briefs.widths import NARROW, WIDE
from entrepot.briefs.words import labels
from entrepot.dossier.model import Chart, Datum, Map, MapArea, MapLine, MapMark
from sample_dossier import sample

WORDS = labels("en") | {"resident": "resident mission", "not-recorded": "not recorded", "seat-line": "seat"}


def chart(shape: str, *data: Datum) -> Chart:
    return Chart("key", "Title", shape, data, "", "In words.", (1,))  # type: ignore[arg-type]


STEPS = chart(
    "steps",
    Datum("1. Tax treaty", 1998.0, "signed", True, 1998.9, kind="certain"),
    Datum("1. Tax treaty", 2004.0, "in force", False, 2012.0, kind="possible"),
    Datum("1. Tax treaty", 2012.0, "silence", False, 2026.0, kind="silence"),
    Datum("2. A council of two sides", 2010.0, "announced", True, 2010.0, kind="certain"),
)
TIES = chart(
    "ties",
    Datum("Belgium", 0.7, "Kazakhstan", kind="left-right"),
    Datum("Belgium", 0.2, "European Union", kind="left-middle"),
    Datum("European Union", 0.5, "Kazakhstan", kind="middle-right"),
    Datum("Institut d’Immunologie du Laboratoire National", 0.1, "Kazakhstan", True, kind="left-right"),
)
MAP = Map(
    "map",
    "Title",
    (MapLine(((71.43, 51.13), (74.6, 42.87)), "seat-line"),),
    (MapMark(71.43, 51.13, "Astana", "end"), MapMark(74.6, 42.87, "", "terminal")),
    "In words.",
    (1,),
    areas=(
        MapArea("KAZ", "Kazakhstan", "resident", "Astana"),
        MapArea("KGZ", "Kyrgyzstan\u00a0?", "not-recorded"),
    ),
)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_drawing_is_valid_and_fits_its_page(width: int) -> None:
    drawn = (
        steps.steps(STEPS, width=width),
        ties.ties(TIES, width=width),
        areas.area_map(MAP, WORDS, width=width),
    )
    for drawing in drawn:
        drawing.to_dict(validate=True)
        size = re.search(r'width="(\d+)"', svg(drawing))
        assert size is not None
        assert int(size[1]) <= width + 60


def test_a_step_that_is_possible_bears_a_question_mark_and_silence_is_a_band() -> None:
    drawn = svg(steps.steps(STEPS))
    assert ">signed<" in drawn
    assert ">in force\u00a0?<" in drawn
    assert SILENCE in drawn
    assert ">silence<" not in drawn
    for year in ("2000", "2010", "2020"):
        assert f">{year}<" in drawn


def test_what_is_no_number_is_left_away() -> None:
    holed = replace(STEPS, data=(*STEPS.data, Datum("3. X", nan, "signed", x=nan, kind="certain")))
    assert "3. X" not in svg(steps.steps(holed))
    assert not steps.drawable(chart("steps", Datum("x", nan, "signed", x=2000.0)))
    assert not ties.drawable(chart("ties", Datum("a", nan, "b", kind="left-right")))


def test_the_same_network_is_always_drawn_the_same_and_every_name_is_whole() -> None:
    first = svg(ties.ties(TIES))
    assert svg(ties.ties(TIES)) == first
    turned = svg(ties.ties(replace(TIES, data=tuple(reversed(TIES.data)))))
    for word in ("Belgium", "Kazakhstan", "European", "Union", "Immunologie", "Laboratoire", "National"):
        assert word in first
        assert word in turned


def test_a_country_without_knowledge_has_the_colour_of_not_knowing_and_its_word() -> None:
    drawn = svg(areas.area_map(MAP, WORDS))
    assert LOOKS["not-recorded"].colour in drawn
    assert LOOKS["resident"].colour in drawn
    assert ">not recorded<" in drawn
    assert ">Kyrgyzstan\u00a0?<" in drawn
    assert ">Astana<" in drawn


def test_a_country_that_is_not_on_the_base_map_is_no_reason_to_fail() -> None:
    assert not areas.drawable(replace(MAP, areas=(MapArea("XXX", "Nowhere", "resident"),)))
    odd = replace(MAP, areas=(*MAP.areas, MapArea("XXX", "Nowhere", "resident")))
    assert "Nowhere" not in svg(areas.area_map(odd, WORDS))


def test_the_land_of_a_country_is_its_own() -> None:
    outline = extent("KAZ")
    assert 46 < outline[:, 0].min() < 47
    assert 87 < outline[:, 0].max() < 88
    assert country(fit(outline, 660.0, 30.0), "KAZ")
    assert not country(fit(outline, 660.0, 30.0), "XXX")


def test_behind_each_drawing_is_its_table() -> None:
    assert in_plane(STEPS)
    told = of_chart(STEPS, WORDS)
    assert [head for head, _ in told.heads] == ["Item", "Step", "How surely", "From", "Until"]
    assert told.rows[0] == ("1. Tax treaty", "signed", "certain", 1998.0, 1998.9)
    assert of_chart(TIES, WORDS).rows[0] == ("Belgium", "Kazakhstan", 0.7)
    assert of_map(MAP, WORDS).rows[1][:2] == ("Kyrgyzstan\u00a0?", "not recorded")


def test_new_shapes_are_drawn_with_every_other() -> None:
    dossier = sample()
    section = replace(dossier.sections[0], blocks=(STEPS, replace(TIES, key="ties"), MAP))
    assert set(pictures(replace(dossier, sections=(section,)))) == {"key", "ties", "map"}
