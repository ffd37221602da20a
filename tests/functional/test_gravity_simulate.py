"""`entrepot gravity simulate` as its users meet it, and the page on published results."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner, Result

from entrepot.analyses.equilibrium.armington import bilateral, guide
from entrepot.analyses.gravity import Change, estimate, pair_costs
from entrepot.cli import entrepot
from entrepot.metadata.errors import BadInput, UsageError
from manual import ROOT, blocks

PANEL = ROOT / "examples" / "gravity" / "panel.csv"
PAGE = ROOT / "docs" / "how-to" / "reproduce-published-results.md"


def ask(*arguments: object) -> Result:
    return CliRunner().invoke(entrepot, ["gravity", *map(str, arguments)])


@pytest.fixture(scope="module")
def estimates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("simulate") / "rta.json"
    assert ask(PANEL, "--spec", "rta", "-o", file).exit_code == 0
    return file


def simulate(estimates: Path, *more: object) -> Result:
    named = [] if "--change" in more else ["--change", "rta=0"]
    return ask("simulate", PANEL, "--estimates", estimates, "--year", 2018, *named, *more)


def test_text_json_and_csv_say_what_python_says(estimates: Path) -> None:
    where = ("--among", "AAA,BBB,CCC", "--reference", "AAA", "--having")
    found = estimate(PANEL, "rta")
    costs = pair_costs(PANEL, found, Change("rta", 0.0, among=("AAA", "BBB", "CCC")), year=2018)
    table = guide(bilateral(costs.table), 7, reference="AAA").table("having")
    document: dict[str, Any] = json.loads(simulate(estimates, *where, "--json").stdout)
    assert pl.DataFrame(document["economies"]).columns == table.columns
    for name in table.columns[1:]:
        read = [row[name] for row in document["economies"]]
        np.testing.assert_allclose(read, table[name], rtol=1e-6, atol=1e-9)
    rows = list(csv.DictReader(io.StringIO(simulate(estimates, *where, "--csv").stdout)))
    assert [float(row["Y_FULL"]) for row in rows] == [row["Y_FULL"] for row in document["economies"]]
    first, lines = document["economies"][0], simulate(estimates, *where).stdout.splitlines()
    shown = ("Xi_CDL", "Xi_FULL", "price_FULL", "IMR_FULL", "rGDP_FULL")
    assert lines[2].split() == ["AAA", *(f"{first[f'change_{name}']:+.3f}" for name in shown)]
    assert (document["closure"], document["stopping"], document["year"]) == ("guide", "guide", 2018)
    assert document["changes"] == [{"change": "rta=0 among AAA, BBB, CCC", "flows": costs.changes[0][1]}]


def test_what_the_numbers_rest_on_is_told(estimates: Path) -> None:
    told = simulate(estimates).stderr
    assert "Closure guide, stopped as the book does after" in told and "sigma 7, reference AAA" in told
    assert "With markets that clear (--closure share) real GDP differs by up to" in told
    exact = simulate(estimates, "--closure", "share").stderr
    assert "Closure share, stopped settled" in exact and "With markets that clear" not in exact
    other = json.loads(simulate(estimates, "--closure", "fixed", "--sigma", 5, "--json").stdout)
    assert (other["closure"], other["sigma"], other["stopping"]) == ("fixed", 5.0, "converged")


def test_trade_of_pairs(estimates: Path) -> None:
    document = json.loads(simulate(estimates, "--pairs", "--json").stdout)
    assert len(document["pairs"]) == 16 * 16
    assert set(document["pairs"][0]) == {"exporter", "importer", "X_BLN", "X_CDL", "X_FULL"}
    assert "X_FULL" in simulate(estimates, "--pairs").stdout


@pytest.mark.parametrize(
    ("more", "error", "said"),
    [
        (("--change", "rta"), UsageError, "write NAME=NUMBER"),
        (("--change", "border=0"), UsageError, "border is no column and no term"),
        (("--reference", "AAB"), UsageError, "'AAB' is not among the countries. Did you mean AAA"),
        (("--among", "AAA"), UsageError, "name two"),
        (("--from", "ZZZ"), UsageError, "ZZZ is no economy of the panel"),
        (("--sigma", 1), UsageError, "sigma is 1"),
        (("--sigma", "nan"), UsageError, "sigma is nan"),
        (("--closure", "share", "--stopping", "guide"), UsageError, "belongs to the guide's closure"),
        (("--json", "--csv"), UsageError, "Choose one"),
        (("--year", 2001), UsageError, "no year 2001"),
    ],
)
def test_what_makes_no_sense_is_refused(
    estimates: Path, more: tuple[object, ...], error: type[Exception], said: str
) -> None:
    result = simulate(estimates, *more)
    assert isinstance(result.exception, error) and said in str(result.exception)
    assert result.stdout == ""


def test_other_files_are_refused(estimates: Path, tmp_path: Path) -> None:
    result = ask("simulate", PANEL, "--estimates", PANEL, "--change", "rta=0", "--year", 2018)
    assert isinstance(result.exception, BadInput) and "not JSON" in str(result.exception)
    rows = pl.read_csv(PANEL).filter(~((pl.col("exporter") == "AAA") & (pl.col("importer") == "BBB")))
    short = tmp_path / "short.csv"
    rows.write_csv(short)
    result = ask("simulate", short, "--estimates", estimates, "--change", "rta=0", "--year", 2018)
    assert isinstance(result.exception, BadInput) and "Estimate again" in str(result.exception)


def world() -> dict[str, Any]:
    """Invented accounts of three economies and two industries, in the words of the page."""
    chance = np.random.default_rng(3)
    flows = chance.uniform(1.0, 5.0, (2, 3, 3)) * (1 - np.eye(3))
    duties = np.where(flows > 0, 0.1, 0.0)
    later = duties.copy()
    later[:, 0, 1] = later[:, 1, 0] = 0.0
    without = np.where(later < duties, duties, 0.05 * (flows > 0))
    return {
        "economies": ("A", "B", "C"), "industries": ("goods", "tools"), "theta": np.array([4.0, 6.0]),
        "flows": flows, "duties": duties, "later": later, "later_without_members": without,
        "output": chance.uniform(60.0, 90.0, (2, 3)), "value_added": chance.uniform(0.4, 0.6, (2, 3)),
        "links": np.full((3, 2, 2), 0.5),
    }  # fmt: skip


def test_the_page_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PANEL, tmp_path)
    monkeypatch.chdir(tmp_path)
    said, names = "", world()
    for language, text in blocks(PAGE):
        if language == "console":
            for line in text.splitlines():
                command = line.removeprefix("$ ").split()
                assert command[:2] == ["entrepot", "gravity"]
                result = ask(*command[2:])
                assert result.exit_code == 0, f"{line}\n{result.exception}"
                said += result.stdout
        elif language == "text":
            assert text.strip() in said
        elif language == "python":
            exec(compile(text, PAGE.name, "exec"), names)
    assert names["printed_welfare"].shape == (3,) and (names["printed_welfare"][:2] > 0).all()
    assert (names["cheaper"].real_income > 1).all()
    assert names["wage"].shape == names["given_others"].shape == (3,)
    np.testing.assert_allclose(names["terms"].sum(axis=0), names["parts"].terms_of_trade, atol=1e-12)


def test_every_command_of_the_page_can_be_typed() -> None:
    """Options and specifications in its tables are those that there are."""
    page = PAGE.read_text(encoding="utf-8")
    helps = ask("estimate", "--help").stdout + ask("simulate", "--help").stdout
    specs = ask("specs").stdout
    words = page.replace("`", " ").replace(";", " ").replace("|", " ").split()
    for option in {word for word in words if word.startswith("--") and word.strip("-")}:
        assert option.rstrip(",.):") in helps, option
    for place, word in enumerate(words):
        if word == "--spec":
            assert words[place + 1] in specs
