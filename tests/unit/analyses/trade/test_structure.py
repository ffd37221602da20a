"""Concentration, advantage, complementarity, domestic sales: what a place's trade is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from entrepot.analyses.trade import advantage, complementarity, concentration, domestic_sales, industry_names
from entrepot.analyses.trade.world import world
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

Make = Callable[..., Place]


def test_concentration_over_partners_and_industries(toy: Warehouse, place: Make) -> None:
    answer = concentration(toy, place("AAA"))
    assert answer.hhi("exports", "partner").value == pytest.approx(0.8**2 + 0.2**2)
    assert answer.hhi("imports", "partner").value == pytest.approx((64 + 16 + 16) / 256)
    assert answer.hhi("imports", "industry").value == pytest.approx((3 / 16) ** 2 + (13 / 16) ** 2)
    assert answer.frame()["n"].to_list() == [2, 2, 3, 2]
    assert "exports of intermediate inputs" in answer.hhi("exports", "partner").concept


def test_the_rest_of_the_world_is_no_single_market(toy_with_rest: Warehouse, place: Make) -> None:
    assert concentration(toy_with_rest, place("AAA")).hhi("exports", "partner").value == pytest.approx(0.68)


def test_advantage_by_industry_highest_first(toy: Warehouse, place: Make) -> None:
    rows = advantage(toy, place("AAA")).frame()
    assert rows["industry"].to_list() == ["x", "y"]
    assert rows["industry_name"].to_list() == ["industry x", "industry y"]
    assert rows["rca"].to_list() == pytest.approx([0.8 * 44 / 18, 0.2 * 44 / 26])


def test_import_specialisation_is_the_same_index_on_imports(toy: Warehouse, place: Make) -> None:
    answer = advantage(toy, place("CCC"), "imports")
    assert answer.table.figure("rca", industry="x").value == pytest.approx(0.8 * 44 / 18)
    assert "import specialisation" in answer.table.column("rca").concept


def test_the_rest_of_the_world_counts_in_world_shares(toy_with_rest: Warehouse, place: Make) -> None:
    world_share = advantage(toy_with_rest, place("AAA")).table.figure("world_share", industry="x")
    assert world_share.value == pytest.approx((18 + 4 + 4) / (44 + 9 + 12))


def test_complementarity_of_what_one_sells_and_the_other_buys(toy: Warehouse, place: Make) -> None:
    """AAA sells 80 % x; BBB buys half x, half y."""
    answer = complementarity(toy, place("AAA"), place("BBB"))
    assert answer.index.value == pytest.approx(70)
    assert answer.table.frame()["overlap"].sum() == pytest.approx(0.7)
    assert answer.rank is not None
    assert (answer.rank.value, answer.out_of) == (2, 3)


def test_complementarity_is_another_number_the_other_way(toy: Warehouse, place: Make) -> None:
    back = complementarity(toy, place("BBB"), place("AAA"))
    assert back.index.value == pytest.approx(100 * (3 / 16 + 0.4))


def test_the_rest_of_the_world_is_not_compared(toy_with_rest: Warehouse, place: Make) -> None:
    assert complementarity(toy_with_rest, place("AAA"), place("BBB")).out_of == 3


def test_domestic_sales_and_what_leaves(toy: Warehouse, place: Make) -> None:
    answer = domestic_sales(toy, place("AAA"))
    assert (answer.output.value, answer.domestic.value, answer.exports.value) == (400, 150, 10)
    assert (answer.domestic_share.value, answer.export_share.value) == (0.375, 0.025)
    assert answer.frame().select("industry", "domestic_share").rows() == [("x", 0.5), ("y", 0.25)]


def test_what_a_groups_members_sell_each_other_is_sold_at_home(toy: Warehouse, place: Make) -> None:
    answer = domestic_sales(toy, place("Twins", "CCC", "DDD"))
    assert (answer.output.value, answer.domestic.value, answer.exports.value) == (800, 12 + 8, 16)


def test_names_of_industries_in_two_languages(toy: Warehouse) -> None:
    assert industry_names(toy)["x"] == "industry x"
    assert industry_names(toy, "fr")["x"] == "branche x"
    assert industry_names(toy, "kk")["x"] == "industry x"


def test_sums_are_the_same_to_the_last_bit_in_every_run(tmp_path: Path) -> None:
    embedded = world(Warehouse.open(tmp_path))
    first, *others = (replace(embedded).merged("EU", ("BEL", "DEU", "FRA", "ITA")) for _ in range(8))
    for other in others:
        for name in ("exports", "imports", "flows"):
            assert pl.DataFrame.equals(getattr(first, name), getattr(other, name)), name
