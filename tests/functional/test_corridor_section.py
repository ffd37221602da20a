"""The section on routes, from the layer that ships, for pairs of every kind, in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from entrepot.analyses.corridors import asking
from entrepot.analyses.corridors.answer import answer
from entrepot.cli.show import show
from entrepot.dossier.model import Bullets, Chart, Dossier, Map, Notice, Paragraph, Section, Table
from entrepot.workbench import Workbench

PAIRS = [
    ("BEL", "KAZ"),
    ("LUX", "TJK"),
    ("UZB", "KGZ"),
    ("BE33", "KAZ"),
    ("KAZ", "CHN"),
    ("MNG", "FRA"),
    ("JPN", "ARG"),
    ("FJI", "NZL"),
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("home"))


def ways(bench: Workbench, a: str, b: str, language: str = "en") -> Dossier:
    return bench.pair(a, b).dossier(language, ("corridors",))


def section(dossier: Dossier) -> Section:
    return dossier.section("corridors")


def table(dossier: Dossier, key: str) -> Table:
    return next(t for t in dossier.tables() if t.key == key)


def said(dossier: Dossier) -> list[str]:
    lines: list[Any] = []
    for block in section(dossier).blocks:
        if isinstance(block, Paragraph | Notice):
            lines.append(block.text)
        elif isinstance(block, Bullets):
            lines += block.items
    return ["".join(run.text for run in line) for line in lines]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_pair_has_its_ways_and_what_closes_them(bench: Workbench, pair: tuple[str, str]) -> None:
    dossier = ways(bench, *pair)
    rows = table(dossier, "routes").rows
    names = " ".join(row[0].text.lower() for row in rows)
    assert all(reason in names for reason in ("fastest", "cheapest", "greenest", "safest", "best balance"))
    assert len(table(dossier, "route-stages").rows) > 1
    assert any("is stood for by" in line for line in said(dossier))
    drawn = [b for b in section(dossier).blocks if isinstance(b, Map | Chart)]
    assert len(drawn) >= 3
    assert all(block.notes and block.alternative for block in drawn)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_french_says_the_same_in_french(bench: Workbench, pair: tuple[str, str]) -> None:
    english, french = (ways(bench, *pair, language) for language in ("en", "fr"))
    assert [type(b) for b in section(english).blocks] == [type(b) for b in section(french).blocks]
    values = [
        [cell.value for t in d.tables() for row in t.rows for cell in row if isinstance(cell.value, float)]
        for d in (english, french)
    ]
    assert values[0] == values[1]
    texts = [*said(french), *(note.text for note in french.notes)]
    texts += [cell.text for t in french.tables() for row in t.rows for cell in row]
    assert [text for text in texts if re.search(r"\b(the|of|and|with|by|without|days)\b", text)] == []


def test_numbers_are_those_that_the_command_tells(bench: Workbench) -> None:
    network = asking.network()
    told = answer(network, asking.question(network, "BEL", "KAZ"))
    rows = table(ways(bench, "BEL", "KAZ"), "routes").rows
    assert [row[3].value for row in rows] == [pytest.approx(r.usd.typical, abs=0.01) for r in told.routes]
    assert [row[6].value for row in rows] == [round(r.km) for r in told.routes]


def test_openstreetmap_is_named_with_its_licence_where_its_lines_are_used(bench: Workbench) -> None:
    sources = ways(bench, "BEL", "KAZ").sources
    (map_,) = [s for s in sources if s.publisher == "OpenStreetMap contributors"]
    assert "ODbL" in map_.licence


def test_a_region_starts_from_its_seat(bench: Workbench) -> None:
    assert any("Liège" in line and "seat" in line for line in said(ways(bench, "BE33", "KAZ")))


def test_for_a_group_members_are_named_and_nothing_is_searched(bench: Workbench) -> None:
    (line,) = said(ways(bench, "BEL", "CentralAsia"))
    assert "Kazakhstan" in line


def test_what_is_remembered_reads_as_what_was_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTREPOT_CACHE")
    first = Workbench(tmp_path).pair("KAZ", "CHN").dossier(only=("corridors",))
    again = Workbench(tmp_path).pair("KAZ", "CHN").dossier(only=("corridors",))
    assert first == again
    assert len(list((tmp_path / "cache" / "routes").iterdir())) == 1


def test_a_harmed_memory_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTREPOT_CACHE")
    first = Workbench(tmp_path).pair("UZB", "KGZ").dossier(only=("corridors",))
    (kept,) = (tmp_path / "cache" / "routes").iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert Workbench(tmp_path).pair("UZB", "KGZ").dossier(only=("corridors",)) == first


@pytest.mark.parametrize("key", ["routes", "route-stages", "resilience"])
def test_single_tables_are_shown_as_text_csv_and_json(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    assert bench.home is not None
    monkeypatch.setenv("ENTREPOT_HOME", str(bench.home))
    rows = len(table(ways(bench, "UZB", "KGZ"), key).rows)
    as_text, as_csv, as_json = (
        CliRunner().invoke(show, ["UZB", "KGZ", key, *option]) for option in ([], ["--csv"], ["--json"])
    )
    assert as_text.exit_code == as_csv.exit_code == as_json.exit_code == 0
    assert len(as_csv.stdout.splitlines()) == rows + 1
    assert len(json.loads(as_json.stdout)["blocks"][0]["rows"]) == rows
    assert re.search(r"\[\d+\]", as_text.stdout)


def test_the_workbench_answers_for_the_pair_as_the_section_does(bench: Workbench) -> None:
    told = bench.pair("UZB", "KGZ").corridors.routes()
    rows = table(ways(bench, "UZB", "KGZ"), "routes").rows
    assert [row[6].value for row in rows] == [round(route.km) for route in told.routes]
