"""Tables as people have them: French Excel, a workbook, lost zeros; no result over the file it is from."""

import csv
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

HEADER = ("année", "origine", "produit", "valeur")
VALUES = {("aut", "1704"): 43.5, ("aut", "1806"): 2.25, ("bel", "1704"): 1.0, ("bel", "1806"): 9.75}
NAMES = ("--time", "année", "--place", "origine", "--product", "produit", "--value", "valeur")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "entrepot", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def write(name: str, delimiter: str = ";", mark: str = ",", encoding: str = "utf-8-sig") -> None:
    with Path(name).open("w", newline="", encoding=encoding) as file:
        table = csv.writer(file, delimiter=delimiter)
        table.writerow(HEADER)
        for (place, product), value in VALUES.items():
            table.writerow((2022, place, product, str(value).replace(".", mark)))


def test_a_table_saved_by_french_excel_gives_the_same_as_one_with_points() -> None:
    write("fr.csv")
    write("en.csv", ",", ".")
    french = run("indices", "fr.csv", *NAMES, "--delimiter", ";", "--decimal", ",")
    assert french.returncode == 0, french.stderr
    assert french.stdout == run("indices", "en.csv", *NAMES).stdout
    assert "43.5" in french.stdout


def test_the_way_to_read_it_is_told_step_by_step() -> None:
    write("fr.csv")
    first = run("indices", "fr.csv", *NAMES)
    assert first.returncode == 5
    assert "separated by a semicolon: give --delimiter ';'" in first.stderr
    second = run("indices", "fr.csv", *NAMES, "--delimiter", ";")
    assert second.returncode == 5
    assert "line 2, column valeur: '43,5' is no amount" in second.stderr
    assert "give --decimal ','" in second.stderr


def test_a_point_is_no_decimal_where_the_comma_is() -> None:
    write("fr.csv", mark=".")
    done = run("indices", "fr.csv", *NAMES, "--delimiter", ";", "--decimal", ",")
    assert done.returncode == 5
    assert "'43.5' is no amount" in done.stderr and "with a comma for the decimals" in done.stderr


@pytest.mark.parametrize("command", [("indices", *NAMES), ("convert", "--from", "HS22", "--to", "ICIO")])
def test_a_workbook_is_named_as_one(command: tuple[str, ...]) -> None:
    pl.DataFrame({"product": ["010121"], "value": [1.0]}).write_excel("book.xlsx")
    done = run(command[0], "book.xlsx", *command[1:])
    assert done.returncode == 5
    assert (
        "an Excel workbook or a zip file, not text" in done.stderr and "Save the sheet as CSV" in done.stderr
    )


def test_a_result_is_not_written_over_what_it_is_made_from() -> None:
    write("trade.csv", ",", ".")
    before = Path("trade.csv").read_bytes()
    for words in (
        ("indices", "trade.csv", *NAMES, "-o", "trade.csv"),
        ("convert", "trade.csv", "--from", "HS22", "--to", "ICIO", "-o", "./trade.csv"),
    ):
        done = run(*words)
        assert done.returncode == 2 and "is the file that is read" in done.stderr
    assert Path("trade.csv").read_bytes() == before


def test_a_table_without_years_is_one_year() -> None:
    write("trade.csv", ",", ".")
    Path("flat.csv").write_text(
        "\n".join(line.partition(",")[2] for line in Path("trade.csv").read_text("utf-8-sig").splitlines()),
        "utf-8",
    )
    done = run("indices", "flat.csv", *NAMES[2:])
    assert done.returncode == 0, done.stderr
    whole = run("indices", "trade.csv", *NAMES).stdout.splitlines()
    assert done.stdout.splitlines() == [line.partition(",")[2] for line in whole]
    assert "4 rows" in done.stderr
    assert run("indices", "flat.csv", "flat.csv", *NAMES[2:]).returncode == 2


def test_years_kept_are_those_of_the_same_file_and_people() -> None:
    write("trade.csv", ",", ".")
    again = ("indices", "trade.csv", *NAMES, "--resume", "-o", "years")
    assert run(*again).returncode == 0
    assert "kept" in run(*again).stderr
    text = Path("trade.csv").read_text("utf-8-sig")
    Path("trade.csv").write_text(text.replace("43.5", "53.5"), "utf-8")  # as long as before
    changed = run(*again)
    assert changed.returncode == 2 and "from a file that has changed" in changed.stderr


def test_population_that_is_not_used_is_refused() -> None:
    write("trade.csv", ",", ".")
    done = run("indices", "trade.csv", *NAMES, "--population", "trade.csv")
    assert done.returncode == 2 and "--presence rpop" in done.stderr


def test_lost_zeros_are_told_and_nothing_converted_has_a_header() -> None:
    Path("links.csv").write_text("CN 2022,CPA 2.1\n01012100,01.43.11\n")
    Path("own.csv").write_text("product;value\n10121;5,5\n")
    links = ("--from", "HS22", "--to", "CPA21", "--links", "links.csv")
    done = run("convert", "own.csv", *links, "--delimiter", ";", "--decimal", ",")
    assert done.stdout.splitlines() == ["product,value", "01.43.11,5.5"], done.stderr
    assert "1 code is read with the zero that was lost in front: 10121 as 010121." in done.stderr
    Path("other.csv").write_text("product,value\n950300,5\n")
    assert run("convert", "other.csv", *links).stdout.splitlines() == ["product,value"]
