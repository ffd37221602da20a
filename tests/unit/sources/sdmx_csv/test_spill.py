"""Rows come back in order of the key, however they came; a key that is there twice is refused."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Column, Table
from entrepot.sources.sdmx_csv import spill as room
from entrepot.sources.sdmx_csv.spill import Spill

TABLE = Table("demo.rows", "", (Column("k", "text", "", key=True), Column("n", "integer", "", key=True)))


def frame(*rows: tuple[str, int], line: int = 1) -> pl.DataFrame:
    lines = range(line, line + len(rows))
    return pl.DataFrame(rows, schema=["k", "n"], orient="row").with_columns(pl.Series("line", lines))


@pytest.mark.parametrize("window", [1, 2, 1000])
def test_rows_come_back_in_order_of_the_key(
    tmp_path: Path, window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_ROWS", window)
    spill = Spill(TABLE, tmp_path, "file")
    spill.add(frame(("b", 2), ("é", 1), ("a", 9)))
    spill.add(frame(("b", 1), ("Z", 3)))
    assert spill.rows == 5
    file = spill.finish()
    assert pl.read_parquet(file).rows() == [("Z", 3), ("a", 9), ("b", 1), ("b", 2), ("é", 1)]
    assert list(tmp_path.iterdir()) == [file]


def test_a_key_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    spill = Spill(TABLE, tmp_path, "file")
    spill.add(frame(("a", 1), ("b", 2), line=2))
    spill.add(frame(("b", 2), line=17))
    with pytest.raises(BadInput, match="file, line 17: the same as an earlier row: b, 2"):
        spill.finish()


def test_nothing_is_refused(tmp_path: Path) -> None:
    spill = Spill(TABLE, tmp_path, "file")
    spill.add(frame(("a", 1)).clear())
    with pytest.raises(BadInput, match="holds no value"):
        spill.finish()
