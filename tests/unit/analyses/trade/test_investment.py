"""Direct investment as both sides report it."""

from pathlib import Path

import pytest

from entrepot.analyses.trade.investment import investment
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from reported_world import investment as positions

BEL, KAZ = get("BEL"), get("KAZ")


@pytest.fixture
def store(tmp_path: Path) -> Warehouse:
    warehouse = Warehouse.open(tmp_path)
    positions(warehouse)
    return warehouse


def test_both_views_of_one_position(store: Warehouse) -> None:
    answer = investment(store, BEL, KAZ)
    assert answer.table.rows() == [
        {"year": "2022", "outward": 90.0, "inward": None, "gap": None, "relative": None},
        {"year": "2023", "outward": 100.0, "inward": 160.0, "gap": 60.0, "relative": 60 / 160},
    ]
    assert answer.disagree and answer.reported_by == ("BEL", "KAZ")
    assert answer.last["outward"].period == "2023"
    assert all(figure.origins and figure.caveat for figure in answer.last.values())


def test_a_negative_position_is_one_and_a_confidential_one_is_unknown(store: Warehouse) -> None:
    answer = investment(store, KAZ, BEL)
    assert answer.last["outward"].number == -5.0
    assert answer.last["inward"].is_unknown and answer.last["relative"].is_unknown
    assert not answer.disagree and answer.reported_by == ("KAZ",)


def test_without_positions_it_says_which_data_would_tell(store: Warehouse) -> None:
    with pytest.raises(NoData, match=r"IMF\.STA:DIP"):
        investment(store, BEL, get("UZB"))
    with pytest.raises(NoData, match="single countries"):
        investment(store, BEL, get("CentralAsia"))
