"""The shortest way through the tables that there are, with the steps that a rule gives."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.analyses.trade.concordance import find_links, known_tables, same
from entrepot.analyses.trade.concordance.routes import Loader
from entrepot.metadata.errors import BadInput, NoData
from entrepot.sources.concordance import reader
from entrepot.sources.concordance.reader import read_links
from entrepot.sources.descriptor import read_descriptor
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.release import About


def identity(source: str, target: str, *codes: str) -> tuple[tuple[str, str], Loader]:
    return (source, target), lambda: same(codes, source, target)


TABLES = dict(
    [
        identity("HS17", "HS12", "010121", "010130"),
        identity("HS12", "HS07", "010121", "010130"),
        identity("HS07", "HS02", "010121"),
        identity("HS", "ISIC3", "010121"),
        (("CN2017", "CPA21"), lambda: cpa("01012100", "01.43.11")),
    ]
)


def cpa(code: str, product: str) -> pl.DataFrame:
    return same([code], "CN2017", "CPA21").with_columns(pl.lit(product).alias("to_code"))


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("HS17", "HS02", "HS17 HS12 HS07 HS02"),
        ("CN2017", "HS12", "CN2017 HS17 HS12"),
        ("CN2018", "ICIO", "CN2018 HS17 CN2017 CPA21 ICIO"),
        ("HS17", "ICIO", "HS17 CN2017 CPA21 ICIO"),
        ("CN2017", "ICIO", "CN2017 CPA21 ICIO"),
        ("HS92", "ISIC3", "HS92 HS ISIC3"),
        ("NACE2", "ICIO", "NACE2 ICIO"),
        ("HS17", "HS17", "HS17"),
    ],
)
def test_the_way(source: str, target: str, way: str) -> None:
    codes = {"NACE2": ["01.43"], "CN2017": ["01012100"], "CN2018": ["01012100"]}.get(source, ["010121"])
    links, found = find_links(source, target, TABLES, codes)
    assert " ".join(found) == way
    assert links.select("from_scheme", "to_scheme").unique().rows() == [(source, target)]
    assert links["weight"].to_list() == [1.0]


def test_what_has_no_link_on_the_way_is_left_behind() -> None:
    links, _ = find_links("HS17", "HS02", TABLES, ["010121", "010130"])
    assert links["from_code"].to_list() == ["010121"]


def test_no_way_says_which_tables_there_are() -> None:
    with pytest.raises(NoData, match="CN2017-CPA21, HS-ISIC3"):
        find_links("HS02", "HS17", TABLES, ["010121"])
    with pytest.raises(NoData, match="tables: none"):
        find_links("HS17", "HS12", {}, ["010121"])


def test_a_table_comes_before_a_rule() -> None:
    table = dict([identity("CN2017", "HS17", "01012100")])
    links, _ = find_links("CN2017", "HS17", table, ["01012100"])
    assert links["to_code"].to_list() == ["01012100"]


def test_files_come_before_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.analyses.trade.concordance.catalogue.installed_files", lambda: ())
    file = tmp_path / "links.csv"
    file.write_text("HS 2022,BEC 4\n010121,41\n")
    warehouse = Warehouse((tmp_path / "releases",))
    source = read_descriptor(reader.HERE)
    frame = read_links(file)
    table = reader.links_table("HS22", "BEC4")
    about = About.of(source, dataset="concordance_hs22_bec4", period="..", how_made="test")
    warehouse.load(about, {table: frame})
    assert set(known_tables(warehouse)) == {("HS22", "BEC4")}
    assert known_tables(warehouse)["HS22", "BEC4"]().equals(frame)
    file.write_text("HS 2022,BEC 4\n010121,51\n")
    known = known_tables(warehouse, [file])
    assert set(known) == {("HS22", "BEC4"), ("BEC4", "HS22")}
    assert known["HS22", "BEC4"]()["to_code"].to_list() == ["51"]


def test_a_file_without_names_takes_those_that_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("old,new\n010121,a\n")
    known = known_tables(None, [file], "HS17", "MINE")
    assert known["HS17", "MINE"]()["to_code"].to_list() == ["a"]
    with pytest.raises(BadInput, match="names no two classifications"):
        known_tables(None, [file])
