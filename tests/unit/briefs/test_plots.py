from __future__ import annotations

import json
from math import nan

import pytest

from entrepot.briefs import plots
from entrepot.briefs.drawing import png, svg
from entrepot.briefs.widths import NARROW
from entrepot.dossier.model import Chart, Datum


def _lines(*data: Datum) -> Chart:
    return Chart("k", "t", "lines", data, "USD million", "alt", (1,))


def _cloud(*data: Datum) -> Chart:
    return Chart("k", "t", "scatter", data, "USD million", "alt", (1,), x_title="across", y_title="up")


COURSE = tuple(
    Datum(str(year), 100.5 * (year - 2010), flow, x=year)
    for flow in ("out", "in")
    for year in (2019, 2020, 2021)
)


@pytest.mark.parametrize("width", [660, NARROW])
def test_lines_name_their_series_and_the_last_value(width: int) -> None:
    drawn = svg(plots.lines(_lines(*COURSE), width=width))
    assert [drawn.count(f">{flow}<") for flow in ("out", "in")] == [1, 1]
    assert drawn.count(">1,106<") == 2
    assert ">2020<" in drawn
    assert "2019.5" not in drawn


def test_axes_speak_the_readers_language() -> None:
    data = (Datum("a", 1500.0, x=0.25), Datum("b", 0.0, x=0.75))
    assert ">0.4<" in svg(plots.scatter(_cloud(*data)))
    french = svg(plots.scatter(_cloud(*data), language="fr"))
    assert ">0,4<" in french
    assert ">1\u202f000<" in french


def test_of_a_cloud_only_the_emphasised_are_named_and_never_over_each_other() -> None:
    data = [Datum(f"name {n}", 1.0 + n / 1000, "s", True, x=0.5, size=1.0) for n in range(5)]
    far = Datum("far away", 2.0, "s", True, x=0.9, size=2.0)
    drawn = svg(plots.scatter(_cloud(*data, far, Datum("quiet", 1.5, "s", x=0.1))))
    assert ">name 0<" in drawn
    assert ">far away<" in drawn
    assert ">quiet<" not in drawn
    assert ">name 2<" not in drawn, "there is room for two on either side"


def test_what_is_no_number_is_not_drawn() -> None:
    drawing = plots.scatter(_cloud(Datum("a", nan, x=1.0), Datum("b", 1.0), Datum("c", 1.0, x=1.0)))
    told = json.dumps(drawing.to_dict())
    assert told.count('"area":') == 1


@pytest.mark.parametrize("drawing", [plots.lines(_lines(*COURSE)), plots.scatter(_cloud(*COURSE))])
def test_the_definition_is_valid_and_can_be_drawn(drawing: plots.Drawing) -> None:
    drawing.to_dict(validate=True)
    assert png(drawing, scale=1)[:4] == b"\x89PNG"


def test_a_line_of_one_year_is_a_point() -> None:
    assert "1,106" in svg(plots.lines(_lines(Datum("2021", 1105.5, "out", x=2021))))
