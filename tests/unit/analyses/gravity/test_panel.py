"""What a panel may not be, with the row and the column that are wrong."""

from __future__ import annotations

import polars as pl
import pytest

from entrepot.analyses.gravity.columns import Columns
from entrepot.analyses.gravity.opened import opened_frame
from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, TRADE, YEAR, Panel, checked
from entrepot.metadata.errors import BadInput

COLUMNS = Columns(exporter="o", importer="d", trade="v", year="t")
GOOD = {"o": ["B", "A"], "d": ["A", "B"], "t": [2000, 2000], "v": [1.0, 0.0]}


def panel(numeric: tuple[str, ...] = (), **changed: list[object]) -> Panel:
    return checked(opened_frame(pl.DataFrame(GOOD | changed, strict=False)), COLUMNS, numeric)


def test_codes_are_places_in_one_list_of_economies() -> None:
    made = panel(o=["B", "C"], d=["A", "B"])
    assert made.economies == ("A", "B", "C")
    assert made.rows.select(EXPORTER, IMPORTER).rows() == [(1, 0), (2, 1)]
    assert made.rows[TRADE].to_list() == [1.0, 0.0] and made.rows[YEAR].to_list() == [2000, 2000]


@pytest.mark.parametrize("far", [40, 10**9])
def test_numeric_codes_keep_their_order_near_or_far_apart(far: int) -> None:
    made = panel(o=[20, far], d=[-3, 20])
    assert made.economies == ("-3", "20", str(far))
    assert made.rows.select(EXPORTER, IMPORTER).rows() == [(1, 0), (2, 1)]


@pytest.mark.parametrize("years", [["2000", " 2001"], [2000.0, 2001.0]])
def test_years_as_text_or_decimals_are_read(years: list[object]) -> None:
    assert panel(t=years).rows[YEAR].to_list() == [2000, 2001]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"t": ["2000", "2000-Q1"]}, ["row 2", "column t", "'2000-Q1' is no year"]),
        ({"t": [2000.0, 2000.5]}, ["row 2", "2000.5 is no year"]),
        ({"t": [2000, 20000]}, ["row 2", "20000 is no year"]),
        ({"t": [2000, None]}, ["row 2", "the cell is empty"]),
        ({"v": [1.0, -2.5]}, ["row 2", "column v", "trade is -2.5"]),
        ({"v": ["1", "1,5"]}, ["'1,5' is no number", "row 2", "points"]),
        ({"v": ["x", "1"]}, ["'x' is no number", "row 1"]),
        ({"v": [1.0, float("inf")]}, ["inf is no number", "row 2"]),
        ({"v": [[1], [2]]}, ["not a number but List"]),
        ({"o": ["A", None]}, ["row 2", "column o", "the cell is empty", "NAM"]),
        ({"o": ["A", " "]}, ["row 2", "the cell is empty"]),
        ({"o": ["A", "A"], "d": ["B", "B"]}, ["A to B, 2000", "second time", "row 2", "--product"]),
    ],
)
def test_what_is_wrong_is_named_with_its_row(changed: dict[str, list[object]], words: list[str]) -> None:
    with pytest.raises(BadInput) as told:
        panel(**changed)
    assert all(word in str(told.value) for word in words), told.value


def test_without_rows_there_is_no_panel() -> None:
    with pytest.raises(BadInput, match="no rows"):
        checked(opened_frame(pl.DataFrame(GOOD).clear()), COLUMNS, ())


def test_a_repeated_flow_is_found_in_a_sparse_panel_too() -> None:
    codes = [f"C{k:04}" for k in range(500)]
    frame = pl.DataFrame({"o": [*codes, "C0007"], "d": [*codes[::-1], "C0492"], "t": 2000, "v": 1.0})
    with pytest.raises(BadInput, match="C0007 to C0492, 2000"):
        checked(opened_frame(frame), COLUMNS, ())


def test_products_tell_flows_apart() -> None:
    frame = pl.DataFrame(GOOD | {"o": ["A", "A"], "d": ["B", "B"], "k": ["01", "02"]})
    by_product = Columns(exporter="o", importer="d", trade="v", year="t", product="k")
    assert checked(opened_frame(frame), by_product, ()).rows.height == 2
    twice = frame.with_columns(k=pl.lit("01"))
    with pytest.raises(BadInput, match="second time"):
        checked(opened_frame(twice), by_product, ())


def test_what_is_missing_is_null_however_it_is_written() -> None:
    made = panel(v=[float("nan"), None])
    assert made.rows[TRADE].null_count() == 2
