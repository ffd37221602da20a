"""`entrepot indices` as its users meet it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from baci_files import year_text
from entrepot.analyses.trade.complexity import indices
from entrepot.cli import main

AMOUNTS = [[9, 8, 7, 1, 4], [1, 6, 9, 1, 5], [2, 1, 6, 9, 3], [1, 3, 1, 8, 1]]
PLACES, PRODUCTS = ("aut", "bel", "cze", "deu"), ("0101", "0102", "9999AA", "1001", "2001")
NAMES = ["--time", "year", "--place", "origin", "--product", "hs92", "--value", "export_val"]
HEADER = "year,origin,hs92,export_val"


def rows(*years: int) -> list[str]:
    return [
        f"{year},{place},{product},{AMOUNTS[i][k] + (year + i + k) % 3}"
        for year in years
        for i, place in enumerate(PLACES)
        for k, product in enumerate(PRODUCTS)
    ]


@pytest.fixture
def trade(tmp_path: Path) -> Path:
    file = tmp_path / "trade.csv"
    file.write_text("\n".join([HEADER, *rows(1995, 1996)]) + "\n", encoding="utf-8")
    return file


class Run(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: object) -> Run:
    """The command in this process: a process of its own for each would take half a second."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        patch.object(sys, "argv", ["entrepot", "indices", *map(str, arguments), *NAMES]),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return Run(int(ended.value.code or 0), *texts)


def expected(*years: int, **options: object) -> pl.DataFrame:
    given = pl.read_csv("\n".join([HEADER, *rows(*years)]).encode(), schema_overrides={"hs92": pl.String})
    columns = {"time": "year", "place": "origin", "product": "hs92", "value": "export_val"}
    return indices(given, **columns, **options)  # type: ignore[arg-type]


