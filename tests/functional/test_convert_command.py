"""`entrepot convert`: the file in, the result and its residual out, and messages that say what to do."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

TRADE = "t,i,k,v,q\n2022,4,010121,12.5,   0.022\n2022,4,010130,2,NA\n2022,8,030391,5.5,1.0\n"
LINKS = "H5,H4,weight,group_id\n010121,010121,0.6,1\n010121,010129,0.4,1\n10130,10130,1.0,\n"
CPA = "CN 2022,CPA 2.1\n01012100,01.43.11\n01013000,01.43.12\n03039110,10.20.13\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trade.csv").write_text(TRADE)
    (tmp_path / "weights.csv").write_text(LINKS)
    (tmp_path / "cpa.csv").write_text(CPA)
    return tmp_path


def run(arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "entrepot", "convert", *arguments.split()]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_to_standard_output() -> None:
    done = run("trade.csv --from HS17 --to HS12 --product k --value v --links weights.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "t,i,k,v", "2022,4,010121,7.5", "2022,4,010129,5.0", "2022,4,010130,2.0",
    ]  # fmt: skip
    assert "Left out, for they hold decimal numbers: q" in done.stderr
    assert "27.50% has no link: 1 code, the largest 030391" in done.stderr


def test_to_files_with_the_residual_beside(folder: Path) -> None:
    done = run("trade.csv --from H5 --to H4 --product k --value v --by t --links weights.csv -o out.parquet")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert pl.read_parquet(folder / "out.parquet")["v"].sum() == pytest.approx(14.5)
    assert pl.read_parquet(folder / "out-residual.parquet").rows() == [("2022", "030391", 5.5, 0.275)]


def test_industries_and_json() -> None:
    done = run("trade.csv --from HS22 --to ICIO --product k --value v --by t --links cpa.csv --json")
    told = json.loads(done.stdout)
    assert told["way"] == ["HS22", "CN2022", "CPA21", "ICIO"]
    assert [(row["k"], row["v"]) for row in told["rows"]] == [("A01", 14.5), ("C10T12", 5.5)]
    assert told["share_converted"] == 1
    assert told["residual"] == []


def test_links_from_the_store(folder: Path) -> None:
    from entrepot.metadata.concordance import links_table
    from entrepot.sources.concordance.reader import HERE, read_links
    from entrepot.sources.descriptor import read_descriptor
    from entrepot.store.warehouse import Warehouse
    from entrepot.store.warehouse.release import About

    about = About.of(
        read_descriptor(HERE), dataset="concordance_hs17_hs12", period="..", how_made="for a test"
    )
    Warehouse.open().load(about, {links_table("HS17", "HS12"): read_links(folder / "weights.csv")})
    done = run("trade.csv --from HS17 --to HS12 --product k --value v --by t")
    assert done.returncode == 0, done.stderr
    assert "2022,010129,5.0" in done.stdout


def test_a_list_of_ones_own(folder: Path) -> None:
    (folder / "own.csv").write_text("code,group\n010121,horses\n010130,asses\n030391,fish\n")
    done = run("trade.csv --from HS17 --to GROUPS --product k --value v --by i --links own.csv")
    assert done.stdout.splitlines() == ["i,k,v", "4,asses,2.0", "4,horses,12.5", "8,fish,5.5"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("trade.csv --from HS17 --to HS71 --product k --value v", 2, "No classification is called “HS71”"),
        (
            "trade.csv --from HS17 --to HS12 --product k --value v -o out.doc --links weights.csv",
            2,
            "no format",
        ),
        ("trade.csv --from CN2022 --to BEC4 --product k --value v", 4, "No links lead from CN2022 to BEC4"),
        ("trade.csv --from HS17 --to HS12 --links weights.csv", 5, "there is no column product, value"),
        ("none.csv --from HS17 --to HS12 --links weights.csv", 5, "there is no such file"),
        (
            "trade.csv --from HS17 --to HS12 --product k --value v --links none.csv",
            5,
            "there is no such file",
        ),
        ("trade.csv --from HS17 --to HS12 --product i --value v --links weights.csv", 5, "codes of 2 digits"),
        ("trade.csv --from HS17 --to HS12 --product q --value v --links weights.csv", 5, "is in chapter 00"),
        (
            "trade.csv --from HS17 --to HS12 --product k --value q --by t --links weights.csv",
            5,
            "line 3, column q",
        ),
        ("chapters.csv --from HS22 --to ICIO --product k --value v --links cpa.csv", 5, "Only 22 of the 96"),
        (
            "trade.csv --from HS17 --to HS12 --product k --value v --links weights.csv -o trade.csv/out.csv",
            7,
            "cannot write",
        ),
    ],
)
def test_errors(folder: Path, arguments: str, code: int, said: str) -> None:
    (folder / "chapters.csv").write_text("k,v\n01,1\n02,1\n")
    before = sorted(path.name for path in folder.iterdir())
    done = run(arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == before


def test_no_file_is_left_if_one_cannot_be_written(folder: Path) -> None:
    (folder / "out.csv").mkdir()
    done = run("trade.csv --from HS17 --to HS12 --product k --value v --links weights.csv -o out.csv")
    assert done.returncode == 7, done.stderr
    assert not (folder / "out-residual.csv").exists()
