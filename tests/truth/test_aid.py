"""Sums of USAID's files against the same added up from the XML by hand."""

from collections import defaultdict
from pathlib import Path

import pytest
from lxml import etree

from aid_world import TODAY
from entrepot.analyses.aid import aid, transactions
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file


@pytest.fixture(scope="module")
def kept(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse((tmp_path_factory.mktemp("aid"),))
    for name in ("usaid-kz", "usaid-tj", "worldbank-679"):
        add_file(warehouse, shared / "data" / "iati" / f"{name}.xml")
    return warehouse


def by_hand(file: Path, kinds: tuple[str, ...], code: str) -> dict[str, float]:
    """Sums by year of the transactions of these types that name the country themselves."""
    found: defaultdict[str, float] = defaultdict(float)
    wanted = " or ".join(f"transaction-type/@code='{kind}'" for kind in kinds)
    for moved in etree.parse(file).xpath(f"//transaction[{wanted}][recipient-country/@code='{code}']"):
        found[moved.xpath("string(transaction-date/@iso-date)")[:4]] += float(moved.xpath("string(value)"))
    return dict(found)


@pytest.mark.parametrize(("name", "code", "place"), [("usaid-kz", "KZ", "KAZ"), ("usaid-tj", "TJ", "TJK")])
@pytest.mark.parametrize(("basis", "kinds"), [("disbursement", ("3", "4")), ("commitment", ("2",))])
def test_sums_of_usaid(
    kept: Warehouse, shared: Path, name: str, code: str, place: str, basis: str, kinds: tuple[str, ...]
) -> None:
    hand = by_hand(shared / "data" / "iati" / f"{name}.xml", kinds, code)
    found = aid(kept, (), get("USA"), get(place), currency="USD", basis=basis, today=TODAY).step
    assert found.total.figure.value == pytest.approx(sum(hand.values()), abs=0.01)
    years = {year.key: year.figure.value for year in found.by["year"]}
    assert years == pytest.approx(hand, abs=0.01)
    assert transactions(found).height == found.total.transactions
    assert not found.left_out
    assert not found.partly


def test_kazakhstan_in_figures_read_off_once(kept: Warehouse) -> None:
    found = aid(kept, (), get("USA"), get("KAZ"), currency="USD", today=TODAY).step
    assert found.total.transactions == 335
    assert round(found.total.figure.number) == 22_730_990


def test_purposes_make_the_total(kept: Warehouse, shared: Path) -> None:
    """In these files each transaction has one purpose of the DAC."""
    found = aid(kept, (), get("USA"), get("TJK"), currency="USD", today=TODAY).step
    tree = etree.parse(shared / "data" / "iati" / "usaid-tj.xml")
    kind = "(transaction-type/@code='3' or transaction-type/@code='4')"
    security = tree.xpath(
        f"sum(//transaction[{kind}][sector[@vocabulary='1'][starts-with(@code,'152')]]/value)"
    )
    assert found.security.figure.number == pytest.approx(security, abs=0.01)
    assert sum(one.figure.number for one in found.by["sector"]) == pytest.approx(found.total.figure.number)


def test_the_world_banks_region_stands_apart(kept: Warehouse, shared: Path) -> None:
    tree = etree.parse(shared / "data" / "iati" / "worldbank-679.xml")
    hand = tree.xpath("sum(//transaction[transaction-type/@code='3']/value)")
    found = aid(kept, (), "44002", get("BGD"), currency="USD", today=TODAY).step
    everybody = aid(kept, (), "", get("BGD"), currency="USD", today=TODAY).step
    assert found.total.figure.is_unknown  # nothing is certainly for the country
    (region,) = everybody.regional
    assert region.label == "South Asia, regional"
    assert region.figure.interval.low == 0
    assert region.figure.interval.high == pytest.approx(hand, abs=0.01)
