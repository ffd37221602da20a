"""Panels in files: what is read, and what is refused with file and line."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from entrepot.analyses.gravity.columns import Columns
from entrepot.analyses.gravity.files import opened_file
from entrepot.analyses.gravity.panel import TRADE, checked
from entrepot.metadata.errors import BadInput, UsageError

TEXT = "exporter,importer,year,trade\nNA,B,2000,1.5\nB,NAM,2000,\n"


def write(folder: Path, content: bytes | str, name: str = "panel.csv") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_text_with_any_usual_delimiter(tmp_path: Path, mark: str) -> None:
    file = write(tmp_path, "\ufeff" + TEXT.replace("NA,", "AA,").replace(",", mark).replace("\n", "\r\n"))
    opened = opened_file(file)
    assert opened.names == ("exporter", "importer", "year", "trade")
    assert opened.take(["trade", "importer"]).rows() == [("1.5", "B"), (None, "NAM")]
    assert (opened.source.file, opened.source.first_line) == ("panel.csv", 2)
    assert opened.source.sha256 == sha256(file.read_bytes()).hexdigest()


def test_a_cell_that_is_wrong_is_told_with_the_line_of_an_editor(tmp_path: Path) -> None:
    opened = opened_file(write(tmp_path, TEXT.replace("NA,", "AA,").replace("B,NAM,2000,", "B,NAM,2000,-3")))
    with pytest.raises(BadInput, match=r"panel.csv, line 3, column trade: trade is -3") as told:
        checked(opened, Columns("exporter", "importer", "trade", "year"), ())
    assert told.value.line == 3


def test_namibia_is_not_missing_by_chance(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"line 2, column exporter: the cell is empty.*Namibia"):
        checked(opened_file(write(tmp_path, TEXT)), Columns("exporter", "importer", "trade", "year"), ())


def test_parquet_and_stata_give_the_same_rows(tmp_path: Path) -> None:
    rows = {"exporter": ["A", "B"], "importer": ["B", "A"], "year": [2000, 2000], "trade": [1.5, 2.0]}
    pl.DataFrame(rows).write_parquet(tmp_path / "p.parquet")
    pd.DataFrame(rows).to_stata(tmp_path / "p.dta", write_index=False)
    for name in ("p.parquet", "p.dta"):
        opened = opened_file(tmp_path / name)
        panel = checked(opened, Columns("exporter", "importer", "trade", "year"), ())
        assert opened.names == tuple(rows) and panel.rows[TRADE].to_list() == [1.5, 2.0]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04rest", "p.csv", "Excel workbook"),
        (b"PAR1rest", "p.csv", "a Parquet file"),
        (b"", "p.csv", "line 1: the first line is empty"),
        (b"a" * 70_000, "p.csv", "the first line has no end"),
        (b"exporter,tr\xe9\n1,2\n", "p.csv", "not UTF-8"),
        (b"a,b,a\n1,2,3\n", "p.csv", "columns named a stand twice"),
        (b"a,b\n1,2\n1,\0\n", "p.csv", "line 3: a NUL byte"),
        (b"a,b\n1,2\n1,2,3\n", "p.csv", "line 3: 3 cells, 2 columns"),
        (b"a,b\n1,\xff\n", "p.csv", "cannot be read"),
        (b"no parquet at all", "p.parquet", "cannot be read"),
        (b"no stata at all", "p.dta", "cannot be read"),
        (b"", "p.dta", "cannot be read"),
    ],
)
def test_what_is_no_panel_is_refused(tmp_path: Path, content: bytes, name: str, words: str) -> None:
    with pytest.raises(BadInput) as told:
        opened_file(write(tmp_path, content, name)).take(["a", "b"])
    assert words in str(told.value) and name in str(told.value)


@pytest.mark.parametrize("name", ["p.parquet", "p.dta"])
def test_a_file_that_is_cut_is_refused(tmp_path: Path, name: str) -> None:
    frame = pd.DataFrame({"a": range(500), "b": ["text"] * 500})
    whole = tmp_path / name
    if name.endswith("dta"):
        frame.to_stata(whole, write_index=False)
    else:
        pl.from_pandas(frame).write_parquet(whole)
    content = whole.read_bytes()
    for part in (4, 50, len(content) // 2, len(content) - 9):
        with pytest.raises(BadInput, match="cannot be read"):
            opened_file(write(tmp_path, content[:part], name)).take(["a", "b"])


def test_other_endings_and_absent_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"old workbook \(.xls\)"):
        opened_file(write(tmp_path, "", "p.xls"))
    with pytest.raises(BadInput, match="no such file"):
        opened_file(tmp_path / "nothing.csv")
