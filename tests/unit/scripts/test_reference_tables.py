"""The page of the tables holds every table that a reader can give, and says columns that repeat only once."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def page() -> str:
    code = "from reference_tables import tables_page; print(tables_page())"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "scripts", capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    "name",
    [
        "baci_<revision>.flows",
        "baci_<revision>.economies",
        "eurostat_comext.flows",
        "un_comtrade.service_aggregates",
        "<dataset>.observations",
        "imf_dip.positions",
        "cepii_gravity.pairs",
        "concordance_<from>_<to>.links",
        "oecd_icio.flows",
        "cia_factbook.facts",
    ],
)
def test_a_table_has_its_heading_and_stands_in_the_contents(page: str, name: str) -> None:
    assert page.count(f"\n### `{name}`\n") == 1
    assert f"`{name}`" in page.partition("\n## ")[0]


def test_every_module_that_declares_tables_is_on_the_page(page: str) -> None:
    declaring = [
        file
        for file in (ROOT / "src/entrepot/metadata").glob("*.py")
        if "Table(\n" in file.read_text("utf-8")
    ]
    assert len(declaring) >= 7
    for file in declaring:
        meanings = re.findall(r'Table\(\n\s+f?"[^"]+",\n\s+f?"([^"{(]{25,})', file.read_text("utf-8"))
        for meaning in meanings:
            assert meaning.strip() in page, f"{file.name}: {meaning}"


def test_columns_that_come_again_are_named_once(page: str) -> None:
    told = page.partition("### `eurostat_comext.aggregates`")[2].partition("###")[0]
    assert "The columns are those of `eurostat_comext.flows`." in told
    assert "|" not in told
