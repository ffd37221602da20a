"""A table of a dossier in a notebook."""

import polars as pl
import pytest

from entrepot.briefs.notebook import TableInNotebook
from entrepot.dossier.model import Cell, Column, Table
from entrepot.metadata.errors import NoData, UsageError
from sample_dossier import sample

CELLS = Table(
    "flows",
    "Flows <b>",
    (Column("flow", "Flow"), Column("value", "Value", "right", "USD million", (1,)), Column("rank", "Rank")),
    (
        (Cell("A → B"), Cell("118.3", 118.3), Cell("69th", 69.0)),
        (Cell("B → A"), Cell("–"), Cell("at least 3")),
    ),
)


def shown() -> TableInNotebook:
    return TableInNotebook(sample(), CELLS)


def test_numbers_are_numbers_and_the_rest_is_as_printed() -> None:
    frame = shown().frame()
    assert frame["value"].to_list() == [118.3, None]
    assert frame["flow"].to_list() == ["A → B", "B → A"]


def test_pandas_holds_the_same() -> None:
    assert pl.from_pandas(shown().frame("pandas"))["flow"].to_list() == ["A → B", "B → A"]


def test_a_notebook_shows_marks_and_notes_and_runs_nothing() -> None:
    page = shown()._repr_html_()
    assert "<sup>1</sup>" in page
    assert "Flows &lt;b&gt;" in page
    assert sample().notes[0].text.split()[0] in page


def test_the_terminal_shows_the_table() -> None:
    assert "118.3" in repr(shown())


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(NoData, match="it has"):
        TableInNotebook.of(sample(), "nonsense")
    with pytest.raises(UsageError, match="polars"):
        shown().frame("excel")  # type: ignore[call-overload]
