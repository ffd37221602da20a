"""A Parquet file of any size is held to its declaration part by part."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Column, Table
from entrepot.store.warehouse import check_file
from entrepot.store.warehouse.check_file import checked_file

THINGS = Table(
    "demo.things",
    "Things.",
    (
        Column("year", "integer", "when", key=True),
        Column("code", "text", "its code", key=True),
        Column("size", "real", "how large", nullable=True, minimum=0.0),
    ),
)
GOOD = pl.DataFrame(
    {
        "year": [2021, 2021, 2021, 2022, 2022, 2022],
        "code": ["a", "b", "c", "a", "b", "z"],
        "size": [1.0, None, 0.0, 3.0, 4.0, 5.0],
    }
)


@pytest.fixture(params=[2, 200_000], ids=["three parts", "one part"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(check_file, "_PART", request.param)
    return tmp_path / "things.parquet"


def write(file: Path, frame: pl.DataFrame) -> Path:
    frame.write_parquet(file, row_group_size=2)
    return file


def test_rows_are_counted_and_codes_of_a_list_are_text(file: Path) -> None:
    assert checked_file(THINGS, write(file, GOOD)) == 6
    for kind in (pl.Enum(["a", "b", "c", "z"]), pl.Enum(["z", "c", "b", "a"]), pl.Categorical()):
        assert checked_file(THINGS, write(file, GOOD.with_columns(pl.col("code").cast(kind)))) == 6
    assert checked_file(THINGS, write(file, GOOD.clear())) == 0


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("year", [2021, 2021, 2021, None, 2022, 2022], "column year: row 4 holds None. Expected a value"),
        ("size", [1, 2, 3, 4, -5, 6], "column size: row 5 holds -5.0. Expected at least 0"),
        ("size", [1, 2, 3, 4, 5, float("nan")], "column size: row 6 holds nan. Expected a finite number"),
        ("code", list("abbabz"), r"column year, code: row 3 is there twice: \(2021, 'b'\)"),
        ("code", list("abcabb"), r"column year, code: row 6 is there twice: \(2022, 'b'\)"),
        ("code", list("abcazb"), r"row 6 is less than the one before: \(2022, 'b'\).*ascending order"),
        ("year", [2021, 2021, 2022, 2021, 2022, 2022], "row 4 is less than the one before"),
    ],
)
def test_a_fault_is_placed(file: Path, column: str, values: list[object], said: str) -> None:
    frame = GOOD.with_columns(pl.Series(column, values, dtype=GOOD.schema[column], strict=False))
    with pytest.raises(BadInput, match=f"demo.things, .*{said.removeprefix('column ')}"):
        checked_file(THINGS, write(file, frame))


@pytest.mark.parametrize(
    "frame",
    [
        GOOD.drop("size"),
        GOOD.with_columns(more=1),
        GOOD.select("code", "year", "size"),
        GOOD.with_columns(pl.col("year").cast(pl.Int32)),
        GOOD.with_columns(pl.col("size").cast(pl.String)),
    ],
)
def test_other_columns_or_types_are_refused(file: Path, frame: pl.DataFrame) -> None:
    with pytest.raises(BadInput, match="Expected columns year Int64, code String, size Float64"):
        checked_file(THINGS, write(file, frame))


@pytest.mark.parametrize("cut", [0, 3, 40, -20])
def test_a_file_that_was_cut_is_no_parquet(file: Path, cut: int) -> None:
    whole = write(file, GOOD).read_bytes()
    file.write_bytes(whole[:cut])
    with pytest.raises(BadInput, match="not readable as Parquet"):
        checked_file(THINGS, file)
