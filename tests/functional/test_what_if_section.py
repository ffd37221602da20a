"""What would change, from the table, elasticities and corridors that ship: in the terminal and in Python."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.analyses.scenarios.account import remembering
from entrepot.cli.show import show
from entrepot.sources.scenarios import scenario
from entrepot.workbench import Workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("home"))


@pytest.fixture
def asked(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    monkeypatch.setenv("ENTREPOT_HOME", str(bench.home))
    return bench


def told(*words: str) -> Result:
    found = CliRunner().invoke(show, [*words])
    assert found.exit_code == 0, found.output
    return found


@pytest.mark.parametrize(("language", "word"), [("en", "nine of ten draws"), ("fr", "neuf tirages sur dix")])
def test_the_terminal_shows_the_section(asked: Workbench, language: str, word: str) -> None:
    output = told("BEL", "KAZ", "what-if", "--lang", language).output
    assert word in " ".join(output.split())
    assert "entrepot whatif russia-closed --pair BEL KAZ" in output


def test_the_tables_alone_are_shown_and_given_to_programs(asked: Workbench) -> None:
    found = json.loads(told("BEL", "KAZ", "scenario", "--json").output)
    tables = [block["key"] for block in found["blocks"] if block["kind"] == "table"]
    assert tables == ["scenario-1", "scenario-2", "scenario-3"]
    assert found["sources"]


def test_one_table_is_a_frame_with_its_notes(asked: Workbench) -> None:
    table = asked.pair("BEL", "KAZ").table("scenario-1")
    frame = table.frame()
    assert frame.height == 10
    assert "Real income, Kazakhstan" in frame.to_series(0).to_list()


def test_closing_russia_costs_both_and_the_interval_says_so(asked: Workbench) -> None:
    found = remembering.effects(asked.warehouse, scenario("russia-closed"))
    for code in ("KAZ", "BEL"):
        relative = found.incomes[code].relative
        assert relative is not None
        best, low, high = relative
        assert low < best < high < 0.0
    assert found.carried(["BEL"], ["KAZ"]) is not None


def test_what_is_remembered_is_not_worked_out_again(
    asked: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = scenario("eu-kazakhstan-agreement")
    first = remembering.effects(asked.warehouse, one)

    def never(*_asked: object) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr(remembering, "_worked_out", never)
    assert remembering.effects(asked.warehouse, one) is first
    kept = next((asked.warehouse.answers / "what-if").glob("*.json"), None)
    if kept is not None:  # another test of this process may have worked it out in its own home
        monkeypatch.setattr(remembering, "_known", {})
        assert kept.stat().st_size > 100_000


def test_another_release_or_other_code_is_another_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Enough(Exception):
        pass

    def count(*_asked: object) -> None:
        made.append("once")
        raise Enough

    bench = Workbench(tmp_path)
    monkeypatch.setattr(remembering, "_worked_out", count)
    monkeypatch.setattr(remembering, "_known", {})
    monkeypatch.setattr(remembering, "fingerprint", lambda: "other code")
    with pytest.raises(Enough):
        remembering.effects(bench.warehouse, scenario("suez-closed"))
    assert made == ["once"]


def test_a_table_is_printed_as_csv_with_bare_numbers(asked: Workbench) -> None:
    rows = list(csv.reader(io.StringIO(told("BEL", "KAZ", "scenario-1", "--csv").output)))
    income = next(row for row in rows if row[0].startswith("Real income, Kazakhstan"))
    assert float(income[2]) < 0.0


def test_places_outside_the_table_are_said_to_be_outside(asked: Workbench) -> None:
    output = " ".join(told("UZB", "KGZ", "what-if").output.split())
    assert "Not in the table: Uzbekistan, Kyrgyzstan." in output
