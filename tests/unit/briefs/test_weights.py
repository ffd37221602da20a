"""How the columns of a printed table share the line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from entrepot.briefs.layout import lay_out
from entrepot.dossier.model import Cell, Column, Section, Table
from sample_dossier import sample


def _block(columns: tuple[Column, ...], *rows: tuple[Cell, ...]) -> dict[str, Any]:
    section = Section("s", "S", (Table("t", "T", columns, rows),))
    block: dict[str, Any] = lay_out(replace(sample(), sections=(section,)))["sections"][0]["blocks"][0]
    return block


@pytest.mark.parametrize(
    ("cells", "weights"),
    [
        (("short", "1.0"), [9, 7]),
        (("a text of thirty letters, or so", "1.0"), [34, 7]),
        (("word " * 40, "1.0"), [94, 7]),
        (("word " * 40, "word " * 40), [50, 50]),
        (("word " * 40, "word " * 80), [34, 66]),
        (("contradiction", "word " * 80), [18, 82]),
    ],
)
def test_a_column_gets_its_longest_word_and_long_texts_share_the_rest(
    cells: tuple[str, str], weights: list[int]
) -> None:
    columns = (Column("a", "A"), Column("b", "B"))
    assert _block(columns, tuple(Cell(text) for text in cells))["weights"] == weights


def test_a_column_gives_way_to_the_one_that_makes_the_rows_tall() -> None:
    columns = (Column("a", "Message"), Column("b", "Calculation"))
    rows = [(Cell("word " * 60), Cell("99 x 1.18 = 117 " * 2)), (Cell("word " * 50), Cell(""))]
    message, calculation = _block(columns, *rows)["weights"]
    assert message > 4 * calculation


def test_more_than_six_columns_are_printed_small_and_share_a_longer_line() -> None:
    columns = tuple(Column(f"c{place}", "C") for place in range(7))
    assert sum(_block(columns, (Cell("word " * 30),) * 7)["weights"]) in (112, 113)


def test_a_cell_that_repeats_the_one_above_is_known_unless_it_is_a_number_or_bears_a_mark() -> None:
    columns = (Column("a", "A"), Column("b", "B"), Column("c", "C", "right"))
    row = (Cell("x"), Cell("y", "y", (1,)), Cell("1", 1))
    rows = _block(columns, row, row, (Cell("z"), Cell("y"), Cell("1", 1)))["rows"]
    assert [[cell["again"] for cell in row] for row in rows] == [
        [False, False, False],
        [True, False, False],
        [False, True, False],
    ]


def test_a_short_unit_stands_on_one_line() -> None:
    assert _block((Column("v", "Value", "right", "USD million"),), (Cell("1"),))["weights"] == [14]


def test_single_marks_hang_beside_numbers_but_not_beside_words_nor_in_pairs() -> None:
    columns = (
        Column("a", "A"),
        Column("b", "B", "right"),
        Column("c", "C", "right"),
        Column("d", "D", "right"),
    )
    row = (Cell("x", "x", (1,)), Cell("1", 1, (1,)), Cell("2", 2, (1, 2)), Cell("3", 3))
    assert _block(columns, row)["hang"] == [False, True, False, False]
