"""How engines are opened, what they refuse, and what is said where Spark cannot be had."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput, StoreError, UsageError
from entrepot.store.engines import ENGINES, Settings, find, opened_engine
from entrepot.store.engines import java as java_room
from entrepot.store.engines.java import check_spark, java_version


def test_engines_by_name() -> None:
    assert ENGINES == ("polars", "duckdb", "spark")
    with pytest.raises(UsageError, match="No engine is named 'dask'"), opened_engine("dask", Settings()):
        pass


@pytest.mark.parametrize(
    ("engine", "settings", "match"),
    [
        ("polars", Settings(memory="1GB"), "no limit of memory"),
        ("duckdb", Settings(master="local[2]"), "are for Spark"),
        ("polars", Settings(conf={"spark.ui.port": "4050"}), "are for Spark"),
    ],
)
def test_settings_of_another_engine(engine: str, settings: Settings, match: str) -> None:
    with pytest.raises(UsageError, match=match), opened_engine(engine, settings):
        pass


@pytest.mark.parametrize("memory", ["1", "0GB", "GB", "1 TB", "1GB; DROP"])
def test_what_is_no_amount_of_memory(memory: str) -> None:
    with pytest.raises(UsageError, match="no amount of memory"):
        Settings(memory=memory)


@pytest.mark.parametrize(
    "name", ["spark.hadoop.fs.s3a.access.key", "spark.hadoop.fs.s3a.secret.key", "spark.ssl.keyPassword"]
)
def test_secrets_are_no_settings(name: str) -> None:
    with pytest.raises(UsageError, match="environment"):
        Settings(conf={name: "AKIA"})
    Settings(conf={"spark.hadoop.fs.s3a.aws.credentials.provider": "some.Provider"})


def test_duckdb_keeps_within_its_memory_or_says_so(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": range(300_000)}).with_columns(b=pl.col("a").cast(pl.String))
    frame.write_parquet(tmp_path / "in.parquet")
    with opened_engine("duckdb", Settings(memory="1MB")) as engine:
        rows = engine.scan(find(str(tmp_path / "in.parquet"))).order("b")
        with pytest.raises(StoreError, match="--memory"):
            engine.write(rows, tmp_path)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_rows_that_cannot_be_read(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "in.parquet"
    pl.DataFrame({"a": ["x" * 50] * 20_000, "n": range(20_000)}).write_parquet(file)
    content = bytearray(file.read_bytes())
    content[200:4000] = b"\xff" * 3800
    file.write_bytes(content)
    with opened_engine(engine, Settings()) as running, pytest.raises(BadInput, match="cannot read it"):
        running.write(running.scan(find(str(file))), tmp_path)


def test_pyspark_is_missing() -> None:
    with (
        patch.object(java_room, "find_spec", return_value=None),
        pytest.raises(UsageError, match=r"entrepot\[spark\]"),
    ):
        check_spark()


def fake_java(folder: Path, says: str) -> dict[str, str]:
    java = folder / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{says}' >&2\n", encoding="utf-8")
    java.chmod(java.stat().st_mode | stat.S_IXUSR)
    return {"JAVA_HOME": str(folder)}


@pytest.mark.parametrize(
    ("says", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_392"', 8),
        ('openjdk version "21" 2023-09-19', 21),
        ("nothing of the kind", None),
    ],
)
def test_the_version_of_java(says: str, version: int | None, tmp_path: Path) -> None:
    with patch.dict(os.environ, fake_java(tmp_path, says)):
        assert java_version() == version


def test_java_is_missing_or_old(tmp_path: Path) -> None:
    with patch.object(java_room, "find_spec", return_value=True):
        with (
            patch.dict(os.environ, {"JAVA_HOME": str(tmp_path / "none")}),
            pytest.raises(UsageError, match="none is found"),
        ):
            check_spark()
        with (
            patch.dict(os.environ, fake_java(tmp_path, 'version "11.0.2"')),
            pytest.raises(UsageError, match="is Java 11"),
        ):
            check_spark()
