"""The questions to the record, asked as a user asks them."""

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot

PAIRED = ["chronology", "instruments", "representation", "aid", "silences", "trade-figures", "claims"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def ask(home: Path, *words: str) -> Result:
    return CliRunner().invoke(entrepot, ["record", *words], env={"ENTREPOT_HOME": str(home), "NO_COLOR": "1"})


@pytest.mark.parametrize("query", PAIRED)
def test_every_answer_ends_with_the_places_it_stands_in(home: Path, query: str) -> None:
    answer = (
        ask(home, query, "LUX", "TJK") if query not in ("trade-figures",) else ask(home, query, "BEL", "KAZ")
    )
    assert answer.exit_code == 0
    notes = [line for line in answer.stdout.splitlines() if line.startswith("[1] ")]
    assert len(notes) == 1
    assert "lines" in answer.stdout
    assert "characters" in answer.stdout


@pytest.mark.parametrize("query", PAIRED)
def test_json_is_one_document_on_standard_output(home: Path, query: str) -> None:
    answer = ask(home, query, "Belgique", "Kasachstan", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)
    assert "Infinity" not in answer.stdout


def test_the_silence_depends_on_the_option(home: Path) -> None:
    own, every = (
        ask(home, "silences", "BEL", "CentralAsia", f"--{which}-capacity").stdout for which in ("own", "any")
    )
    assert "1998 → 2007-11" in own
    assert "2006-03 (acting for OSCE)" in own
    assert "1998 → 2006-03" in every


def test_aid_is_told_as_a_lower_bound(home: Path) -> None:
    answer = ask(home, "aid", "BEL", "KGZ").stdout
    assert "713,000 to 713,800 EUR" in answer
    assert "Sum: at least 713,000 EUR." in answer


def test_gaps_are_told_with_the_neighbours_that_have_it(home: Path) -> None:
    answer = ask(home, "representation", "BEL", "TKM").stdout
    assert "No friendship group of Belgium with Turkmenistan: not recorded, while there is one in" in answer
    assert "Kazakhstan, Kyrgyzstan, Tajikistan, Uzbekistan." in answer


def test_offices_of_a_person_of_a_place_and_on_a_date(home: Path) -> None:
    assert "Chairman-in-Office" in ask(home, "offices", "gucht").stdout
    assert "Senator" in ask(home, "offices", "Belgium").stdout
    on_the_day = json.loads(ask(home, "offices", "--on", "2007-12", "--json").stdout)
    assert [t["person"] for t in on_the_day] == ["Karel De Gucht"]


def test_claims_of_the_whole_record(home: Path) -> None:
    rules = {finding["rule"] for finding in json.loads(ask(home, "claims", "--json").stdout)}
    assert {"parts-against-total", "table-unit-cannot-be-right", "share-against-whole"} <= rules


def test_a_paraphrase_in_french(home: Path) -> None:
    assert "Le Kazakhstan" in ask(home, "representation", "BEL", "KAZ", "--lang", "fr").stdout


@pytest.mark.parametrize(
    ("words", "code", "tells"),
    [
        (("silences", "FRA", "KAZ"), 4, "no statement on France and Kazakhstan"),
        (("aid", "UZB", "KGZ"), 4, "would tell"),
        (("trade-figures", "BEL", "KGZ"), 0, ""),
        (("aid", "KAZ", "BEL"), 4, "no contribution"),
        (("chronology", "BEL", "BEL"), 2, "two different places"),
        (("claims", "BEL"), 2, "no place or two"),
        (("offices", "--on", "soon"), 2, "EDTF"),
        (("offices", "Nobody"), 4, "no office of “Nobody”"),
        (("chronology", "BEL", "Atlantis"), 3, "Atlantis"),
    ],
)
def test_what_cannot_be_answered_says_why(home: Path, words: tuple[str, ...], code: int, tells: str) -> None:
    answer = ask(home, *words)
    assert (getattr(answer.exception, "exit_code", 0) if answer.exception else 0) == code
    assert tells in str(answer.exception or "")


def test_the_queries_are_listed_with_the_other_commands(home: Path) -> None:
    listed = ask(home, "--help").stdout
    assert all(query in listed for query in [*PAIRED, "offices"])


def test_the_how_to_page_asks_questions_that_have_an_answer(home: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "read-the-record.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    typed = [line.split("record ", 1)[1] for line in lines if line.startswith("    entrepot record ")]
    assert {shlex.split(line)[0] for line in typed} == {*PAIRED, "offices"}
    assert [line for line in typed if ask(home, *shlex.split(line)).exit_code] == []
