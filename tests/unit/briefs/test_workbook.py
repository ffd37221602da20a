"""Tables of figures as a workbook: numbers are numbers, and no text is run as a formula."""

from __future__ import annotations

import io

import openpyxl
import polars as pl

from entrepot.briefs.workbook import workbook
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import Origin

ORIGIN = Origin(
    publisher="OECD", dataset="ICIO", edition="2025", licence="CC-BY-4.0", url="https://example.org"
)


def _table(title: str) -> FigureTable:
    data = pl.DataFrame({"name": ["=HYPERLINK()", "Kazakhstan"], "value": [1.5, None]})
    column = FigureColumn("value", "Value", "USD million", "what is counted", Quality.MODELLED, "modelled")
    return FigureTable(title, data, (column,), "2022", (), (ORIGIN,), "Mind this.")


def _opened(made: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


def test_numbers_text_and_what_is_not_known() -> None:
    sheet = _opened(workbook([_table("A table")]))["A table"]
    assert sheet["A3"].value == "name"
    assert sheet["B3"].value == "Value (value), USD million"
    assert sheet["B4"].value == 1.5
    assert sheet["B5"].value is None
    assert sheet["A4"].data_type == "s"


def test_two_tables_of_one_name_get_two_sheets_and_sources_come_last() -> None:
    book = _opened(
        workbook([_table("A / very: long [title] that no sheet can bear"), _table("A table")] * 2, ["Note"])
    )
    assert len(book.sheetnames) == len(set(book.sheetnames)) == 5
    last = [cell.value for cell in book.worksheets[-1]["A"]]
    assert "Note" in last
    assert any(str(line).startswith("OECD") for line in last)


def test_the_same_tables_give_the_same_bytes() -> None:
    assert workbook([_table("A table")]) == workbook([_table("A table")])
