"""Reported trade, services and investment as a user meets them: the brief, `show`, JSON, Python."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import entrepot
from entrepot.cli import show
from entrepot.dossier.model import Block, Bullets, Dossier, Notice, Paragraph, Table, Text
from entrepot.store.warehouse import Warehouse
from goods_world import invented, load_flows
from reported_world import returned, told

SECTIONS = ("reported", "services", "investment")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with reports alone."""
    folder = tmp_path_factory.mktemp("reports")
    told(Warehouse.open(folder))
    return folder


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with reconciled flows and both sides' reports."""
    folder = tmp_path_factory.mktemp("both")
    returned(told(invented(folder, (2022, 2023))))
    return folder


def run(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "entrepot", *words],
        capture_output=True, text=True, check=False, env={**os.environ, "ENTREPOT_HOME": str(home)},
    )  # fmt: skip


def plain(text: Text) -> str:
    """The words without the marks of notes."""
    return "".join(one.text for one in text)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        if isinstance(block, Paragraph | Notice):
            found.append(plain(block.text))
        elif isinstance(block, Bullets):
            found += [plain(item) for item in block.items]
    return found


def section(
    folder: Path, key: str, language: str = "en", pair: tuple[str, str] = ("BEL", "KAZ")
) -> tuple[Block, ...]:
    dossier = entrepot.open(folder).pair(*pair).dossier(language, (key,))
    return dossier.sections[0].blocks if dossier.sections else ()


def test_a_pair_without_reconciled_flows_gets_its_reports(reports: Path) -> None:
    blocks = section(reports, "goods")
    said = " ".join(texts(blocks))
    assert "a mean of both reports, USD 200 million by the seller and USD 140 million by the buyer" in said
    assert "about USD 170 million" in said
    assert "USD 300 million to Belgium, as the seller alone reports (FOB)" in said
    assert "4% of all exports that Belgium reports" in said
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [table.key for table in tables] == ["goods-exports", "goods-imports"]
    assert [row[0].text for row in tables[1].rows] == [
        "Mineral fuels and oils (270900)",
        "Iron and steel (720241)",
    ]
    assert "UN Comtrade" not in " ".join(texts(section(reports, "unknown")))


def test_a_conflict_is_shown_and_a_lone_report_is_not_averaged(reports: Path) -> None:
    blocks = section(reports, "reported")
    conflicts = [plain(b.text) for b in blocks if isinstance(b, Notice) and b.tone == "conflict"]
    assert len(conflicts) == 1
    assert "USD 200 million against USD 140 million" in conflicts[0]
    said = " ".join(texts(blocks))
    assert (
        "What Belgium reports of them is not in the store: nothing is compared, and nothing averaged" in said
    )
    assert "less than the seller, by 30% of the larger figure" in said
    assert "Machinery, boilers and computers (842959), USD 60 million" in said


def test_the_headline_has_the_reports_beside_it(both: Path) -> None:
    blocks = section(both, "goods")
    said = texts(blocks)
    beside = next(text for text in said if "the seller reports" in text)
    assert "the seller reports USD 200 million and the buyer USD 140 million, both at FOB" in beside
    conflicts = [plain(b.text) for b in blocks if isinstance(b, Notice) and b.tone == "conflict"]
    assert len(conflicts) == 2  # the invented flows know nothing of the invented reports
    assert said.index(beside) == 2  # right after the sentence with the values


def test_reports_near_the_reconciled_value_raise_no_conflict(tmp_path: Path) -> None:
    flows = [("BEL", "KAZ", "300490", 100e3, None), ("KAZ", "BEL", "270900", 300e3, None)]
    load_flows(Warehouse.open(tmp_path), 2022, flows)
    told(Warehouse.open(tmp_path))
    blocks = section(tmp_path, "goods")
    assert not [b for b in blocks if isinstance(b, Notice) and b.tone == "conflict"]
    assert any("the seller reports USD 100 million and the buyer USD 101 million" in t for t in texts(blocks))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_number_has_a_note_and_nothing_is_unfilled(both: Path, language: str) -> None:
    dossier: Dossier = entrepot.open(both).pair("BEL", "KAZ").dossier(language, SECTIONS)
    assert [one.key for one in dossier.sections] == list(SECTIONS)
    known = {note.number for note in dossier.notes}
    for one in dossier.sections:
        for table in (b for b in one.blocks if isinstance(b, Table)):
            for column in table.columns:
                numeric = any(isinstance(row[table.columns.index(column)].value, float) for row in table.rows)
                assert not numeric or (column.notes and set(column.notes) <= known), (table.key, column.key)
        for text in texts(one.blocks):
            assert not {"{", "}", "nan", "None"} & set(re.findall(r"[{}]|\w+", text)), text


def test_investment_shows_both_views_and_what_is_not_known(both: Path) -> None:
    said = texts(section(both, "investment"))
    assert any(
        "held USD 100 million in Kazakhstan by its own figures, USD 160 million by those of Kazakhstan" in t
        for t in said
    )
    assert any("differ by 37.5% of the larger figure" in t for t in said)
    assert any("by its own figures; Belgium gives none" in t for t in said)


def test_the_chain_says_that_it_is_an_estimate(both: Path) -> None:
    blocks = section(both, "goods")
    lead = next(text for text in texts(blocks) if text.startswith("From raw material to industry"))
    assert "by the definition of the headings of CPA, not by HS chapter" in lead
    table = next(b for b in blocks if isinstance(b, Table) and b.key == "chain-back")
    assert "An estimate at the level of industries" in table.caption


def test_services_among_inputs_are_told_from_what_ships(tmp_path: Path) -> None:
    said = " ".join(texts(section(tmp_path, "trade")))
    assert "Of the inputs that Belgium sells to Kazakhstan, 36.3% are services" in said


KEYS = [key for key, where in show.TABLES.items() if where in SECTIONS]


@pytest.mark.parametrize("key", KEYS)
def test_every_table_can_be_shown(both: Path, key: str) -> None:
    blocks = section(both, show.TABLES[key])
    table = next(b for b in blocks if isinstance(b, Table) and b.key == key)
    assert table.rows


def test_a_table_is_json_with_its_notes(both: Path) -> None:
    shown = run(both, "show", "BEL", "KAZ", "reported", "--json")
    assert shown.returncode == 0, shown.stderr
    told_as = json.loads(shown.stdout)
    assert told_as["notes"] and all(note["sources"] for note in told_as["notes"])


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("reported", "UN Comtrade"),
        ("services", "UN Comtrade (type S)"),
        ("investment", "DIP (formerly CDIS)"),
    ],
)
def test_without_data_show_says_how_to_get_them(tmp_path: Path, key: str, said: str) -> None:
    shown = run(tmp_path, "show", "BEL", "KAZ", key)
    assert shown.returncode == 4
    assert said in shown.stderr


def test_python_verbs(both: Path) -> None:
    trade = entrepot.open(both).pair("BEL", "KAZ").trade
    assert trade.goods.reported("USD million").best.number == pytest.approx(170)
    assert trade.goods.back.reported("EUR million").best.number == pytest.approx(120)
    assert trade.services().table.rows()[0]["exporter"] == 44.0
    assert trade.back.investment().last["outward"].number == -5.0
    assert trade.service_inputs().share.number == pytest.approx(0.3628, abs=1e-4)
    assert len(trade.goods.back.chain()) > 5
    assert trade.goods.reported().to_dict()["quality"] == "both"
