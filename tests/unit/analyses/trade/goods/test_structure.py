"""The product space, raw materials and ranks under choices, held to other ways of counting the same."""

import numpy as np
import polars as pl
import pytest

from entrepot.analyses.trade.complexity import indices
from entrepot.analyses.trade.goods.choices import ALL, LARGEST, ranks_under_choices
from entrepot.analyses.trade.goods.materials import materials
from entrepot.analyses.trade.goods.relatedness import relatedness
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from goods_world import ECONOMIES, Row, invented, invented_flows, load_flows

BEL, KAZ, ASIA = get("BEL"), get("KAZ"), get("CentralAsia")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return invented(tmp_path_factory.mktemp("structure"), (2022,))


def exports() -> pl.DataFrame:
    columns = ["exporter", "importer", "product", "value", "quantity"]
    flows = pl.DataFrame(invented_flows(2022), schema=columns, orient="row")
    return flows.group_by("exporter", "product").agg(pl.col("value").sum()).with_columns(year=2022)


def test_density_and_complexity_are_those_of_the_indices(store: Warehouse) -> None:
    theirs = indices(exports(), time="year", place="exporter", product="product", value="value")
    mine = theirs.filter(pl.col("exporter") == "BEL").sort("product")
    ours = relatedness(store, BEL, KAZ)
    joined = ours.table.data.join(mine, on="product", suffix="_theirs")
    assert joined.height == len(ours.table)
    for name in ("density", "pci"):
        np.testing.assert_allclose(joined[name], joined[f"{name}_theirs"], atol=1e-9)
    assert ours.eci.number == pytest.approx(mine["eci"][0])
    assert ours.eci_rank.number == 1 + theirs.filter(pl.col("eci") > mine["eci"][0])["exporter"].n_unique()


def test_states_tell_what_is_sold_able_and_near(store: Warehouse) -> None:
    for row in relatedness(store, BEL, KAZ).table.rows():
        assert (row["state"] in ("sold", "able")) == (row["seller_rca"] > 1)
        assert (row["state"] == "sold") == (row["seller_rca"] > 1 and row["value"] > 0)


def test_a_group_takes_the_place_of_its_members(store: Warehouse) -> None:
    answer = relatedness(store, ASIA, BEL)
    assert answer.economies == len(ECONOMIES) - 1
    merged = exports().with_columns(pl.col("exporter").replace({"UZB": "KAZ"}))
    inner = [row for row in invented_flows(2022) if {row[0], row[1]} == {"KAZ", "UZB"}]
    taken = pl.DataFrame([(row[2], row[3]) for row in inner], schema=["product", "inner"], orient="row")
    asia = merged.filter(pl.col("exporter") == "KAZ").group_by("product").agg(pl.col("value").sum())
    asia = asia.join(taken.group_by("product").agg(pl.col("inner").sum()), on="product", how="left")
    asia = asia.select(
        "product", pl.lit("KAZ").alias("exporter"), pl.col("value") - pl.col("inner").fill_null(0.0)
    )
    others = merged.filter(pl.col("exporter") != "KAZ").select("product", "exporter", "value")
    world = pl.concat([others, asia]).with_columns(year=2022)
    theirs = indices(world, time="year", place="exporter", product="product", value="value")
    theirs = theirs.filter(pl.col("exporter") == "KAZ")
    joined = answer.table.data.join(theirs, on="product", suffix="_theirs")
    np.testing.assert_allclose(joined["density"], joined["density_theirs"], atol=1e-9)


def test_raw_materials_are_counted_by_the_codes_that_name_them_alone(store: Warehouse) -> None:
    rows = {row["material"]: row for row in materials(store, BEL, KAZ).table.rows()}
    flows = [row for row in invented_flows(2022) if row[2] in ("260300", "740311")]
    sold = sum(row[3] for row in flows if row[:2] == ("BEL", "KAZ")) / 1000
    bought = sum(row[3] for row in flows if row[1] == "KAZ") / 1000
    assert rows["copper"]["products"] == "260300, 740311"
    assert rows["copper"]["value"] == pytest.approx(sold)
    assert rows["copper"]["share"] == pytest.approx(sold / bought)
    assert rows["copper"]["world_share"] == pytest.approx(
        sum(row[3] for row in flows if row[0] == "BEL") / sum(row[3] for row in flows)
    )
    assert "lithium" not in rows
    assert {row["name"] for row in materials(store, BEL, KAZ, language="fr").table.rows()} >= {"Cuivre"}


def test_a_rank_that_hangs_on_one_product_shows(tmp_path_factory: pytest.TempPathFactory) -> None:
    warehouse = Warehouse.open(tmp_path_factory.mktemp("ranks"))
    flows: list[Row] = [
        ("KAZ", "BEL", "270900", 900.0, None),
        ("KAZ", "BEL", "740311", 10.0, None),
        ("KAZ", "FRA", "740311", 50.0, None),
        ("KAZ", "DEU", "270900", 20.0, None),
    ]
    load_flows(warehouse, 2022, flows)
    answer = ranks_under_choices(warehouse, KAZ, BEL)
    ranks = {row["choice"]: (row["rank"], row["out_of"]) for row in answer.table.rows()}
    assert ranks[ALL] == (1, 3)
    assert ranks["without mineral fuels (HS 27)"] == (2, 2)
    assert ranks[LARGEST] == (2, 2)
    assert (answer.best, answer.worst) == (1, 2)
    nothing = ranks_under_choices(warehouse, get("DEU"), BEL)
    assert (nothing.best, nothing.worst) == (None, None)
