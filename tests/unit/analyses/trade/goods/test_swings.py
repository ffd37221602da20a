"""What swings a flow, by hand: aircraft once, wheat growing, copper shrinking."""

import pytest

from entrepot.analyses.trade.goods.swings import swings
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from goods_world import Row, load_flows

WHEAT, COPPER, AIRCRAFT = "100199", "740311", "880240"
SERIES = {
    WHEAT: (100.0, 110.0, 120.0, 130.0, 140.0),
    COPPER: (90.0, 80.0, 85.0, 75.0, 60.0),
    AIRCRAFT: (0.0, 0.0, 500.0, 0.0, 0.0),
}
BEL, KAZ, DEU = get("BEL"), get("KAZ"), get("DEU")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse.open(tmp_path_factory.mktemp("swings"))
    for place, year in enumerate(range(2018, 2023)):
        rows: list[Row] = [
            ("BEL", "KAZ", product, 1000 * values[place], None)
            for product, values in SERIES.items()
            if values[place]
        ]
        load_flows(warehouse, year, [*rows, ("DEU", "FRA", WHEAT, 1.0, None)])
    return warehouse


def test_contributions_add_up_to_the_growth_of_the_flow(store: Warehouse) -> None:
    answer = swings(store, BEL, KAZ)
    assert (answer.first, answer.last) == (2018, 2022)
    assert (answer.before.number, answer.after.number) == (190.0, 200.0)
    assert answer.change.number == pytest.approx(10.0)
    rows = {row["product"]: row for row in answer.table.rows()}
    assert rows[WHEAT]["contribution"] == pytest.approx(40 / 190)
    assert rows[COPPER]["contribution"] == pytest.approx(-30 / 190)
    assert sum(row["contribution"] for row in rows.values()) == pytest.approx(10 / 190)
    assert [row["product"] for row in answer.table.rows()] == [WHEAT, COPPER]


def test_the_aircraft_is_a_one_off_and_growth_is_none(store: Warehouse) -> None:
    (odd,) = swings(store, BEL, KAZ).one_offs.rows()
    assert (odd["product"], odd["year"], odd["value"], odd["usual"]) == (AIRCRAFT, 2020, 500.0, 0.0)
    assert odd["of_total"] == pytest.approx(500 / 705)


def test_a_year_without_trade_has_a_change_and_no_contributions(store: Warehouse) -> None:
    answer = swings(store, KAZ, BEL)
    assert answer.change.number == 0.0
    assert len(answer.table) == 0


def test_years_that_make_no_sense_are_refused(store: Warehouse) -> None:
    with pytest.raises(UsageError, match="2022 is not before 2019"):
        swings(store, BEL, KAZ, 2022, 2019)
    with pytest.raises(NoData, match="not for 1990"):
        swings(store, BEL, KAZ, 1990, 2019)
