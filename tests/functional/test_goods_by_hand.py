"""What the package answers on goods against the same numbers worked out with pandas from the raw files."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import entrepot
import goods_by_hand as hand
from baci_files import YEARS, write_baci
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file
from entrepot.workbench.goods import GoodsTrade

MEMBERS = {"CentralAsia": ("KAZ", "UZB"), "EU27": ("BEL", "DEU", "FRA", "ITA", "LUX")}
PAIRS = [("BEL", "KAZ"), ("TWN", "BEL"), ("CHN", "UZB"), ("CentralAsia", "EU27"), ("KAZ", "EU27")]
BOTH_WAYS = [pair for a, b in PAIRS for pair in ((a, b), (b, a))]
FIRST, LAST = YEARS[0], YEARS[-1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    path = write_baci(tmp_path_factory.mktemp("files"))
    add_file(Warehouse.open(folder), path)
    return folder


@pytest.fixture(scope="module")
def years() -> dict[int, pd.DataFrame]:
    return {year: hand.read_year(year) for year in YEARS}


@pytest.fixture(params=BOTH_WAYS, ids="-".join)
def asked(
    home: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[GoodsTrade, tuple[str, ...], tuple[str, ...]]]:
    seller, buyer = request.param
    goods = entrepot.open(home).pair(seller, buyer).trade.goods
    yield goods, MEMBERS.get(seller, (seller,)), MEMBERS.get(buyer, (buyer,))


Asked = tuple[GoodsTrade, tuple[str, ...], tuple[str, ...]]
Years = dict[int, pd.DataFrame]


def same(ours: pd.DataFrame, theirs: pd.DataFrame, columns: dict[str, str]) -> None:
    """Both by product: the same products, and the same numbers to twelve digits."""
    ours = ours.set_index("product")
    for name, other in columns.items():
        expected = theirs[other].reindex(ours.index).to_numpy(dtype=float)
        np.testing.assert_allclose(ours[name].to_numpy(dtype=float), expected, 1e-12, 1e-12, err_msg=name)


@pytest.mark.parametrize("year", [FIRST, LAST])
def test_shares_ranks_and_intensity(asked: Asked, years: Years, year: int) -> None:
    goods, sellers, buyers = asked
    row = next(row for row in goods.course().table.data.to_dicts() if row["year"] == year)
    assert row == pytest.approx({"year": year, **hand.course(years[year], sellers, buyers)}, rel=1e-12)


def test_the_trend(asked: Asked, years: Years) -> None:
    goods, sellers, buyers = asked
    sold = {year: hand.between(flows, sellers, buyers)["v"].sum() for year, flows in years.items()}
    growth = goods.course().growth
    assert growth is not None
    assert growth.number == pytest.approx(hand.trend(pd.Series(sold)), rel=1e-9)


@pytest.mark.parametrize("year", [FIRST, LAST])
def test_products_with_market_share_rca_and_unit_value(asked: Asked, years: Years, year: int) -> None:
    goods, sellers, buyers = asked
    ours, theirs = goods.products(year).table.data.to_pandas(), hand.products(years[year], sellers, buyers)
    assert list(ours["product"]) == list(theirs.index)
    same(ours, theirs, {str(name): str(name) for name in theirs})


def test_contributions(asked: Asked, years: Years) -> None:
    goods, sellers, buyers = asked
    ours = goods.swings(FIRST, LAST).table.data.to_pandas()
    theirs = hand.swings(years[FIRST], years[LAST], sellers, buyers)
    assert set(ours["product"]) == set(theirs.index)
    same(ours, theirs, {str(name): str(name) for name in theirs})


@pytest.mark.parametrize("year", [FIRST, LAST])
def test_potential(asked: Asked, years: Years, year: int) -> None:
    goods, sellers, buyers = asked
    found, theirs = goods.untapped(year), hand.potential(years[year], sellers, buyers)
    names = {"potential": "potential", "actual": "actual", "untapped": "untapped"}
    same(found.table.data.to_pandas(), theirs, {**names, "world_share": "world_share", "imports": "wanted"})
    assert found.ease.number == pytest.approx(theirs["ease"].iloc[0], rel=1e-12)
    assert found.potential.number == pytest.approx(theirs["potential"].sum(), rel=1e-12)
    assert found.untapped.number == pytest.approx(theirs["untapped"].sum(), rel=1e-12)


def test_complementarity_and_who_fits_best(asked: Asked, years: Years) -> None:
    goods, sellers, buyers = asked
    found = goods.fit(LAST)
    assert found.index.number == pytest.approx(hand.michaely(years[LAST], sellers, buyers), rel=1e-12)
    ranks = hand.fits(years[LAST], sellers, buyers, smallest=100.0)
    assert (found.buyer_rank.number, found.seller_rank.number) == ranks


def test_density_and_complexity(asked: Asked, years: Years) -> None:
    goods, sellers, _ = asked
    density, pci, eci = hand.space(hand.as_one(years[LAST], sellers))
    found, me = goods.relatedness(LAST), min(sellers)
    columns = {"density": "density", "pci": "pci"}
    same(found.table.data.to_pandas(), pd.DataFrame({"density": density.loc[me], "pci": pci}), columns)
    assert found.eci.number == pytest.approx(eci[me], rel=1e-9)
    assert found.eci_rank.number == 1 + (eci > eci[me]).sum()


def test_ranks_under_choices(asked: Asked, years: Years) -> None:
    goods, sellers, buyers = asked
    largest = str(hand.by_product(hand.between(years[LAST], sellers, buyers)).idxmax())
    choices = [(), ("27",), ("71",), ("27", "71", "99"), (largest,)]
    ranks = [hand.rank_without(years[LAST], sellers, buyers, out) for out in choices]
    assert goods.ranks(LAST).table.data["rank"].to_list() == ranks


def test_critical_raw_materials(asked: Asked, years: Years) -> None:
    goods, sellers, buyers = asked
    flows, sold, bought = (years[LAST], hand.as_one(years[LAST], sellers), hand.as_one(years[LAST], buyers))
    rows = goods.materials(LAST).table.data.to_dicts()
    assert {"copper", "bauxite"} & {row["material"] for row in rows}
    for row in rows:
        counted = row["products"].split(", ")
        of = [part[part["k"].isin(counted)] for part in (flows, sold, bought)]
        value = hand.between(of[0], sellers, buyers)["v"].sum()
        imports = of[2][of[2]["j"] == min(buyers)]["v"].sum()
        exports = of[1][of[1]["i"] == min(sellers)]["v"].sum()
        assert row["value"] == pytest.approx(value, rel=1e-12)
        assert row["share"] == pytest.approx(value / imports if imports else None, rel=1e-12)
        assert row["world_share"] == pytest.approx(exports / of[1]["v"].sum(), rel=1e-12)


def test_the_dossier_prints_these_numbers(home: Path, years: Years) -> None:
    words = ["show", "BEL", "KAZ", "goods-exports", "--json"]
    told = subprocess.run(
        [sys.executable, "-m", "entrepot", *words], capture_output=True, check=True,
        env={**os.environ, "ENTREPOT_HOME": str(home)},
    )  # fmt: skip
    block = json.loads(told.stdout)["blocks"][0]
    theirs = hand.products(years[LAST], ("BEL",), ("KAZ",)).head(len(block["rows"]))
    assert len(theirs) == 10
    for (code, expected), row in zip(theirs.iterrows(), block["rows"], strict=True):
        assert f"({code})" in row[0]["text"]
        printed = [cell["value"] for cell in row[1:]]
        columns = ["value", "share", "market_share", "seller_rca", "unit_value"]
        wanted = [expected["value"] * 1000, *expected[columns[1:]]]
        assert printed == pytest.approx([None if np.isnan(v) else v for v in wanted], rel=1e-12)
