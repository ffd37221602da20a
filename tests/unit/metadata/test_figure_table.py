from __future__ import annotations

import json
import subprocess
import sys

import polars as pl
import pytest

from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import Origin

TABLE = FigureTable(
    title="Customers of <Avalon>",
    data=pl.DataFrame(
        {"partner": ["B", "C"], "value": [1234.5, 2.0], "share": [0.998, None], "rank": [1, 2]}
    ),
    columns=(
        FigureColumn("value", "Exports", "USD million", "exports", Quality.ESTIMATED),
        FigureColumn("share", "Share", "1", "share of exports", Quality.DERIVED, "value / total"),
        FigureColumn("rank", "Rank", "rank", "rank among customers", Quality.DERIVED),
    ),
    period="2022",
    places=("A",),
    origins=(Origin("OECD", "Tables", "2025", "flows: A"),),
    caveat="Inputs only.",
    place_column="partner",
)


def test_a_cell_is_a_figure_with_all_that_the_table_says_once() -> None:
    figure = TABLE.figure("share", partner="B")
    assert (figure.value, figure.unit, figure.period, figure.places) == (0.998, "1", "2022", ("A", "B"))
    assert (figure.concept, figure.method, figure.caveat) == (
        "share of exports",
        "value / total",
        "Inputs only.",
    )
    assert (figure.quality, figure.origins) == (Quality.DERIVED, TABLE.origins)


def test_an_empty_cell_is_an_unknown_figure() -> None:
    assert TABLE.figure("share", partner="C").is_unknown


@pytest.mark.parametrize(("name", "keys"), [("price", {}), ("value", {}), ("value", {"partner": "Z"})])
def test_a_cell_that_is_not_one_cell_is_refused(name: str, keys: dict[str, str]) -> None:
    with pytest.raises(KeyError, match="Customers"):
        TABLE.figure(name, **keys)


def test_frames_of_both_kinds() -> None:
    assert TABLE.frame() is TABLE.data
    assert TABLE.frame("pandas")["value"].tolist() == [1234.5, 2.0]
    with pytest.raises(UsageError, match="'polars' or 'pandas'"):
        TABLE.frame("excel")  # type: ignore[call-overload]


def test_without_pandas_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: pl.DataFrame) -> None:
        raise ModuleNotFoundError("No module named 'pandas'", name="pandas")

    monkeypatch.setattr(pl.DataFrame, "to_pandas", absent)
    with pytest.raises(UsageError, match=r"pandas is not installed: pip install 'entrepot\[pandas\]'"):
        TABLE.frame("pandas")


def test_it_shows_units_source_and_caveat_as_text() -> None:
    shown = repr(TABLE)
    assert shown.startswith("Customers of <Avalon>, 2022\n")
    assert "value in USD million" in shown
    assert "Source: OECD, Tables, 2025, flows: A; estimated, derived." in shown
    assert shown.endswith("Inputs only.")


def test_it_shows_itself_in_a_notebook_with_its_words_escaped() -> None:
    page = TABLE._repr_html_()
    assert "Customers of &lt;Avalon&gt;" in page
    assert "1,234.5" in page
    assert ">–</td>" in page
    assert page.count("<tr>") == 3
    assert "Inputs only." in page


def test_its_head_keeps_what_it_is() -> None:
    assert len(TABLE.head(1)) == 1
    assert TABLE.head(1).caveat == TABLE.caveat


def test_it_is_plain_json() -> None:
    plain = json.loads(json.dumps(TABLE.to_dict(), allow_nan=False))
    assert plain["columns"][1]["quality"] == "derived"
    assert plain["rows"][1] == {"partner": "C", "value": 2.0, "share": None, "rank": 2}
    assert plain["origins"][0]["locator"] == "flows: A"


def test_importing_it_imports_no_frame_library() -> None:
    code = "import sys, entrepot.metadata.figure_table; print({'polars', 'pandas'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
