"""`entrepot whatif parts|compare|sensitivity|break-even`, as a user sees them, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from entrepot.cli.whatif import whatif
from entrepot.metadata.errors import BadInput, PlaceError, UsageError
from io_table_files import drawn, square

MINE = """\
name: mine
title: {en: Cheaper and freer}
parts:
  - name: cheaper
    cost: {between: [BEL], and: [KAZ], industries: goods, change: [-8%, -5%, -2%]}
  - name: duty
    tariff: {from: KAZ, to: BEL, industries: goods, before: 10%, after: 0%}
"""
OTHER = """\
name: other
title: {en: A deal}
parts:
  - name: deal
    agreement: {between: [BEL], and: [KAZ], industries: goods, effect: {value: 0.5, se: 0.1}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yml").write_text(MINE)
    (tmp_path / "other.yml").write_text(OTHER)
    square(drawn(("BEL", "CHN", "KAZ"), ("A01", "C20", "K")), tmp_path / "table.csv")
    return tmp_path


def asked(*words: str) -> Result:
    return CliRunner().invoke(whatif, [*words, "--table", "table.csv"], catch_exceptions=False)


def as_json(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked(*words, "--json").stdout)
    return found


def test_parts_add_up_to_what_the_run_says() -> None:
    told = asked("parts", "mine.yml", "--pair", "BEL", "Kazakhstan")
    assert told.exit_code == 0
    assert "Sales of goods, BEL to KAZ" in told.stdout
    assert "lost without" in told.stdout
    assert "Shapley" in told.stderr
    rows = as_json("parts", "mine.yml")["economies"]["rows"]
    kaz = {row["part"]: row["real_income"] for row in rows if row["economy"] == "KAZ"}
    assert kaz["cheaper"] + kaz["duty"] == pytest.approx(kaz["(all)"], abs=1e-9)
    run = as_json("run", "mine.yml", "--draws", "0")["economies"]["rows"]
    assert next(row["real_income"] for row in run if row["economy"] == "KAZ") == pytest.approx(kaz["(all)"])


def test_parts_as_csv_of_economies_and_of_the_pair() -> None:
    rows = list(csv.DictReader(io.StringIO(asked("parts", "mine.yml", "--csv").stdout)))
    assert len(rows) == 3 * 3
    pair = list(
        csv.DictReader(io.StringIO(asked("parts", "mine.yml", "--pair", "BEL", "KAZ", "--csv").stdout))
    )
    assert [row["part"] for row in pair[:3]] == ["cheaper", "duty", "(all)"]


def test_scenarios_stand_side_by_side() -> None:
    told = asked("compare", "mine.yml", "other.yml", "--pair", "BEL", "KAZ", "--draws", "10")
    assert "Cheaper and freer / A deal" in told.stdout
    assert "mine" in told.stdout
    assert " to " in told.stdout
    assert "World" in told.stdout
    assert "nine of ten" in told.stderr
    found = as_json("compare", "mine.yml", "other.yml", "--pair", "BEL", "KAZ")
    assert found["scenarios"] == {"mine": "Cheaper and freer", "other": "A deal"}
    assert {row["scenario"] for row in found["flows"][0]["industries"]["rows"]} == {"mine", "other"}
    rows = list(csv.DictReader(io.StringIO(asked("compare", "mine.yml", "other.yml", "--csv").stdout)))
    assert len(rows) == 6


def test_what_the_answer_hangs_on() -> None:
    told = asked("sensitivity", "other.yml", "--of", "real-income:Kazakhstan")
    assert "Real income of Kazakhstan" in told.stdout
    assert "part deal" in told.stdout
    found = as_json("sensitivity", "other.yml", "--pair", "BEL", "KAZ")
    assert found["of"] == "sales:BEL:KAZ"
    swings = [row["swing"] for row in found["doubts"]["rows"]]
    assert swings == sorted(swings, reverse=True)
    rows = list(
        csv.DictReader(io.StringIO(asked("sensitivity", "other.yml", "--of", "exports:BEL", "--csv").stdout))
    )
    assert {"deficits", "elasticities", "all elasticities", "part deal"} == {row["doubt"] for row in rows}


def test_what_a_goal_takes() -> None:
    told = asked("break-even", "mine.yml", "--goal", "sales:Belgium:Kazakhstan +40%", "--part", "cheaper")
    assert "the goal is reached at" in told.stdout
    assert "costs of trade" in told.stdout
    found = as_json("break-even", "mine.yml", "--goal", "sales:BEL:KAZ +40%", "--part", "cheaper")
    assert found["reached"]
    assert found["nearest"]["value"] == pytest.approx(40.0, abs=1e-3)
    assert found["network"] is None
    assert found["needs"][0]["needed"]["quality"] == "modelled"
    far = as_json("break-even", "mine.yml", "--goal", "sales:KAZ:BEL +900%", "--part", "duty")
    assert not far["reached"]
    assert "no duty is left" in far["ended"]
    rows = csv.DictReader(
        io.StringIO(asked("break-even", "other.yml", "--goal", "exports:BEL +1%", "--csv").stdout)
    )
    assert next(float(row["strength"]) for row in rows) == 0.0


@pytest.mark.parametrize(
    ("words", "error", "problem"),
    [
        (("break-even", "mine.yml", "--goal", "exprots:BEL +10%"), UsageError, "Did you mean exports"),
        (("break-even", "mine.yml", "--goal", "exports:BEL -10%"), UsageError, "wrong sign"),
        (("break-even", "mine.yml", "--goal", "exports:BEL"), UsageError, "is no goal"),
        (("break-even", "mine.yml", "--goal", "exports:Atlantis9 +1%"), PlaceError, "Atlantis9"),
        (("break-even", "mine.yml", "--goal", "exports:GEO +1%"), UsageError, "Georgia"),
        (
            ("break-even", "mine.yml", "--goal", "exports:BEL +1%", "--part", "x"),
            UsageError,
            "It has: cheaper",
        ),
        (("sensitivity", "mine.yml"), UsageError, "Name one number"),
        (
            ("sensitivity", "mine.yml", "--pair", "BEL", "KAZ", "--of", "exports:BEL"),
            UsageError,
            "one number",
        ),
        (("sensitivity", "mine.yml", "--of", "wages:BEL"), UsageError, "no number of an answer"),
        (("compare", "mine.yml"), UsageError, "two scenarios"),
        (("compare", "mine.yml", "mine.yml"), UsageError, "name them apart"),
        (("compare", "mine.yml", "khorgos-halvd"), UsageError, "Did you mean khorgos-halved"),
        (("parts", "mine.yml", "--pair", "BEL", "BEL"), UsageError, "name two"),
        (("parts", "table.csv"), BadInput, "table.csv"),
        (("parts", "mine.yml", "--csv", "--json"), UsageError, "take one"),
    ],
)
def test_what_makes_no_sense_is_refused(words: tuple[str, ...], error: type[Exception], problem: str) -> None:
    with pytest.raises(error, match=problem):
        asked(*words)


@pytest.mark.parametrize("command", ["parts", "compare", "sensitivity", "break-even"])
def test_help_has_an_example(command: str) -> None:
    told = CliRunner().invoke(whatif, [command, "--help"])
    assert told.exit_code == 0
    assert f"entrepot whatif {command}" in told.stdout
