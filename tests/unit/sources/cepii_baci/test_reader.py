"""BACI's files become the declared tables: checked against the rows that the files were written from."""

import gzip
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from baci_files import ECONOMIES, PRODUCTS, flows, write_baci, year_text
from entrepot.metadata.goods import baci_tables
from entrepot.sources.cepii_baci import blocks, reader
from entrepot.sources.given import given
from entrepot.sources.reader import Reading

HS17 = baci_tables("hs17")
Read = Callable[..., Reading]
Write = Callable[..., Path]


def truth(year: int = 2022) -> pl.DataFrame:
    rows = [(t, ECONOMIES[i][0], ECONOMIES[j][0], k, v, q) for t, i, j, k, v, q in flows(year)]
    return pl.DataFrame(rows, schema=HS17.flows.schema, orient="row").sort("exporter", "importer", "product")


def read_flows(reading: Reading) -> pl.DataFrame:
    file = reading.tables[HS17.flows]
    assert isinstance(file, Path)
    return pl.read_parquet(file).cast({"exporter": pl.String, "importer": pl.String, "product": pl.String})


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("padded", [True, False])
@pytest.mark.parametrize("codes", [True, False])
def test_flows_are_those_written_however_they_come(
    tmp_path: Path, read: Read, zipped: bool, padded: bool, codes: bool
) -> None:
    path = write_baci(tmp_path / "a", years=(2022,), zipped=zipped, padded=padded, codes=codes)
    assert read_flows(read(path)).equals(truth())


