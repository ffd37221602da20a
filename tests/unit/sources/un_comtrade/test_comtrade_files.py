"""UN Comtrade's answers and tables: one row a flow, totals only, and what is refused."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMTRADE, COMTRADE_SERVICES
from entrepot.sources.given import given
from entrepot.sources.text_tables import blocks, spill
from entrepot.sources.un_comtrade import answer as answers
from entrepot.sources.un_comtrade import reader
from entrepot.sources.un_comtrade.codes import places
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file
from reported_files import answer, as_csv, fresh, one, read_all, record, written

FLOWS, GROUPS = COMTRADE.all()


def single(tmp_path: Path, **other: Any) -> dict[str, Any]:
    return one(reader, answer(record(**other)), tmp_path, FLOWS)


def test_a_flow_is_stored_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    assert single(tmp_path) == {
        "period": "2023", "reporter": "BEL", "partner": "KAZ", "flow": "X", "classification": "H6",
        "product": "300490", "level": 6, "leaf": True, "value": 1000.25, "valuation": "FOB",
        "other_valuation": None, "processing": None, "net_weight": 50.5, "net_weight_estimated": False,
        "quantity": 50.0, "quantity_unit": "8", "quantity_estimated": False, "confidential": False,
        "quality": "reported", "flags": None,
    }  # fmt: skip


RECORDS = [
    record(reporterCode=reporter, partnerCode=partner, cmdCode=f"{product:06d}", partnerDesc="Bolivia, St.")
    for reporter in (56, 251, 842) for partner in (0, 68, 398, 899) for product in range(30)
]  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["json", "list", "csv", "trailing comma", "tab", "small letters", "latin", "gzip"]
)
def test_all_kinds_of_file_give_the_same(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_all(reader, written(tmp_path, answer(*RECORDS), "a.json"), fresh(tmp_path))
    assert expected[FLOWS].height == 270
    assert expected[GROUPS].height == 90
    monkeypatch.setattr(blocks, "SIZE", 5_000)
    monkeypatch.setattr(spill, "MANY", 50)
    table = as_csv(*RECORDS)
    content = {
        "json": json.dumps({"data": RECORDS, "count": len(RECORDS)}, indent=1),
        "list": json.dumps(RECORDS),
        "csv": table,
        "trailing comma": as_csv(*RECORDS, end=","),
        "tab": as_csv(*RECORDS, delimiter="\t"),
        "small letters": table.replace("cifvalue", "CIFValue").replace("isNetWgt", "isnetWgt"),
        "latin": table.replace("Bolivia", "Côte").encode("latin-1"),
        "gzip": gzip.compress(table.encode()),
    }[kind]
    read = read_all(reader, written(tmp_path, content), fresh(tmp_path))
    assert {table: frame.equals(expected[table]) for table, frame in read.items()} == {
        FLOWS: True,
        GROUPS: True,
    }


def test_a_folder_is_one_release_a_period_and_files_may_overlap(tmp_path: Path) -> None:
    folder = tmp_path / "comtrade"
    folder.mkdir()
    written(folder, answer(record(), record(period="2022")), "a.json")
    written(folder, as_csv(record(), record(cmdCode="TOTAL"), record(period="202302", freqCode="M")), "b.csv")
    written(folder, "notes", "notes.txt")
    store = Warehouse.open(tmp_path / "home")
    added = {release.period: release for release in add_file(store, folder)}
    assert sorted(added) == ["2022", "2023", "2023-02"]
    frame = store.read(FLOWS, release=added["2023"].id)
    assert frame.select("product", "level").rows() == [("300490", 6), ("TOTAL", 0)]
    assert "1 records are parts of a flow" in added["2023"].how_made
    assert "permission" in added["2023"].licence


def test_a_folder_of_bulk_files_as_they_are_downloaded(tmp_path: Path) -> None:
    folder = tmp_path / "bulk"
    folder.mkdir()
    for reporter in (56, 251):
        rows = as_csv(
            record(reporterCode=reporter), record(reporterCode=reporter, cmdCode="TOTAL"), delimiter="\t"
        )
        written(folder, gzip.compress(rows.encode()), f"COMTRADE-FINAL-CA{reporter}202302.txt.gz")
    store = Warehouse.open(tmp_path / "home")
    (added,) = add_file(store, folder)
    assert (
        store.read(FLOWS, ["reporter"], release=added.id)["reporter"].to_list() == ["BEL"] * 2 + ["FRA"] * 2
    )
    (again,) = add_file(store, folder)
    assert again.id == added.id


def test_services_have_tables_of_their_own(tmp_path: Path) -> None:
    service = {"typeCode": "S", "classificationCode": "EB", "cmdCode": "205", "aggrLevel": 1, "motCode": None}
    records = (record(**service), record(**service | {"cmdCode": "SDB", "primaryValue": -5.5}), record())
    tables = read_all(reader, written(tmp_path, answer(*records)), fresh(tmp_path))
    assert tables[COMTRADE_SERVICES.flows]["value"].to_list() == [1000.25, -5.5]
    assert tables[COMTRADE_SERVICES.flows]["level"].to_list() == [1, 1]
    assert tables[FLOWS].height == 1


def test_codes_of_one_economy_are_added_up(tmp_path: Path) -> None:
    records = (record(partnerCode=729), record(partnerCode=736, primaryValue=10, fobvalue=10, netWgt=0))
    row = one(reader, answer(*records), tmp_path, FLOWS)
    assert (row["partner"], row["value"], row["net_weight"], row["quantity"]) == ("SDN", 1010.25, None, 100.0)


def test_every_number_of_the_service_has_one_meaning() -> None:
    known = places().known
    assert {known[code] for code in ("251", "250")} == {"FRA"}
    assert {known[code] for code in ("381", "380")} == {"ITA"}
    assert known["492"] != "MCO", "492 is the EU not elsewhere specified, not Monaco"
    assert (known["490"], known["757"], known["699"], known["842"], known["579"]) == (
        "TWN", "CHE", "IND", "USA", "NOR",
    )  # fmt: skip
    assert (known["36"], known["4"], known["899"], known["0"]) == ("AUS", "AFG", "_X", "W00")
    assert "036" not in known


def refused(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(BadInput) as error:
        read_all(reader, written(tmp_path, content), fresh(tmp_path))
    assert len(str(error.value)) < 1_000
    return str(error.value)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"period": "2023-01"}, "column period: '2023-01' is no period"),
        ({"period": None}, "column period: an empty cell is no period"),
        ({"period": "202301"}, "column freqCode: 'A' is not what the service has there"),
        ({"freqCode": "Q"}, "column freqCode: 'Q'"),
        ({"typeCode": "G"}, "column typeCode: 'G'"),
        ({"flowCode": "Export"}, "column flowCode: 'Export'"),
        ({"classificationCode": "H9"}, "column classificationCode: 'H9'"),
        ({"classificationCode": "EB"}, "column classificationCode: 'EB'"),
        ({"cmdCode": "all goods"}, "column cmdCode: 'all goods'"),
        ({"primaryValue": -3}, "column primaryValue: '-3' is negative"),
        ({"primaryValue": 1e17}, "column primaryValue: '1e+17' does not fit"),
        ({"netWgt": "n/a"}, "column netWgt: 'n/a' does not fit"),
        ({"aggrLevel": 99}, "column aggrLevel: '99' does not fit"),
        ({"isLeaf": "maybe"}, "column isLeaf: 'maybe' is not yes or no"),
        ({"qtyUnitCode": "kg"}, "column qtyUnitCode: 'kg' is no code"),
        ({"partnerCode": 5555}, "column partnerCode: a code is not known: '5555'"),
        ({"reporterCode": None}, "column reporterCode: a code is not known: ''"),
    ],
)
def test_what_is_not_as_the_service_has_it_is_refused(
    tmp_path: Path, other: dict[str, Any], message: str
) -> None:
    found = refused(tmp_path, answer(record(cmdCode="01"), record(**other)))
    assert message in found
    assert "record 2" in found or "known" in found
    found = refused(tmp_path, as_csv(record(cmdCode="01"), record(**other)))
    assert message in found
    assert "line 3" in found or "known" in found


def test_parts_without_their_total_are_refused(tmp_path: Path) -> None:
    parts = (record(cmdCode="01"), record(motCode=2100), record(partner2Code=276), record(customsCode="C04"))
    found = refused(tmp_path, answer(*parts))
    assert "1 flows stand in parts only" in found
    assert "BEL, KAZ, X, H6 300490" in found
    assert "partner2Code=0, customsCode=C00 and motCode=0" in found


def test_a_flow_twice_is_refused(tmp_path: Path) -> None:
    assert "same flow as in line or record 1" in refused(tmp_path, answer(record(), record()))
    folder = tmp_path / "two"
    folder.mkdir()
    written(folder, answer(record()), "a.json")
    written(folder, answer(record(primaryValue=7)), "b.json")
    with pytest.raises(BadInput, match=r"b\.json.*the same flow as in line or record 1 of .*a\.json"):
        read_all(reader, folder, fresh(tmp_path))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"statusCode": 429, "message": "Rate limit is exceeded."}', "error: 429, 'Rate limit is "),
        ('{"elapsedTime": "", "count": 0, "data": [], "error": "The field period is invalid"}', "is invalid"),
        (answer(), "holds no record"),
        (answer(record(), count=500), "1 records where the answer says '500'"),
        (answer(record()).replace("1000.25", "NaN"), "NaN stands for a number"),
        (answer(record()).replace("1000.25", "-Infinity"), "-Infinity stands for a number"),
        (answer(record()).replace("1000.25", "9" * 5_000), "does not fit"),
        (answer(record())[:-30], "not the service's JSON"),
        (answer(record()).replace('"H6"', '["H6"]'), "classificationCode holds more than a value"),
        (answer(record()).replace('"flowDesc"', '"flowCode"'), "a field stands twice"),
        ('{"elapsedTime": "", "data": [1, 2]}', "record 1 is none of the service's"),
        ('{"elapsedTime": "", "data": {"reporterCode": 1}}', "data holds no list"),
        ('{"elapsedTime": ' + "[" * 200_000, "nested too deeply"),
        (b'{"elapsedTime": "\xff"}', "not the service's JSON"),
        ('{"validation": {"status": {"value": 0}}, "dataset": [{"rtCode": 56}]}', "ended in 2023"),
        ("Classification,Year,Period,Trade Flow Code,Reporter Code\nH4,2016,2016,1,36\n", "ended in 2023"),
        (as_csv(record()).replace("primaryValue", "Valeur"), "line 1, column primaryValue: is missing"),
        (as_csv(record()).replace(",", ";"), "line 1: cells are separated by ';'"),
        (as_csv(record(), record()).replace("\n2023", "\n").replace(",C00", ""), "line 2: "),
    ],
)  # fmt: skip
def test_answers_and_tables_that_hold_no_flows_say_why(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    assert message in refused(tmp_path, content)


@pytest.mark.parametrize("form", [answer, as_csv])
def test_an_answer_as_long_as_the_service_gives_is_cut(tmp_path: Path, form: Any) -> None:
    records = [record(cmdCode=f"{number:06d}") for number in range(500)]
    assert "exactly 500 records" in refused(tmp_path, form(*records))
    tables = read_all(reader, written(tmp_path, form(*records[:-1])), fresh(tmp_path))
    assert tables[FLOWS].height == 499


def test_json_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_BYTES", 10_000_000)
    assert "more than 10 MB" in refused(tmp_path, gzip.compress(b'{"elapsedTime": "' + b" " * 20_000_000))


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2]", b'{"data": []}', b"a,b\n1,2\n", b"t,i,j\n"])
def test_files_of_others_are_left_to_others(tmp_path: Path, content: bytes) -> None:
    assert not reader.recognises(given(written(tmp_path, content)))
