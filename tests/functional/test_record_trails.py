"""Who said something stays known: a table without those columns forgets nobody, a dissent has an object."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot
from entrepot.metadata.errors import NoData, UsageError

PLAN = Path(__file__).parents[2] / "examples" / "plan" / "plan.yml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def do(home: Path, *words: str) -> Result:
    environment = {"ENTREPOT_HOME": str(home), "ENTREPOT_USER": "Lucía", "NO_COLOR": "1"}
    return CliRunner().invoke(entrepot, words, env=environment)


def test_a_table_without_those_columns_leaves_who_entered_what(home: Path, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    for sentence in ("A meeting", "A long meeting"):
        with table.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "kind", "subject", "property", "paraphrase.en"])
            writer.writerow(["e1", "event", "Spain", "met", sentence])
        assert do(home, "record", "load", str(table)).exit_code == 0
        (found,) = json.loads(do(home, "record", "show", "e1", "--json").stdout)
        assert found["entered_by"] == "Lucía"
        assert found["entered_at"]
    assert found["paraphrase"]["en"] == "A long meeting"
    again = do(home, "record", "load", str(table))
    assert "nothing was stored" in again.stderr


def test_a_mistyped_identifier_is_told_the_nearest(home: Path) -> None:
    for command in ("show", "history"):
        error = do(home, "record", command, "D3-EVT-O17").exception
        assert isinstance(error, NoData)
        assert "Did you mean D3-EVT-01" in str(error)


def test_a_dissent_is_from_an_assessment_of_that_objective(home: Path) -> None:
    def assess(*more: str) -> Result:
        return do(home, "strategy", "assess", str(PLAN), "logistics", "behind", "--why", "no dates", *more)

    assert isinstance(assess("--dissents-from", "nosuch").exception, NoData)
    assert isinstance(assess("--dissents-from", "D3-EVT-017").exception, UsageError)
    first = json.loads(assess("--json").stdout)
    assert assess("--dissents-from", first["id"]).exit_code == 0


@pytest.mark.parametrize(
    "name", ["all.yml", "all.csv", "all.xlsx", "all.zip", "all.ics", "all.jsonld", "all.db"]
)
def test_an_export_with_private_contacts_is_readable_by_its_user_alone(
    home: Path, tmp_path: Path, name: str
) -> None:
    more = ["--subject", "Ann", "--set", "attributes.email=ann@example.org", "--id", "c", "--why", "card"]
    more += ["--set", "attributes.organisation=AWEX"]
    assert do(home, "record", "add", "contact", "Ann answers", *more).exit_code == 0
    few = ["-o", str(tmp_path / name), "--kind", "contact", "--kind", "office"]
    assert do(home, "record", "export", *few, "--with-private", "handover").exit_code == 0
    assert (tmp_path / name).stat().st_mode & 0o077 == 0
