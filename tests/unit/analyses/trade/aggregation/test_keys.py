"""Years, kinds of period, ends of a flow: what is read from the columns as they come."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import polars as pl
import pytest

from entrepot.analyses.trade.aggregation import Plan, account, accounted, aggregate
from entrepot.analyses.trade.aggregation.keys import EXPORTS, IMPORTS
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.reported import FLOWS

TEXTS = {
    "2024": (2024, "year"),
    "202452": (2024, "year"),
    "2024-02": (2024, "month"),
    "202402": (2024, "month"),
    "2024-Q1": (2024, "quarter"),
    "2024-33": (2024, "quarter"),
    "2024-02-29": (2024, "day"),
    "20240229": (2024, "day"),
    "29/02/2024": (None, "unread"),
    "20245": (None, "unread"),
    "": (None, "unread"),
}
NUMBERS = {
    2024: (2024, "year"),
    202452: (2024, "year"),
    202402: (2024, "month"),
    20240229: (2024, "day"),
    24: (None, "unread"),
    20245: (None, "unread"),
}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("periods", [TEXTS, NUMBERS], ids=["text", "numbers"])
def test_the_year_of_a_period(engine: str, periods: dict[object, tuple[int | None, str]]) -> None:
    frame = pl.DataFrame({"period": list(periods), "value": [1.0] * len(periods)})
    plan = Plan(by=("period", "year"), leave_out=())
    found = accounted(frame if engine == "polars" else duckdb.from_arrow(frame.to_arrow()), plan)
    table = found if isinstance(found, pl.DataFrame) else pl.DataFrame(found.to_arrow_table())
    told = {row["period"] or "": (row["year"], row["period_given"]) for row in table.to_dicts()}
    assert told == periods
    assert table.schema["year"] == pl.Int64


@pytest.mark.parametrize("of", [date(2024, 2, 29), datetime(2024, 2, 29, 23, 59)])  # noqa: DTZ001 - as files have them
def test_the_year_of_a_date(of: date) -> None:
    frame = pl.DataFrame({"period": [of], "value": [1.0]})
    assert aggregate(frame, Plan(by=("year",)))["year"].to_list() == [2024]
    assert account(accounted(frame, Plan(by=("year",))), Plan(by=("year",)))["period_given"].to_list() == [
        "day"
    ]
    assert aggregate(frame, Plan(by=("year",), years=(2023, 2023))).height == 0


@pytest.mark.parametrize(
    "periods", [["2023-12", "2024-01", "2024", "2025-01"], [202312, 202401, 2024, 202501]]
)
def test_years_are_a_span(periods: list[object]) -> None:
    frame = pl.DataFrame({"period": periods, "value": [1.0, 2.0, 4.0, 8.0]})
    assert aggregate(frame, Plan(by=("year",), years=(2024, 2024)))["value"].to_list() == [6.0]


def test_a_column_called_year_is_the_period() -> None:
    frame = pl.DataFrame({"year": [2024, 2024], "value": [1.0, 2.0]})
    assert aggregate(frame, Plan(by=("year",))).to_dicts() == [
        {"year": 2024, "value": 3.0, "rows": 2, "value_missing": 0}
    ]


def test_roles_under_other_names() -> None:
    frame = pl.DataFrame({"t": [2022], "i": [842], "j": [56], "k": ["010121"], "v": [1.5]})
    roles = {"exporter": "i", "importer": "j", "product": "k", "period": "t"}
    plan = Plan(by=("year", "exporter", "product"), values=("v",), columns=roles, digits=4)
    assert aggregate(frame, plan).to_dicts() == [
        {"year": 2022, "exporter": 842, "product": "0101", "v": 1.5, "rows": 1, "v_missing": 0}
    ]


def test_the_reporter_of_an_export_is_the_exporter() -> None:
    frame = pl.DataFrame(
        {"reporter": ["BEL"] * 3, "partner": ["KAZ"] * 3, "flow": ["X", "M", "?"], "value": [1.0, 2.0, 4.0]}
    )
    plan = Plan(by=("flow", "exporter", "importer"), leave_out=())
    found = {row["flow"]: (row["exporter"], row["importer"]) for row in aggregate(frame, plan).to_dicts()}
    assert found == {"X": ("BEL", "KAZ"), "M": ("KAZ", "BEL"), "?": (None, None)}


def test_every_flow_has_one_side() -> None:
    assert set(EXPORTS) | set(IMPORTS) == {*FLOWS, "1", "2"}
    assert not set(EXPORTS) & set(IMPORTS)


def test_an_exporter_that_nothing_tells() -> None:
    with pytest.raises(BadInput, match="exporter"):
        aggregate(pl.DataFrame({"partner": ["A"], "value": [1.0]}), Plan(by=("exporter",)))
    frame = pl.DataFrame({"reporter": ["A"], "partner": ["B"], "value": [1.0]})
    with pytest.raises(UsageError, match="no column of flows"):
        aggregate(frame, Plan(by=("exporter",)))


def test_a_withheld_code_cut_to_what_is_known_is_known() -> None:
    frame = pl.DataFrame({"product": ["8501XXXX", "85011010"], "value": [1.0, 2.0]})
    six = aggregate(frame, Plan(by=("product",), digits=6)).sort("product")
    assert six["product"].to_list() == ["850110", "8501XX"]
    four = aggregate(frame, Plan(by=("product",), digits=4, leave_out=("withheld",)))
    assert four.select("product", "value").rows() == [("8501", 3.0)]
