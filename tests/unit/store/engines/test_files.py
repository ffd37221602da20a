"""The files that a name stands for, and those that are refused before any is read."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.store.engines import Settings, find, opened_engine

FRAME = pl.DataFrame({"exporter": ["BEL", "NA"], "value": [1.5, 2.5]})


def parquet(file: Path, frame: pl.DataFrame = FRAME) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(file)
    return file


def test_a_file_a_folder_and_a_pattern(tmp_path: Path) -> None:
    one, two = parquet(tmp_path / "a" / "1.parquet"), parquet(tmp_path / "a" / "b" / "2.parquet")
    parquet(tmp_path / "a" / "_temporary" / "3.parquet")
    parquet(tmp_path / "a" / ".hidden.parquet")
    (tmp_path / "a" / "readme.md").write_text("no table", encoding="utf-8")
    assert find(str(one)).paths == (str(one),)
    assert find(str(tmp_path / "a")).paths == (str(one), str(two))
    assert find(f"{tmp_path}/a/**/[12].parquet").paths == (str(one), str(two))
    assert find(str(one)).size == one.stat().st_size


def test_an_address_is_not_looked_at() -> None:
    files = find("s3a://bucket/flows/")
    assert files.is_remote and files.kind == "parquet" and files.size == 0
    assert find("hdfs://host/flows.csv").kind == "text"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_only_spark_reads_addresses(engine: str) -> None:
    with opened_engine(engine, Settings()) as running, pytest.raises(UsageError, match="only Spark"):
        running.scan(find("s3a://bucket/flows"))


@pytest.mark.parametrize(
    "text", ["exporter;value\nBEL;1\n", "exporter\tvalue\nBEL\t1\n", "exporter,value\nBEL,1\n"]
)
def test_the_delimiter_is_told_from_the_first_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "flows.csv"
    file.write_text(text, encoding="utf-8")
    assert find(str(file)).delimiter == text[8]
    assert find(str(file), "|").delimiter == "|"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_columns_in_the_names_of_folders_are_text(engine: str, tmp_path: Path) -> None:
    for period in ("202401", "202402"):
        parquet(tmp_path / f"period={period}" / "part.parquet")
    files = find(str(tmp_path))
    assert files.partitions == ("period",)
    out = tmp_path / "out"
    out.mkdir()
    with opened_engine(engine, Settings()) as running:
        made = running.write(running.scan(files), out)
    found = pl.read_parquet(made)
    assert found.schema["period"] == pl.String
    assert sorted(found["period"]) == ["202401"] * 2 + ["202402"] * 2
    assert "NA" in found["exporter"]


def test_what_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such table"):
        find(str(tmp_path / "nothing"))
    with pytest.raises(BadInput, match="no such table"):
        find(str(tmp_path))
    parquet(tmp_path / "both" / "a.parquet")
    (tmp_path / "both" / "b.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(BadInput, match="Parquet and text files together"):
        find(str(tmp_path / "both"))
    parquet(tmp_path / "uneven" / "period=1" / "a.parquet")
    parquet(tmp_path / "uneven" / "b.parquet")
    with pytest.raises(BadInput, match="different columns"):
        find(str(tmp_path / "uneven"))
    with pytest.raises(UsageError, match="read as a pattern"):
        find(str(parquet(tmp_path / "odd" / "a[1].parquet").parent))


def test_text_files_of_two_layouts(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_text("exporter,value\nBEL,1\n", encoding="utf-8")
    (tmp_path / "2.csv").write_text("value,exporter\n1,BEL\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"2\.csv, line 1: other columns than in 1\.csv"):
        find(str(tmp_path))


@pytest.mark.parametrize("content", [b"a,b\0\n1,2\n", b"x" * 100_000, b""], ids=["NUL", "endless", "empty"])
def test_text_without_a_first_line(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "flows.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput, match="no line of column names"):
        find(str(file))


def test_parquet_files_of_two_types(tmp_path: Path) -> None:
    parquet(tmp_path / "1.parquet")
    parquet(tmp_path / "2.parquet", FRAME.with_columns(pl.lit(56).alias("exporter")))
    with pytest.raises(BadInput, match=r"column exporter: holds Int32, but String in 1\.parquet"):
        find(str(tmp_path))


def test_what_is_no_parquet(tmp_path: Path) -> None:
    file = parquet(tmp_path / "flows.parquet")
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(BadInput, match=r"flows\.parquet: is no Parquet file that can be read"):
        find(str(file))
