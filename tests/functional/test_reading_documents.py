"""A document is read, drafts are decided on, and only what somebody accepted is in the record."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot
from entrepot.metadata.errors import BadInput, Conflict, NoData, UsageError

TEXT = """French President Emmanuel Macron visited Vietnam in May 2024. During the visit, France and
Vietnam signed a memorandum of understanding on rail transport.
France pledged EUR 500 million for the Hanoi metro.
Vietnam does not have a consulate in Lyon.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def do(home: Path, *words: str, keys: str | None = None) -> Result:
    environment = {"ENTREPOT_HOME": str(home), "ENTREPOT_USER": "Ann", "NO_COLOR": "1"}
    return CliRunner().invoke(entrepot, list(words), env=environment, input=keys)


def told(home: Path, *words: str, keys: str | None = None) -> str:
    answer = do(home, *words, keys=keys)
    assert answer.exit_code == 0, answer.output or answer.exception
    return answer.stdout


def drafts(home: Path, news: Path) -> dict[str, dict]:
    """Drafts by kind and status: the last of each."""
    found = json.loads(told(home, "read", str(news), "--json"))
    return {f"{d['proposed']['kind']} {d['proposed']['status']}".strip(): d for d in found}


def own(home: Path) -> list[dict]:
    """What of the record does not ship."""
    found = json.loads(told(home, "record", "list", "--json"))
    return [said for said in found if not said["id"].startswith("D")]


def test_nothing_is_in_the_record_until_somebody_says_so(home: Path, news: Path) -> None:
    found = drafts(home, news)
    assert own(home) == []
    number = str(found["agreement signed"]["number"])
    assert "drafts accepted" in told(home, "drafts", "accept", "news.txt", number)
    (said,) = own(home)
    assert (said["kind"], said["status"], said["entered_by"]) == ("agreement", "signed", "Ann")
    assert said["places"] == ["FRA", "VNM"]
    shown = told(home, "record", "show", said["id"])
    assert "signed a memorandum of understanding" in " ".join(shown.split())
    told(home, "record", "undo", "2", "--why", "too quick")
    assert own(home) == []


def test_a_dry_run_keeps_nothing(home: Path, news: Path) -> None:
    answer = do(home, "read", str(news), "--dry-run")
    assert "visited Vietnam" in answer.stdout
    assert isinstance(do(home, "drafts", "list").exception, NoData)


def test_reading_again_neither_doubles_nor_forgets(home: Path, news: Path) -> None:
    found = drafts(home, news)
    told(home, "drafts", "reject", "news.txt", str(found["agreement signed"]["number"]), "--why", "no")
    waiting = json.loads(told(home, "drafts", "list", "--json"))
    again = drafts(home, news)
    assert len(again) == len(found)
    assert json.loads(told(home, "drafts", "list", "--json")) == waiting


def test_a_draft_is_corrected(home: Path, news: Path) -> None:
    number = str(drafts(home, news)["agreement signed"]["number"])
    words = ("drafts", "correct", "news.txt", number, "--set", "paraphrase.en=A rail memorandum was signed")
    told(home, *words, "--set", "topic=rail")
    (said,) = own(home)
    assert said["paraphrase"]["en"] == "A rail memorandum was signed"
    assert said["topic"] == "rail"
    assert said["quotes"][0]["sha256"]


