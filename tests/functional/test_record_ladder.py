"""How far things got, and what share of them, asked as a user asks it."""

import csv
import io
import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def ask(home: Path, words: str) -> Result:
    return CliRunner().invoke(
        entrepot, ["record", *shlex.split(words)], env={"ENTREPOT_HOME": str(home), "NO_COLOR": "1"}
    )


def test_a_ladder_tells_what_is_certain_and_what_is_possible(home: Path) -> None:
    answer = ask(home, "ladder BEL KAZ --on 2015-01-01")
    assert answer.exit_code == 0
    [customs] = [line for line in answer.stdout.splitlines() if "exchange customs" in line]
    assert "negotiated, signed?, in force?" in customs
    assert "in force? 2010-10/.. (some of 4)" in customs
    assert "[1] D3-AGR-001" in answer.stdout
    assert "talk only" in answer.stdout


def test_a_day_is_looked_at_as_it_was(home: Path) -> None:
    before = json.loads(ask(home, "ladder LUX KAZ --on 2012-04-30 --json").stdout)
    after = json.loads(ask(home, "ladder LUX KAZ --on 2012-05-31 --json").stdout)
    stood = [{c["id"]: c["stands_at"] for c in told["climbs"]}["D3-AGR-013"] for told in (before, after)]
    assert stood == ["unknown", "signed"]
    [plan] = [c for c in after["climbs"] if c["id"] == "D3-COM-013"]
    assert plan["possibly"] == ["announced", "agreed"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("--topic nuclear", {"D3-AGR-008"}),
        ("--party 'Court of Audit'", {"D3-AGR-011"}),
        ("--period 1998", {"D3-AGR-001", "D3-AGR-002"}),
    ],
)
def test_options_choose(home: Path, options: str, ids: set[str]) -> None:
    told = json.loads(ask(home, f"ladder BEL KAZ {options} --json").stdout)
    found = {climb["id"] for climb in told["climbs"] if climb["launch"]["earliest"]}
    assert found == ids


def test_steps_as_csv_carry_their_statement(home: Path) -> None:
    answer = ask(home, "ladder BEL KAZ --csv")
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    [force] = [r for r in rows if (r["id"], r["step"]) == ("D3-AGR-007", "in force")]
    assert (force["certainty"], force["statement"], force["quantifier"]) == ("possible", "D3-AGR-010", "some")
    [signed] = [r for r in rows if (r["id"], r["step"]) == ("D3-AGR-007", "signed")]
    assert signed["implied_by"] == "in force"


def test_follow_through_of_a_pair(home: Path) -> None:
    answer = ask(home, "follow-through BEL KAZ --on 2015-01-01")
    assert answer.exit_code == 0
    [force] = [line for line in answer.stdout.splitlines() if line.startswith("in force ")]
    assert force.split() == ["in", "force", "1", "to", "4", "7", "14", "to", "57", "%"]
    [renewed] = [line for line in answer.stdout.splitlines() if line.startswith("renewed ")]
    assert renewed.endswith("none told")
    assert "Only talked about" in answer.stdout
    assert "does not say that it was not made" in answer.stderr


def test_follow_through_by_pair_as_csv_and_json(home: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(home, "follow-through --by pair --on 2015 --csv").stdout)))
    [row] = [r for r in rows if (r["for"], r["ladder"], r["step"]) == ("BEL-KAZ", "agreement", "in force")]
    assert (row["of"], row["at_least"], row["at_most"], row["groups"]) == ("7", "1", "4", "D3-AGR-010")
    told = ask(home, "follow-through --by pair --on 2015 --json")
    assert "Infinity" not in told.stdout
    keys = {line["key"] for line in json.loads(told.stdout)["lines"]}
    assert {"BEL-KAZ", "KAZ-LUX", "EU27-KAZ"} <= keys


def test_grace_makes_young(home: Path) -> None:
    told = json.loads(ask(home, "follow-through LUX KAZ --on 2012-12-31 --grace 12 --json").stdout)
    [line] = [line for line in told["lines"] if line["ladder"] == "agreement"]
    assert line["too_young"] == ["D3-AGR-013"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("follow-through BEL", 2, "no place or two"),
        ("follow-through --by moon", 2, "not one of"),
        ("follow-through --grace -1", 2, "grace"),
        ("follow-through --period soon", 2, "--period"),
        ("follow-through --on never", 2, "is no day"),
        ("ladder BEL KAZ --party Luxemborg", 2, "Did you mean"),
        ("ladder BEL BEL", 2, "twice"),
        ("ladder FRA KAZ", 4, "no statement"),
        ("ladder BEL KAZ --topic zebra", 4, "that fits"),
    ],
)
def test_what_cannot_be_answered_is_said(home: Path, words: str, code: int, told: str) -> None:
    answer = ask(home, words)
    # What `main` makes the exit code of and prints.
    assert getattr(answer.exception, "exit_code", answer.exit_code) == code
    assert told in f"{answer.exception} {answer.stderr}"
