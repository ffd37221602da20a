"""What is refused because something would be added up twice."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from entrepot.analyses.trade.aggregation import Plan, account, accounted
from entrepot.analyses.trade.aggregation.outcome import check, describe
from entrepot.metadata.errors import BadInput, NoData

COMTRADE = pl.DataFrame(
    {
        "product": ["TOTAL", "01", "0101", "010121", "010129"],
        "period": ["2024"] * 5,
        "value": [10.0, 10.0, 10.0, 4.0, 6.0],
    }
)


def lines(frame: pl.DataFrame, plan: Plan) -> list[dict[str, Any]]:
    return account(accounted(frame, plan), plan).to_dicts()


def test_sums_beside_their_parts_are_refused() -> None:
    plan = Plan(by=("year",))
    with pytest.raises(BadInput, match=r"several lengths together: 2 \(1 rows\), 4 .*--level 6"):
        check(lines(COMTRADE, plan), plan)


def test_one_level_is_taken_and_the_others_are_accounted_for() -> None:
    plan = Plan(by=("year",), level=6)
    found = lines(COMTRADE, plan)
    check(found, plan)
    assert "5 rows read, 2 added up" in describe(found, plan)
    assert any("3 rows of another level" in line and "value 30" in line for line in describe(found, plan))


def test_shorter_codes_cannot_be_cut_and_are_left_out() -> None:
    plan = Plan(by=("product",), digits=6)
    found = lines(COMTRADE, plan)
    check(found, plan)
    assert any("3 rows with a code shorter" in line for line in describe(found, plan))


def test_national_lines_of_several_lengths_are_one_sum_where_said() -> None:
    plan = Plan(by=("product",), digits=4, mixed_levels=True)
    frame = pl.DataFrame({"product": ["0101210010", "01012900"], "value": [1.0, 2.0]})
    check(lines(frame, plan), plan)
    assert accounted(frame, plan)["value"].to_list() == [3.0]


def test_months_beside_the_whole_year_are_refused() -> None:
    frame = pl.DataFrame({"period": ["202401", "202402", "202452"], "value": [1.0, 2.0, 3.0]})
    plan = Plan(by=("year",))
    with pytest.raises(BadInput, match=r"month \(2 rows\), year \(1 rows\)"):
        check(lines(frame, plan), plan)
    by_period = Plan(by=("period",))
    check(lines(frame, by_period), by_period)


def test_a_period_that_nobody_can_read_is_refused() -> None:
    frame = pl.DataFrame({"period": ["2024-01", "01/2024"], "value": [1.0, 2.0]})
    plan = Plan(by=("year",))
    with pytest.raises(BadInput, match="1 rows have a period that does not begin with a year"):
        check(lines(frame, plan), plan)


def test_nothing_left() -> None:
    plan = Plan(by=("product",), level=3)
    with pytest.raises(NoData, match=r"nothing is left.*5 rows of another level"):
        check(lines(COMTRADE, plan), plan)
    empty = COMTRADE.clear()
    with pytest.raises(NoData, match="0 rows read"):
        check(lines(empty, plan), plan)


def test_endless_amounts_are_refused() -> None:
    plan = Plan(by=("product",))
    frame = pl.DataFrame({"product": ["0101"], "value": [float("inf")]})
    with pytest.raises(BadInput, match="not finite"):
        check(lines(frame, plan), plan)


def test_missing_amounts_are_told() -> None:
    plan = Plan(by=("product",), values=("value", "quantity"))
    frame = pl.DataFrame({"product": ["0101"] * 2, "value": [1.0, 2.0], "quantity": [None, 1.0]})
    assert "1 of the rows added up have no quantity" in describe(lines(frame, plan), plan)
