"""Tables: cells a line each, headers between them, text between them; and tables that a document marks."""

from dataclasses import dataclass
from pathlib import Path

import docx

from entrepot.analyses.reading import read
from entrepot.sources.documents import read_document
from little_reading import drafts, of_kind, parties

SCATTERED = """Exports of Peru to Chile came to €118 million in 2011.

Table 1. Ranking of Andean states in Peruvian trade, 2011
Imports
 which is told on another page, in prose that is longer than any cell of a table would ever be.

Exports

Chile

111

81

Bolivia

133

120

Source: National Bank
Table 2. Peruvian trade with the Andes, 2011

Chile

Imports (EUR)

Exports (EUR)

21,195.82

119,091.91

Bolivia

8,570.86

27,124.41

Source: National Bank
"""


def test_headers_may_stand_after_the_first_label_and_text_between_them() -> None:
    cells = {
        (one.proposed.attributes["row"], one.proposed.attributes["column"]): one.proposed.amount.value
        for one in of_kind(SCATTERED, "ranking")
        if one.proposed.amount
    }
    assert cells == {
        ("Chile", "Imports"): 111,
        ("Chile", "Exports"): 81,
        ("Bolivia", "Imports"): 133,
        ("Bolivia", "Exports"): 120,
    }


def test_a_cell_has_its_parties_year_and_three_quotes() -> None:
    cell = next(one for one in of_kind(SCATTERED, "ranking") if one.proposed.amount.value == 111)
    assert parties(cell) == {("Peru", "importer"), ("Chile", "exporter")}
    assert cell.proposed.date and cell.proposed.date.edtf == "2011"
    assert [quote.text for quote in cell.proposed.quotes] == ["Chile", "Imports", "111"]


def test_a_figure_of_the_text_tells_the_unit_that_the_column_does_not() -> None:
    cells = [one for one in of_kind(SCATTERED, "trade-figure") if "table" in one.proposed.attributes]
    assert sorted(one.proposed.amount.value for one in cells) == [
        8_570_860,
        21_195_820,
        27_124_410,
        119_091_910,
    ]
    assert all("read as thousand EUR" in one.proposed.amount.reason for one in cells)
    assert all("the unit is inferred from a figure of the text" in one.doubts for one in cells)


def test_without_such_a_figure_the_label_stands() -> None:
    table = SCATTERED.partition("\n\n")[2]
    cells = [one for one in of_kind(table, "trade-figure") if "table" in one.proposed.attributes]
    assert {one.proposed.amount.value for one in cells} == {21_195.82, 119_091.91, 8_570.86, 27_124.41}
    assert not any(one.proposed.amount.reason for one in cells)


def test_a_table_with_a_number_too_few_is_not_read() -> None:
    assert of_kind(SCATTERED.replace("133\n", ""), "ranking") == []


@dataclass(frozen=True)
class Cell:
    start: int
    end: int


@dataclass(frozen=True)
class Given:
    start: int
    end: int
    cells: tuple[Cell, ...]


def test_a_table_that_the_document_marks_is_read_by_its_cells() -> None:
    text = "Table 3. Peruvian trade, 2011\nCountry\tExports (million USD)\nChile\t12.5\nBolivia\t7\n"
    start = text.index("Country")
    cells, at = [], start
    for line in text[start:].splitlines():
        for word in line.split("\t"):
            cells.append(Cell(text.index(word, at), text.index(word, at) + len(word)))
            at = cells[-1].end
    found = drafts(text, tables=[Given(start, len(text), tuple(cells))])
    assert [
        (one.proposed.amount.value, one.proposed.amount.unit) for one in found if one.proposed.amount
    ] == [
        (12.5e6, "USD"),
        (7e6, "USD"),
    ]
    assert found[0].proposed.attributes["table"] == "Table 3"
    assert len(found) == 2


def test_a_table_of_a_word_document_is_read_by_its_cells_and_not_as_prose(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Table 1. Peruvian trade with the Andes, 2011")
    table = made.add_table(rows=3, cols=3)
    rows = (
        ("Country", "Imports (EUR)", "Exports (EUR)"),
        ("Chile", "21.5", "118.9"),
        ("Bolivia", "8.5", "27.1"),
    )
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(cells.cells, words, strict=True):
            cell.text = word
    made.save(tmp_path / "paper.docx")
    paper = read_document(tmp_path / "paper.docx")
    found = read(paper.text, paper.document, tables=paper.tables)
    assert [(one.proposed.amount.value, parties(one)) for one in found if one.proposed.amount] == [
        (21.5, {("Peru", "importer"), ("Chile", "exporter")}),
        (118.9, {("Peru", "exporter"), ("Chile", "importer")}),
        (8.5, {("Peru", "importer"), ("Bolivia", "exporter")}),
        (27.1, {("Peru", "exporter"), ("Bolivia", "importer")}),
    ]
    assert len(found) == 4
