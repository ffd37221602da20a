"""The same expressions on Spark, DuckDB and Polars over the same Parquet files: the same tables.

`make spark-test` runs these, where there is Java; elsewhere they say why they do not run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from entrepot.analyses.trade.aggregation import Plan, account, accounted, aggregate
from entrepot.metadata.errors import BadInput, StoreError, UsageError
from entrepot.store.engines import Engine, Settings, find, opened_engine
from entrepot.store.engines.java import check_spark
from raw_flows import as_mapping, flows, naive, written

pytestmark = pytest.mark.spark

VALUES = ("value", "quantity", "duty", "pieces")
FLOATS = ("value", "quantity")
PLANS = {
    "exporter x product, CN8 to HS6, months to years": Plan(
        by=("year", "exporter", "product"), values=VALUES, digits=6, flow="X"
    ),
    "importer x product, HS4": Plan(by=("year", "importer", "product"), values=VALUES, digits=4, flow="M"),
    "pairs, economies only": Plan(
        by=("year", "exporter", "importer"),
        values=VALUES,
        flow="X",
        leave_out=("groups", "domestic", "absent"),
    ),
    "pair x product, one year, exact": Plan(
        by=("exporter", "importer", "product"),
        values=VALUES,
        digits=6,
        flow="M",
        years=(2024, 2024),
        decimals=3,
    ),
    "as reported, by month, with gaps and without what is withheld": Plan(
        by=("period", "reporter", "flow"), values=VALUES, leave_out=("withheld",), without=("KAZ",), level=8
    ),
}


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    try:
        check_spark()
    except UsageError as missing:
        if os.environ.get("ENTREPOT_SPARK"):
            raise
        pytest.skip(f"{missing} make spark-test runs this test.")
    with opened_engine("spark", Settings(master="local[2]", memory="1GB")) as engine:
        yield engine


@pytest.fixture(scope="module")
def raw() -> pl.DataFrame:
    return flows(4000)


@pytest.fixture(scope="module")
def folder(raw: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(raw, tmp_path_factory.mktemp("raw") / "in")


def computed(engine: Engine, rows: Any, folder: Path) -> pl.DataFrame:
    folder.mkdir(parents=True)
    return pl.read_parquet(engine.write(rows, folder))


@pytest.mark.parametrize("name", PLANS)
def test_three_engines_give_one_table(name: str, spark: Engine, folder: Path, tmp_path: Path) -> None:
    plan, files = PLANS[name], find(str(folder))
    on_spark = computed(spark, accounted(spark.scan(files), plan), tmp_path / "spark")
    for other in ("duckdb", "polars"):
        with opened_engine(other, Settings()) as engine:
            table = computed(engine, accounted(engine.scan(files), plan), tmp_path / other)
        same_sums(on_spark, table, plan)


def same_sums(one: pl.DataFrame, other: pl.DataFrame, plan: Plan) -> None:
    """Keys, counts, whole numbers and decimals equal; floats too, if added up as whole numbers."""
    assert typed(one) == typed(other)
    order = [name for name in one.columns if name not in (*plan.values, *plan.counts)]
    one, other = one.sort(order, nulls_last=True), other.sort(order, nulls_last=True)
    for name in one.columns:
        if name in FLOATS and plan.decimals is None:
            assert one[name].is_null().equals(other[name].is_null())
            sums = [table[name].fill_null(0).to_list() for table in (one, other)]
            assert sums[0] == pytest.approx(sums[1], rel=1e-9, abs=1e-6)
        else:
            assert one[name].to_list() == other[name].to_list(), name


def typed(table: pl.DataFrame) -> dict[str, pl.DataType]:
    """The types; of decimals, Spark's are as wide as they must be, and the others' as wide as they can."""
    wide = pl.Decimal(38, 2)
    return {name: wide if isinstance(kind, pl.Decimal) else kind for name, kind in table.schema.items()}


def test_spark_against_plain_python(spark: Engine, raw: pl.DataFrame, folder: Path, tmp_path: Path) -> None:
    plan = Plan(by=("period", "reporter", "product"), values=VALUES, flow="X")
    found = computed(spark, aggregate(spark.scan(find(str(folder))), plan), tmp_path / "spark")
    sums, true = (
        as_mapping(found, plan.by),
        naive(raw.filter(pl.col("flow") == "X").to_dicts(), plan.by, VALUES),
    )
    assert sums.keys() == true.keys()
    for key, group in true.items():
        assert sums[key].keys() == group.keys()
        for name, amount in group.items():
            exact = name not in FLOATS or not isinstance(amount, Fraction)
            assert sums[key][name] == (amount if exact else pytest.approx(float(amount), rel=1e-9, abs=1e-6))


def test_the_account_on_spark(spark: Engine, raw: pl.DataFrame, folder: Path) -> None:
    plan = PLANS["pairs, economies only"]
    lines = spark.small(account(accounted(spark.scan(find(str(folder))), plan), plan))  # type: ignore[attr-defined]
    assert sum(line["rows"] for line in lines) == raw.height
    assert sum(line["duty"] for line in lines) == raw["duty"].sum()


def test_columns_in_the_names_of_folders(spark: Engine, raw: pl.DataFrame, tmp_path: Path) -> None:
    for (period,), part in raw.partition_by("period", as_dict=True, include_key=False).items():
        (tmp_path / "in" / f"period={str(period).replace('-', '')}").mkdir(parents=True)
        part.write_parquet(tmp_path / "in" / f"period={str(period).replace('-', '')}" / "part.parquet")
    files, plan = find(str(tmp_path / "in")), Plan(by=("year", "period"), flow="X")
    on_spark = computed(spark, aggregate(spark.scan(files), plan), tmp_path / "spark")
    assert on_spark.schema["period"] == pl.String
    with opened_engine("duckdb", Settings()) as engine:
        table = computed(engine, aggregate(engine.scan(files), plan), tmp_path / "duckdb")
    same_sums(on_spark, table, plan)


def test_text_as_publishers_write_it(spark: Engine, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(
        't,i,k,v\n2022,842,"010121",  1.5\n2022,842,010121,NA\n2022,NA,9999AA,\n', encoding="utf-8"
    )
    plan = Plan(by=("i", "k"), values=("v",), columns={"product": "k"})
    found = computed(spark, aggregate(spark.scan(find(str(file))), plan), tmp_path / "out").sort("i")
    assert found.rows() == [("842", "010121", 1.5, 2, 1), ("NA", "9999AA", None, 1, 1)]


@pytest.mark.parametrize("cell", ["n.a.", "1,5,6"])
def test_faults_are_told_in_a_line(cell: str, spark: Engine, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(f"i,v\nBEL,1\nKAZ,{cell}\n", encoding="utf-8")
    rows = aggregate(spark.scan(find(str(file))), Plan(by=("i",), values=("v",)))
    with pytest.raises(BadInput, match="Spark cannot read it") as told:
        computed(spark, rows, tmp_path / "out")
    assert len(str(told.value)) < 500 and "\n" not in str(told.value)


def test_a_folder_at_an_address_is_not_written_over(spark: Engine, folder: Path, tmp_path: Path) -> None:
    rows, address = spark.scan(find(f"file://{folder}")), f"file://{tmp_path}/out"
    spark.write_to(rows, address)  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match="not written over"):
        spark.write_to(rows, address)  # type: ignore[attr-defined]


def test_the_command_on_spark(folder: Path, tmp_path: Path, spark: Engine) -> None:
    """In a process of its own: warnings as errors, nothing of Java's on the terminal, the same file."""
    asked = ["--by", "year,exporter,product", "--value", "value,duty,pieces", "--digits", "6", "--flow", "X"]
    asked += ["--decimals", "3"]
    outs = {}
    for engine in ("duckdb", "spark"):
        outs[engine] = tmp_path / f"{engine}.parquet"
        command = [sys.executable, "-W", "error", "-m", "entrepot", "aggregate", str(folder), *asked]
        done = subprocess.run(
            [*command, "--engine", engine, "-o", str(outs[engine])],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "WARN" not in done.stderr and "jdk" not in done.stderr, done.stderr
    assert pl.read_parquet(outs["spark"]).equals(pl.read_parquet(outs["duckdb"]))


def test_the_command_to_an_address(folder: Path, tmp_path: Path, spark: Engine) -> None:
    from click.testing import CliRunner

    from entrepot.cli.aggregate import aggregate as command

    asked = [
        f"file://{folder}",
        "--by",
        "year,exporter",
        "--value",
        "pieces",
        "--flow",
        "X",
        "--engine",
        "spark",
    ]
    done = CliRunner().invoke(command, [*asked, "-o", f"file://{tmp_path}/out"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    plan = Plan(by=("year", "exporter"), values=("pieces",), flow="X")
    (part,) = (tmp_path / "out").glob("*.parquet")
    found = pl.read_parquet(part)
    assert found.equals(aggregate(pl.read_parquet(f"{folder}/*.parquet"), plan).sort("year", "exporter"))


def test_a_cluster_that_is_not_there(tmp_path: Path, spark: Engine) -> None:
    command = [sys.executable, "-m", "entrepot", "aggregate", "file:///nowhere", "--by", "a", "--value", "v"]
    there = ["--engine", "spark", "--master", "nonsense://host", "-o", "file:///nowhere/out"]
    done = subprocess.run([*command, *there], capture_output=True, text=True, check=False)
    assert done.returncode == 6, done.stderr
    assert "Spark does not start at nonsense://host" in done.stderr and "Traceback" not in done.stderr