def test_rows_on_standard_output_choices_on_standard_error(trade: Path) -> None:
    command = [sys.executable, "-m", "entrepot", "indices", str(trade), *NAMES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    table = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(table) == 40 and [*table[0]][4:] == [
        "rca",
        "M",
        "density",
        "eci",
        "pci",
        "diversity",
        "ubiquity",
        "coi",
        "cog",
    ]
    assert table[0]["hs92"] == "0101" and table[0]["M"] in ("0", "1") and table[0]["year"] == "1995"
    assert [float(row["cog"]) for row in table] == expected(1995, 1996)["cog"].to_list()
    assert "stata: present where RCA > threshold;" in done.stderr and "1996: 20 rows" in done.stderr


def test_the_same_numbers_in_every_format(trade: Path, tmp_path: Path) -> None:
    want = expected(1995, 1996, knn=2, threshold=0.9)
    for ending in ("csv", "tsv", "parquet", "xlsx"):
        out = tmp_path / f"out.{ending}"
        done = run(trade, "-o", out, "--knn", 2, "--threshold", 0.9)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert "option: knn=2" in done.stderr and "option: threshold=0.9" in done.stderr
    of_csv = pl.read_csv(tmp_path / "out.csv", schema_overrides={"hs92": pl.String})
    of_tsv = pl.read_csv(tmp_path / "out.tsv", separator="\t", schema_overrides={"hs92": pl.String})
    of_parquet = pl.read_parquet(tmp_path / "out.parquet")
    assert of_csv.equals(of_tsv) and of_csv.equals(of_parquet)
    assert of_parquet["density"].equals(want["density"]) and of_parquet.schema["M"] == pl.Int64
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = [[cell.value for cell in row] for row in book["indices"].iter_rows(min_row=2)]
    assert sheet[0][2] == "0101" and [row[6] for row in sheet] == pytest.approx(want["density"].to_list())
    again = tmp_path / "again.parquet"
    assert run(tmp_path / "out.parquet", "-o", again, "--knn", 2, "--threshold", 0.9).returncode == 0
    assert pl.read_parquet(again).equals(of_parquet)


def test_flows_by_partner_are_added_up(trade: Path, tmp_path: Path) -> None:
    flows = tmp_path / "flows.csv"
    lines = [f"{line.rsplit(',', 1)[0]},{int(line.rsplit(',', 1)[1]) / 2},usa" for line in rows(1995)]
    flows.write_text("\n".join([f"{HEADER},to", *lines, *lines]), encoding="utf-8")
    done = run(flows, "--flows", "--json")
    assert json.loads(done.stdout)["rows"][3]["cog"] == expected(1995)["cog"][3]
    refused = run(flows)
    assert refused.returncode == 5
    assert "line 22, column year + origin + hs92: 1995, aut, 0101 stands twice: in line 2" in refused.stderr


def test_amounts_padded_with_blanks_are_amounts(tmp_path: Path) -> None:
    told = []
    for padded in (False, True):
        file = tmp_path / f"{padded}.csv"
        text = year_text(2022, padded=padded)
        file.write_text(text.replace("t,i,j,k,v,q", "year,origin,j,hs92,export_val,q", 1))
        done = run(file, "--flows")
        assert done.returncode == 0, done.stderr
        told.append(pl.read_csv(io.StringIO(done.stdout), infer_schema_length=None))
    # Blocks of another size are added up in another order.
    assert_frame_equal(*told, rel_tol=1e-12)


def test_conventions_and_population(trade: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "year,origin,population\n" + "".join(f"1995,{p},{n}\n" for n, p in enumerate(PLACES, 8))
    )
    people.write_text(people.read_text() + "".join(f"1996,{p},9\n" for p in PLACES[:3]))
    done = run(trade, "--presence", "rpop", "--population", people, "--convention", "ecomplexity", "--json")
    told = json.loads(done.stdout)
    assert (
        told["choices"][0].startswith("ecomplexity: present where RCA >= threshold;")
        and told["choices"][1] == "option: presence=rpop"
    )
    assert "1 place and 0 products are left out" in told["years"][1]["notes"][0]
    assert told["rows"][-1]["density"] is None and told["rows"][0]["rpop"] > 0
    refused = run(trade, "--presence", "rpop")
    assert refused.returncode == 2 and "--population FILE" in refused.stderr
    people.write_text("year,origin,population\n1995,aut,many\n")
    refused = run(trade, "--presence", "rpop", "--population", people)
    assert refused.returncode == 5 and "line 2, column population: 'many' is no population" in refused.stderr


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    files = []
    for year in range(1995, 2000):
        files.append(tmp_path / f"{year}.csv")
        files[-1].write_text("\n".join([HEADER, *rows(year)]), encoding="utf-8")
    out = tmp_path / "years"
    assert run(*files[:2], "-o", out, "--resume").returncode == 0
    before = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
    assert sorted(before) == ["1995.parquet", "1996.parquet"]
    done = run(*files, "-o", out, "--resume")
    assert done.returncode == 0 and "1995: 20 rows, kept" in done.stderr and "1999: 20 rows" in done.stderr
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before
    assert sorted(file.name for file in out.iterdir()) == [f"{year}.parquet" for year in range(1995, 2000)]
    assert pl.read_parquet(out / "1997.parquet")["cog"].equals(expected(1997)["cog"])
    other = run(*files, "-o", out, "--resume", "--knn", 2)
    assert other.returncode == 2 and "other choices" in other.stderr
    (out / "1995.parquet").write_bytes(b"PAR1 torn")
    assert run(*files, "-o", out, "--resume").returncode == 2


def test_a_year_in_two_files_is_refused(trade: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.csv"
    twin.write_bytes(trade.read_bytes())
    done = run(trade, twin, "-o", tmp_path / "out.csv")
    assert done.returncode == 5 and "the year 1995 stands in" in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_text_that_a_spreadsheet_would_run_is_made_inert(tmp_path: Path) -> None:
    file = tmp_path / "trade.csv"
    text = (
        "\n".join([HEADER, *rows(1995)]).replace("aut", '"=HYPERLINK(""http://x"")"').replace("0102", "@sum")
    )
    file.write_text(text, encoding="utf-8")
    table = list(csv.DictReader(io.StringIO(run(file).stdout)))
    assert {row["origin"] for row in table} == {'\'=HYPERLINK("http://x")', "bel", "cze", "deu"}
    assert "'@sum" in {row["hs92"] for row in table}
    run(file, "-o", tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["indices"]["B2"]
    assert cell.data_type == "s" and cell.value == '=HYPERLINK("http://x")'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HEADER.replace(",", ";") + "\n1995;aut;0101;3\n",
            "seem to be separated by a semicolon: give --delimiter ';'",
        ),
        (
            "Jahr,Herkunft,HS92,Wert\n1995,aut,0101,3\n",
            "it has Jahr, Herkunft, HS92, Wert. Name your columns",
        ),
        (HEADER + "\n1995,aut,0101,3\n1995,aut,0102,-1\n", "line 3, column export_val: '-1' is no amount"),
        (HEADER + '\n1995,aut,0101,"3,5"\n', "line 2, column export_val: '3,5' is no amount"),
        (HEADER + "\n1995,aut,0101,NaN\n", "'NaN' is no amount"),
        (HEADER + "\n1995,aut,0101,\n", "line 2, column export_val"),
        (HEADER + "\n1995,aut,0101,3\n1995,,0102,1\n", "line 3, column origin: a key is empty"),
        (HEADER + "\n1995,aut,0101,3\n1995,aut\0,0102,1\n", "line 3: a NUL byte"),
        (HEADER + "\n1995,aut,0101,3\n1995,aut,0101,2,25\n", "line 3: 5 cells, 4 columns in the header"),
        (HEADER + "\n../../x,aut,0101,3\n", "'../../x' is no year"),
        (HEADER + "\n", "there are no rows"),
        ("", "there is no column year"),
        ("x" * 70_000, "the first line has no end"),
        ("\0\1\2" * 9000, "line 1: "),
    ],
)
def test_bad_files_are_refused_with_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "trade.csv"
    file.write_text(text, encoding="utf-8")
    done = run(file, "-o", tmp_path / "out.csv")
    assert done.returncode == 5, done.stderr
    assert str(file) in done.stderr and said in done.stderr and "Traceback" not in done.stderr
    assert [left.name for left in tmp_path.iterdir()] == ["trade.csv"]


def test_what_cannot_be_asked_is_refused_before_the_work(trade: Path, tmp_path: Path) -> None:
    for wrong, code, said in [
        (["-o", tmp_path / "out.docx"], 2, "no format ends in '.docx'"),
        (["--resume"], 2, "--resume needs -o FOLDER"),
        (["--knn", 0], 2, "at least 1"),
        (["--continuous", "--asymmetric"], 2, "not both"),
        ([tmp_path / "none.csv"], 5, "there is no such file"),
        ([tmp_path], 5, "there is no such file"),
    ]:
        done = run(trade, *wrong)
        assert done.returncode == code and said in done.stderr, done.stderr
    torn = tmp_path / "torn.parquet"
    torn.write_bytes(b"PAR1" + bytes(100))
    done = run(torn)
    assert done.returncode == 5 and "cannot be read" in done.stderr
    latin = tmp_path / "latin.csv"
    latin.write_bytes(f"{HEADER}\n1995,C\xf4te,0101,3\n".encode("latin-1"))
    done = run(latin)
    assert done.returncode == 5 and "Traceback" not in done.stderr
