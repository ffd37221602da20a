"""What is well-formed and yet would count for less than meant is told or refused, with the way to mend it."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot
from entrepot.metadata.errors import BadInput, UnknownPlace, UsageError

MINISTER = "José Manuel Albares"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def do(home: Path, *words: str) -> Result:
    environment = {"ENTREPOT_HOME": str(home), "ENTREPOT_USER": "Lucía", "NO_COLOR": "1"}
    return CliRunner().invoke(entrepot, ["record", *words], env=environment)


def add(home: Path, kind: str, *more: str) -> Result:
    return do(home, "add", kind, "something", "--subject", "Spain", "--why", "a note", *more)


def test_a_place_that_nobody_knows_is_refused_with_the_nearest(home: Path) -> None:
    error = add(home, "event", "--places", "Spian").exception
    assert isinstance(error, UnknownPlace)
    assert any("Spain" in candidate for candidate in error.candidates)


def test_a_mended_typo_is_told(home: Path) -> None:
    assert "“Morrocco” read as Morocco (MAR)" in add(home, "event", "--places", "Morrocco").stderr


@pytest.mark.parametrize("day", ["2023-02-30", "2023-13"])
def test_a_day_that_no_calendar_has_is_named(home: Path, day: str) -> None:
    error = add(home, "event", "--date", day).exception
    assert isinstance(error, UsageError)
    assert str(error).startswith(f"'{day}' is no date of the calendar")
    assert "Write EDTF" in str(error)


def test_a_field_that_is_nearly_right_is_named(home: Path) -> None:
    error = add(home, "event", "--set", "statu=signed").exception
    assert "Did you mean status?" in str(error)
    assert "attributes.quantity=" in str(add(home, "event", "--set", "quantity=20").exception)


def test_a_status_that_is_no_step_is_told(home: Path) -> None:
    told = add(home, "agreement", "--set", "status=sgined")
    assert told.exit_code == 0
    assert "did you mean signed?" in told.stderr
    assert "ladder" not in add(home, "agreement", "--set", "status=signed").stderr


def test_a_step_of_nothing_and_of_what_is_not_there_are_told(home: Path) -> None:
    assert "attributes.applies_to=ID" in add(home, "step", "--set", "status=ratified").stderr
    add(home, "agreement", "--id", "protocol", "--set", "status=signed")
    told = add(home, "step", "--set", "status=ratified", "--set", "attributes.applies_to=protcol").stderr
    assert "Did you mean protocol?" in told


@pytest.mark.parametrize(("typed", "held"), [("no", "no"), ("12", "12"), ("[no, 7]", ["no", "7"])])
def test_identifiers_stay_as_they_were_typed(home: Path, typed: str, held: object) -> None:
    assert add(home, "step", "--id", "s", "--set", f"attributes.applies_to={typed}").exit_code == 0
    (found,) = json.loads(do(home, "show", "s", "--json").stdout)
    assert found["attributes"]["applies_to"] == held


def test_a_minister_entered_by_hand_makes_a_visit_of_a_state(home: Path) -> None:
    parties = f"{MINISTER}: visitor; Morocco: host"
    more = ("--places", "Morocco, Spain", "--parties", parties, "--date", "2024-05", "--id", "v")
    assert "counts as no contact" in add(home, "event", *more).stderr
    do(home, "correct", "v", "--set", "subtype=visit", "--why", "it was one")
    office = ("--set", "attributes.office=Minister of Foreign Affairs", "--date", "2021/..", "--id", "o")
    assert '--set "parties=Spain: holder; Belgium: body"' in add(home, "office", *office).stderr
    do(home, "correct", "o", "--set", f"parties={MINISTER}: holder; Spain: body", "--why", "gazette")
    told = do(home, "silences", "ESP", "MAR")
    assert "Contacts on record: 2024-05 [1]" in told.output


def book(path: Path, place: str) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    sheet = made.create_sheet("statements")
    sheet.append(["id", "kind", "subject", "property", "paraphrase.en", "places"])
    sheet.append(["e1", "event", "Spain", "met", "A meeting", place])
    made.save(path)
    return path


def test_names_of_places_in_a_table_become_codes(home: Path, tmp_path: Path) -> None:
    done = do(home, "load", "--corrections", str(book(tmp_path / "t.xlsx", "Spain; Maroc; BEL")))
    assert done.exit_code == 0, done.output
    (found,) = json.loads(do(home, "show", "e1", "--json").stdout)
    assert found["places"] == ["ESP", "MAR", "BEL"]


def test_a_place_in_a_table_that_nobody_knows_is_refused(home: Path, tmp_path: Path) -> None:
    error = do(home, "load", "--corrections", str(book(tmp_path / "t.xlsx", "Spian"))).exception
    assert isinstance(error, BadInput)
    assert "statement e1" in str(error)
    assert "Spain" in str(error)
