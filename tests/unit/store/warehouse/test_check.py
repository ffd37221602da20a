"""A frame that breaks its declaration is refused, with the row and the column."""

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Column, Table
from entrepot.store.warehouse.check import checked

THINGS = Table(
    "demo.things",
    "Things.",
    (
        Column("code", "text", "its code", key=True),
        Column("count", "integer", "how many", minimum=0, maximum=9),
        Column("size", "real", "how large", nullable=True),
    ),
)
GOOD = pl.DataFrame({"size": [1, None], "code": ["a", "b"], "count": [0.0, 9.0]})


def test_columns_come_back_in_declared_order_and_type() -> None:
    frame = checked(THINGS, GOOD)
    assert frame.schema == {"code": pl.String, "count": pl.Int64, "size": pl.Float64}
    assert frame.rows() == [("a", 0, 1.0), ("b", 9, None)]


def test_an_empty_table_is_a_table() -> None:
    assert checked(THINGS, GOOD.clear()).height == 0


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("code", ["a", None], "column code: row 2 holds None. Expected a value"),
        ("code", ["a", "a"], r"column code: row 1 is there twice: \('a',\)"),
        ("code", [1, 2], "column code: values are Int64. Expected text"),
        ("count", [1, 10], "column count: row 2 holds 10. Expected at most 9"),
        ("count", [-1, 1], "column count: row 1 holds -1. Expected at least 0"),
        ("count", [0.5, 1.0], "column count: values have fractions"),
        ("count", ["1", "2"], "column count: values are String. Expected integer"),
        ("size", [1.0, float("nan")], "column size: row 2 holds nan. Expected a finite number"),
        ("size", [float("inf"), 1.0], "column size: row 1 holds inf"),
    ],
)
def test_a_fault_is_placed(column: str, values: list[object], said: str) -> None:
    with pytest.raises(BadInput, match=f"demo.things, {said}"):
        checked(THINGS, GOOD.with_columns(pl.Series(column, values)))


@pytest.mark.parametrize("frame", [GOOD.drop("size"), GOOD.with_columns(more=1)])
def test_missing_or_extra_columns_are_named(frame: pl.DataFrame) -> None:
    with pytest.raises(BadInput, match="Expected columns code, count, size"):
        checked(THINGS, frame)
