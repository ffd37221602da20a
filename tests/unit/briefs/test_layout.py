from __future__ import annotations

from dataclasses import replace

import pytest

from entrepot.briefs.layout import lay_out
from entrepot.dossier.model import (
    Bullets,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Note,
    Notice,
    Paragraph,
    Run,
    Section,
    Source,
    Table,
)
from sample_dossier import sample


def test_the_second_mark_of_a_note_is_its_second_time() -> None:
    dossier = replace(sample(), abstract=(Run("a", (1, 2)), Run("b", (1,))), sections=())
    marks = [run["marks"] for run in lay_out(dossier)["abstract"]]
    assert marks == [[{"note": 1, "time": 1}, {"note": 2, "time": 1}], [{"note": 1, "time": 2}]]
    assert [note["times"] for note in lay_out(dossier)["notes"][:3]] == [2, 1, 0]


def test_tables_and_figures_are_counted_apart() -> None:
    blocks = [block for section in lay_out(sample())["sections"] for block in section["blocks"]]
    assert [b["number"] for b in blocks if b["kind"] == "table"] == [1, 2, 3]
    assert [b["number"] for b in blocks if b["kind"] == "chart"] == [1, 2]


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [("en", "far away", "“far away”"), ("fr", "loin", "«\u202floin\u202f»"), ("en", "“far”", "“far”")],
)
def test_a_quotation_gets_the_marks_of_its_language(language: str, text: str, printed: str) -> None:
    dossier = replace(sample(), language=language, abstract=(Run(text, (), "quote"),))
    assert lay_out(dossier)["abstract"][0]["text"] == printed


def test_a_note_names_the_publisher_and_the_place_in_each_source() -> None:
    source = Source(4, "OECD", "ICIO", "2025", "CC BY 4.0", "", "", "")
    dossier = replace(
        sample(),
        abstract=(),
        sections=(),
        sources=(source,),
        notes=(Note(1, "n", (4,), ("row 3", "cell B2")),),
    )
    assert lay_out(dossier)["notes"][0]["citations"] == [
        {"source": 4, "publisher": "OECD", "locator": "row 3"},
        {"source": None, "publisher": "", "locator": "cell B2"},
    ]


def test_the_first_column_of_text_names_the_rows() -> None:
    columns = (Column("rank", "Rank", "right"), Column("partner", "Partner"))
    table = Table("t", "T", columns, ((Cell("1", 1), Cell("Italy")),))
    section = replace(sample().sections[0], blocks=(table,))
    block = lay_out(replace(sample(), sections=(section,)))["sections"][0]["blocks"][0]
    assert block["row_header"] == 1


@pytest.mark.parametrize(
    ("iso", "language", "printed"),
    [
        ("2024-05-02", "en", "2 May 2024"),
        ("2024-05-02", "fr", "2 mai 2024"),
        ("2024-08-01T10:00:00", "fr", "1er août 2024"),
        ("spring", "en", "spring"),
    ],
)
def test_the_day_is_written_out(iso: str, language: str, printed: str) -> None:
    assert lay_out(replace(sample(), generated=iso, language=language))["made_on"] == printed


def test_words_of_the_dossier_win() -> None:
    assert lay_out(replace(sample(), words={"notes": "Fussnoten"}))["words"]["notes"] == "Fussnoten"


@pytest.mark.parametrize(
    ("value", "numbers", "words"),
    [
        ("USD 118.3 million", ["118.3"], ["USD ", " million"]),
        ("1\u202f274,5 milliards USD", ["1\u202f274,5"], [" milliards USD"]),
        ("USD −5.7 billion to USD 3 billion", ["−5.7", "3"], ["USD ", " billion to USD ", " billion"]),
        ("not known", ["not known"], []),
    ],
)
def test_numbers_of_a_key_figure_stand_apart_from_its_words(
    value: str, numbers: list[str], words: list[str]
) -> None:
    section = Section("s", "S", (KeyFigures((KeyFigure(value, "label", "", ()),)),))
    tile = lay_out(replace(sample(), sections=(section,)))["sections"][0]["blocks"][0]["tiles"][0]
    assert [part["text"] for part in tile["parts"] if part["number"]] == numbers
    assert [part["text"] for part in tile["parts"] if not part["number"]] == words


def test_a_paragraph_is_not_parted_from_what_it_introduces() -> None:
    said = (Run("said"),)
    blocks = (Paragraph(said), Paragraph(said), Notice("caveat", said), Bullets((said,)))
    section = Section("s", "S", blocks)
    laid = lay_out(replace(sample(), sections=(section,)))["sections"][0]["blocks"]
    assert [block["leads"] for block in laid] == [False, True, True, False]
