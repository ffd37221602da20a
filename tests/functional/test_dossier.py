"""Dossiers of real pairs, from the data that ship: every number has its note, and what is unknown is said."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from entrepot.cli.record import record
from entrepot.dossier.model import (
    Bullets,
    Cell,
    Chart,
    Dossier,
    KeyFigures,
    Notice,
    Paragraph,
    Table,
    Text,
    Timeline,
)
from entrepot.store.record import Record
from entrepot.workbench import Workbench
from sample_pack import TEXT, write

PAIRS = [
    ("BEL", "KAZ"),
    ("BEL", "UZB"),
    ("LUX", "KAZ"),
    ("LUX", "TJK"),
    ("BEL", "CentralAsia"),
    ("FRA", "KAZ"),
    ("UZB", "KGZ"),
    ("BE33", "KAZ"),
]
SECTIONS = [
    *("glance", "economies", "trade", "corridors", "what-if", "relations", "follow-through", "contacts"),
    *("strategies", "aid", "claims", "unknown"),
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module", params=PAIRS, ids="-".join)
def dossier(request: pytest.FixtureRequest, bench: Workbench) -> Dossier:
    return bench.pair(*request.param).dossier()


def texts(dossier: Dossier) -> Iterator[Text]:
    for section in dossier.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Notice):
                yield block.text
            elif isinstance(block, Bullets):
                yield from block.items
            elif isinstance(block, Timeline):
                yield from (moment.text for moment in block.moments)


def test_every_section_is_there_and_says_something(dossier: Dossier) -> None:
    assert [section.key for section in dossier.sections] == SECTIONS
    assert all(section.blocks and section.title for section in dossier.sections)


def test_every_mark_leads_to_a_note_and_every_note_to_a_source(dossier: Dossier) -> None:
    notes = {note.number for note in dossier.notes}
    sources = {source.number for source in dossier.sources}
    marked = {
        int(n)
        for found in re.findall(r'"notes": \[([^\]{}]*)\]', json.dumps(dossier.to_dict()))
        for n in found.split(",")
        if n.strip()
    }
    assert marked <= notes
    assert all(note.sources and set(note.sources) <= sources for note in dossier.notes)
    assert all(source.publisher and source.title for source in dossier.sources)


def test_every_sentence_with_a_number_carries_a_mark(dossier: Dossier) -> None:
    # Scales of an index are explained in words with numbers that are no findings; commands may hold a year.
    explanation = re.compile(r"runs from 0 .* to 100|intensity|half a percent|HHI|decimal|entrepot whatif")
    for text in texts(dossier):
        said = "".join(run.text for run in text)
        if re.search(r"\d", said) and not explanation.search(said):
            assert any(run.notes for run in text), said


def test_every_table_with_numbers_is_backed(dossier: Dossier) -> None:
    for table in dossier.tables():
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                numeric = isinstance(cell.value, float | int) and column.key != "rank"
                backed = table.notes or column.notes or cell.notes or row[0].notes or _noted_before(row, cell)
                assert not numeric or backed, (table.key, column.key, cell)


def _noted_before(row: tuple[Cell, ...], cell: Cell) -> bool:
    return any(other.notes for other in row[: row.index(cell)])


def test_charts_and_tiles_are_backed_and_said_in_words(dossier: Dossier) -> None:
    for section in dossier.sections:
        for block in section.blocks:
            if isinstance(block, Chart):
                assert block.notes and block.alternative and block.data
            if isinstance(block, KeyFigures):
                assert all(tile.notes for tile in block.tiles)


def test_the_dossier_is_json(dossier: Dossier) -> None:
    assert json.loads(json.dumps(dossier.to_dict(), allow_nan=False))["title"] == dossier.title


def table(dossier: Dossier, key: str) -> Table:
    return next(t for t in dossier.tables() if t.key == key)


def test_belgium_and_kazakhstan_give_the_check_figures(bench: Workbench) -> None:
    flows = table(bench.pair("BEL", "KAZ").dossier(only=("trade",)), "flows")
    assert [row[1].text for row in flows.rows] == ["118.3", "296.7"]


def test_luxembourg_and_kazakhstan_give_the_check_figures(bench: Workbench) -> None:
    flows = table(bench.pair("LUX", "KAZ").dossier(only=("trade",)), "flows")
    assert [row[1].text for row in flows.rows] == ["34.7", "60.7"]


def test_the_other_side_sees_the_same_flows(bench: Workbench) -> None:
    here = table(bench.pair("BEL", "KAZ").dossier(only=("trade",)), "flows")
    there = table(bench.pair("KAZ", "BEL").dossier(only=("trade",)), "flows")
    assert [row[1].value for row in here.rows] == [row[1].value for row in there.rows][::-1]


def test_a_pair_with_statistics_and_no_record_says_so(bench: Workbench) -> None:
    dossier = bench.pair("FRA", "KAZ").dossier()
    assert any(t.key == "flows" for t in dossier.tables())
    notices = [b for b in dossier.section("relations").blocks if isinstance(b, Notice)]
    assert notices[0].tone == "unknown"
    assert "gap of the record" in "".join(run.text for run in notices[0].text)


def test_a_pair_with_neither_says_what_would_tell(bench: Workbench) -> None:
    dossier = bench.pair("UZB", "KGZ").dossier()
    said = " ".join(run.text for text in texts(dossier) for run in text)
    assert "open interval, not a zero" in said
    assert "BACI" in said
    assert "communiqués" in said


def test_a_group_with_members_the_tables_lack_is_a_lower_bound(bench: Workbench) -> None:
    dossier = bench.pair("BEL", "CentralAsia").dossier(only=("trade",))
    said = " ".join(run.text for text in texts(dossier) for run in text)
    assert "Kyrgyzstan" in said
    assert "at least USD 118.3 million" in said
    assert "the balance is not known" in said
    assert "Kazakhstan only" in table(dossier, "flows").rows[0][0].text, (
        "ranks and shares are of what is covered"
    )


def test_a_region_is_told_with_its_countrys_statistics(bench: Workbench) -> None:
    dossier = bench.pair("BE33", "KAZ").dossier(only=("trade",))
    said = "".join(run.text for run in next(texts(dossier)))
    assert "Belgium" in said


def test_french_has_the_same_shape_and_numbers(bench: Workbench) -> None:
    english, french = (bench.pair("BEL", "KAZ").dossier(language) for language in ("en", "fr"))
    assert [len(s.blocks) for s in english.sections] == [len(s.blocks) for s in french.sections]
    assert _values(english) == _values(french)


def _values(dossier: Dossier) -> list[Any]:
    return [c.value for t in dossier.tables() for row in t.rows for c in row if isinstance(c.value, float)]


def test_words_are_shown_from_the_users_own_copy_and_from_nowhere_else(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "home")
    record.load(write(tmp_path))
    assert not any(note.passages for note in _relations(tmp_path / "home").notes)
    letter = tmp_path / "my letter.txt"
    letter.write_text(TEXT, encoding="utf-8")
    record.attach(letter)
    shown = {p.exact for note in _relations(tmp_path / "home").notes for p in note.passages}
    assert "received the guest of Freedonia" in shown


def _relations(home: Path) -> Dossier:
    return Workbench(home).pair("BEL", "KAZ").dossier(only=("relations",))


@pytest.mark.parametrize(("a", "b"), [("BEL", "KAZ"), ("LUX", "KAZ"), ("BEL", "CentralAsia")])
def test_brief_and_command_line_count_the_same_findings(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, a: str, b: str
) -> None:
    assert bench.home is not None
    monkeypatch.setenv("ENTREPOT_HOME", str(bench.home))
    told = CliRunner().invoke(record, ["claims", a, b, "--json"])
    in_brief = table(bench.pair(a, b).dossier(only=("claims",)), "findings")
    assert len(json.loads(told.stdout)) == len(in_brief.rows) > 0


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1 statement that concerns the Netherlands"), ("fr", "1 énoncé sur les Pays-Bas")],
)
def test_one_statement_is_told_as_one(bench: Workbench, language: str, said: str) -> None:
    dossier = bench.pair("NLD", "UZB").dossier(language, only=("relations",))
    assert said in "".join(run.text for run in next(texts(dossier)))
