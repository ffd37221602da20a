"""Identities of the aggregation that hold for any flows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.aggregation import Plan, account, accounted, aggregate
from raw_flows import as_mapping, naive

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "exporter": st.sampled_from(["BEL", "KAZ", "NA", "", None]),
            "importer": st.sampled_from(["BEL", "KAZ", "WLD"]),
            "product": st.sampled_from(["01012100", "01012900", "0101XXXX", "85423190"]),
            "period": st.sampled_from(["2023-01", "2024-02", "202403"]),
            "value": st.none() | st.integers(-(10**12), 10**12),
            "duty": st.none() | st.decimals(-(10**9), 10**9, places=2),
        }
    ),
    min_size=1,
    max_size=30,
)
TYPES: dict[str, Any] = {"value": pl.Int64, "duty": pl.Decimal(18, 2), "exporter": pl.String}
FINE = Plan(by=("year", "exporter", "importer", "product"), values=("value", "duty"), digits=6)


def frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema_overrides=TYPES)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_sums_are_those_of_plain_python(rows: list[dict[str, Any]]) -> None:
    plain = [row | {"year": int(row["period"][:4]), "product": row["product"][:6]} for row in rows]
    expected = naive(plain, FINE.by, FINE.values)
    assert as_mapping(aggregate(frame(rows), FINE), FINE.by) == expected
    found = aggregate(duckdb.from_arrow(frame(rows).to_arrow()), FINE)
    assert as_mapping(pl.DataFrame(found.to_arrow_table()), FINE.by) == expected


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, Any]], draw: Any) -> None:
    shuffled = rows.copy()
    draw.shuffle(shuffled)
    one, other = (aggregate(frame(each), FINE).sort(FINE.by) for each in (rows, shuffled))
    assert one.equals(other)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_sums_of_sums_are_the_sums(rows: list[dict[str, Any]]) -> None:
    """From CN8 to HS4 at once, or by way of HS6: added up twice, nothing is lost or gained."""
    coarse = Plan(by=("year", "exporter", "product"), values=("value", "duty"), digits=4)
    at_once = aggregate(frame(rows), coarse)
    by_steps = aggregate(aggregate(frame(rows), FINE), coarse)
    amounts = ["year", "exporter", "product", "value", "duty"]
    assert at_once.select(amounts).sort(amounts[:3]).equals(by_steps.select(amounts).sort(amounts[:3]))


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_every_row_and_every_amount_is_in_the_account(rows: list[dict[str, Any]]) -> None:
    plan = Plan(
        by=FINE.by, values=FINE.values, digits=6, leave_out=("groups", "domestic", "absent", "withheld")
    )
    lines = account(accounted(frame(rows), plan), plan)
    assert lines["rows"].sum() == len(rows)
    assert lines["value"].sum() == sum(row["value"] or 0 for row in rows)
    assert lines["duty"].sum() == sum((row["duty"] or Decimal(0) for row in rows), Decimal(0))
    missing = lines["duty_missing"].sum()
    assert missing == sum(row["duty"] is None for row in rows)
