"""Potentials of a pair: the same as the market of everyone gives, and their identities."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.analyses.trade.goods.untapped import untapped
from entrepot.analyses.trade.potential import prepare
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from goods_world import ECONOMIES, invented, invented_flows, load_flows

BEL, KAZ = get("BEL"), get("KAZ")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return invented(tmp_path_factory.mktemp("untapped"), (2022,))


def test_a_pair_gets_what_the_market_of_everyone_gives_it(store: Warehouse) -> None:
    columns = ["exporter", "importer", "product", "value", "quantity"]
    flows = pl.DataFrame(invented_flows(2022), schema=columns, orient="row").drop("quantity")
    market = prepare(flows.with_columns(pl.col("value") / 1000))
    theirs = {row["product"]: row["potential"] for row in market.pair("BEL", "KAZ").iter_rows(named=True)}
    ours = untapped(store, BEL, KAZ, without_reexports=False)
    for row in ours.table.rows():
        assert row["potential"] == pytest.approx(theirs[row["product"]], rel=1e-9)


def test_without_corrections_the_potentials_add_up_to_actual_trade(store: Warehouse) -> None:
    answer = untapped(store, BEL, KAZ, without_reexports=False)
    assert answer.potential.number == pytest.approx(answer.actual.number, rel=1e-9)


def test_re_exports_lower_the_potential_of_what_is_not_ones_own(store: Warehouse) -> None:
    plain = {
        row["product"]: row["potential"]
        for row in untapped(store, BEL, KAZ, without_reexports=False).table.rows()
    }
    corrected = {row["product"]: row["potential"] for row in untapped(store, BEL, KAZ).table.rows()}
    assert all(corrected[product] <= plain[product] + 1e-12 for product in corrected)
    assert any(corrected[product] < plain[product] / 2 for product in corrected)


def test_untapped_is_never_less_than_nothing_and_competitors_are_the_largest(store: Warehouse) -> None:
    rows = untapped(store, BEL, KAZ).table.rows()
    assert all(row["untapped"] == pytest.approx(max(row["potential"] - row["actual"], 0)) for row in rows)
    assert [row["untapped"] for row in rows] == sorted((row["untapped"] for row in rows), reverse=True)
    sold = {(e, p): v for e, i, p, v, _ in invented_flows(2022) if i == "KAZ"}
    first = rows[0]
    rivals = sorted(ECONOMIES, key=lambda e: -sold.get((e, first["product"]), 0.0))
    named = [part.split()[0] for part in first["competitors"].split(", ")]
    assert named == [e for e in rivals if e not in ("BEL", "KAZ")][:3]


def test_a_pair_without_trade_has_no_known_potential(tmp_path: Path) -> None:
    store = Warehouse.open(tmp_path)
    load_flows(store, 2022, [("KAZ", "BEL", "270900", 5.0, None), ("BEL", "DEU", "270900", 5.0, None)])
    with pytest.raises(NoData, match="is not known, which is not the same as nothing"):
        untapped(store, BEL, KAZ)
