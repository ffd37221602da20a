"""People, output, distances and investment from what the store holds; what it lacks is asked for by name."""

import json
from pathlib import Path

import pytest

from context_files import API, BULK, DIP, WORLD_BANK, gravity, pair
from entrepot.analyses.trade.context import distances, gdp, investment, population
from entrepot.metadata.errors import NoData
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file

PANEL = gravity(
    pair(2019, "BEL", "KAZ", dist=5000.5, contig=0, pop_o=11500, gdp_o=5.4e8),
    pair(2019, "KAZ", "BEL", dist=5000.5, contig=0, pop_o=18500, gdp_o=1.8e8),
    pair(2020, "BEL", "KAZ", dist=5000.5, contig=0, pop_o=11560, gdp_o=5.2e8),
    pair(2020, "KAZ", "BEL", dist=5000.5, contig=0, pop_o=18755),
)


@pytest.fixture
def store(tmp_path: Path) -> Warehouse:
    return Warehouse((tmp_path / "store",))


def add(store: Warehouse, tmp_path: Path, content: str) -> None:
    (tmp_path / "file").write_text(content)
    add_file(store, tmp_path / "file")


def test_an_empty_store_says_which_files_to_add(store: Warehouse) -> None:
    for ask in (population, gdp):
        with pytest.raises(NoData, match=r"for 2023.*WDI_CSV\.zip.*Gravity_csv_V202211\.zip"):
            ask(store, 2023)
    with pytest.raises(NoData, match=r"Gravity_csv_V202211\.zip"):
        distances(store, 2023)
    with pytest.raises(NoData, match=r"IMF\.STA:DIP"):
        investment(store, "KAZ", "BEL")


def test_people_of_economies_without_groups_from_the_later_edition(store: Warehouse, tmp_path: Path) -> None:
    add(store, tmp_path, WORLD_BANK)
    assert population(store, 2021).frame.rows() == [("BEL", 11600000.0)]
    add(store, tmp_path, json.dumps(API).replace("11800000", "11850000"))
    found = population(store, 2023)
    assert found.frame.rows() == [("BEL", 11850000.0)]
    assert (found.unit, found.origin.edition) == ("persons", "2026-07-01 (last update)")
    # What the later edition does not hold, the earlier still tells.
    assert population(store, "2021").origin.edition == "2026-04-08 (last update)"


def test_output_from_the_bulk_file(store: Warehouse, tmp_path: Path) -> None:
    add(store, tmp_path, BULK)
    assert gdp(store, 2023).frame.rows() == [("BEL", 632e9)]
    assert gdp(store, 2023).origin.locator == "NY.GDP.MKTP.CD, 2023"


def test_gravity_answers_where_the_world_bank_does_not_in_the_same_units(
    store: Warehouse, tmp_path: Path
) -> None:
    add(store, tmp_path, PANEL)
    assert population(store, 2020).frame.rows() == [("BEL", 11560000.0), ("KAZ", 18755000.0)]
    assert gdp(store, 2020).frame.rows() == [("BEL", 5.2e11)]
    with pytest.raises(NoData, match="no gdp for 1999"):
        gdp(store, 1999)


def test_distances_of_a_year_and_of_one_after_the_last(store: Warehouse, tmp_path: Path) -> None:
    add(store, tmp_path, PANEL)
    for year in (2019, 2020, 2026):
        found = distances(store, year)
        assert found.frame.select("origin", "destination", "distance", "contiguous").rows() == [
            ("BEL", "KAZ", 5000.5, 0), ("KAZ", "BEL", 5000.5, 0),
        ]  # fmt: skip
    assert found.origin.locator == "cepii_gravity.distances, 2020"
    with pytest.raises(NoData, match="has no distances for 1950"):
        distances(store, 1950)


def test_investment_as_the_reporter_states_it(store: Warehouse, tmp_path: Path) -> None:
    add(store, tmp_path, DIP)
    assert investment(store, "KAZ", "BEL").frame.rows() == [
        ("2023", "inward", "all", 1.5e9, ""),
        ("2023", "inward", "equity", None, "C"),
        ("2023", "outward", "debt", -2.5e6, ""),
    ]
    with pytest.raises(NoData, match="of BEL with KAZ"):
        investment(store, "BEL", "KAZ")
