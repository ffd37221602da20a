"""Rows come back in order of the key, however they came; a key that is there twice is refused."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Column, Table
from entrepot.sources.text_tables import spill as room
from entrepot.sources.text_tables.keyed import Keyed

TABLE = Table("demo.rows", "", (Column("k", "text", "", key=True), Column("n", "integer", "", key=True)))


def frame(*rows: tuple[str, int], line: int = 1) -> pl.DataFrame:
    lines = range(line, line + len(rows))
    return pl.DataFrame(rows, schema=["k", "n"], orient="row").with_columns(pl.Series("line", lines))


@pytest.mark.parametrize("many", [1, 2, 1000])
def test_rows_come_back_in_order_of_the_key(
    tmp_path: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MANY", many)
    rows = Keyed(TABLE, tmp_path, "file")
    rows.add(frame(("b", 2), ("é", 1), ("a", 9)))
    rows.add(frame(("b", 1), ("Z", 3)).drop("line"))
    assert rows.rows == 5
    done = rows.finish()
    whole = done if isinstance(done, pl.DataFrame) else pl.read_parquet(done)
    assert whole.rows() == [("Z", 3), ("a", 9), ("b", 1), ("b", 2), ("é", 1)]
    assert whole.schema == TABLE.schema
    assert list(tmp_path.iterdir()) == ([done] if many < 5 else [])


def test_what_is_kept_beside_the_table_is_there_until_the_end(tmp_path: Path) -> None:
    rows = Keyed(TABLE, tmp_path, "file", extra=("old",))
    rows.add(frame(("a", 1), ("b", 2)).with_columns(old=pl.Series([True, False])))
    done = rows.finish(lambda whole: whole.filter(~pl.col("old")))
    assert isinstance(done, pl.DataFrame)
    assert done.rows() == [("b", 2)]


@pytest.mark.parametrize("many", [1, 1000])
def test_a_key_that_is_there_twice_is_refused(
    tmp_path: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MANY", many)
    rows = Keyed(TABLE, tmp_path, "file")
    rows.add(frame(("a", 1), ("b", 2), line=2))
    rows.add(frame(("b", 2), line=17))
    with pytest.raises(BadInput, match="file, line 17: the same as an earlier row: b, 2"):
        rows.finish()


def test_nothing_is_refused(tmp_path: Path) -> None:
    rows = Keyed(TABLE, tmp_path, "file")
    rows.add(frame(("a", 1)).clear())
    with pytest.raises(BadInput, match="holds no value"):
        rows.finish()
