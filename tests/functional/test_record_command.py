"""`entrepot record`: what a user sees, with and without the documents."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from entrepot.cli.record import record
from entrepot.metadata.errors import BadInput, NoData, WrongDocument
from entrepot.metadata.statement import Statement
from entrepot.store.record import Record
from sample_pack import PACK, TEXT, VISIT, document, quote, write


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as it is after the first use."""
    folder = tmp_path_factory.mktemp("fresh")
    Record.open(folder)
    return folder


@pytest.fixture(autouse=True)
def home(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of one's own for every test."""
    shutil.copytree(fresh, tmp_path / "home")
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """The small pack is loaded; this is the document it was read from."""
    said("load", str(write(tmp_path)))
    path = tmp_path / "my letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def said(*arguments: str) -> str:
    """Standard output of a command that succeeds."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def run(*arguments: str) -> Result:
    return CliRunner().invoke(record, arguments, catch_exceptions=False)


def test_a_list_of_what_concerns_two_places() -> None:
    lines = said("list", "--place", "Luxemburg", "--place", "TJK", "--kind", "aid").splitlines()
    assert re.fullmatch(r"id +kind +date +statement", lines[0])
    assert [line.split()[0] for line in lines[2:]] == ["D3-AID-004", "D3-AID-013"]
    assert "Luxembourg: EUR 688,000 to Caritas Luxembourg" in lines[3]


def test_a_list_in_french() -> None:
    assert "Le Luxembourg n’a pas d’ambassade" in said("list", "--kind", "institution", "--lang", "fr")


def test_a_list_as_json_is_complete() -> None:
    (statement,) = json.loads(said("list", "--place", "BE33", "--kind", "office", "--json"))
    assert statement["id"] == "D0-OFF-002"
    assert statement["attributes"]["office"] == "Governor"
    assert statement["date"]["precision"] == "none"
    assert statement["quotes"][0]["text"] == ""


def test_a_list_that_is_empty_is_an_error_not_an_empty_table() -> None:
    with pytest.raises(NoData, match="no such statement"):
        run("list", "--place", "FRA", "--place", "KAZ")
    assert json.loads(said("list", "--place", "FRA", "--place", "KAZ", "--json")) == []


def test_a_statement_in_full_without_the_document() -> None:
    text = said("show", "D3-EVT-017")
    assert "Karel De Gucht (visitor, acting as OSCE Chairman-in-Office)" in text
    assert "003_deb7c40eb494fc2b.txt, lines 86-89, characters 3232-3433" in text
    assert "To read the words: entrepot record attach FILE" in text
    assert "«" not in text


def test_an_amount_says_what_is_printed_and_how_it_is_read() -> None:
    text = " ".join(said("show", "D3-TRD-006", "D3-TRD-008").split())
    assert "“over €64 million”, read as 64,000,000 EUR; at least 64,000,000; “over”: a lower bound" in text
    assert "“119,091.91”, read as 119,091,910 EUR; between 119,091,905 and 119,091,915" in text
    assert "the column is labelled EUR; read as thousand EUR" in text


def test_a_date_that_is_not_written_says_how_it_follows() -> None:
    text = " ".join(said("show", "D3-EVT-008").split())
    assert "1998 (year); in the document: “six years later”; derived: 1992 + six years" in text


def test_an_unknown_statement() -> None:
    with pytest.raises(NoData, match="no statement D9-XXX-001"):
        run("show", "D9-XXX-001")


def test_quotes_are_marked_in_their_passage_once_a_copy_is_attached(letter: Path) -> None:
    assert said("attach", str(letter)) == "Attached letter.txt: 3 quotes found, 0 missing.\n"
    text = " ".join(said("show", "L-1").split())
    assert "…The Minister of Éclair «received the guest of Freedonia» in May 1931. They spoke" in text
    assert "To read the words" not in text
    assert "your copy  attached" in said("documents")


def test_quotes_stand_out_on_a_terminal(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said("attach", str(letter))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("entrepot.cli.statement._plain", lambda: False)
    result = CliRunner().invoke(record, ["show", "L-1"], color=True)
    assert click.style("received the guest of Freedonia", bold=True, reverse=True) in result.stdout


def test_detaching_by_name_or_by_hash(letter: Path) -> None:
    said("attach", str(letter))
    assert said("detach", "letter.txt") == "Detached letter.txt.\n"
    said("attach", str(letter))
    assert said("detach", document().sha256[:10]) == "Detached letter.txt.\n"
    with pytest.raises(NoData, match=r"no copy of letter\.txt"):
        run("detach", "letter.txt")
    with pytest.raises(NoData, match="names no document"):
        run("detach", "novel.txt")


def test_verify_ends_with_a_line_that_counts(letter: Path) -> None:
    lines = said("verify", "--document", str(letter)).splitlines()
    assert lines == ["my letter.txt: letter.txt, byte for byte as it was read.", "3 quotes found, 0 missing"]


def test_verify_names_what_is_missing_and_fails(letter: Path) -> None:
    letter.write_text(TEXT.replace("May", "Mai").replace("nobody", "no one"), encoding="utf-8")
    result = run("verify", "--document", str(letter))
    assert result.exit_code == BadInput.exit_code
    assert result.stdout.splitlines() == [
        "my letter.txt: not letter.txt as it was read; another version of it.",
        "missing  L-2  characters 135 to 150, lines 3 to 3: other words stand there",
        "2 quotes found, 1 missing",
    ]
    found = json.loads(run("verify", "--document", str(letter), "--json").stdout)
    assert (found["found"], found["missing"], found["details"][0]["statement"]) == (2, 1, "L-2")


def test_verify_of_something_else(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Quite another text.", encoding="utf-8")
    result = run("verify", "--document", str(other))
    assert result.exit_code == BadInput.exit_code
    assert (
        result.stdout.splitlines()[0]
        == "other.txt: no document of the record; the file is none of the documents."
    )
    assert result.stdout.splitlines()[-1] == "0 quotes found, 402 missing"


def test_attaching_another_version_is_refused(letter: Path) -> None:
    letter.write_text(TEXT.replace("\n", "\r\n"), encoding="utf-8", newline="")
    with pytest.raises(WrongDocument, match="with line ends of another system"):
        run("attach", str(letter))
    assert "your copy  attached" not in said("documents")


def test_a_document_cannot_command_the_terminal(tmp_path: Path) -> None:
    # Colour, title and cursor sequences, and a right-to-left override that would turn the line round.
    text = "Safe \x1b[31mwords \x1b]0;owned\x07 <script>alert(1)</script> \u202egnp.exe end."
    words = text[5:-5]
    statement = Statement("E-1", "event", "", "x", "y", {"en": "e"}, quotes=(quote(words, text),))
    pack = replace(PACK, name="evil", documents=(document(text),), statements=(statement,))
    path = tmp_path / "evil.txt"
    path.write_text(text, encoding="utf-8", newline="")
    said("load", str(write(tmp_path, pack, "evil.yml")))
    said("attach", str(path))
    shown = said("show", "E-1")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", shown)
    assert "<script>alert(1)</script>" in shown
    # A machine gets the words as they are.
    assert json.loads(said("show", "E-1", "--json"))[0]["quotes"][0]["text"] == words


def test_documents_tell_what_is_known_and_how() -> None:
    text = said("documents")
    assert "author     Fabienne Bossuyt" in text
    assert "9dok.net" in text
    assert "not attached" in text
    assert [paper["published"] for paper in json.loads(said("documents", "--json"))] == [
        "2025/..",
        "2012-11/2014",
    ]


def test_a_pack_that_is_wrong_names_the_place(tmp_path: Path) -> None:
    path = write(tmp_path, replace(PACK, statements=(replace(VISIT, kind="party"),)))
    with pytest.raises(BadInput, match=r"letter\.yml, line \d+, column \d+: unknown kind 'party'"):
        run("load", str(path))


def test_help_names_every_command() -> None:
    text = said("--help")
    for command in ("list", "show", "documents", "attach", "detach", "verify", "load"):
        assert re.search(rf"^  {command} ", text, re.MULTILINE)


def test_loading_and_forgetting_as_json(letter: Path, tmp_path: Path) -> None:
    said("attach", str(letter))
    assert (
        json.loads(said("detach", PACK.documents[0].name, "--json"))["detached"]
        == PACK.documents[0].to_dict()
    )
    loaded = json.loads(said("load", str(write(tmp_path)), "--json"))
    assert loaded["loaded"] == PACK.name
    assert loaded["change"]["pack"] == PACK.name


def test_a_pack_cannot_hide_behind_the_name_of_one_that_ships(tmp_path: Path) -> None:
    before = said("list")
    with pytest.raises(
        BadInput, match=r"a pack called eucam-liege ships with Entrepôt\. Give yours another name"
    ):
        run("load", str(write(tmp_path, replace(PACK, name="eucam-liege"))))
    assert said("list") == before
