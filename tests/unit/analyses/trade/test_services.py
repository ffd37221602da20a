"""Services as both sides report them, and among the inputs of the tables."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.analyses.trade import industry_names, world
from entrepot.analyses.trade.service_inputs import service_inputs
from entrepot.analyses.trade.services import services
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get
from entrepot.metadata.reported import COMTRADE_SERVICES
from entrepot.store.warehouse import Warehouse
from reported_world import load, row, told

BEL, KAZ = get("BEL"), get("KAZ")


def test_categories_stand_beside_each_other_all_together_first(tmp_path: Path) -> None:
    answer = services(told(Warehouse.open(tmp_path)), BEL, KAZ)
    assert answer.table.rows() == [
        {"category": "ALL", "exporter": 44.0, "importer": 25.0, "gap": -19.0, "relative": -19 / 44},
        {"category": "SC", "exporter": 30.0, "importer": 24.0, "gap": -6.0, "relative": -0.2},
        {"category": "SJ", "exporter": 10.0, "importer": None, "gap": None, "relative": None},
    ]
    assert answer.reported_by == ("BEL", "KAZ")
    assert answer.table.period == "2023"


def test_parts_of_a_category_are_left_out_and_a_negative_value_is_kept(tmp_path: Path) -> None:
    rows = [("SC", 30.0), ("SC1", 20.0), ("SG", -4.0)]
    made = [
        row("2023", ("BEL", "KAZ", "X", code, v), classification="EB10", level=None, valuation=None)
        for code, v in rows
    ]
    store = Warehouse.open(tmp_path)
    load(store, {COMTRADE_SERVICES.flows: made}, "2023")
    found = {one["category"]: one["exporter"] for one in services(store, BEL, KAZ).table.rows()}
    assert found == {"SC": 30.0, "SG": -4.0}


def test_without_reports_of_services_it_says_where_they_are(tmp_path: Path) -> None:
    with pytest.raises(NoData, match="no report of services from BEL to KAZ"):
        services(Warehouse.open(tmp_path), BEL, KAZ)


def test_service_inputs_are_what_industries_from_construction_on_sell() -> None:
    warehouse = Warehouse.open(Path("/nonexistent"))
    there = world(warehouse)
    flow = there.flows.filter(origin="BEL", destination="KAZ")
    # The codes of the tables begin with the letter of their section.
    by_letter = float(flow.filter(pl.col("industry").str.head(1) >= "F")["value"].sum())
    answer = service_inputs(warehouse, BEL, KAZ)
    assert answer.value.number == pytest.approx(by_letter)
    assert answer.share.number == pytest.approx(by_letter / float(flow["value"].sum()))
    assert answer.trade_margin.number == pytest.approx(flow.filter(industry="G")["value"].item())
    assert answer.table.data["share"].sum() == pytest.approx(1)
    first = answer.table.rows()[0]
    assert first["industry_name"] == industry_names(warehouse)[first["industry"]]


def test_service_inputs_of_a_place_that_the_tables_lack_are_not_known() -> None:
    with pytest.raises(NoData):
        service_inputs(Warehouse.open(Path("/nonexistent")), BEL, get("UZB"))
    with pytest.raises(NoData, match="do not tell the whole flow"):
        service_inputs(Warehouse.open(Path("/nonexistent")), BEL, get("CentralAsia"))
