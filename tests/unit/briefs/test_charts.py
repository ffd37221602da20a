from __future__ import annotations

import json
from math import nan

import pytest

from entrepot.briefs import charts
from entrepot.briefs.drawing import QUIET, SERIES, png, svg
from entrepot.briefs.widths import NARROW
from entrepot.dossier.model import Chart, Datum


def _chart(*data: Datum, shape: str = "bars") -> Chart:
    return Chart("k", "t", shape, data, "USD", "alt", (1,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "language", "printed"),
    [
        ([1234567.0, 12.0], "en", ["1,234,567", "12"]),
        ([41.25, 3.0, 0.04], "en", ["41.2", "3.0", "<\u202f0.1"]),
        ([41.25, 3.0, 0.04], "fr", ["41,2", "3,0", "<\u202f0,1"]),
        ([0.5, 0.0], "en", ["0.50", "0.00"]),
        ([-12.5], "en", ["\N{MINUS SIGN}12.5"]),
        ([1234.0], "fr", ["1\u202f234"]),
        ([], "en", []),
    ],
)
def test_values_are_printed_with_decimals_that_suit_the_largest(
    values: list[float], language: str, printed: list[str]
) -> None:
    assert charts.value_texts(values, language) == printed


def test_long_names_are_wrapped_whole() -> None:
    name = "Manufacture of basic pharmaceutical products and pharmaceutical preparations"
    drawn = svg(charts.chart(_chart(Datum(name, 3.0))))
    assert all(word in drawn for word in name.split())
    assert "…" not in drawn


@pytest.mark.parametrize("width", [660, NARROW])
def test_the_drawing_is_as_wide_as_asked(width: int) -> None:
    drawn = svg(charts.chart(_chart(Datum("a", 3.0), Datum("b", -1.0)), width=width))
    assert f'width="{width + 8}"' in drawn


def test_emphasis_is_the_accent_and_the_rest_is_quiet() -> None:
    drawn = svg(charts.chart(_chart(Datum("a", 3.0, emphasis=True), Datum("b", 1.0))))
    assert (drawn.count(SERIES[0]), drawn.count(QUIET)) == (1, 1)


def test_pairs_share_a_label_and_have_a_legend() -> None:
    data = [
        Datum(label, value, series) for series, value in (("out", 1.0), ("in", 2.0)) for label in ("x", "y")
    ]
    drawn = svg(charts.chart(_chart(*data, shape="paired-bars")))
    assert drawn.count(">x<") == 1
    assert ">out<" in drawn
    assert ">in<" in drawn


def test_names_are_escaped() -> None:
    drawn = svg(charts.chart(_chart(Datum("<script>x</script>", 1.0))))
    assert "<script>" not in drawn


def test_what_is_no_number_is_not_drawn() -> None:
    assert not charts.drawable(_chart(Datum("a", nan)))
    definition = json.dumps(charts.chart(_chart(Datum("a", nan), Datum("b", 2.0))).to_dict())
    assert '"label": "b"' in definition
    assert '"label": "a"' not in definition


def test_png_is_three_pixels_a_point() -> None:
    from io import BytesIO

    from PIL import Image

    picture = Image.open(BytesIO(png(charts.chart(_chart(Datum("a", 1.0))))))
    assert picture.width == 3 * 668
