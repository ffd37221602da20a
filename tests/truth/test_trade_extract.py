"""The embedded extract against figures known beforehand, and our measures against a second computation.

The second computation shares no code with the first: NumPy arrays filled from the Parquet file itself.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from entrepot.analyses.trade import (
    advantage,
    bilateral,
    complementarity,
    concentration,
    domestic_sales,
    partners,
)
from entrepot.metadata.icio import DATASET
from entrepot.metadata.places.place import Place, Scheme
from entrepot.store.warehouse import Warehouse

PAIRS = [("BEL", "KAZ"), ("LUX", "KAZ"), ("USA", "CHN"), ("STP", "CMR")]


def country(code: str) -> Place:
    return Place(code, Scheme.ISO3, "country", {"en": code})


@dataclass(frozen=True)
class Cube:
    """flows[origin, destination, industry] in USD million."""

    codes: list[str]
    industries: list[str]
    flows: NDArray[np.float64]

    @property
    def trade(self) -> NDArray[np.float64]:
        abroad = self.flows.copy()
        abroad[np.diag_indices(len(self.codes))] = 0.0
        return abroad

    def at(self, code: str) -> int:
        return self.codes.index(code)


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    return Warehouse.open()


@pytest.fixture(scope="module")
def cube(warehouse: Warehouse) -> Cube:
    rows = pl.read_parquet(warehouse.release(DATASET).folder / "flows.parquet")
    codes, industries = (sorted(set(rows[name])) for name in ("origin", "industry"))
    index = {code: i for i, code in enumerate(codes)}
    kind = {code: k for k, code in enumerate(industries)}
    flows = np.zeros((len(codes), len(codes), len(industries)))
    for origin, destination, industry, value in rows.select(
        "origin", "destination", "industry", "value"
    ).iter_rows():
        flows[index[origin], index[destination], kind[industry]] += value
    return Cube(codes, industries, flows)


@pytest.mark.parametrize(
    ("origin", "destination", "known"),
    [("BEL", "KAZ", 118.3), ("KAZ", "BEL", 296.7), ("LUX", "KAZ", 34.7), ("KAZ", "LUX", 60.7)],
)
def test_known_flows(warehouse: Warehouse, origin: str, destination: str, known: float) -> None:
    assert round(bilateral(warehouse, country(origin), country(destination)).exports.number, 1) == known


def test_the_world_exports_what_it_imports(warehouse: Warehouse, cube: Cube) -> None:
    totals = {
        flow: sum(partners(warehouse, country(code), flow).total.number for code in cube.codes)
        for flow in ("exports", "imports")
    }
    assert totals["exports"] == pytest.approx(totals["imports"], rel=1e-12)
    assert totals["exports"] == pytest.approx(cube.trade.sum(), rel=1e-12)


@pytest.mark.parametrize("code", ["BEL", "KAZ", "LUX", "STP"])
def test_advantage(warehouse: Warehouse, cube: Cube, code: str) -> None:
    exports = cube.trade.sum(axis=1)
    world = exports.sum(axis=0)
    with np.errstate(invalid="ignore"):
        rca = (exports / exports.sum(axis=1, keepdims=True)) / (world / world.sum())
    table = advantage(warehouse, country(code)).table
    for industry, expected in zip(cube.industries, rca[cube.at(code)], strict=True):
        found = table.figure("rca", industry=industry)
        assert found.is_unknown if np.isnan(expected) else found.value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_complementarity_both_ways(warehouse: Warehouse, cube: Cube, one: str, other: str) -> None:
    exports, imports = cube.trade.sum(axis=1), cube.trade.sum(axis=0)
    for seller, buyer in ((one, other), (other, one)):
        x = exports[cube.at(seller)] / exports[cube.at(seller)].sum()
        m = imports / imports.sum(axis=1, keepdims=True)
        index = 100 * (1 - np.abs(m - x).sum(axis=1) / 2)
        mine, rest = index[cube.at(buyer)], np.delete(index, cube.at(seller))
        answer = complementarity(warehouse, country(seller), country(buyer))
        assert answer.index.value == pytest.approx(mine, rel=1e-9)
        assert answer.rank is not None
        assert (answer.rank.value, answer.out_of) == (1 + (rest > mine).sum(), len(cube.codes) - 1)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_pair(warehouse: Warehouse, cube: Cube, one: str, other: str) -> None:
    pairs = cube.trade.sum(axis=2)
    i, j = cube.at(one), cube.at(other)
    pair = bilateral(warehouse, country(one), country(other))
    mirror = bilateral(warehouse, country(other), country(one))
    assert pair.exports.value == pytest.approx(pairs[i, j])
    assert pair.balance.value == pytest.approx(pairs[i, j] - pairs[j, i])
    assert pair.balance.number == -mirror.balance.number
    expected = (pairs[i, j] / pairs[i].sum()) / (pairs[:, j].sum() / pairs.sum())
    assert pair.export_intensity.value == pytest.approx(expected)
    ranked = (
        (pair.partner_as_customer, pairs[i], j),
        (pair.partner_as_supplier, pairs[:, i], j),
        (pair.reporter_as_customer, pairs[j], i),
        (pair.reporter_as_supplier, pairs[:, j], i),
    )
    for standing, flows, partner in ranked:
        assert standing.rank is not None
        assert standing.rank.value == 1 + (flows > flows[partner]).sum()
        assert standing.share.value == pytest.approx(flows[partner] / flows.sum())
        assert standing.out_of == (flows > 0).sum()


@pytest.mark.parametrize("code", ["BEL", "KAZ"])
def test_concentration_and_domestic_sales(warehouse: Warehouse, cube: Cube, code: str) -> None:
    i, trade = cube.at(code), cube.trade
    answer = concentration(warehouse, country(code))
    parts = {
        ("exports", "partner"): trade[i].sum(axis=1),
        ("exports", "industry"): trade[i].sum(axis=0),
        ("imports", "partner"): trade[:, i].sum(axis=1),
        ("imports", "industry"): trade[:, i].sum(axis=0),
    }
    for (flow, dimension), values in parts.items():
        found = answer.table.figure("hhi", flow=flow, dimension=dimension)
        assert found.value == pytest.approx(((values / values.sum()) ** 2).sum())
    assert domestic_sales(warehouse, country(code)).domestic.value == pytest.approx(cube.flows[i, i].sum())


def test_a_group_is_the_sum_of_its_members_towards_others(warehouse: Warehouse, cube: Cube) -> None:
    members = ("BEL", "LUX", "NLD")
    benelux = Place("Benelux", Scheme.GROUP, "group", {"en": "Benelux"}, members=members)
    inside = [cube.at(code) for code in members]
    outside = [i for i in range(len(cube.codes)) if i not in inside]
    total = partners(warehouse, benelux, "exports").total.number
    assert total == pytest.approx(cube.flows[np.ix_(inside, outside)].sum())
    singly = sum(bilateral(warehouse, country(code), country("KAZ")).exports.number for code in members)
    assert bilateral(warehouse, benelux, country("KAZ")).exports.value == pytest.approx(singly)
    inner = sum(cube.trade[a, b].sum() for a, b in itertools.permutations(inside, 2))
    assert inner > 0
    at_home = cube.flows[inside, inside].sum()
    assert domestic_sales(warehouse, benelux).domestic.value == pytest.approx(at_home + inner)


@pytest.mark.parametrize(
    ("one", "other", "known"),
    # Computed once with NumPy from the coefficients the extract is made of, not from the extract: rank among
    # customers, share of exports, rank among suppliers, share of imports (percent), intensity.
    [
        ("BEL", "KAZ", (69, 0.0501336, 24, 0.4413872, 0.2737728)),
        ("KAZ", "BEL", (25, 0.4260336, 50, 0.1197144, 0.2516832)),
        ("LUX", "KAZ", (64, 0.0436392, 44, 0.1292804, 0.2383080)),
        ("KAZ", "LUX", (43, 0.0870983, 52, 0.0537175, 0.1129337)),
    ],
)
def test_known_standing(warehouse: Warehouse, one: str, other: str, known: tuple[float, ...]) -> None:
    pair = bilateral(warehouse, country(one), country(other))
    customer, supplier = pair.partner_as_customer, pair.reporter_as_supplier
    assert customer.rank is not None and supplier.rank is not None
    found = (
        customer.rank.number,
        customer.share.number * 100,
        supplier.rank.number,
        supplier.share.number * 100,
        pair.export_intensity.number,
    )
    assert found == pytest.approx(known, rel=1e-5)
    assert customer.out_of == supplier.out_of == 79
