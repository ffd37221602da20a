"""A panel in a workbook gives what the same panel in CSV gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import Workbook

from entrepot.analyses.gravity import estimate
from entrepot.analyses.gravity.files import opened_file
from entrepot.metadata.errors import BadInput

FILE = Path(__file__).parents[4] / "examples" / "gravity" / "panel.csv"
HEAD = ("exporter", "importer", "year", "trade")


def book(folder: Path, rows: list[tuple[Any, ...]]) -> Path:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.create_sheet("notes").append(("not", "read"))
    made.save(folder / "panel.xlsx")
    return folder / "panel.xlsx"


def test_estimates_are_those_of_the_same_csv(tmp_path: Path) -> None:
    panel = pl.read_csv(FILE).filter(pl.col("year") >= 2010)
    file = book(tmp_path, [tuple(panel.columns), *panel.rows()])
    made, same = estimate(file, "rta"), estimate(panel, "rta")
    assert made["rta"] == same["rta"] and made.n == same.n
    assert made.source.file == "panel.xlsx" and len(made.source.sha256) == 64


def test_faults_are_named_by_their_row(tmp_path: Path) -> None:
    rows = [HEAD, ("A", "B", 2000, 1.5), ("B", "A", 2000, "lots")]
    with pytest.raises(BadInput, match=r"line 3, column trade: 'lots' is no number"):
        estimate(book(tmp_path, rows), "structural", terms=("border",))
    rows = [HEAD, ("A", "B", date(2000, 1, 1), 1.5)]
    with pytest.raises(BadInput, match=r"line 2, column year: '2000-01-01T00:00:00' is no year"):
        estimate(book(tmp_path, rows), "structural", terms=("border",))


def test_cells_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    rows = [HEAD, (36, "AUS", 2000.0, "NA"), ("USA", 36.0, 2001, None), ("CAN", "USA", 2002, True)]
    taken = opened_file(book(tmp_path, rows)).take(HEAD)
    assert taken["exporter"].to_list() == ["36", "USA", "CAN"]
    assert taken["importer"].to_list() == ["AUS", "36", "USA"]
    assert taken["trade"].to_list() == [None, None, 1] and taken["year"].to_list() == [2000, 2001, 2002]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "the first sheet is empty"),
        ([("a", None, "c"), (1, 2, 3)], "a column has no name"),
        ([("a", "a"), (1, 2)], "columns named a stand twice"),
        ([("a", "b"), (1, 2, 3)], "beyond the last column"),
        ([("a", "b"), (1, 2), (None, None), (3, 4)], "empty rows between rows 2 and 4"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, rows: list[tuple[Any, ...]], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        opened_file(book(tmp_path, rows))


def test_other_bytes_under_that_name_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "p.xlsx"
    for content in (b"", b"PK\x03\x04", b"a,b\n1,2\n"):
        file.write_bytes(content)
        with pytest.raises(BadInput, match="not a workbook"):
            opened_file(file)
