"""`entrepot aid`: tables, CSV, JSON, transactions, and what it refuses."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aid_world import activity, file_of, paid
from entrepot.cli.aid import aid
from entrepot.metadata.errors import BadInput, EntrepotError, NoData, PlaceError, UsageError
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file

HARM = paid("7", "2015-01-01", parts='<receiver-org><narrative>=HYPERLINK("x")</narrative></receiver-org>')


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    region = activity("R", '<recipient-region code="619" vocabulary="1"/>', paid("1000"))
    moved = paid("100") + paid("50", kind="2") + HARM
    parts = '<recipient-country code="KZ"/><sector code="15250" vocabulary="1"/>'
    (tmp_path / "x.xml").write_text(file_of(activity("A", parts, moved), region))
    add_file(Warehouse.open(), tmp_path / "x.xml")
    return tmp_path


def asked(*words: str, **more: Any) -> Result:
    return CliRunner().invoke(aid, list(words), catch_exceptions=False, **more)


def test_a_table_with_its_total_caveats_and_sources(home: Path) -> None:
    told = asked("USA", "KAZ", "--currency", "USD")
    assert told.exit_code == 0
    assert "Disbursements, USD" in told.stdout
    assert any(line.split() == ["total", "107", "2"] for line in told.stdout.splitlines())
    assert any(line.split()[-4:] == ["0", "to", "1,000", "1"] for line in told.stdout.splitlines())
    assert "of which conflict, peace and security" in told.stdout
    assert "x.xml" in told.stderr
    assert "Of United States is what organisations registered there report" in told.stderr


def test_every_step_apart(home: Path) -> None:
    told = asked("any", "KAZ", "--basis", "all", "--currency", "USD", "--by", "sector")
    assert "Commitments, USD" in told.stdout
    assert "never added up" in told.stderr


def test_what_is_not_reported_is_shown_as_unknown(home: Path) -> None:
    told = asked("BEL", "KGZ")  # the record that ships has Belgian aid, the file has none
    assert any(line.split() == ["total", "unknown", "0"] for line in told.stdout.splitlines())
    assert "D3-AID-002" in told.stdout


def test_json_holds_figures_with_origins(home: Path) -> None:
    found = json.loads(asked("USA", "KAZ", "--currency", "USD", "--json").stdout)
    (step,) = found["steps"]
    assert step["total"]["figure"]["value"] == 107
    assert step["total"]["figure"]["origins"][0]["locator"] == "x.xml"
    assert found["recipient"] == "KAZ"
    assert "rows" not in step


def test_csv_of_sums_and_of_transactions(home: Path) -> None:
    sums = list(csv.DictReader(io.StringIO(asked("any", "KAZ", "--currency", "USD", "--csv").stdout)))
    assert [row["low"] for row in sums if row["by"] == "total"] == ["107.0"]
    each = asked("any", "KAZ", "--transactions", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(each)))
    assert [row["value"] for row in rows] == ["100.0", "7.0"]
    assert rows[1]["channel"].startswith("'=")  # a spreadsheet must not run it
    shown = asked("any", "KAZ", "--transactions")
    assert "x.xml, line 1" in shown.stdout
    assert len(json.loads(asked("any", "KAZ", "--transactions", "--json").stdout)) == 2


@pytest.mark.parametrize(("span", "total"), [("2014", 100), ("2015-", 7), ("-2014", 100), ("2010-2020", 107)])
def test_years(home: Path, span: str, total: float) -> None:
    found = json.loads(asked("any", "KAZ", "--currency", "USD", "--years", span, "--json").stdout)
    assert found["steps"][0]["total"]["figure"]["value"] == total


def test_ones_own_rates_and_constant_prices(home: Path) -> None:
    (home / "own.csv").write_text("currency,year,per_euro\nUSD,2014,2\nUSD,2015,7\n")
    found = json.loads(asked("any", "KAZ", "--rates", str(home / "own.csv"), "--json").stdout)
    assert found["steps"][0]["total"]["figure"]["value"] == 51
    told = asked("any", "KAZ", "--constant", "2020")
    assert "EUR at prices of 2020" in told.stdout
    assert "would give other sums" in " ".join(told.stderr.split())


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("USA", "KAZ", "--years", "lately"), UsageError),
        (("USA", "KAZ", "--years", "-"), UsageError),
        (("USA", "KAZ", "--csv", "--json"), UsageError),
        (("USA", "KAZ", "--currency", "XXXX"), UsageError),
        (("USA", "KAZ", "--rates", "absent.csv"), BadInput),
        (("Nowhereland", "KAZ"), PlaceError),
        (("NZL", "KAZ"), NoData),
    ],
)
def test_what_it_refuses(home: Path, words: tuple[str, ...], error: type[EntrepotError]) -> None:
    with pytest.raises(error):
        asked(*words)
