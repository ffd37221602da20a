"""What `entrepot whatif` prints is true, the same in each form, and says where a scenario bites."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from entrepot.cli.whatif import whatif
from entrepot.cli.whatif_numbers import percent
from io_table_files import drawn, square

MINE = """\
name: mine
title: Goods 5 % cheaper
parts:
  - name: cheaper
    cost: {between: [BEL], and: [KAZ], industries: goods, change: [-8%, -5%, -2%]}
"""
DUTY = "parts: [{tariff: {from: [CHN], to: [BEL], industries: goods, before: 5%, after: 25%}}]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yml").write_text(MINE)
    square(drawn(("BEL", "CHN", "KAZ"), ("A01", "C20", "K")), tmp_path / "table.csv")
    return tmp_path


def asked(*words: str) -> Result:
    told = CliRunner().invoke(whatif, [*words, "--table", "table.csv"], catch_exceptions=False)
    assert told.exit_code == 0
    return told


def as_json(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked(*words, "--json").stdout)
    return found


def as_rows(*words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(asked(*words, "--csv").stdout)))


def test_text_csv_json_and_excel_say_the_same(folder: Path) -> None:
    import openpyxl

    words = ("mine.yml", "--pair", "BEL", "KAZ", "--draws", "10")
    found, text = as_json(*words), asked(*words, "-o", "out.xlsx").stdout
    by_code = {row["economy"]: row for row in found["economies"]["rows"]}
    for row in as_rows("mine.yml", "--draws", "10"):
        for name in ("real_income", "gain", "exports", "terms_of_trade", "real_income_low"):
            assert float(row[name]) == pytest.approx(by_code[row["economy"]][name])
    sales = {row["industry"]: row for row in found["flows"][0]["industries"]["rows"]}
    for row in as_rows(*words):
        assert float(row["after"]) == pytest.approx(sales[row["industry"]]["after"])
    assert percent(sales["goods"]["share"]) in text
    assert f"{sales['goods']['after']:,.1f}" in text
    sheet = openpyxl.load_workbook(folder / "out.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    at = next(place for place, head in enumerate(heads) if "(real_income)" in str(head))
    for row in sheet.iter_rows(min_row=4, values_only=True):
        assert row[at] == pytest.approx(by_code[row[0]]["real_income"])


def test_a_group_is_followed_as_its_members_together() -> None:
    found = as_json("mine.yml", "--pair", "SCO", "BEL", "--draws", "10")
    there = found["flows"][0]
    assert (there["exporter"], there["exporters"], there["importers"]) == ("SCO", ["CHN", "KAZ"], ["BEL"])
    apart = [
        as_json("mine.yml", "--pair", code, "BEL", "--draws", "0")["flows"][0]["industries"]["rows"][0][
            "change"
        ]
        for code in ("CHN", "KAZ")
    ]
    assert there["industries"]["rows"][0]["change"] == pytest.approx(sum(apart))
    assert there["goods"]["interval"]["low"] < there["goods"]["interval"]["high"]
    told = asked("mine.yml", "--pair", "SCO", "BEL", "--draws", "10").stdout
    assert "Shanghai Cooperation Organisation sells Belgium" in told
    assert "the table has CHN, KAZ." in told
    both = asked("compare", "mine.yml", _other(), "--pair", "SCO", "BEL", "--draws", "10").stdout
    assert "Sales, SCO to BEL" in both


def _other() -> str:
    Path("other.yml").write_text(DUTY)
    return "other.yml"


def test_where_it_bites_and_where_it_comes_from() -> None:
    told = asked(_other(), "--draws", "0", "--decompose").stdout
    assert "Flows most changed, USD million\nfrom" in told
    most = told.split("Flows most changed")[1].splitlines()[3]
    assert most.split()[:2] == ["China", "Belgium"]
    assert "terms of trade" in told
    assert "cost of trade" not in told  # no cost changes, so there is no column of it
    assert "Duties: change of what the duties" in told
    found = as_json("other.yml", "--draws", "0")
    top = found["moved"]["rows"][0]
    assert (top["exporter"], top["importer"]) == ("CHN", "BEL")
    for row in found["gains"]["rows"]:
        parts = [row[name] for name in row if name not in ("economy", "name", "real_income")]
        assert sum(parts) == pytest.approx(row["real_income"])
    rows = as_rows("other.yml", "--draws", "0", "--decompose")
    assert {"terms_of_trade", "volume_of_trade", "rest"} <= set(rows[0])


def test_duties_before_and_after_have_the_right_sign() -> None:
    rows = {row["economy"]: row for row in as_json(_other(), "--draws", "0")["economies"]["rows"]}
    assert rows["BEL"]["revenue"] > 0.0  # who levies more, earns more
    assert rows["CHN"]["real_income"] < 0.0  # whose sales are dearer, loses
    assert rows["BEL"]["terms_of_trade"] > 0.0 > rows["CHN"]["terms_of_trade"]


def test_a_scenario_that_does_nothing_says_so_and_prints_no_noise(folder: Path) -> None:
    (folder / "idle.yml").write_text("parts: [{cost: {between: [BEL], and: [KAZ], change: 0%}}]\n")
    told = asked("idle.yml", "--draws", "10", "--pair", "BEL", "KAZ").stdout
    assert "The scenario changes nothing in this table" in told
    assert "Flows most changed" not in told
    assert "+0" not in told
    assert "-0" not in told


def test_what_is_about_no_flow_says_so(folder: Path) -> None:
    origin = "origin,destination,industry,use,value\n"
    none = ("BEL", "KAZ", "A01")
    lines = [
        f"{one},{other},{industry},{use},{0 if (one, other, industry) == none else 5 + 40 * (one == other)}\n"
        for one in ("BEL", "KAZ") for other in ("BEL", "KAZ")
        for industry in ("A01", "C20") for use in ("C20", "final")
    ]  # fmt: skip
    (folder / "long.csv").write_text(origin + "".join(lines))
    (folder / "zero.yml").write_text(
        "parts: [{name: none, cost: {from: [BEL], to: [KAZ], industries: [A01], change: -5%}}]\n"
    )
    words = ["zero.yml", "--draws", "0", "--table", "long.csv", "--pair", "BEL", "KAZ"]
    told = CliRunner().invoke(whatif, words, catch_exceptions=False).stdout
    assert "The part “none” is about flows that are zero in this table: they stay zero." in told


def test_a_best_value_outside_its_interval_is_told(folder: Path) -> None:
    # The best value stands at the very end of its bounds: nearly every draw is beyond it.
    (folder / "edge.yml").write_text(MINE.replace("[-8%, -5%, -2%]", "[-20%, -1%, -1%]"))
    words = ("edge.yml", "--draws", "10", "--pair", "BEL", "KAZ")
    found, told = as_json(*words), asked(*words)
    rows = found["economies"]["rows"]
    out = [
        r["economy"] for r in rows if not r["real_income_low"] <= r["real_income"] <= r["real_income_high"]
    ]
    assert out  # draws are the same each time
    said = [text for text in found["caveats"] if "lies outside its interval" in text]
    assert f"for {len(out)} of 3 economies ({', '.join(out)})" in said[0]
    starred = [line for line in told.stdout.splitlines() if " % *" in line]
    assert {line.split()[0] for line in starred} >= set(out)
    assert "* The best value lies outside: it rests on the elasticities “median”" in told.stdout
    assert "lies outside" not in asked("mine.yml", "--draws", "0").stdout


def test_a_table_that_tells_no_year_and_no_unit_is_said_to(folder: Path) -> None:
    told = asked("mine.yml", "--draws", "0")
    assert "against the table's year (its file does not tell it)." in " ".join(told.stdout.split())
    assert "taken to be in USD million, which the file does not tell" in " ".join(told.stderr.split())
    assert ", :" not in asked("tables").stdout


def test_without_deficits_changes_are_against_another_world() -> None:
    told = " ".join(asked("mine.yml", "--draws", "0", "--closure", "zero").stdout.split())
    assert "does not tell it) with all trade balanced." in told


def test_explain_says_where_to_look_where_nothing_changes(folder: Path) -> None:
    (folder / "one.yml").write_text(
        "parts: [{cost: {from: [BEL], to: [KAZ], industries: [C20], change: -5%}}]\n"
    )
    told = asked("explain", "one.yml", "--pair", "BEL", "KAZ", "--industry", "A01").stdout
    assert "try --industry C20" in told
    assert "--pair BEL KAZ" in asked("explain", "one.yml", "--pair", "CHN", "BEL").stdout
