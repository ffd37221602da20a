"""`entrepot whatif`: run, show, explain, list and tables, as a user sees them, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from entrepot.cli.whatif import whatif
from entrepot.metadata.errors import BadInput, EntrepotError, UsageError

MINE = """\
name: mine
title: {en: Goods 5 % cheaper, fr: Marchandises moins chères de 5 %}
parts:
  - name: cheaper
    cost: {between: [BEL], and: [KAZ], industries: goods, change: [-8%, -5%, -2%]}
"""


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yml").write_text(MINE)
    return tmp_path


def asked(*words: str, **more: Any) -> Result:
    return CliRunner().invoke(whatif, list(words), catch_exceptions=False, **more)


def test_a_file_is_run_without_saying_so() -> None:
    told = asked("mine.yml", "--pair", "BEL", "KAZ", "--draws", "10")
    assert told.exit_code == 0
    assert "Goods 5 % cheaper" in told.stdout
    assert "Belgium sells Kazakhstan" in told.stdout
    assert "Kazakhstan sells Belgium" in told.stdout
    assert "Deficits: share" in told.stdout
    assert "not a forecast" in told.stderr
    assert "Nothing is ever full" in told.stderr
    assert "OECD" in told.stderr


def test_json_holds_figures_intervals_caveats_and_the_pair() -> None:
    found = json.loads(
        asked("run", "mine.yml", "--pair", "Belgium", "Kasachstan", "--draws", "10", "--json").stdout
    )
    assert found["scenario"] == "mine"
    assert found["draws"] == 10
    sells = found["flows"][0]
    assert (sells["exporter"], sells["importer"]) == ("BEL", "KAZ")
    low, high = (sells["goods"]["interval"][end] for end in ("low", "high"))
    assert 2.0 < low < high  # a set of elasticities that answers violently is among those drawn from
    assert sells["goods"]["quality"] == "modelled"
    assert sells["goods"]["origins"][0]["publisher"] == "OECD"
    rows = {row["economy"]: row for row in found["economies"]["rows"]}
    assert rows["KAZ"]["real_income"] > rows["BEL"]["real_income"] > 0.0
    assert found["caveats"]


def test_csv_of_economies_and_of_a_pair() -> None:
    economies = list(csv.DictReader(io.StringIO(asked("mine.yml", "--draws", "0", "--csv").stdout)))
    assert len(economies) == 80
    assert float(economies[0]["gain"]) == max(float(row["gain"]) for row in economies)
    pair = asked("mine.yml", "--pair", "BEL", "KAZ", "--draws", "0", "--csv").stdout
    assert [row["industry"] for row in csv.DictReader(io.StringIO(pair))][:3] == ["goods", "services", "all"]


def test_a_workbook_holds_every_table(mine: Path) -> None:
    asked("mine.yml", "--pair", "BEL", "KAZ", "--draws", "0", "-o", "out.xlsx")
    book = openpyxl.load_workbook(mine / "out.xlsx")
    assert len(book.sheetnames) == 8  # economies, two flows, output of two, gains, flows moved, sources
    with pytest.raises(UsageError, match="xlsx"):
        asked("mine.yml", "--draws", "0", "-o", "out.ods")


def test_the_library_is_listed_and_each_scenario_can_be_shown_and_written_back() -> None:
    listed = json.loads(asked("list", "--json").stdout)
    names = [one["name"] for one in listed]
    assert {"khorgos-halved", "suez-closed", "russia-closed", "belt-and-road"} <= set(names)
    shown = asked("show", "eu-kazakhstan-agreement").stdout
    assert "logarithm of trade" in shown
    written = asked("show", "eu-kazakhstan-agreement", "--yaml").stdout
    Path("again.yml").write_text(written)
    assert json.loads(asked("show", "again.yml", "--json").stdout)["name"] == "eu-kazakhstan-agreement"


def test_explain_follows_one_number_without_corridors() -> None:
    told = asked("explain", "mine.yml", "--pair", "BEL", "KAZ", "--industry", "C21")
    assert "cost of trade, duties with it" in told.stdout
    assert "-5.00 %" in told.stdout
    assert "Real income of KAZ" in told.stdout


@pytest.mark.slow
def test_explain_follows_one_number_from_hours_to_real_income() -> None:
    told = asked("explain", "khorgos-halved", "--pair", "CHN", "KAZ", "--industry", "C26", "--json")
    found = json.loads(told.stdout)
    chain = found["chain"]
    hours = next(
        step for step in chain["steps"] if "hour" in step["after"]["unit"] or step["after"]["unit"] == "h"
    )
    assert hours["after"]["value"] <= hours["before"]["value"]
    assert found["cost_factor"] < 1.0
    assert found["sales_factor_alone"] == pytest.approx(found["cost_factor"] ** -found["elasticity"])
    assert all(step["after"]["origins"] for step in chain["steps"])


def test_tables_say_what_is_known_of_the_world_and_of_elasticities() -> None:
    found = json.loads(asked("tables", "--json").stdout)
    assert found["scope"] == "extract"
    assert {"median", "cp2015"} <= {one["name"] for one in found["elasticities"]}
    assert len(found["elasticities"][0]["theta"]) == 50
    assert "OECD" in asked("tables").stderr


def test_own_elasticities_take_the_place_of_the_sets(mine: Path) -> None:
    codes = json.loads(asked("tables", "--json").stdout)["industries"]
    (mine / "mine.csv").write_text("industry,theta\n" + "".join(f"{code},8\n" for code in codes))
    told = json.loads(asked("mine.yml", "--elasticities", "mine.csv", "--draws", "0", "--json").stdout)
    assert told["elasticities"] == "mine"


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (("khorgos-halfed",), UsageError, "khorgos-halved"),
        (("mine.yml", "--elasticities", "cp2051"), UsageError, "cp2015"),
        (("mine.yml", "--pair", "BEL", "Liège"), UsageError, "one economy"),
        (("mine.yml", "--json", "--csv"), UsageError, "take one"),
        (("explain", "mine.yml"), UsageError, "--pair"),
        (("explain", "mine.yml", "--pair", "BEL", "KAZ", "--industry", "C99"), UsageError, "C99"),
        (("mine.yml", "--pair", "BEL", "GEO"), EntrepotError, "Georgia"),
        (("broken.yml",), BadInput, "line 3"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(
    words: tuple[str, ...], kind: type[EntrepotError], said: str, mine: Path
) -> None:
    (mine / "broken.yml").write_text(
        "name: x\nparts:\n  - {name: a, cost: {between: [BEL], and: [KAZ], change: 10}}\n"
    )
    with pytest.raises(kind, match=said):
        asked(*words)