def test_one_by_one_at_the_keyboard(home: Path, news: Path) -> None:
    drafts(home, news)
    waiting = json.loads(told(home, "drafts", "list", "--json"))
    keys = "a\nr\nnot so\nc\ncolour=red\n\nc\nstatus=signed\n\nq\n"
    answer = do(home, "drafts", "review", "news.txt", keys=keys)
    assert answer.exit_code == 0, answer.exception
    assert "no field colour" in answer.stderr
    left = json.loads(told(home, "drafts", "list", "--json"))
    assert len(left) == len(waiting) - 3
    assert len(own(home)) == 2
    decided = json.loads(told(home, "drafts", "list", "--decided", "--json"))
    assert [d["decision"] for d in decided[:3]] == ["accepted", "rejected", "corrected"]
    assert decided[1]["reason"] == "not so"


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_in_bulk_in_a_table(home: Path, news: Path, tmp_path: Path) -> None:
    drafts(home, news)
    path = tmp_path / "d.csv"
    told(home, "drafts", "export", "news.txt", "-o", str(path))
    rows = table(path)
    rows[0]["decision"] = "reject"
    rows[1] |= {"decision": "correct", "date": "2024-05-27"}
    rows[2]["decision"] = "accept"
    write(path, rows)
    assert "3 decisions" in told(home, "drafts", "apply", str(path), "--dry-run")
    assert own(home) == []
    assert "1 accepted, 1 corrected, 1 rejected" in told(home, "drafts", "apply", str(path))
    assert next(said["date"]["edtf"] for said in own(home) if said["date"]) == "2024-05-27"


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("decision", "perhaps", "line 3, column decision: “perhaps” is no decision"),
        ("number", "99", "line 3, column number: there is no draft 99"),
        ("date", "soon", "column decision: .*EDTF"),
    ],
)
def test_a_wrong_line_stops_the_whole_table(
    home: Path, news: Path, tmp_path: Path, column: str, value: str, message: str
) -> None:
    drafts(home, news)
    path = tmp_path / "d.csv"
    told(home, "drafts", "export", "-o", str(path))
    rows = table(path)
    rows[0]["decision"] = "accept"
    rows[1] |= {"decision": "correct", column: value}
    write(path, rows)
    answer = do(home, "drafts", "apply", str(path))
    assert isinstance(answer.exception, BadInput)
    with pytest.raises(BadInput, match=message):
        raise answer.exception
    assert own(home) == []


def test_accepting_what_was_changed_is_refused(home: Path, news: Path, tmp_path: Path) -> None:
    drafts(home, news)
    path = tmp_path / "d.csv"
    told(home, "drafts", "export", "-o", str(path))
    rows = table(path)
    rows[0] |= {"decision": "accept", "status": "in force"}
    write(path, rows)
    assert "status was changed" in str(do(home, "drafts", "apply", str(path)).exception)


@pytest.mark.parametrize(
    ("words", "kind", "message"),
    [
        (("accept", "news.txt"), UsageError, "which drafts"),
        (("accept", "news.txt", "99"), NoData, "no draft that waits with the number 99"),
        (("accept", "news.txt", "x"), UsageError, "x is no number"),
        (("accept", "other.txt", "1"), NoData, "There are drafts of: news.txt"),
        (("accept", "news.txt", "9-3"), UsageError, "below the first"),
    ],
)
def test_what_is_not_there_is_said(
    home: Path, news: Path, words: tuple[str, ...], kind: type[Exception], message: str
) -> None:
    drafts(home, news)
    answer = do(home, "drafts", *words)
    assert isinstance(answer.exception, kind)
    assert message in str(answer.exception)


def test_a_document_cannot_command_the_terminal(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("France\x1b[2J and Vietnam signed\x07 a treaty in 2020.\n", encoding="utf-8")
    shown = told(home, "read", str(path))
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_quotes_follow_to_a_new_version(home: Path, news: Path) -> None:
    number = str(drafts(home, news)["agreement signed"]["number"])
    told(home, "drafts", "accept", "news.txt", number)
    newer = news.with_name("newer.txt")
    newer.write_text("Corrected edition.\n\n" + TEXT, encoding="utf-8")
    dry = told(home, "record", "re-anchor", "news.txt", str(newer))
    assert "1 moved" in dry
    told(home, "record", "re-anchor", "news.txt", str(newer), "--store", "--why", "new edition")
    (said,) = own(home)
    assert "newer.txt" in told(home, "record", "show", said["id"])
    assert said["revision"] == 2


def test_a_draft_is_decided_on_anew_once_its_change_was_taken_back(home: Path, news: Path) -> None:
    number = str(drafts(home, news)["agreement signed"]["number"])
    made = json.loads(told(home, "drafts", "accept", "news.txt", number, "--json"))
    refused = do(home, "drafts", "reopen", "news.txt", number)
    assert isinstance(refused.exception, Conflict)
    assert "retract it first" in str(refused.exception)
    told(home, "record", "undo", str(made["change"]["number"]), "--why", "too soon")
    assert own(home) == []
    assert "1 drafts reopened" in told(home, "drafts", "reopen", "news.txt", number)
    told(home, "drafts", "accept", "news.txt", number)
    assert len(own(home)) == 1
