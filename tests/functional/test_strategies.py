"""A strategy monitored from the command line, by what is on record and by what people judge."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot
from entrepot.metadata.errors import UsageError

NAME = "eu-central-asia-2019"
AIM = "prosperity/connectivity"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def do(home: Path, *words: str, who: str = "Ann") -> Result:
    environment = {"ENTREPOT_HOME": str(home), "ENTREPOT_USER": who, "NO_COLOR": "1"}
    return CliRunner().invoke(entrepot, ["strategy", *words], env=environment)


def told(home: Path, *words: str, who: str = "Ann") -> str:
    answer = do(home, *words, who=who)
    assert answer.exit_code == 0, answer.output or answer.exception
    return answer.stdout


def score(home: Path, *words: str, aim: str = AIM) -> dict:
    card = json.loads(told(home, "score", NAME, "--on", "2025-12", *words, "--json"))
    return next(each for each in card["objectives"] if each["objective"] == aim)


def test_what_ships_is_listed_and_shown(home: Path) -> None:
    assert NAME in told(home, "list")
    shown = told(home, "show", NAME, "--lang", "fr")
    assert "Connectivité durable" in shown
    assert f"({NAME}/{AIM})" in shown


def test_activity_stands_apart_from_results_and_is_only_matched(home: Path) -> None:
    found = score(home)
    assert found["state"] == "activity, no result on record"
    assert len(found["activity"]) == 3
    assert not any(each["linked"] for each in found["activity"])
    assert "matched" in told(home, "score", NAME, "--on", "2025-12", "--evidence")


def test_judgements_dissent_and_links(home: Path) -> None:
    told(home, "assess", NAME, AIM, "on track", "--why", "three flights a week")
    (first,) = score(home, "--on", "2100")["judgements"]
    words = ("assess", NAME, AIM, "behind", "--why", "no contract", "--dissents-from", first["statement"])
    told(home, *words, who="Bob")
    found = score(home, "--on", "2100")
    assert found["rating"] == "behind"
    assert len(found["dissent"]) == 2
    assert "(dissent)" in told(home, "score", NAME)
    told(home, "link", NAME, AIM, "D0-EVT-001", "--indicator", "links", "--why", "it opened a line")
    (result,) = score(home)["results"]
    assert (result["statement"], result["linked"], result["indicator"]) == ("D0-EVT-001", True, "links")


def test_who_has_to_do_what_next(home: Path) -> None:
    words = ("task", NAME, AIM, "AWEX", "Ask for the slots", "--due", "2025-10", "--why", "meeting", "--json")
    identifier = json.loads(told(home, *words))["id"]
    assert "overdue 2025-10-31: AWEX: Ask for the slots" in told(home, "next", NAME, "--on", "2025-12-01")
    assert "ahead" in told(home, "next", NAME, "--on", "2025-01-01")
    told(home, "done", identifier, "--why", "answered")
    assert "Ask for the slots" not in told(home, "next", NAME, "--on", "2025-12-01")
    assert isinstance(do(home, "done", "D0-EVT-001", "--why", "x").exception, UsageError)


def test_what_changed_between_two_days(home: Path) -> None:
    changed = told(home, "changes", "eu-central-asia-2007", "--since", "2009", "--until", "2012")
    assert "Energy and transport links" in changed
    assert "D3-" in changed
    answer = do(home, "changes", NAME, "--since", "2025", "--until", "2024")
    assert "does not lie before" in str(answer.exception)


def test_one_members_part(home: Path) -> None:
    everyone = score(home, aim="prosperity")
    part = score(home, "--of", "LUX", aim="prosperity")
    assert len(part["activity"]) < len(everyone["activity"])


def test_a_target_is_set_against_the_figures_on_record(home: Path) -> None:
    plan = str(Path(__file__).parents[2] / "examples" / "plan" / "plan.yml")
    words = ("score", plan, "--on", "2027-03")
    target = "Trains that ran (target: 24 trains by 2027-12)"
    assert f"Target of logistics: {target}: not measured" in " ".join(told(home, *words).split())
    for month, trains in (("2026-05", 3), ("2026-11", 12)):
        fields = ("--set", f"amount={trains} trains", "--date", month, "--places", "KAZ")
        add = ("record", "add", "statistic", "Trains ran", "--subject", "A", "--why", "x", *fields)
        assert CliRunner().invoke(entrepot, add, env={"ENTREPOT_HOME": str(home)}).exit_code == 0
    assert f"{target}: 12 to 15 told of, not reached on record" in " ".join(told(home, *words).split())
    (reach,) = json.loads(told(home, *words, "--json"))["objectives"][0]["targets"]
    assert (reach["reached"], reach["overdue"]) == ({"low": 12, "high": 15}, False)
    assert "12 to 15 told of" in told(home, *words, "--csv").splitlines()[1]
    late = " ".join(told(home, "score", plan, "--on", "2028-03").split())
    assert "not reached on record, and the time is over" in late


def test_the_table_behind_it(home: Path) -> None:
    lines = told(home, "score", NAME, "--csv").splitlines()
    assert lines[0].startswith("objective,title,on_record,activity,results,linked")
    assert len(lines) == 13


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("score", "eu-centralasia-2019"), "Did you mean eu-central-asia-2019"),
        (("assess", NAME, "connectivity", "behind", "--why", "x"), "Did you mean prosperity/connectivity"),
        (("link", NAME, AIM, "D0-EVT-001", "--indicator", "x", "--why", "x"), "it has: plans, links"),
    ],
)
def test_what_is_mistyped_is_told(home: Path, words: tuple[str, ...], message: str) -> None:
    assert message in str(do(home, *words).exception)
