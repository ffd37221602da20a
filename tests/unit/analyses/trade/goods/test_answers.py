"""The answers on goods against sums by hand, in a world of three countries, three products and two years.

USD thousand:      2021: BEL -> KAZ  P1 100, P2 300    KAZ -> BEL  P3 600    DEU -> KAZ  P1 500
                   2022: BEL -> KAZ  P1 400            KAZ -> BEL  P3 600    DEU -> KAZ  P1 100, P2 500
"""

from pathlib import Path

import pytest

from entrepot.analyses.trade.goods.course import course
from entrepot.analyses.trade.goods.fit import fit
from entrepot.analyses.trade.goods.market import goods
from entrepot.analyses.trade.goods.traded import traded
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from goods_world import Row, load_flows

P1, P2, P3 = "010121", "270900", "740311"
FLOWS: dict[int, list[Row]] = {
    2021: [
        ("BEL", "KAZ", P1, 100.0, 10.0),
        ("BEL", "KAZ", P2, 300.0, None),
        ("KAZ", "BEL", P3, 600.0, 60.0),
        ("DEU", "KAZ", P1, 500.0, 1.0),
    ],
    2022: [
        ("BEL", "KAZ", P1, 400.0, 40.0),
        ("KAZ", "BEL", P3, 600.0, 60.0),
        ("DEU", "KAZ", P1, 100.0, 1.0),
        ("DEU", "KAZ", P2, 500.0, 1.0),
        ("UZB", "KAZ", P2, 50.0, 1.0),
        ("UZB", "DEU", P3, 50.0, 1.0),
    ],
}
BEL, KAZ, DEU, LUX, ASIA = (get(code) for code in ("BEL", "KAZ", "DEU", "LUX", "CentralAsia"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse.open(tmp_path_factory.mktemp("goods"))
    for year, rows in FLOWS.items():
        load_flows(warehouse, year, rows)
    return warehouse


def test_the_course_of_a_flow(store: Warehouse) -> None:
    answer = course(store, BEL, KAZ)
    first, last = answer.table.rows()
    assert (first["year"], last["year"]) == (2021, 2022)
    assert first["value"] == pytest.approx(0.4)
    assert first["export_share"] == pytest.approx(1.0)
    assert (first["customer_rank"], first["customers"]) == (1, 1)
    assert first["import_share"] == pytest.approx(400 / 900)
    assert (first["supplier_rank"], first["suppliers"]) == (2, 2)
    # All of Belgium's exports go to Kazakhstan, which takes 900 of the 1500 that the world imports.
    assert first["intensity"] == pytest.approx(1.0 / (900 / 1500))
    assert (last["supplier_rank"], last["suppliers"]) == (2, 3)
    assert answer.last["value"].period == "2022"
    assert answer.last["value"].number == pytest.approx(0.4)


def test_a_group_is_one_partner_without_its_inner_trade(store: Warehouse) -> None:
    answer = course(store, BEL, ASIA)
    last = answer.table.rows()[-1]
    assert last["import_share"] == pytest.approx(400 / 1000)
    assert (last["supplier_rank"], last["suppliers"]) == (2, 2)
    assert answer.missing == ("KGZ", "TJK", "TKM")
    assert "the flows lack KGZ, TJK, TKM" in answer.table.caveat
    outward = course(store, ASIA, BEL).table.rows()[-1]
    assert outward["export_share"] == pytest.approx(600 / 650)


def test_the_products_of_a_flow(store: Warehouse) -> None:
    rows = traded(store, BEL, KAZ, 2021).table.rows()
    assert [row["product"] for row in rows] == [P2, P1]
    oil, horses = rows
    assert oil["share"] == pytest.approx(0.75)
    assert oil["market_share"] == pytest.approx(1.0)
    assert horses["market_share"] == pytest.approx(100 / 600)
    assert horses["unit_value"] == pytest.approx(10_000)  # 100,000 dollars for 10 tonnes
    assert oil["quantity"] is None
    assert oil["unit_value"] is None
    # Belgium: 300 of 400 in oil; the world: 300 of 1500.
    assert oil["seller_rca"] == pytest.approx(0.75 / 0.2)
    assert horses["buyer_specialisation"] == pytest.approx((600 / 900) / (600 / 1500))


def test_fit_is_the_overlap_of_both_structures(store: Warehouse) -> None:
    answer = fit(store, BEL, KAZ, 2022)
    # Belgium exports P1 only; Kazakhstan imports P1 500 and P2 550.
    assert answer.index.number == pytest.approx(100 * 500 / 1050)
    assert answer.index.unit == "0 to 100"


def test_what_is_not_there_is_said(store: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(NoData, match=r"no trade in goods by product\..*entrepot data fetch baci"):
        course(Warehouse.open(tmp_path), BEL, KAZ)
    with pytest.raises(NoData, match=r"BACI HS17, 2021 to 2022, has no trade of LUX"):
        course(store, BEL, LUX)
    with pytest.raises(NoData, match="in the store for 2021, 2022, not for 1999"):
        traded(store, BEL, KAZ, 1999)
    with pytest.raises(UsageError, match="share"):
        course(store, KAZ, ASIA)
    with pytest.raises(UsageError, match="No HS revision"):
        goods(store, "HS91")


def test_origins_name_every_release(store: Warehouse) -> None:
    table = course(store, BEL, KAZ).table
    (origin,) = table.origins
    assert all(release.id in origin.locator for release in store.releases() if release.dataset == "baci_hs17")
    assert "and those of 2021" in origin.dataset
