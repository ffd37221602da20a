"""Sums of raw flows on every kind of frame, against sums in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from entrepot.analyses.trade.aggregation import Plan, account, accounted, aggregate
from entrepot.metadata.errors import BadInput, UsageError
from raw_flows import as_mapping, flows, naive

VALUES = ("value", "quantity", "duty", "pieces")
EXACT = ("duty", "pieces")


def relation(frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    return duckdb.from_arrow(frame.to_arrow())


def pandas(frame: pl.DataFrame) -> pd.DataFrame:
    return frame.to_pandas(use_pyarrow_extension_array=True)


KINDS: dict[str, tuple[Callable[[pl.DataFrame], Any], Callable[[Any], pl.DataFrame], type]] = {
    "polars": (lambda frame: frame, lambda found: found, pl.DataFrame),
    "polars lazy": (lambda frame: frame.lazy(), lambda found: found.collect(), pl.LazyFrame),
    "duckdb": (relation, lambda found: pl.DataFrame(found.to_arrow_table()), duckdb.DuckDBPyRelation),
    "pyarrow": (lambda frame: frame.to_arrow(), lambda found: pl.DataFrame(found), pa.Table),
    "pandas": (pandas, lambda found: pl.from_pandas(found), pd.DataFrame),
}


@pytest.fixture(scope="module")
def raw() -> pl.DataFrame:
    return flows(3000)


def expected(raw: pl.DataFrame, flow: str, digits: int) -> dict[Any, dict[str, Any]]:
    rows = [
        row
        | {
            "year": int(row["period"][:4]),
            "product": row["product"][:digits],
            "exporter": row["reporter"] if flow == "X" else row["partner"],
            "importer": row["partner"] if flow == "X" else row["reporter"],
        }
        for row in raw.to_dicts()
        if row["flow"] == flow
    ]
    return naive(rows, ("year", "exporter", "product"), VALUES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("flow", "digits"), [("X", 6), ("M", 4)])
def test_sums_by_exporter_product_and_year(kind: str, flow: str, digits: int, raw: pl.DataFrame) -> None:
    given, back, native = KINDS[kind]
    plan = Plan(by=("year", "exporter", "product"), values=VALUES, digits=digits, flow=flow)
    found = aggregate(given(raw), plan)
    assert isinstance(found, native)
    table = back(found)
    assert tuple(table.columns) == plan.result
    sums, true = as_mapping(table, plan.by), expected(raw, flow, digits)
    # A row with an empty importer counts: the importer is no key here. One with an empty exporter does not.
    assert sums.keys() == true.keys()
    for key, group in true.items():
        assert sums[key].keys() == group.keys()
        for name, amount in group.items():
            exact = name in EXACT or not isinstance(amount, Fraction)
            assert sums[key][name] == (amount if exact else pytest.approx(float(amount), rel=1e-9, abs=1e-6))


@pytest.mark.parametrize("kind", KINDS)
def test_decimals_make_float_sums_equal_to_the_last_bit(kind: str, raw: pl.DataFrame) -> None:
    given, back, _ = KINDS[kind]
    plan = Plan(by=("partner",), values=("value",), flow="X", decimals=3)
    sums = as_mapping(back(aggregate(given(raw), plan)), plan.by)
    for key, group in naive(raw.filter(pl.col("flow") == "X").to_dicts(), plan.by, plan.values).items():
        # Amounts of three decimals: the double nearest to their exact sum.
        true = round(group["value"], 3)
        assert sums[key]["value"] == Fraction(float(true))


@pytest.mark.parametrize("kind", KINDS)
def test_the_account_holds_every_row_once(kind: str, raw: pl.DataFrame) -> None:
    given, back, _ = KINDS[kind]
    plan = Plan(
        by=("year", "exporter", "importer", "product"),
        values=VALUES,
        flow="M",
        digits=6,
        without=("KAZ",),
        leave_out=("groups", "domestic", "absent", "withheld"),
    )
    sums = accounted(given(raw), plan)
    lines = back(account(sums, plan)).group_by("left_out").agg(pl.col("rows", "pieces", "duty").sum())
    assert lines["rows"].sum() == raw.height
    assert lines["pieces"].sum() == raw["pieces"].cast(pl.Int64).sum()
    assert lines["duty"].sum() == raw["duty"].sum()
    assert dict(lines.select("left_out", "rows").iter_rows()) == reasons(raw)
    kept = back(sums).filter(pl.col("left_out").is_null()).select(plan.result).sort(plan.by)
    assert kept.select(*plan.by, "rows", "duty", "pieces").equals(
        back(aggregate(given(raw), plan)).sort(plan.by).select(*plan.by, "rows", "duty", "pieces")
    )


def reasons(raw: pl.DataFrame) -> dict[str | None, int]:
    """The reasons, told in plain Python, the first that holds."""
    found: dict[str | None, int] = {}
    for row in raw.to_dicts():
        ends = (row["reporter"], row["partner"])
        holds = {
            "flow": row["flow"] != "M",
            "place": "KAZ" in ends,
            "groups": bool({"EU27", "W00"} & set(ends)),
            "domestic": ends[0] == ends[1] and bool(ends[0]),
            "absent": not (ends[0] and ends[1]),
            "withheld": "X" in row["product"][:6],
        }
        reason = next((name for name, does in holds.items() if does), None)
        found[reason] = found.get(reason, 0) + 1
    return found


def test_the_two_letters_of_namibia_are_no_gap(raw: pl.DataFrame) -> None:
    found = aggregate(raw, Plan(by=("partner",), flow="X"))
    assert "NA" in found["partner"]


def test_empty_keys_are_a_group_where_asked(raw: pl.DataFrame) -> None:
    plan = Plan(by=("reporter",), flow="X", leave_out=())
    found = aggregate(raw, plan)
    empty = raw.filter(pl.col("flow") == "X", pl.col("reporter").is_null() | (pl.col("reporter") == ""))
    assert found.filter(pl.col("reporter").is_null())["rows"].to_list() == [empty.height]


def test_an_amount_that_nobody_stated_is_not_zero() -> None:
    frame = pl.DataFrame({"partner": ["A", "A", "B"], "value": [None, float("nan"), 0.0]})
    found = aggregate(frame, Plan(by=("partner",))).sort("partner")
    assert found.to_dicts() == [
        {"partner": "A", "value": None, "rows": 2, "value_missing": 2},
        {"partner": "B", "value": 0.0, "rows": 1, "value_missing": 0},
    ]


def test_narrow_whole_numbers_do_not_overflow() -> None:
    frame = pl.DataFrame({"partner": ["A"] * 3, "value": pl.Series([2**31 - 1] * 3, dtype=pl.Int32)})
    assert aggregate(frame, Plan(by=("partner",)))["value"].to_list() == [3 * (2**31 - 1)]


def test_nothing_lazy_is_collected() -> None:
    def fails(_: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("collected")

    frame = pl.LazyFrame({"partner": ["A"], "value": [1.0]}).map_batches(fails, schema=None)
    aggregate(frame, Plan(by=("partner",)))


def test_flows_that_do_not_add_up_are_refused(raw: pl.DataFrame) -> None:
    with pytest.raises(UsageError, match="two sides of one trade"):
        aggregate(raw, Plan(by=("reporter", "product")))
    assert "flow" in aggregate(raw, Plan(by=("reporter", "flow"))).columns


@pytest.mark.parametrize(
    ("frame", "plan", "match"),
    [
        ({"a": ["x"], "value": [1.0]}, Plan(by=("b",)), "there is no such column"),
        ({"a": ["x"], "value": [1.0]}, Plan(by=("a",), values=("v",)), "there is no such column"),
        ({"product": [10121], "value": [1.0]}, Plan(by=("product",), digits=6), "are numbers"),
        ({"a": [842.0], "value": [1.0]}, Plan(by=("a",)), "fraction"),
        ({"a": ["x"], "value": [True]}, Plan(by=("a",)), "holds Boolean"),
        ({"a": ["x"], "value": [1.0]}, Plan(by=("year",)), "there is no such column"),
        ({"a": ["x"], "value": [1.0]}, Plan(by=("a",), columns={"product": "k"}), "no such column"),
    ],
)
def test_columns_that_will_not_do(frame: dict[str, Any], plan: Plan, match: str) -> None:
    with pytest.raises(BadInput, match=match):
        aggregate(pl.DataFrame(frame), plan)


def test_what_is_no_frame() -> None:
    with pytest.raises(UsageError, match="a list is no frame"):
        aggregate([1, 2], Plan(by=("a",)))
