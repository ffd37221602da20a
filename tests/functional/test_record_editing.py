"""The record edited from the command line: every change signed, kept, shown and taken back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot
from entrepot.metadata.errors import BadInput, Conflict, NoData, UsageError

ID = "D3-AGR-001"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def do(home: Path, *words: str, who: str = "Ann") -> Result:
    environment = {"ENTREPOT_HOME": str(home), "ENTREPOT_USER": who, "NO_COLOR": "1"}
    return CliRunner().invoke(entrepot, ["record", *words], env=environment)


def told(home: Path, *words: str, who: str = "Ann") -> str:
    answer = do(home, *words, who=who)
    assert answer.exit_code == 0, answer.output or answer.exception
    return answer.stdout


def now(home: Path, identifier: str = ID) -> dict[str, object]:
    (found,) = json.loads(told(home, "show", identifier, "--json"))
    return dict(found)


def test_a_correction_is_signed_and_taken_back(home: Path) -> None:
    assert "is corrected" in told(home, "correct", ID, "--set", "status=signed", "--why", "the minutes")
    assert now(home)["status"] == "signed"
    history = told(home, "history", ID)
    assert "correct, change 2, Ann" in history
    assert "status: concluded → signed" in history
    assert "taken back" in told(home, "undo", "2", "--why", "a mistake")
    assert now(home)["status"] == "concluded"
    assert len(json.loads(told(home, "history", ID, "--json"))) == 3


def test_an_edit_of_what_somebody_else_changed_is_refused(home: Path) -> None:
    told(home, "correct", ID, "--set", "status=signed", "--why", "x", who="Bob")
    answer = do(home, "correct", ID, "--set", "topic=y", "--based-on", "1", "--why", "z")
    assert isinstance(answer.exception, Conflict)
    assert answer.exception.who == "Bob"
    assert now(home)["topic"] != "y"


def test_a_dispute_stays_in_sight_until_it_is_settled(home: Path) -> None:
    told(home, "dispute", ID, "--why", "no such text")
    assert now(home)["standing"] == "disputed"
    assert "no such text" in told(home, "show", ID)
    told(home, "settle", ID, "--why", "found it")
    assert now(home)["standing"] == ""


def test_what_is_retracted_is_out_of_every_answer_and_can_come_back(home: Path) -> None:
    told(home, "retract", ID, "--why", "twice")
    assert ID not in told(home, "list", "--kind", "agreement")
    assert now(home)["standing"] == "retracted"
    told(home, "restore", ID, "--why", "not twice")
    assert ID in told(home, "list", "--kind", "agreement")


def test_a_statement_entered_by_hand_has_its_quote(home: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Ann arrived in Astana.\nShe met nobody.\n", encoding="utf-8")
    words = ("add", "event", "Ann went to Astana", "--subject", "Ann", "--places", "Luik, Kasachstan")
    more = ("--date", "2026-11", "--parties", "Ann: visitor", "--quote", str(report), "arrived in Astana")
    answer = json.loads(told(home, *words, *more, "--why", "report", "--json"))
    found = now(home, answer["id"])
    assert found["places"] == ["BE33", "KAZ"]
    assert found["entered_by"] == "Ann"
    (quote,) = found["quotes"]  # type: ignore[misc]
    assert (quote["start"], quote["end"], quote["first_line"]) == (4, 21, 1)
    assert "report.txt" in told(home, "show", answer["id"])


def test_two_become_one_and_one_becomes_two(home: Path, tmp_path: Path) -> None:
    told(home, "merge", ID, "D3-AGR-002", "--why", "one text")
    assert "merged into D3-AGR-001" in told(home, "show", "D3-AGR-002")
    parts = tmp_path / "parts.yml"
    told(home, "export", "-o", str(parts), "--ids", ID)
    text = parts.read_text(encoding="utf-8")
    head, _, body = text.partition("statements:\n")
    one, two = (body.replace(f"id: {ID}", f"id: P{n}") for n in (1, 2))
    parts.write_text(f"{head}statements:\n{one}{two}", encoding="utf-8")
    assert "became P1, P2" in told(home, "split", ID, str(parts), "--why", "two texts")
    assert now(home, "P2")["kind"] == "agreement"
    assert now(home)["standing"] == "split"


@pytest.mark.parametrize("name", ["some.yml", "some.csv", "some.xlsx", "some.zip", "some"])
def test_a_part_goes_out_is_corrected_and_comes_back(home: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    told(home, "export", "-o", str(path), "--kind", "fdi")
    same = told(home, "load", str(path), "--corrections", "--dry-run")
    assert "nothing changes" in same


def test_a_dry_run_shows_and_changes_nothing(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    told(home, "export", "-o", str(path), "--ids", ID)
    path.write_text(path.read_text(encoding="utf-8").replace("concluded,", "signed,"), encoding="utf-8")
    dry = told(home, "load", str(path), "--dry-run")
    assert "status: concluded → signed" in dry
    assert "1 corrected" in dry
    assert now(home)["status"] == "concluded"
    told(home, "load", str(path), "--why", "checked")
    assert now(home)["status"] == "signed"
    assert "checked" in told(home, "changes")


def test_what_was_changed_meanwhile_is_not_overwritten_by_a_table(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    told(home, "export", "-o", str(path), "--ids", ID)
    told(home, "correct", ID, "--set", "topic=mine", "--why", "x", who="Bob")
    answer = do(home, "load", str(path))
    assert isinstance(answer.exception, Conflict)
    assert now(home)["topic"] == "mine"


def test_then_and_now(home: Path) -> None:
    told(home, "retract", "D3-AGR-002", "--why", "x")
    told(home, "correct", ID, "--set", "status=signed", "--why", "x")
    told(home, "correct", ID, "--set", "status=concluded", "--why", "y")
    assert told(home, "difference", "--since", "1") == "retract   D3-AGR-002\n1 retracted.\n"
    assert told(home, "difference", "--since", "2") == "Nothing differs.\n"
    assert len(json.loads(told(home, "changes", "--since", "1", "--json"))) == 3
    assert len(json.loads(told(home, "changes", "--place", "UZB", "--json"))) == 1


@pytest.mark.parametrize("name", ["a.ics", "a.geojson", "a.jsonld", "a.ftm", "a.db"])
def test_it_goes_elsewhere(home: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    answer = do(home, "export", "-o", str(path), "--place", "KAZ")
    assert answer.exit_code == 0, answer.exception
    assert path.stat().st_size > 1000
    assert "statements to" in answer.stderr


def test_a_form_nobody_knows(home: Path, tmp_path: Path) -> None:
    answer = do(home, "export", "-o", str(tmp_path / "a.pptx"))
    assert isinstance(answer.exception, UsageError)
    assert ".geojson" in str(answer.exception)


def test_a_private_contact_leaves_only_when_asked_for_and_logged(home: Path, tmp_path: Path) -> None:
    words = ("contact", "Zoé Quidam can be reached", "--subject", "Zoé Quidam", "--set", "private=yes")
    told(home, "add", *words, "--set", "attributes.phone=+3242210000", "--why", "card")
    path = tmp_path / "all.yml"
    told(home, "export", "-o", str(path))
    assert "Quidam" not in path.read_text(encoding="utf-8")
    assert "Quidam" not in told(home, "list")
    told(home, "export", "-o", str(path), "--with-private", "mission list")
    assert "Quidam" in path.read_text(encoding="utf-8")
    assert "mission list" in told(home, "accesses")
    answer = do(home, "erase", "Zoé Quidam", "--why", "her request", "--yes")
    assert answer.exit_code == 0, answer.exception
    assert b"Quidam" not in b"".join(f.read_bytes() for f in home.rglob("*") if f.is_file())


def test_a_backup_is_put_back(home: Path, tmp_path: Path) -> None:
    told(home, "correct", ID, "--set", "status=signed", "--why", "x")
    kept = tmp_path / "kept.db"
    assert "357 statements and 2 changes" in told(home, "backup", str(kept))
    told(home, "retract", ID, "--why", "y")
    assert isinstance(do(home, "recover", str(kept)).exception, UsageError)
    told(home, "recover", str(kept), "--replace")
    assert now(home)["status"] == "signed"
    told(tmp_path / "another", "recover", str(kept))
    assert now(tmp_path / "another")["status"] == "signed"


def test_search_finds_without_accents_and_across_alphabets(home: Path) -> None:
    for words in ("Liège", "liege", "Льеж", "Luik", "lieg*"):
        assert "Hervé Jamar" in told(home, "search", words, "--kind", "actor"), words
    assert len(json.loads(told(home, "search", "jamar", "--json"))) > 2


def test_the_editor_is_held_to_the_rules_of_a_pack(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.edit", lambda text, extension: text.replace("concluded\n", "signed\n"))
    told(home, "correct", ID, "--why", "x")
    assert now(home)["status"] == "signed"
    monkeypatch.setattr("click.edit", lambda text, extension: text.replace("kind: agreement", "kind: wish"))
    answer = do(home, "correct", ID, "--why", "x")
    assert "unknown kind 'wish'" in str(answer.exception)
    monkeypatch.setattr("click.edit", lambda text, extension: None)
    assert "without saving" in str(do(home, "correct", ID, "--why", "x").exception)


def test_a_brief_remembers_how_the_record_stood(home: Path, tmp_path: Path) -> None:
    environment = {"ENTREPOT_HOME": str(home), "ENTREPOT_USER": "Ann", "NO_COLOR": "1"}
    words = ["brief", "LUX", "TJK", "-o", str(tmp_path / "b.json")]
    first = CliRunner().invoke(entrepot, words, env=environment)
    assert "since the last brief" not in first.stderr
    told(home, "retract", ID, "--why", "x")
    again = CliRunner().invoke(entrepot, words, env=environment)
    assert "1 change of the record since the last brief of this pair" in again.stderr
    assert "--since change:1" in again.stderr
    assert "retract" in told(home, "difference", "--since", "change:1")
    assert told(home, "difference", "--since", "brief LUX TJK") == "Nothing differs.\n"


def test_a_contact_is_private_unless_somebody_insists_and_then_refused(home: Path, tmp_path: Path) -> None:
    words = ("contact", "How Dana can be reached", "--subject", "Dana Example", "--why", "card")
    told(home, "add", *words, "--set", "attributes.email=dana@example.org", "--id", "c-1")
    shown = told(home, "show", "c-1", "--with-private", "test")
    assert "personal data beyond a public role" in shown
    assert "email: dana@example.org" in " ".join(shown.split())
    assert "c-1" not in told(home, "list", "--kind", "actor")
    assert isinstance(do(home, "add", *words, "--set", "private=no").exception, BadInput)
    told(home, "export", "-o", str(tmp_path / "c.yml"), "--with-private", "test")
    text = (tmp_path / "c.yml").read_text(encoding="utf-8")
    (tmp_path / "c.yml").write_text(text.replace("private: true", "private: false"), encoding="utf-8")
    refused = do(home, "load", str(tmp_path / "c.yml"), "--corrections").exception
    assert "a contact is personal data" in str(refused)


def test_the_list_and_a_statement_as_they_were(home: Path) -> None:
    told(home, "correct", ID, "--set", "topic=other", "--why", "the minutes")
    assert "topic     other" in told(home, "show", ID)
    assert "topic     other" not in told(home, "show", ID, "--as-of", "change:1")
    told(home, "retract", ID, "--why", "entered twice")
    assert ID not in told(home, "list", "--kind", "agreement")
    assert ID in told(home, "list", "--kind", "agreement", "--as-of", "change:2")
    assert isinstance(do(home, "show", ID, "--as-of", "1999").exception, NoData)


def test_a_new_record_is_for_its_user_alone(home: Path) -> None:
    told(home, "list")
    assert (home / "record.db").stat().st_mode & 0o077 == 0


def test_a_character_that_no_server_keeps_is_refused_before_anything_is_stored(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "some.csv"
    told(home, "export", "-o", str(path), "--ids", ID)
    path.write_text(path.read_text(encoding="utf-8").replace("concluded,", "conclu\0ded,"), encoding="utf-8")
    answer = do(home, "load", str(path), "--dry-run")
    assert "line 2: holds the character NUL" in str(answer.exception)


def test_a_change_that_never_was_is_no_moment(home: Path) -> None:
    answer = do(home, "list", "--as-of", "change:99")
    assert "no change 99; its last is 1" in str(answer.exception)


def test_what_is_private_is_shown_for_a_reason_and_the_log_keeps_it(home: Path) -> None:
    words = ("contact", "How Dana can be reached", "--subject", "Dana Example", "--id", "c-1")
    told(home, "add", *words, "--set", "attributes.role=Buyer", "--why", "card")
    for refused in (("show", "c-1"), ("show", ID, "c-1", "--json"), ("history", "c-1")):
        answer = do(home, *refused)
        assert isinstance(answer.exception, UsageError)
        assert "c-1: private" in str(answer.exception)
        assert "--with-private WHY" in str(answer.exception)
        assert "Dana" not in answer.output
    assert json.loads(told(home, "accesses", "--json")) == []
    told(home, "show", ID, "--with-private", "nothing private is in it")
    assert json.loads(told(home, "accesses", "--json")) == []
    assert "Dana" in told(home, "show", "c-1", "--with-private", "the fair", "--as", "Bob")
    assert len(json.loads(told(home, "history", "c-1", "--with-private", "the fair", "--json"))) == 1
    first, second = json.loads(told(home, "accesses", "--json"))
    assert (first["who"], first["why"], second["who"]) == ("Bob", "the fair", "Ann")
    assert first["what"] == "looked at private statements: c-1"


def test_what_was_or_became_private_is_private_at_every_moment(home: Path) -> None:
    told(home, "correct", ID, "--set", "private=yes", "--why", "a person")
    for words in (("show", ID, "--as-of", "change:1"), ("show", ID), ("history", ID)):
        assert isinstance(do(home, *words).exception, UsageError)
    told(home, "correct", ID, "--set", "private=no", "--why", "a public role")
    assert told(home, "show", ID)
    assert isinstance(do(home, "show", ID, "--as-of", "change:2").exception, UsageError)
