"""How the columns of a printed table share the line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entrepot.briefs.layout import lay_out
from entrepot.dossier.model import Cell, Column, Section, Table
from sample_dossier import sample


def _block(columns: tuple[Column, ...], *rows: tuple[Cell, ...]) -> dict[str, object]:
    section = Section("s", "S", (Table("t", "T", columns, rows),))
    block: dict[str, object] = lay_out(replace(sample(), sections=(section,)))["sections"][0]["blocks"][0]
    return block


@pytest.mark.parametrize(
    ("cells", "weights"),
    [
        (("short", "1.0"), [8, 6]),
        (("a text of thirty letters, or so", "1.0"), [33, 6]),
        (("word " * 40, "1.0"), [75, 6]),
        (("word " * 40, "word " * 40), [50, 50]),
        (("contradiction", "word " * 80), [16, 75]),
    ],
)
def test_a_column_gets_its_longest_word_and_long_texts_share_the_rest(
    cells: tuple[str, str], weights: list[int]
) -> None:
    columns = (Column("a", "A"), Column("b", "B"))
    assert _block(columns, tuple(Cell(text) for text in cells))["weights"] == weights


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
