"""`entrepot gravity` as its users meet it, and the page that teaches it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot
from entrepot.metadata.errors import BadInput, EntrepotError, UsageError
from manual import ROOT, blocks, run

PANEL = ROOT / "examples" / "gravity" / "panel.csv"


def ask(*arguments: object) -> Result:
    return CliRunner().invoke(entrepot, ["gravity", *map(str, arguments)])


def told(result: Result) -> dict[str, dict[str, dict[str, float]]]:
    assert result.exit_code == 0, result.stderr
    document: dict[str, dict[str, dict[str, float]]] = json.loads(result.stdout)
    return document


def test_the_word_estimate_may_be_left_out() -> None:
    short, long = ask(PANEL, "--spec", "rta"), ask("estimate", PANEL, "--spec", "rta")
    assert short.exit_code == 0 and short.stdout == long.stdout
    assert short.stdout.startswith("trade ~ rta | exporter^year + importer^year + pair | pair\n")
    assert "2,816 of 2,816 rows; 16 economies, 1998 to 2018 (11)." in short.stderr
    assert "Errors clustered by pair (136 clusters), correction: stata." in short.stderr
    assert "Agreement is column rta." in short.stderr and "Distance" not in short.stderr
    assert ask("--spec", "rta", PANEL).stdout == short.stdout


def test_specifications_are_listed() -> None:
    rows = json.loads(ask("specs", "--json").stdout)
    assert {"traditional", "structural", "rta", "distance-puzzle", "border", "tariff"} <= {
        r["name"] for r in rows
    }
    assert "rta-globalisation" in ask("specs").stdout


def test_text_json_and_csv_say_the_same() -> None:
    asked = (PANEL, "--spec", "rta", "--lags", "4,8")
    document = told(ask(*asked, "--json"))
    rows = list(csv.DictReader(io.StringIO(ask(*asked, "--csv").stdout)))
    text = ask(*asked).stdout
    assert [row["term"] for row in rows] == list(document["terms"])
    for row in rows:
        term = document["terms"][row["term"]]
        assert float(row["value"]) == term["value"] and float(row["se"]) == term["se"]
        assert f"{term['value']:.4f}  {term['se']:.4f}" in text
    sums = document["terms"]["total_rta"]["value"]
    assert sums == pytest.approx(sum(document["terms"][t]["value"] for t in ("rta", "rta_lag4", "rta_lag8")))


def test_what_is_written_says_what_it_rests_on_and_feeds_a_scenario(tmp_path: Path) -> None:
    out = tmp_path / "rta.json"
    assert "Written to" in ask(PANEL, "--spec", "rta", "-o", out).stderr
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["source"] == {"file": "panel.csv", "sha256": sha256(PANEL.read_bytes()).hexdigest()}
    assert document["format"] == "entrepot-gravity-1" and document["software"]["fereg"]
    assert document["covariance"]["matrix"][0][0] == pytest.approx(document["terms"]["rta"]["se"] ** 2)
    assert document["sample"]["rows"] == 2816 and str(tmp_path) not in out.read_text(encoding="utf-8")
    first = out.read_bytes()
    assert ask(PANEL, "--spec", "rta", "-o", out).exit_code == 0 and out.read_bytes() == first


def test_years_pairs_duties_and_the_reset_test() -> None:
    result = ask(PANEL, "--spec", "distance-puzzle", "--years", "1998,2002-2010/4", "--no-domestic")
    assert "log_dist_2010" in result.stdout and "log_dist_2006" in result.stdout
    assert "log_dist_2000" not in result.stdout and "change_log_dist" in result.stdout
    duties = told(ask(PANEL, "--spec", "border", "--theta", "5", "--json"))["tariff_equivalents_percent"]
    assert duties["border"]["value"] > 10 and "log_dist" not in duties
    assert "as a duty" in ask(PANEL, "--spec", "border", "--theta", "5").stdout
    assert "RESET test: p = " in ask(PANEL, "--spec", "traditional", "--reset").stderr


def test_an_equation_of_ones_own() -> None:
    result = ask(
        PANEL, "--terms", "log_dist,rta", "--effects", "", "--estimator", "ols", "--errors", "robust"
    )
    assert result.stdout.startswith("log(trade) ~ log_dist + rta\n") and "Errors: robust." in result.stderr
    named = ask(PANEL, "--spec", "rta-standard", "--agreement", "contig", "--cluster", "exporter")
    assert "clustered by exporter (16 clusters)" in named.stderr and "contig" in named.stdout
    still = ask(PANEL, "--spec", "rta", "--agreement", "contig")
    assert "None of the terms (contig) can be told from the fixed effects" in str(still.exception)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--spec", "rta", "--json", "--csv"], "one of --csv and --json"),
        (["--terms", "rta", "--spec", "rta"], "leave out --spec"),
        (["--terms", "rta", "--lags", "4"], "leave out --lags"),
        (["--effects", "pair"], "--effects go with --terms"),
        (["--spec", "rta", "--lags", "four"], "--lags four"),
        (["--spec", "rta", "--lags", "99999999999999999999"], "--lags"),
        (["--years", "1998-2018/0"], "--years"),
        (["--years", "0-99999999999"], "--years"),
        (["--years", "now"], "--years now"),
        (["--theta", "0"], "above 0"),
        (["--spec", "border", "--border-pair", "AAA"], "EXPORTER:IMPORTER"),
        (["-o", "x.xlsx"], ".json"),
    ],
)
def test_what_contradicts_itself_is_refused(asked: list[str], words: str) -> None:
    result = ask(PANEL, *asked)
    assert isinstance(result.exception, UsageError) and words in str(result.exception)


def test_the_panel_is_never_written_over(tmp_path: Path) -> None:
    panel = shutil.copy(PANEL, tmp_path / "panel.csv")
    result = ask(panel, "-o", panel)
    assert isinstance(result.exception, UsageError) and Path(panel).read_bytes() == PANEL.read_bytes()


@pytest.mark.parametrize(
    ("line", "new", "words"),
    [
        (5, "AAA,BBB,1998,-1,10,0,0", "line 5, column trade: trade is -1"),
        (5, "AAA,BBB,1998,much,10,0,0", "line 5, column trade: 'much' is no number"),
        (5, "AAA,BBB,later,1,10,0,0", "line 5, column year: 'later' is no year"),
        (5, "AAA,AAA,1998,1,10,0,0", "line 5, column exporter + importer: the flow AAA to AAA, 1998"),
        (3, "AAA,BBB,1998,1,0,0,0", "line 3, column dist: 0 stands here"),
        (5, "AAA,BBB,1998,1,10,0,0,7", "line 5: 8 cells, 7 columns"),
    ],
)
def test_a_bad_cell_is_named_by_file_line_and_column(tmp_path: Path, line: int, new: str, words: str) -> None:
    lines = PANEL.read_text(encoding="utf-8").splitlines()
    lines[line - 1] = new
    bad = tmp_path / "bad.csv"
    bad.write_text("\n".join(lines), encoding="utf-8")
    result = ask(bad, "--spec", "structural")
    assert isinstance(result.exception, BadInput) and words in str(result.exception)
    assert str(result.exception).startswith((str(bad), "bad.csv"))


def test_a_hostile_name_of_a_column_does_no_harm(tmp_path: Path) -> None:
    text = PANEL.read_text(encoding="utf-8").replace(",rta\n", ",=cmd()\x1b[2J\n", 1)
    bad = tmp_path / "bad.csv"
    bad.write_text(text, encoding="utf-8")
    asked = (bad, "--spec", "structural", "--add", "=cmd()\x1b[2J")
    assert "\x1b" not in ask(*asked).stdout
    assert "term,'=cmd()" in ask(*asked, "--csv").stdout
    injected = ask(bad, "--terms", "dist + __import__('os')", "--effects", "")
    assert isinstance(injected.exception, EntrepotError)


def test_the_how_to_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PANEL, tmp_path)
    monkeypatch.chdir(tmp_path)
    said = ""
    for language, text in blocks(ROOT / "docs" / "how-to" / "estimate-gravity.md"):
        if language in ("console", "sh"):
            said = ""
            for line in text.splitlines():
                command = line.removeprefix("$ ").split()
                assert command[:2] == ["entrepot", "gravity"]
                result = ask(*command[2:])
                assert (result.exit_code == 0) == (language == "console"), f"{line}\n{result.exception}"
                said += f"{result.output}{result.exception or ''}"
        elif language == "text":
            assert text.strip() in said
        elif language == "python":
            exec(compile(text, "estimate-gravity.md", "exec"), {})
    assert (tmp_path / "rta.json").exists()


@pytest.mark.slow
def test_the_panel_of_the_examples_is_what_its_script_draws(tmp_path: Path) -> None:
    done = run(f"python {ROOT / 'examples' / 'gravity' / 'make_panel.py'} {tmp_path / 'panel.csv'}", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "panel.csv").read_bytes() == PANEL.read_bytes()
