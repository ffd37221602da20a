from __future__ import annotations

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from entrepot.briefs import render
from entrepot.briefs.sheets import sheet_names
from entrepot.dossier.model import Dossier
from odd_dossiers import HOSTILE, bare, empty, hostile, long
from sample_dossier import sample


def _book(dossier: Dossier) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(dossier, "xlsx")))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return _book(sample())


def _words(book: Workbook, name: str) -> list[str]:
    return [str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value is not None]


def test_a_sheet_a_table_with_contents_notes_and_sources(book: Workbook) -> None:
    assert book.sheetnames == [
        "Contents",
        "Key figures",
        "Figure 1",
        "Table 1",
        "Figure 2",
        "Table 2",
        "Who met whom, and when nobody d",
        "Table 3",
        "Notes",
        "Sources",
    ]
    links = [
        cell.hyperlink.location for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink
    ]
    assert [re.sub(r"^'|'!A1$", "", link) for link in links] == book.sheetnames[1:]


def test_numbers_are_numbers_with_their_decimals(book: Workbook) -> None:
    sheet = book["Table 1"]
    assert (sheet["B5"].value, sheet["B5"].number_format) == (41.2, "#,##0.0")
    assert (sheet["C5"].value, sheet["C5"].number_format) == (pytest.approx(35.034, abs=0.001), "#,##0.0")
    assert sheet["D5"].number_format == "#,##0.00"
    assert book["Table 2"]["A5"].value == 1


def test_heads_carry_unit_and_marks_and_stay_in_view(book: Workbook) -> None:
    sheet = book["Table 1"]
    assert sheet["B4"].value == "Exports (USD million) [6]"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B5", "A4:E16")


def test_every_mark_on_a_sheet_is_explained_there_and_its_sources_named(book: Workbook) -> None:
    for name in book.sheetnames[1:-2]:
        words = _words(book, name)
        marks = {mark for text in words for mark in re.findall(r"\[(\d+)\]", text)}
        explained = {match[1] for text in words if (match := re.match(r"\[(\d+)\] Sample note", text))}
        assert marks
        assert marks == explained
        cited = {c for text in words if text.startswith("[") for c in re.findall(r" \((\d+)\)", text)}
        named = {match[1] for text in words if (match := re.match(r"\((\d+)\) ", text))}
        assert cited
        assert cited == named


def test_all_notes_and_sources_have_a_row(book: Workbook) -> None:
    assert [book["Notes"].cell(row, 1).value for row in range(5, 45)] == list(range(1, 41))
    assert [book["Sources"].cell(row, 1).value for row in range(5, 13)] == list(range(1, 9))
    assert "CC BY 4.0" in _words(book, "Sources")


def test_hostile_words_are_never_formulas_nor_links() -> None:
    book = _book(hostile())
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert HOSTILE[5] in [cell.value for cell in cells]


def test_a_table_of_300_rows_is_whole() -> None:
    sheet = _book(long())["Table 1"]
    assert (sheet["A304"].value, sheet["J304"].value) == ("Row 299", 299 * 9)
    assert sheet.auto_filter.ref == "A4:K304"


@pytest.mark.parametrize("dossier", [empty(), bare()], ids=["empty", "bare"])
def test_little_makes_a_file_all_the_same(dossier: Dossier) -> None:
    assert _book(dossier)["Contents"]["A1"].value == "Belgium and Kazakhstan (sample)"


def test_the_day_is_in_the_properties(book: Workbook) -> None:
    assert book.properties.created.isoformat()[:10] == "2024-05-02"
    assert book.properties.title == "Belgium and Kazakhstan (sample)"


def test_a_day_that_is_none_is_no_obstacle() -> None:
    assert _book(replace(sample(), generated="spring")).properties.created.year == 1980


@pytest.mark.parametrize(
    ("wished", "names"),
    [
        (["Trade", "trade", "TRADE"], ["Trade", "trade 2", "TRADE 3"]),
        (["a/b:c?[d]*\\'e"], ["a b c  d    e"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 29 + " 2"]),
        (["", "  ", "History"], ["Table", "Table 2", "History 2"]),
    ],
)
def test_names_of_sheets(wished: list[str], names: list[str]) -> None:
    assert sheet_names(wished) == names
    assert all(len(name) <= 31 for name in names)
