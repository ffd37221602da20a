"""Eurostat's bulk files in their real layouts, and what is refused of them."""

import gzip
import zipfile
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMEXT
from entrepot.sources.eurostat_comext import reader
from entrepot.sources.given import given
from entrepot.sources.text_tables import blocks, spill
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file
from reported_files import BULK, OLDER, bulk, fresh, older, one, read_all, text, written


def test_a_flow_is_stored_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    row = one(reader, text(BULK, bulk(unit="NAR", quantity=12, flow="1")), tmp_path)
    assert row == {
        "period": "2024-02", "reporter": "BEL", "partner": "KAZ", "flow": "M", "classification": "CN",
        "product": "30049000", "level": 8, "leaf": True, "value": 1000.0, "valuation": "CIF",
        "other_valuation": None, "processing": 0.0, "net_weight": 50.0, "net_weight_estimated": None,
        "quantity": 12.0, "quantity_unit": "NAR", "quantity_estimated": None, "confidential": False,
        "quality": "reported", "flags": None,
    }  # fmt: skip


def test_rows_do_not_depend_on_packing_order_or_how_much_fits_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        bulk(reporter, partner, f"{number:08d}", number + 1)
        for reporter in ("SE", "BE", "FR") for partner in ("KZ", "NA") for number in range(40)
    ]  # fmt: skip
    plain = written(tmp_path, text(BULK, *rows))
    expected = read_all(reader, plain, fresh(tmp_path))[COMEXT.flows]
    assert expected.height == 240
    monkeypatch.setattr(blocks, "SIZE", 1_000)
    monkeypatch.setattr(spill, "MANY", 50)
    zipped, gzipped = tmp_path / "a.zip", written(tmp_path, gzip.compress(plain.read_bytes()), "a.gz")
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("full_v2_202402.dat", plain.read_bytes())
    backwards = written(tmp_path, text(BULK, *reversed(rows)), "back.dat")
    for path in (plain, zipped, gzipped, backwards):
        assert read_all(reader, path, fresh(tmp_path))[COMEXT.flows].equals(expected)


def test_the_older_layout_is_read_by_its_letters(tmp_path: Path) -> None:
    # Two numbers of one country: 0003 and 0090 are both NL.
    row = one(reader, text(OLDER, older(), older("0090", "NL", 500)), tmp_path)
    assert (row["period"], row["reporter"], row["partner"], row["value"]) == ("2001-01", "FRA", "NLD", 1500.0)
    assert (row["quantity"], row["quantity_unit"], row["net_weight"]) == (14.0, "A", 100.0)


def test_a_folder_of_months_and_years_is_one_release_each(tmp_path: Path) -> None:
    folder = tmp_path / "comext"
    folder.mkdir()
    for period in ("202401", "202402", "202352"):
        written(folder, text(BULK, bulk(period=period)), f"full_v2_{period}.dat")
    written(folder, "read me", "readme.txt")
    store = Warehouse.open(tmp_path / "home")
    added = add_file(store, folder)
    assert [(r.dataset, r.period) for r in added] == [
        ("eurostat_comext", "2023"), ("eurostat_comext", "2024-01"), ("eurostat_comext", "2024-02"),
    ]  # fmt: skip
    assert store.read(COMEXT.flows, ["value"], {"partner": ["KAZ"]}).item() == 1000.0
    assert "ommunity concept" in added[0].caveat
    assert [r.period for r in add_file(store, folder, ["2024"])] == ["2024-01", "2024-02"]


def refused(tmp_path: Path, *content: str) -> str:
    with pytest.raises(BadInput) as error:
        read_all(reader, written(tmp_path, text(*content)), fresh(tmp_path))
    assert error.value.remedy or error.value.expected
    return str(error.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((bulk(), bulk(value=7)), "line 3: the same flow as in line 2: BEL, KZ, 30049000"),
        ((bulk(), bulk(product="39XXXXXX"), bulk(product="39XXXXXX")), "line 4: the same flow as in line 3"),
        (
            (bulk(), bulk(period="202403", product="1" * 8)),
            "line 3, column PERIOD: '202403' is another period",
        ),
        ((bulk(period="202413"),), "line 2, column PERIOD: '202413' is no period"),
        ((), "line 2, column PERIOD: holds no row"),
        ((bulk(), bulk(value=-5, product="1" * 8)), "line 3, column VALUE_EUR: '-5' does not fit"),
        ((bulk(value=""),), "line 2, column VALUE_EUR: an empty cell"),
        ((bulk(value="1e30"),), "column VALUE_EUR: '1e30' does not fit"),
        ((bulk(kg="NaN"),), "column QUANTITY_KG: 'NaN' does not fit"),
        ((bulk(flow="8"),), "column FLOW: '8' is no flow"),
        ((bulk(procedure="4"),), "column STAT_PROCEDURE: '4' is no known statistical procedure"),
        ((bulk(kind="Z"),), "column TRADE_TYPE: 'Z' is no type of trade"),
        ((bulk(product="3004"),), "column PRODUCT_NC: '3004' is no product"),
        ((bulk(partner=""), bulk(partner="J1"), bulk("J2")), "3 codes are not known: '', 'J1', 'J2'"),
        ((bulk(partner="EXT_EU27_2020"),), "a code is not known: 'EXT_EU27_2020'"),
        ((bulk(partner="GB"), bulk(partner="XI"), bulk(partner="XU")), "United Kingdom's parts"),
        ((bulk(partner="KZ"), bulk(partner="XI")), "United Kingdom's parts"),
        ((bulk().replace(",", ";"),), "line 2, column PERIOD: '' is no period"),
    ],
)
def test_what_is_not_as_eurostat_has_it_is_refused(
    tmp_path: Path, rows: tuple[str, ...], message: str
) -> None:
    assert message in refused(tmp_path, BULK, *rows)


def test_headings_that_were_changed_are_refused(tmp_path: Path) -> None:
    other = (text.replace(",", ";") for text in (BULK, bulk()))
    assert "line 1: cells are separated by ';'" in refused(tmp_path, *other)
    german = BULK.replace("VALUE_EUR", "WERT")
    assert "line 1, column VALUE_EUR: is missing" in refused(tmp_path, german, bulk())
    twice = BULK.replace("SUPPL_UNIT,PER", "FLOW,PER")
    assert "line 1, column FLOW: stands twice" in refused(tmp_path, twice, bulk())


def test_a_period_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "comext"
    folder.mkdir()
    for name in ("full_v2_202402.dat", "full_v2_202402_old.dat"):
        written(folder, text(BULK, bulk()), name)
    with pytest.raises(BadInput, match="2024-02 is there twice"):
        reader.parts(given(folder))


def test_too_many_unknown_codes_end_the_reading_at_once(tmp_path: Path) -> None:
    rows = (bulk(partner=f"{number}") for number in range(1_000))
    assert len(refused(tmp_path, BULK, *rows)) < 20_000


@pytest.mark.parametrize("content", [b"", b"\0" * 99, b"a,b\n1,2\n", b"t,i,j,k,v,q\n", b"{}", b"%PDF-1.7\n"])
def test_files_of_others_are_left_to_others(tmp_path: Path, content: bytes) -> None:
    assert not reader.recognises(given(written(tmp_path, content)))
    assert not reader.recognises(given(written(tmp_path, gzip.compress(content)[:-6], "a.gz")))
