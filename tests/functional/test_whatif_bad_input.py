"""What cannot be asked of a scenario: each is refused with what is wrong and what to do, and no number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from entrepot.analyses.equilibrium import NoEquilibrium
from entrepot.cli.whatif import whatif
from entrepot.metadata.errors import BadInput, EntrepotError, OutputError, PlaceError, UsageError
from io_table_files import drawn, square

PAIR = "between: [BEL], and: [KAZ]"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    square(drawn(("BEL", "CHN", "KAZ"), ("A01", "C20", "K")), tmp_path / "table.csv")
    _write(tmp_path, f"cost: {{{PAIR}, change: -5%}}")
    return tmp_path


def _write(folder: Path, *parts: str) -> None:
    lines = [f"  - {{name: p{at}, {part}}}\n" for at, part in enumerate(parts)]
    (folder / "mine.yml").write_text("parts:\n" + "".join(lines))


def _refused(kind: type[EntrepotError], said: str, *words: str, table: str = "table.csv") -> None:
    runner = CliRunner()
    with pytest.raises(kind, match=said):
        runner.invoke(whatif, ["mine.yml", "--draws", "0", "--table", table, *words], catch_exceptions=False)


@pytest.mark.parametrize(
    ("part", "kind", "said"),
    [
        ("cost: {between: [BELG], and: [KAZ], change: -5%}", BadInput, "line 2.*BEL  Belgium"),
        ("cost: {between: [UZB], and: [KAZ], change: -5%}", UsageError, "Uzbekistan is not in table.csv"),
        (f"cost: {{{PAIR}, industries: [C99], change: -5%}}", UsageError, "C99.*Near"),
        (f"cost: {{{PAIR}, industries: [Chemcals], change: -5%}}", UsageError, "C20 Chemicals"),
        (f"cost: {{{PAIR}, change: -100%}}", BadInput, "more than -100%.*embargo"),
        (f"cost: {{{PAIR}, change: {{times: -1}}}}", BadInput, "more than -100%"),
        (f"cost: {{{PAIR}, change: {{value: -50%, se: 20%}}}}", BadInput, "low and high"),
        (f"cost: {{{PAIR}, change: 10}}", BadInput, "10% for 10 per cent.*times: 10"),
        ("tariff: {from: [BEL], to: [KAZ], after: -100%}", BadInput, "more than -100%"),
        ("tariff: {from: [BEL], to: [KAZ], before: -120%, after: 0%}", BadInput, "more than -100%"),
        ("embargo: {from: [BEL], to: [KAZ], share: 120%}", BadInput, "from 0% to 100%"),
        ("productivity: {in: [KAZ], change: -100%}", BadInput, "more than -100%"),
        (f"agreement: {{{PAIR}, effect: 5%}}", BadInput, "write 0.04879"),
        (f"agreement: {{{PAIR}, effect: {{estimate: ../x.json, term: rta}}}}", BadInput, "Copy it there"),
        (f"agreement: {{{PAIR}, effect: {{estimate: /etc/passwd, term: rta}}}}", BadInput, "Copy it there"),
        (f"agreement: {{{PAIR}, effect: {{estimate: none.json, term: rta}}}}", BadInput, "none.json"),
    ],
)
def test_a_part_that_cannot_be(folder: Path, part: str, kind: type[EntrepotError], said: str) -> None:
    _write(folder, part)
    _refused(kind, said)


def test_parts_that_contradict_each_other(folder: Path) -> None:
    _write(folder, "embargo: {from: [BEL], to: [KAZ]}", "tariff: {from: [BEL], to: [KAZ], after: 5%}")
    _refused(BadInput, "line 3.*forbids BEL to KAZ.*Leave one of the two out")


def test_a_table_that_does_not_balance(folder: Path) -> None:
    lines = (folder / "table.csv").read_text().splitlines()
    cells = lines[1].split(",")
    (folder / "off.csv").write_text("\n".join([lines[0], ",".join([cells[0], "99", *cells[2:]]), *lines[2:]]))
    _refused(BadInput, "sales of BEL miss.*Balance the table", table="off.csv")
    (folder / "nan.csv").write_text(
        "\n".join([lines[0], ",".join([cells[0], "NaN", *cells[2:]]), *lines[2:]])
    )
    _refused(BadInput, "line 2, column BEL_A01: 'NaN' is no number", table="nan.csv")


def test_elasticities_that_lack_an_industry_or_cannot_be(folder: Path) -> None:
    mine = folder / "mine.csv"
    mine.write_text("industry,theta\nA01,4\nC20,5\n")
    _refused(BadInput, "lacks 1 industries? of the table: K", "--elasticities", "mine.csv")
    mine.write_text("industry,theta\nA01,4\nC20,-5\nK,5\n")
    _refused(BadInput, "line 3.*above 0", "--elasticities", "mine.csv")
    _refused(UsageError, "There are: median", "--elasticities", "medain")
    square(drawn(("BEL", "CHN", "KAZ"), ("X1", "X2")), folder / "unknown.csv")
    _refused(UsageError, "--elasticities FILE", table="unknown.csv")


@pytest.mark.parametrize("closure", ["share", "fixed"])
def test_a_closed_border_that_cannot_carry_a_deficit_has_no_number(folder: Path, closure: str) -> None:
    _write(folder, "embargo: {between: [KAZ], and: all}")
    _refused(NoEquilibrium, "What to do: ask for the closure 'zero'", "--closure", closure)
    runner = CliRunner()
    words = ["mine.yml", "--draws", "0", "--table", "table.csv", "--closure", "zero", "--json"]
    rows = json.loads(runner.invoke(whatif, words, catch_exceptions=False).stdout)["economies"]["rows"]
    kaz = next(row for row in rows if row["economy"] == "KAZ")
    assert kaz["exports"] == pytest.approx(-100.0)
    assert kaz["real_income"] < 0.0


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (("--pair", "BEL", "UZB"), UsageError, "Uzbekistan is not in"),
        (("--pair", "MERCOSUR", "KAZ"), UsageError, "has no member in"),
        (("--pair", "ROW", "KAZ"), UsageError, "full table has it"),
        (("--pair", "EU27", "BEL"), UsageError, "same economy"),
        (("--pair", "Atlantis9", "KAZ"), PlaceError, "Atlantis9"),
        (("--draws", "3"), UsageError, "10 or more"),
        (("--json", "--csv"), UsageError, "take one"),
        (("--decompose", "--csv", "--pair", "BEL", "KAZ"), UsageError, "take one"),
        (("-o", "out.ods"), UsageError, "xlsx"),
        (("-o", "nowhere/out.xlsx"), OutputError, "folder does not exist"),
    ],
)
def test_a_question_that_cannot_be(words: tuple[str, ...], kind: type[EntrepotError], said: str) -> None:
    _refused(kind, said, *words)


def test_a_table_is_not_written_over(folder: Path) -> None:
    (folder / "table.xlsx").write_bytes(b"mine")
    _refused(UsageError, "is the file that is read", "-o", "table.xlsx", table="table.xlsx")
    assert (folder / "table.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("explain", "mine.yml", "--pair", "SCO", "BEL"), "name one of CHN, KAZ"),
        (("parts", "mine.yml", "--pair", "SCO", "BEL"), "name one of CHN, KAZ"),
        (("sensitivity", "mine.yml", "--pair", "SCO", "BEL"), "name one of CHN, KAZ"),
        (("sensitivity", "mine.yml", "--of", "exports:SCO"), "name one of CHN, KAZ"),
        (("break-even", "mine.yml", "--goal", "exports:SCO +1%"), "name one of CHN, KAZ"),
        (("compare", "mine.yml", "mine.yml", "--draws", "3"), "10 or more"),
    ],
)
def test_what_is_told_of_one_economy_is_not_asked_of_a_group(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        CliRunner().invoke(whatif, [*words, "--table", "table.csv"], catch_exceptions=False)


@pytest.mark.parametrize(("word", "meant"), [("sho", "show"), ("lsit", "list"), ("comapre", "compare")])
def test_a_mistyped_command_is_not_taken_for_a_scenario(word: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"Did you mean `entrepot whatif {meant}`"):
        CliRunner().invoke(whatif, [word], catch_exceptions=False)


def test_a_scenario_of_ten_megabytes_is_not_read(folder: Path) -> None:
    (folder / "mine.yml").write_text("# " + "x" * 10_000_000)
    _refused(BadInput, "larger than 1 MB")


def _run(*words: str) -> Any:
    return CliRunner().invoke(whatif, [*words, "--table", "table.csv"], catch_exceptions=False)


def test_names_that_mean_harm_are_only_text(folder: Path) -> None:
    import openpyxl

    (folder / "mine.yml").write_text(
        'title: {en: "=HYPERLINK(1)<script>alert(1)</script>"}\n'
        f"parts: [{{title: {{en: '=1+1'}}, cost: {{{PAIR}, change: -5%}}}}]\n"
    )
    told = _run("mine.yml", "--draws", "0", "--pair", "BEL", "KAZ", "-o", "out.xlsx")
    assert told.stdout.startswith("=HYPERLINK(1)<script>")  # a terminal runs neither
    book = openpyxl.load_workbook(folder / "out.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # no formula
    (folder / "mine.yml").write_text(f'title: "\\e[31mred"\nparts: [{{cost: {{{PAIR}, change: -5%}}}}]\n')
    _refused(BadInput, "cannot be printed")
