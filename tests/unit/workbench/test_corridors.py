"""The verbs of corridors on the little layer, with trade from the release that ships."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from entrepot.analyses.corridors import asking
from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.trade.world import world
from entrepot.metadata.corridors import Addition, Difference, Mode, Span
from entrepot.metadata.errors import NoData, UnknownPlace, UsageError
from entrepot.sources import corridors as source
from entrepot.store.warehouse import Warehouse
from entrepot.workbench.corridors import Corridors
from entrepot.workbench.trade_weights import goods_flows, goods_origin, markets, trade_pairs
from little_layer import layer

WAREHOUSE = Warehouse.open(None)
NO_RUSSIA = Difference("no-russia", closures=("country:RUS",))
FLIGHT = Addition("ALA", "LGG", Mode.AIR, hours=Span(6, 7, 8), headway=Span(2, 4, 8))


@pytest.fixture(autouse=True)
def _little(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(source, "layer", layer)
    monkeypatch.setattr(asking, "network", lambda *own: Network(applied(layer(), *own)))
    yield


@pytest.fixture
def corridors() -> Corridors:
    return Corridors(WAREHOUSE)


def test_goods_are_what_is_moved_in_boxes() -> None:
    flows = goods_flows(WAREHOUSE)
    whole = world(WAREHOUSE).trade
    row = whole.filter((whole["origin"] == "KAZ") & (whole["destination"] == "BEL"))
    boxed = [i[0] in "ABC" and i not in ("B05", "B06") for i in row["industry"]]
    expected = row.filter(boxed)["value"].sum()
    assert flows.filter((flows["origin"] == "KAZ") & (flows["destination"] == "BEL"))["value"].item() == (
        pytest.approx(expected)
    )
    assert (flows["origin"] != flows["destination"]).all()
    assert "without B05" in goods_origin(WAREHOUSE).locator


def test_pairs_are_capitals_weighted_by_their_trade() -> None:
    pairs = trade_pairs(WAREHOUSE, layer())
    assert sum(pair.weight for pair in pairs) == pytest.approx(goods_flows(WAREHOUSE)["value"].sum())
    belgium = next(pair.origin for pair in pairs if pair.origin.code == "BEL")
    assert belgium.stands_for.startswith("Brussels")


def test_markets_are_all_imports_or_one_sellers_sales() -> None:
    flows = goods_flows(WAREHOUSE)
    assert sum(m.weight for m in markets(WAREHOUSE, layer=layer())) == pytest.approx(flows["value"].sum())
    sold = flows.filter(flows["origin"] == "BEL")["value"].sum()
    assert sum(m.weight for m in markets(WAREHOUSE, "BEL", layer())) == pytest.approx(sold)
    with pytest.raises(NoData, match="XXX"):
        markets(WAREHOUSE, "XXX", layer())


def test_closures_are_named_as_people_write(corridors: Corridors) -> None:
    pairs = corridors.pairs("Almaty", "50.63,5.57")
    found = corridors.effect("Russia", pairs=pairs)
    assert found.difference.closures == ("country:RUS",)
    assert found.statuses == ("worse", "worse")
    assert "closure of Russia" in found.table.title


def test_all_economies_are_asked_where_no_pairs_are_named(corridors: Corridors) -> None:
    found = corridors.effect("suez")
    assert len(found.pairs) > 6000
    assert found.weight("worse") > 0.0


def test_own_closures_hold_in_every_answer(corridors: Corridors) -> None:
    own = corridors.having(NO_RUSSIA)
    assert own.closed == ("country:RUS",)
    assert own.effect("Russia", pairs=own.pairs("Almaty", "Antwerp")).statuses == ("unchanged", "unchanged")
    routes = own.between("Almaty", "Antwerp").routes().routes
    assert not any("RUS" in route.countries for route in routes)


def test_a_difference_can_come_from_a_file(corridors: Corridors, tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text("name: mine\nclose: [Russia]\n", encoding="utf-8")
    assert corridors.having(file).closed == ("country:RUS",)


def test_a_new_link_and_who_gains(corridors: Corridors) -> None:
    found = corridors.links(
        Difference("daily", additions=(FLIGHT,)), pairs=corridors.pairs("Almaty", "Antwerp")
    )
    assert found.effect.statuses == ("better", "better")


def test_what_is_critical_names_the_trade_it_rests_on(corridors: Corridors) -> None:
    found = corridors.criticality("passages")
    assert goods_origin(WAREHOUSE) in found.table.origins
    assert "passage:suez" in found.table.data["closure"].to_list()


def test_hubs_are_compared_by_all_imports(corridors: Corridors) -> None:
    found = corridors.hubs("Antwerp", "Duisburg", within_hours=400, seller="KAZ")
    assert len(found) == 2
    assert goods_origin(WAREHOUSE) in found.table.origins


def test_a_pair_can_be_asked_everything(corridors: Corridors) -> None:
    pair = corridors.between("Almaty", "Antwerp")
    assert pair.back.origin == "Antwerp"
    assert pair.why_not("caspian").name == "caspian"
    assert pair.ways_apart("legs").at_most is not None
    assert pair.effect("Russia").statuses == ("worse", "worse")
    assert pair.no_route(modes=["rail"], avoid=["Belarus"]).remedies


def test_an_empty_answer_says_what_to_change(corridors: Corridors) -> None:
    with pytest.raises(NoData, match="do not avoid Belarus"):
        corridors.between("Almaty", "Antwerp").routes(modes=["rail"], avoid=["Belarus"])


def test_nonsense_is_refused(corridors: Corridors) -> None:
    pairs = corridors.pairs("Almaty", "Antwerp")
    with pytest.raises(UsageError, match="Name what closes"):
        corridors.effect(pairs=pairs)
    with pytest.raises(UsageError, match="one difference"):
        corridors.effect(NO_RUSSIA, "Suez", pairs=pairs)
    with pytest.raises(UnknownPlace):
        corridors.effect("Atlantis", pairs=pairs)
    with pytest.raises(UsageError, match="leave out"):
        corridors.between("Almaty", "Antwerp").ways_apart("legs", via=["caspian"])
