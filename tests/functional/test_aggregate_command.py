"""`entrepot aggregate` as its users meet it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import polars as pl
import pytest

from entrepot.cli import main
from raw_flows import flows, written

KEYS = ["--by", "year,exporter,product", "--value", "value,duty,pieces", "--digits", "6", "--flow", "X"]
CSV = "t,i,j,k,v,q\n2022,842,56,010121,  1.500,NA\n2022,842,398,010121,2.25,  3\n2022,56,842,9999AA,0.1,\n"
ROLES = [f"--column={pair}" for pair in ("exporter=i", "importer=j", "product=k", "period=t")]


class Run(NamedTuple):
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


def run(*arguments: object) -> Run:
    """The command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        patch.object(sys, "argv", ["entrepot", "aggregate", *map(str, arguments)]),
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


@pytest.fixture
def baci(tmp_path: Path) -> Path:
    file = tmp_path / "baci.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def test_every_engine_writes_the_same_file(tmp_path: Path) -> None:
    folder = written(flows(2000), tmp_path / "in")
    tables = {}
    for engine in ("polars", "duckdb"):
        out = tmp_path / f"{engine}.parquet"
        done = run(folder, *KEYS, "--decimals", 3, "--engine", engine, "-o", out)
        assert done.code == 0, done.stderr
        assert "rows of another flow left out" in done.stderr and "have no duty" in done.stderr
        tables[engine] = pl.read_parquet(out)
    table = tables["polars"]
    assert table.equals(tables["duckdb"]) and table.schema == tables["duckdb"].schema
    assert table.equals(table.sort("year", "exporter", "product"))


def test_the_result_feeds_the_indices(tmp_path: Path) -> None:
    places, products = ("aut", "bel", "cze", "deu"), ("010121", "020130", "9999AA", "100199", "200110")
    rows = [
        f"2024-{month:02},{i},xxx,{k}10,{(ord(i[0]) * (n + 3) * month) % 17 + (20 if n == m else 0)}"
        for month in (1, 2)
        for m, i in enumerate(places)
        for n, k in enumerate(products)
    ]
    file, out = tmp_path / "raw.csv", tmp_path / "out.parquet"
    file.write_text("\n".join(["period,exporter,importer,product,value", *rows]), encoding="utf-8")
    assert run(file, "--by", "year,exporter,product", "--value", "value", "--digits", 6, "-o", out).code == 0
    names = ["--time", "year", "--place", "exporter", "--product", "product", "--value", "value"]
    command = [
        sys.executable,
        "-m",
        "entrepot",
        "indices",
        str(out),
        *names,
        "-o",
        str(tmp_path / "eci.parquet"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    found = pl.read_parquet(tmp_path / "eci.parquet")
    assert found.height == 20 and found["eci"].null_count() == 0


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_text_as_the_publisher_writes_it(engine: str, baci: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    done = run(baci, *ROLES, "--by", "year,exporter,product", "--value", "v,q", "--engine", engine, "-o", out)
    assert done.code == 0, done.stderr
    assert pl.read_parquet(out).rows() == [
        (2022, "56", "9999AA", 0.1, None, 1, 0, 1),
        (2022, "842", "010121", 3.75, 3.0, 2, 0, 1),
    ]


def test_the_account_as_json(baci: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    done = run(baci, *ROLES, "--by", "exporter", "--value", "v", "--without", "56", "--json", "-o", out)
    assert done.code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["rows"] == 1
    assert {line["left_out"]: line["rows"] for line in told["account"]} == {None: 1, "place": 2}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CSV.replace("2.25", "2,25"), "baci.csv"),
        (CSV.replace("2.25", "n.a."), "baci.csv, line 3, column v: 'n.a.' is no amount"),
        (CSV.replace("2.25", "inf"), "column v: amounts are not finite"),
        (CSV.replace("9999AA", "99"), "codes of several lengths together: 2 (1 rows), 6 (2 rows)"),
        (CSV.replace("2022,56", "01/22,56"), "1 rows have a period that does not begin with a year"),
        (CSV.replace("i,j", "o,d"), "column i: there is no such column"),
        (CSV.replace("842,56", "8\x0042,56"), "NUL byte"),
        (CSV.splitlines()[0] + "\n", "nothing is left to add up"),
    ],
)
def test_bad_text_leaves_nothing(engine: str, text: str, says: str, baci: Path, tmp_path: Path) -> None:
    baci.write_text(text, encoding="utf-8")
    out = tmp_path / "out.parquet"
    out.write_bytes(b"what stood there")
    asked = [*ROLES, "--by", "year,exporter,product", "--value", "v", "--engine", engine, "-o", out]
    done = run(baci, *asked)
    assert done.code in (4, 5), done
    assert says in done.stderr and "Traceback" not in done.stderr
    assert out.read_bytes() == b"what stood there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["baci.csv", "out.parquet"]


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (["-o", "out.csv"], 2, "ends in .parquet"),
        (["-o", "s3a://bucket/out"], 2, "add --engine spark"),
        (["-o", "out.parquet", "--years", "twenty"], 2, "write 2017-2024"),
        (["-o", "out.parquet", "--column", "exporter"], 2, "write NAME=VALUE"),
        (["-o", "out.parquet", "--leave-out", "rest"], 2, "'rest'"),
        (["-o", "out.parquet", "--memory", "lots"], 2, "no amount of memory"),
        (["-o", "/proc/none/out.parquet"], 7, "/proc/none"),
    ],
)
def test_requests_that_make_no_sense(asked: list[str], code: int, says: str, baci: Path) -> None:
    done = run(baci, *ROLES, "--by", "exporter", "--value", "v", *asked)
    assert done.code == code, done.stderr
    assert says in done.stderr


def test_spark_is_missing(baci: Path, tmp_path: Path) -> None:
    with patch("entrepot.store.engines.java.find_spec", return_value=None):
        done = run(baci, "--by", "i", "--value", "v", "--engine", "spark", "-o", tmp_path / "out.parquet")
    assert done.code == 2
    assert "pip install 'entrepot[spark]'" in done.stderr


def test_help_loads_no_engine() -> None:
    code = (
        "import sys\nfrom entrepot.cli import entrepot\n"
        "entrepot.main(['aggregate', '--help'], standalone_mode=False)\n"
        "print([name for name in ('duckdb', 'polars', 'narwhals', 'pyspark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
