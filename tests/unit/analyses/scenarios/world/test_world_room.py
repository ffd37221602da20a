"""Worlds close, name their industries and places, and say what they do not hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import io_table_files as files
from entrepot.analyses.scenarios.world import World, balance, with_elasticities, world, world_of
from entrepot.analyses.scenarios.world.closing import close, proportional
from entrepot.metadata.errors import BadInput, NoData, UsageError
from entrepot.metadata.icio import ICIO_FLOWS
from entrepot.store.warehouse import Warehouse
from io_table_store import store_with

SMALL = files.drawn(("BEL", "KAZ", "ROW"), ("A01", "C20", "H49"))


@pytest.fixture(scope="module")
def store() -> Warehouse:
    return Warehouse.open()


@pytest.fixture(scope="module")
def extract(store: Warehouse) -> World:
    found = next(r for r in store.releases() if r.id == "2022-bb2893f615b2")
    return world(store, found.id)


def test_the_extract_closes(extract: World) -> None:
    found = balance(extract.accounts)
    assert abs(found.gap) < 1e-12
    assert found.least[0] >= 0
    assert found.idle == 51
    assert found.deficits.sum() == pytest.approx(0, abs=1e-3)
    assert found.value_added.sum() == pytest.approx(93_169_400, rel=1e-7)
    shares = extract.accounts.inputs.sum(axis=1)
    assert shares.max() <= 0.98 + 1e-9


def test_the_extract_holds_no_less_than_its_sales_of_inputs(extract: World, store: Warehouse) -> None:
    where = {"origin": ["BEL"], "destination": ["KAZ"]}
    inputs = store.read(ICIO_FLOWS, where=where, release="2022-bb2893f615b2").sort("industry")
    order = np.argsort(extract.codes)
    sold = extract.accounts.trade[order, extract.economies.index("KAZ"), extract.economies.index("BEL")]
    assert inputs["industry"].to_list() == sorted(extract.codes)
    assert (sold >= inputs["value"].to_numpy() - 1e-9).all()
    assert inputs["value"].sum() == pytest.approx(118.33, abs=0.05)


def test_the_extract_says_what_it_is(extract: World) -> None:
    assert (extract.scope, extract.period, extract.has_rest) == ("extract", "2022", False)
    assert extract.title == "the OECD table of 2022 (extract)"
    assert extract.goods.sum() == 27
    text = " ".join(extract.caveats)
    assert "61 % of international sales of final goods" in text
    assert "wrong sign for up to 12 of 80" in text
    assert "Duties in force are not in the table" in text
    assert extract.accounts.caveats == extract.caveats
    assert extract.origins[0].licence == "CC-BY-4.0"
    assert extract.industry_names("fr")["C20"] == "Produits chimiques"
    assert extract.industry_names("nl")["C20"] == "Chemicals and chemical products"


def test_a_world_is_made_once(extract: World, store: Warehouse) -> None:
    assert world(store, "2022-bb2893f615b2") is extract
    with pytest.raises(NoData):
        world(store, "1999-000000000000")


def test_industries_are_meant_by_code_section_or_kind(extract: World) -> None:
    def meant(*words: str) -> list[str]:
        return [code for code, yes in zip(extract.codes, extract.mask(words), strict=True) if yes]

    assert meant("C20") == ["C20"]
    assert meant("A", "d") == ["A01", "A02", "A03", "D"]
    assert meant("goods", "C20") == [code for code in extract.codes if code[0] in "ABC"]
    assert len(meant("services")) == 23
    assert len(meant()) == 50
    with pytest.raises(UsageError, match="A01 Agriculture and hunting"):
        meant("Agriculture")


def test_economies_outside_are_said(extract: World) -> None:
    assert extract.outside(("GEO", "BEL", "AZE", "GEO")) == ("GEO", "AZE")
    assert extract.outside_said(("GEO", "BEL", "AZE")) == (
        "Georgia and Azerbaijan are in the rest of the world, which the OECD table of 2022 (extract) "
        "leaves out."
    )
    assert extract.outside_said(("BEL",)) == ""
    assert extract.positions(("KAZ", "BEL", "KAZ")).tolist() == [
        extract.economies.index("BEL"), extract.economies.index("KAZ")
    ]  # fmt: skip
    assert len(extract.positions(())) == 80
    with pytest.raises(UsageError, match="Georgia is in the rest of the world"):
        extract.positions(("BEL", "GEO"))
    with pytest.raises(UsageError, match=r"'BEJ' is no economy.*Near: BEL"):
        extract.positions(("BEJ",))


def test_a_full_release_has_its_true_flows(tmp_path: Path) -> None:
    found = world(store_with(SMALL, tmp_path))
    assert (found.scope, found.has_rest) == ("full", True)
    true = (SMALL.bought + SMALL.final.sum(axis=3).transpose(0, 2, 1)).transpose(2, 1, 0)
    np.testing.assert_allclose(found.accounts.trade, true)
    added = balance(found.accounts).value_added
    np.testing.assert_allclose(added, SMALL.value_added.sum(axis=1), rtol=1e-4)
    assert found.outside_said(("GEO",)).startswith(
        "Georgia is within the rest of the world of the Tests table"
    )
    assert found.caveats[0].startswith("The rest of the world is one economy")


def test_stocks_run_down_are_counted_as_none_and_told(tmp_path: Path) -> None:
    final = SMALL.final.copy()
    final[0, 1, 1, -1] = -(final[0, 1, 1, :-1].sum() + 2.5)
    found = world(store_with(replace(SMALL, final=final), tmp_path))
    assert balance(found.accounts).least[0] >= 0
    told = found.repairs[0]
    assert (told.cells, told.largest) == (1, "BEL C20 to KAZ")
    assert told.value == pytest.approx(2.5)
    assert "output is what is sold" in found.repairs[1].what
    assert any("(1 cells, 2.5 USD million in all, most in BEL C20 to KAZ)" in said for said in found.caveats)


def test_final_sales_are_spread_as_sales_of_inputs() -> None:
    bought = np.zeros((2, 2, 2))
    bought[0, :, 0] = [30.0, 10.0]
    spread = proportional(bought, np.array([[8.0, 5.0], [0.0, 7.0]]))
    assert spread[0, :, 0].tolist() == [6.0, 2.0]
    assert spread[0, :, 1].tolist() == [5.0, 0.0]  # who sells no inputs sells at home
    assert spread[1, :, 1].tolist() == [0.0, 7.0]


def test_an_industry_that_uses_more_than_it_makes_is_held_and_told() -> None:
    bought = np.full((1, 1, 1), 120.0)
    closed = close(bought, np.full((1, 1, 1), -20.0), np.full((1, 1, 1), 1.2), ("BEL",), ("A01",))
    assert closed.inputs[0, 0, 0] == pytest.approx(0.98)
    assert [repair.cells for repair in closed.repairs] == [1, 1]
    assert closed.repairs[1].value == pytest.approx(120 - 0.98 * 120)


def test_a_table_of_ones_own_is_a_world(tmp_path: Path) -> None:
    found = world_of(files.square(SMALL, tmp_path / "mine.csv"), period="2030", unit="EUR million")
    assert (found.scope, found.period, found.title, found.accounts.unit) == (
        "own",
        "2030",
        "mine.csv",
        "EUR million",
    )
    assert abs(balance(found.accounts).gap) < 1e-12
    np.testing.assert_allclose(balance(found.accounts).value_added, SMALL.value_added.sum(axis=1), rtol=1e-6)
    assert next(iter(found.elasticities)) == "median"


def test_an_economy_that_sells_nothing_is_refused(tmp_path: Path) -> None:
    inputs, final = SMALL.inputs.copy(), SMALL.final.copy()
    inputs[1], final[1] = 0.0, 0.0
    path = files.long_csv(replace(SMALL, inputs=inputs, final=final), tmp_path / "mine.csv")
    with pytest.raises(BadInput, match="KAZ sells nothing"):
        world_of(path)


def test_the_elasticities_of_a_table_of_ones_own(tmp_path: Path) -> None:
    path = files.square(files.drawn(("BEL", "KAZ"), ("farms", "shops")), tmp_path / "mine.csv")
    bare = world_of(path)
    assert not bare.elasticities
    assert "No elasticities are known for farms, shops" in bare.caveats[-1]
    mine = tmp_path / "guess.csv"
    mine.write_text("industry,theta,se\nfarms,4,0.5\nshops,5,\n", encoding="utf-8")
    found = world_of(path, mine)
    assert list(found.elasticities) == ["guess"]
    assert found.elasticities["guess"].theta.tolist() == [4.0, 5.0]
    assert found.elasticities["guess"].se.tolist() == [0.5, 0.0]
    assert with_elasticities(bare, mine).elasticities["guess"].theta.tolist() == [4.0, 5.0]
    assert found.goods.sum() == 0
    assert any("No industry is known to make goods" in said for said in found.caveats)
    mine.write_text("industry,theta\nfarms,4\n", encoding="utf-8")
    with pytest.raises(BadInput, match="lacks 1 industries of the table: shops"):
        world_of(path, mine)
    mine.write_text("industry,theta\nfarms,4\nshops,5\nshop,5\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"'shop' is no industry of the table.*shops"):
        world_of(path, mine)


def test_sets_with_gaps_are_filled_and_say_so(extract: World) -> None:
    printed, coded = extract.elasticities["cp2015-printed"], extract.elasticities["cp2015"]
    default = extract.elasticities["median"]
    cars, shops = extract.codes.index("C29"), extract.codes.index("G")
    assert (printed.theta[cars], coded.theta[cars]) == (1.84, 8.22)
    assert (printed.se[cars], coded.se[cars]) == (0.92, 0.0)
    assert (printed.theta[shops], coded.theta[shops]) == (default.theta[shops], 8.22)
    assert "G" in printed.filled
    assert not coded.filled
    for one in extract.elasticities.values():
        assert (one.theta > 0).all()
        assert (one.se >= 0).all()
        assert one.caveat
        assert one.origin.publisher


def test_an_industry_made_of_several_has_their_mean(tmp_path: Path) -> None:
    from entrepot.sources.io_tables.industries import _lists

    path = files.as_csv(
        files.flat_rows(files.drawn(("BEL", "KAZ"), tuple(_lists()[1]))), tmp_path / "wiod.csv"
    )
    found = world_of(path)
    metals = found.elasticities["median"].theta[found.codes.index("C24")]
    assert metals == pytest.approx((6.39 + 4.84) / 2)
    assert found.goods.sum() == 23
