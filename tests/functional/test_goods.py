"""Trade in goods as a user meets it: the brief, `show`, Python; with data of one's own and without."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import entrepot
from entrepot.briefs.text import plain
from entrepot.cli import show
from entrepot.dossier.model import Bullets, Chart, Dossier, Paragraph, Table
from goods_world import invented

KEYS = [table for table, section in show.TABLES.items() if section == "goods"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    invented(folder)
    return folder


def run(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    import os

    return subprocess.run(
        [sys.executable, "-m", "entrepot", *words],
        capture_output=True, text=True, check=False, env={**os.environ, "ENTREPOT_HOME": str(home)},
    )  # fmt: skip


@pytest.fixture(scope="module", params=["en", "fr"])
def dossier(home: Path, request: pytest.FixtureRequest) -> Dossier:
    return entrepot.open(home).pair("BEL", "KAZ").dossier(request.param, ("goods",))


def test_every_block_is_there_and_every_number_has_its_note(dossier: Dossier) -> None:
    blocks = dossier.section("goods").blocks
    assert [b.key for b in blocks if isinstance(b, Table | Chart)] == KEYS
    known = {note.number for note in dossier.notes}
    for table in (b for b in blocks if isinstance(b, Table)):
        noted = set(table.notes) | {n for c in table.columns for n in c.notes}
        assert noted
        assert noted <= known
    # What industries use is from the OECD's tables, which ship.
    assert all("synthetic" in s.edition or s.publisher == "OECD" for s in dossier.sources)


def test_nothing_unfilled_or_unknown_is_printed(dossier: Dossier) -> None:
    for block in dossier.section("goods").blocks:
        texts = (
            block.items
            if isinstance(block, Bullets)
            else (block.text,)
            if isinstance(block, Paragraph)
            else ()
        )
        for text in map(plain, texts):
            assert not {"{", "}", "nan", "None", "unknown", "inconnu"} & set(text.replace(",", " ").split())


def test_without_data_the_section_is_absent_and_show_says_how_to_get_it(tmp_path: Path) -> None:
    bare = entrepot.open(tmp_path).pair("BEL", "KAZ").dossier()
    assert "goods" not in [section.key for section in bare.sections]
    told = run(tmp_path, "show", "BEL", "KAZ", "goods-exports")
    assert told.returncode == 4
    assert "entrepot data fetch baci" in told.stderr


def test_a_pair_that_the_data_lack_is_told_so(home: Path) -> None:
    section = entrepot.open(home).pair("BEL", "UKR").dossier("en", ("goods",)).section("goods")
    assert "has no trade of UKR (Ukraine)" in plain(section.blocks[0].text)  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["goods-exports", "goods-space"])
def test_every_table_can_be_shown(home: Path, key: str) -> None:
    told = run(home, "show", "BEL", "KAZ", key, "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["blocks"][0]["key"] == key


def test_a_region_gets_its_countrys_goods_and_is_told(home: Path) -> None:
    section = entrepot.open(home).pair("BE33", "KAZ").dossier("en", ("goods",)).section("goods")
    assert "Statistics are kept for countries" in plain(section.blocks[0].text)  # type: ignore[union-attr]


def test_what_is_not_known_changes_with_the_data(home: Path, tmp_path: Path) -> None:
    def told(folder: Path) -> str:
        section = entrepot.open(folder).pair("BEL", "KAZ").dossier("en", ("unknown",)).section("unknown")
        return " ".join(plain(item) for b in section.blocks if isinstance(b, Bullets) for item in b.items)

    assert "Which products are traded" in told(tmp_path)
    assert "Which products are traded" not in told(home)
    assert "tariffs" in told(home)


def test_python_verbs_answer_both_ways(home: Path) -> None:
    goods = entrepot.open(home).pair("BEL", "KAZ").trade.goods
    assert goods.course().table.rows()[-1]["value"] == pytest.approx(goods.untapped().actual.number)
    assert goods.back.products().seller.code == "KAZ"
    assert goods.fit().index.number > 0
    assert len(goods.relatedness()) == len(goods.back.relatedness()) == 40
    assert len(goods.swings(2019, 2021)) > 10
    assert len(goods.materials()) == 2
    assert goods.ranks().best == goods.ranks().table.rows()[0]["rank"]
