"""From raw materials to industries: values by hand, uses against the tables themselves."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.analyses.trade.goods.chain import chain
from entrepot.analyses.trade.goods.routes import routes
from entrepot.metadata.concordance import links_table
from entrepot.metadata.errors import NoData
from entrepot.metadata.icio import ICIO_INPUT_COEFFICIENTS, ICIO_PRODUCTION
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.release import About
from goods_world import load_flows

BEL, KAZ = get("BEL"), get("KAZ")
# Copper ore and copper; ferro-chrome is not critical; vanadium oxide has no definition; copper scrap.
FLOWS = [
    ("KAZ", "BEL", "260300", 7_000.0, None),
    ("KAZ", "BEL", "740311", 30_000.0, None),
    ("KAZ", "BEL", "720241", 99_000.0, None),
    ("KAZ", "BEL", "282530", 4_000.0, None),
    ("KAZ", "BEL", "740400", 2_000.0, None),
    ("BEL", "KAZ", "300490", 5_000.0, None),
]


@pytest.fixture
def store(tmp_path: Path) -> Warehouse:
    warehouse = Warehouse.open(tmp_path)
    load_flows(warehouse, 2022, FLOWS, "hs22")
    return warehouse


def test_by_definition_ores_are_mined_and_metals_made(store: Warehouse) -> None:
    answer = chain(store, KAZ, BEL)
    values = {one["supplying_industry"]: one["value"] for one in answer.table.rows()}
    assert values == {"C24B": 30.0, "B07": 7.0, "E": 2.0}
    assert {one["told_by"] for one in answer.table.rows()} == {"definition"}
    assert (answer.placed.number, answer.unplaced.number) == pytest.approx((39, 4))
    assert answer.unplaced_materials == ("Vanadium",)


def test_uses_are_the_coefficient_times_the_output(store: Warehouse) -> None:
    answer = chain(store, KAZ, BEL)
    rows = [one for one in answer.table.rows() if one["supplying_industry"] == "B07"]
    coefficients = store.read(
        ICIO_INPUT_COEFFICIENTS, where={"economy": ["BEL"], "supplying_industry": ["B07"]}
    )
    output = store.read(ICIO_PRODUCTION, ("industry", "output"), {"economy": ["BEL"]})
    uses = {
        one["using_industry"]: one["coefficient"]
        * output.filter(industry=one["using_industry"])["output"].item()
        for one in coefficients.to_dicts()
    }
    best = sorted(uses, key=lambda name: -uses[name])[:5]
    assert [one["using_industry"] for one in rows] == best
    for one in rows:
        assert one["use"] == pytest.approx(uses[one["using_industry"]])
        assert one["share"] == pytest.approx(uses[one["using_industry"]] / sum(uses.values()))
    assert len(answer.table.origins) == 2 and "estimate at the level of industries" in answer.table.caveat


def test_a_concordance_in_the_store_comes_first_and_may_split_a_product(store: Warehouse) -> None:
    about = About(
        dataset="concordance_hs22_cpa21", title="Invented links", publisher="Tests", edition="1",
        licence="CC0-1.0", url="https://example.org", unit="1", period="2022", how_made="Invented.",
    )  # fmt: skip
    links = [("282530", "20.12.19", 0.75, "equal"), ("282530", "24.45.30", 0.25, "equal"),
             ("260300", "24.44.11", 1.0, "published")]  # fmt: skip
    frame = pl.DataFrame(links, ["from_code", "to_code", "weight", "weighting"], orient="row").with_columns(
        from_scheme=pl.lit("HS22"), to_scheme=pl.lit("CPA21")
    )
    table = links_table("HS22", "CPA21")
    store.load(about, {table: frame.select(column.name for column in table.columns)})
    found = {
        (r.product, r.industry): (r.weight, r.told_by)
        for r in routes(store, "hs22", ["260300", "282530", "740311"])
    }
    assert found == {
        ("260300", "C24B"): (1.0, "concordance"),
        ("282530", "C20"): (0.75, "concordance"),
        ("282530", "C24B"): (0.25, "concordance"),
        ("740311", "C24B"): (1.0, "definition"),
    }
    answer = chain(store, KAZ, BEL)
    values = {one["supplying_industry"]: one["value"] for one in answer.table.rows()}
    assert values == {"C24B": pytest.approx(7 + 1 + 30), "C20": 3.0, "E": 2.0}
    assert answer.unplaced.number == pytest.approx(0) and answer.unplaced_materials == ()


def test_names_are_in_the_language_asked_for(store: Warehouse) -> None:
    row = chain(store, KAZ, BEL, language="fr").table.rows()[0]
    assert (row["supplying_name"], row["materials"]) == (
        "Métaux précieux et autres métaux non ferreux",
        "Cuivre",
    )


def test_what_cannot_be_told_is_said(store: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(NoData, match="No critical raw material that a code shows flows from BEL to KAZ"):
        chain(store, BEL, KAZ)
    load_flows(store, 2023, [("KAZ", "UZB", "260300", 5.0, None)], "hs22")
    with pytest.raises(NoData, match="does not name UZB"):
        chain(store, KAZ, get("UZB"))
    with pytest.raises(NoData, match="no trade in goods"):
        chain(Warehouse.open(tmp_path / "empty"), KAZ, BEL)