def test_blocks_of_any_size_give_the_same(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_baci(tmp_path / "a", years=(2022,))
    for size in (50, 1_000, 60_001):
        monkeypatch.setattr(blocks, "SIZE", size)
        assert read_flows(read(path)).equals(truth())


def test_sums_are_those_of_the_flows(tmp_path: Path, read: Read) -> None:
    tables = read(write_baci(tmp_path / "a", years=(2022,))).tables
    of_flows = truth()
    for table, side in ((HS17.exports, "exporter"), (HS17.imports, "importer")):
        summed = tables[table]
        expected = of_flows.group_by("year", pl.col(side).alias("economy"), "product").agg(pl.sum("value"))
        assert isinstance(summed, pl.DataFrame)
        assert summed.select(table.key).equals(expected.sort(table.key).select(table.key))
        # In thousandths, as whole numbers, both are exact.
        thousandths = expected.sort(table.key)["value"] * 1000
        assert (summed["value"] * 1000).round().equals(thousandths.round())
    pairs = of_flows.group_by("year", "exporter", "importer").agg(pl.sum("value"), products=pl.len())
    found = tables[HS17.pairs]
    assert isinstance(found, pl.DataFrame)
    assert found.drop("value").equals(pairs.sort(HS17.pairs.key).drop("value").cast({"products": pl.Int64}))
    assert (found["value"] - pairs.sort(HS17.pairs.key)["value"]).abs().max() < 1e-6  # type: ignore[operator]


def test_sums_do_not_depend_on_the_order_of_rows(tmp_path: Path, read: Read, write: Write) -> None:
    lines = year_text(2022).splitlines()
    first = read(write("\n".join(lines)))
    again = read(write("\n".join([lines[0], *reversed(lines[1:])])))
    assert read_flows(again).equals(truth())
    for table in (HS17.exports, HS17.imports, HS17.pairs):
        assert pl.DataFrame(again.tables[table]).equals(pl.DataFrame(first.tables[table]))


def test_economies_and_products_bear_the_publishers_names(tmp_path: Path, read: Read) -> None:
    reading = read(write_baci(tmp_path / "a", years=(2022,)))
    economies = {row[0]: row[1:] for row in pl.DataFrame(reading.tables[HS17.economies]).rows()}
    assert economies["TWN"] == ("Other Asia, nes", "490")
    assert economies["FRA"] == ("France", "251")
    assert economies["CIV"] == ("Côte d'Ivoire", "384")
    assert len(economies) == len(ECONOMIES)
    products = dict(pl.DataFrame(reading.tables[HS17.products]).rows())
    assert products == PRODUCTS
    assert "Names encoded twice were mended: Côte d'Ivoire." in reading.found


def test_without_files_of_codes_names_are_ours_and_products_have_none(tmp_path: Path, read: Read) -> None:
    reading = read(write_baci(tmp_path / "a", years=(2022,), codes=False))
    economies = {row[0]: row[1] for row in pl.DataFrame(reading.tables[HS17.economies]).rows()}
    assert economies["TWN"] == "Other Asia, nes"
    assert economies["BEL"] == "Belgium"
    products = dict(pl.DataFrame(reading.tables[HS17.products]).rows())
    assert products["010121"] == "010121"
    assert products["9999AA"] == "Commodities not specified according to kind"


def test_what_was_found_is_said(tmp_path: Path, read: Read) -> None:
    said = read(write_baci(tmp_path / "a", years=(2022,))).found
    total = sum(flow[4] for flow in flows(2022)) / 1e6
    assert said[0] == f"3,832 flows worth {total:,.1f} billion USD among 12 economies in 41 products."
    missing = sum(flow[5] is None for flow in flows(2022))
    assert said[1].startswith(f"{missing} flows (")


@pytest.mark.parametrize("absent", ["NA", "", "           NA", "NA   ", "   "])
def test_a_weight_may_be_absent_in_several_ways(read: Read, write: Write, absent: str) -> None:
    text = f"t,i,j,k,v,q\n2022,56,398,010121,1.5,{absent}\n2022,56,398,020130,2.5, 3.25\n"
    assert read_flows(read(write(text)))["quantity"].to_list() == [None, 3.25]


@pytest.mark.parametrize(
    "text",
    [
        "\ufefft,i,j,k,v,q\n2022,56,398,010121,1.5,2\n",
        "t,i,j,k,v,q\r\n2022,56,398,010121,1.5,2\r\n",
        "T,I,J,K,V,Q\n2022,56,398,010121,1.5,2",
        '"t","i","j","k","v","q"\n2022,56,398,"010121",1.5,2\n',
        "t,i,j,k,v,q\n2022,56,398,010121,    1.500,    2.000\n\n\n",
    ],
)
def test_what_other_programs_do_to_a_file_and_means_nothing(read: Read, write: Write, text: str) -> None:
    assert read_flows(read(write(text))).rows() == [(2022, "BEL", "KAZ", "010121", 1.5, 2.0)]


def test_a_gzip_and_a_file_alone_are_read(tmp_path: Path, read: Read) -> None:
    alone = tmp_path / "BACI_HS17_Y2022_V202501.csv"
    alone.write_text(year_text(2022))
    packed = tmp_path / "BACI_HS17_Y2022_V202501.csv.gz"
    packed.write_bytes(gzip.compress(alone.read_bytes()))
    for path in (alone, packed):
        assert read_flows(read(path)).equals(truth())


def test_belgium_and_luxembourg_are_one_until_1998(read: Read, write: Write) -> None:
    text = "t,i,j,k,v,q\n1998,58,398,010121,1,2\n1998,398,58,010121,3,4\n"
    reading = read(write(text, "BACI_HS92_Y1998_V202501.csv", codes=False))
    economies = pl.DataFrame(reading.tables[baci_tables("hs92").economies])
    assert economies.rows() == [
        ("BLX", "Belgium-Luxembourg (...1998)", "58"), ("KAZ", "Kazakhstan", "398"),
    ]  # fmt: skip


def test_two_numbers_of_one_economy_are_added_up_and_this_is_said(read: Read, write: Write) -> None:
    text = (
        "t,i,j,k,v,q\n2011,729,398,010121,1,2\n2011,736,398,010121,3,4\n2011,736,56,010121,5,NA\n"
        "2011,729,56,010121,1,1\n2011,398,736,020130,7,8\n"
    )
    reading = read(write(text, "BACI_HS92_Y2011_V202501.csv", codes=False))
    assert "SDN stands under the numbers 729 and 736, which were added up." in reading.found
    file = reading.tables[baci_tables("hs92").flows]
    assert isinstance(file, Path)
    assert pl.read_parquet(file, columns=["exporter", "importer", "value", "quantity"]).rows() == [
        ("KAZ", "SDN", 7.0, 8.0), ("SDN", "BEL", 6.0, None), ("SDN", "KAZ", 4.0, 6.0),
    ]  # fmt: skip


def test_trade_with_oneself_is_left_out_and_this_is_said(read: Read, write: Write) -> None:
    text = (
        "t,i,j,k,v,q\n2022,56,56,010121,500000,2\n2022,56,398,010121,3,4\n2022,398,398,950300,1500000,2\n"
        "2022,860,56,9999AA,1,1\n"
    )
    reading = read(write(text))
    assert read_flows(reading).select("exporter", "importer").rows() == [("BEL", "KAZ"), ("UZB", "BEL")]
    assert "2 flows of an economy with itself, worth 2.0 billion USD, were left out." in reading.found
    assert pl.DataFrame(reading.tables[HS17.economies])["economy"].to_list() == ["BEL", "KAZ", "UZB"]


def test_large_sums_are_files_of_the_same_rows(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepot.sources.cepii_baci import tables

    path = write_baci(tmp_path / "a", years=(2022,))
    frames = read(path).tables
    monkeypatch.setattr(tables, "MANY", 1)
    files = read(path).tables
    for table in (HS17.exports, HS17.imports, HS17.pairs):
        file = files[table]
        assert isinstance(file, Path)
        assert pl.read_parquet(file).equals(pl.DataFrame(frames[table]))


def test_rows_stand_in_small_groups_that_their_statistics_tell_apart(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    from entrepot.sources.cepii_baci import tables

    monkeypatch.setattr(tables, "ROW_GROUP", 500)
    file = read(write_baci(tmp_path / "a", years=(2022,))).tables[HS17.flows]
    described = pq.ParquetFile(file).metadata
    assert described.num_row_groups >= 7
    bounds = [described.row_group(n).column(1).statistics for n in range(described.num_row_groups)]
    assert all(one.max <= after.min for one, after in pairwise(bounds))


@pytest.mark.parametrize("name", ["readme.txt", "flows.csv", "BACI.csv"])
@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\0\0\0", b"t,i,j,k,v\n", b"PK\x03\x04"])
def test_other_files_are_not_taken_for_baci(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert not reader.recognises(given(tmp_path))


def test_parts_name_release_version_and_members(tmp_path: Path) -> None:
    parts = reader.parts(given(write_baci(tmp_path, revision="HS12", years=(2020, 2019), version="202401b")))
    assert [(p.dataset, p.period, p.edition, p.scope) for p in parts] == [
        ("baci_hs12", "2019", "version 202401b", "HS 2012, 2019"),
        ("baci_hs12", "2020", "version 202401b", "HS 2012, 2020"),
    ]
    assert parts[0].members == (
        "BACI_HS12_Y2019_V202401b.csv", "country_codes_V202401b.csv", "product_codes_HS12_V202401b.csv",
    )  # fmt: skip
