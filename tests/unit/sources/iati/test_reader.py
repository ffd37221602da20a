"""Activities and organisations as rows: amounts as given, and nothing that would falsify a sum."""

import gzip
import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.iati import gathered, reader
from iati_files import ACTIVITY, BACK, BUDGET, ORGANISATION, TRANSACTION, activity, file_of, read, tables


def test_a_transaction_keeps_what_is_given_and_what_is_default(tmp_path: Path) -> None:
    text = file_of(activity(TRANSACTION + BACK))
    rows = tables(tmp_path, text)["transactions"].rows(named=True)
    first, second = rows
    assert (first["value"], first["currency"], first["currency_stated"]) == (31093.0, "USD", False)
    assert (first["date"], first["value_date"]) == (date(2014, 6, 30), date(2014, 7, 1))
    assert (second["value"], second["currency"], second["currency_stated"]) == (-93.5, "EUR", True)
    assert (first["provider_ref"], first["receiver_ref"], first["receiver_activity"]) == (
        "XX-1",
        None,
        "YY-1",
    )
    assert first["file"] == hashlib.sha256(text.encode()).hexdigest()
    assert text.splitlines()[first["line"] - 1].startswith('<transaction ref="T1">')


def test_an_activity_in_english_where_it_is_given_so(tmp_path: Path) -> None:
    found = tables(tmp_path, file_of(activity()))
    (head,) = found["activities"].rows(named=True)
    assert (head["title"], head["hierarchy"], head["status"]) == ("Bridges", 2, "3")
    assert (head["actual_start"], head["actual_end"]) == (date(2012, 10, 1), date(2014, 9, 30))
    assert found["participants"]["ref"].to_list() == ["XX-1", None]
    assert found["related"].select("type", "ref").rows() == [("1", "XX-1-P")]


def test_places_and_sectors_stand_at_the_level_they_were_given(tmp_path: Path) -> None:
    whole = '<recipient-country code="TJ" percentage="60"/><recipient-region code="298" percentage="40"/>'
    found = tables(tmp_path, file_of(activity(whole), activity(TRANSACTION).replace("XX-1-A", "XX-1-B")))
    columns = ("activity", "transaction", "kind", "vocabulary", "code", "place", "percentage")
    assert found["recipients"].select(columns).rows() == [
        (1, 0, "country", "", "TJ", "TJK", 60.0),
        (1, 0, "region", "1", "298", None, 40.0),
        (2, 1, "country", "", "KZ", "KAZ", None),
    ]
    assert found["sectors"].select("activity", "transaction", "code").rows() == [(2, 1, "15150")]


def test_budgets_stand_apart_from_transactions(tmp_path: Path) -> None:
    planned = (
        '<planned-disbursement><period-start iso-date="2015-01-01"/><value>5</value></planned-disbursement>'
    )
    rows = tables(tmp_path, file_of(activity(BUDGET + planned)))["budgets"]
    assert rows.select("kind", "type", "status", "value", "start", "end", "value_date_stated").rows() == [
        ("budget", "2", "2", 1000.0, date(2014, 1, 1), date(2014, 12, 31), True),
        ("planned-disbursement", "1", None, 5.0, date(2015, 1, 1), date(2015, 1, 1), False),
    ]


def test_results_have_a_row_a_period(tmp_path: Path) -> None:
    result = """<result type="1"><title><narrative>Bridges built</narrative></title><indicator measure="1">
    <title><narrative>Number</narrative></title><baseline year="2012" value="0"/><period>
    <period-start iso-date="2012-01-01"/><period-end iso-date="2013-12-31"/><target value="9"><dimension
    name="sex" value="f"/></target><target value="3"/><actual value="two"/></period></indicator></result>
    <result type="2"><title><narrative>Without an indicator</narrative></title></result>"""
    rows = tables(tmp_path, file_of(activity(result)))["results"]
    columns = ("result", "indicator", "type", "indicator_title", "baseline", "target", "actual")
    assert rows.select(columns).rows() == [
        (1, 1, "1", "Number", "0", "3", "two"),
        (2, None, "2", None, None, None, None),
    ]


WRONG = [
    (">31093.00<", ">31,093.00<", "'31,093.00' is no amount"),
    (">31093.00<", "><", "'' is no amount"),
    (">31093.00<", ">1e5<", "'1e5' is no amount"),
    (">31093.00<", ">NaN<", "'NaN' is no amount"),
    (">31093.00<", ">٣١<", "is no amount"),
    (">31093.00<", f">{'9' * 16}<", "is no amount"),
    ('iso-date="2014-06-30"', 'iso-date="2014-06-31"', "is no day (transaction-date)"),
    ('iso-date="2014-06-30"', 'iso-date="0014-06-30"', "is no day (transaction-date)"),
    ('value-date="2014-07-01"', 'value-date="soon"', "'soon' is no day (value-date)"),
    ('<transaction-date iso-date="2014-06-30"/>', "", "no transaction-date"),
    ("<value value", "<values value", "has no value"),
    ('default-currency="USD"', 'default-currency="USX"', "unknown default currency 'USX'"),
    ('default-currency="USD"', "", "no currency"),
    ("<value value-date", '<value currency="??" value-date', "unknown currency '??'"),
    ('<transaction-type code="3"/>', '<transaction-type code="D"/>', "unknown type of transaction 'D'"),
    ('<recipient-country code="KZ"/>', "<recipient-country/>", "without a code"),
]


@pytest.mark.parametrize(("old", "new", "problem"), WRONG)
def test_what_would_falsify_a_sum_is_set_apart_with_its_reason(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    spoilt = activity().replace("XX-1-A", "BAD").replace(old, new)
    if "<values" in spoilt:
        spoilt = spoilt.replace("</value>", "</values>")
    found = tables(tmp_path, file_of(activity(), spoilt, activity().replace("XX-1-A", "XX-1-C")))
    assert found["activities"]["identifier"].to_list() == ["XX-1-A", "XX-1-C"]
    assert found["transactions"]["activity"].to_list() == [1, 3]
    (row,) = found["rejected"].rows(named=True)
    assert (row["identifier"], row["place_in_file"]) == ("BAD", 2)
    assert problem in row["problem"]
    assert row["problem_line"] >= row["line"]


@pytest.mark.parametrize(
    ("shares", "kept"),
    [
        (("50", "50"), True),
        (("33", "33", "33"), True),  # 99 of printed thirds
        (("33.33", "33.33", "33.34"), True),
        (("33.3", "33.3", "33.3"), True),
        (("50", "45"), False),
        (("90", "20"), False),
        (("50",), False),
        (("100", "0"), True),
        (("-10", "110"), False),
        (("ten", "90"), False),
        (("60", ""), True),  # the rest is unknown
        (("60", "50", ""), False),
    ],
)
def test_shares_must_make_a_hundred(tmp_path: Path, shares: tuple[str, ...], kept: bool) -> None:
    codes = ("KZ", "KG", "TJ")
    parts = "".join(
        f'<recipient-country code="{code}"{f" percentage={share!r}" if share else ""}/>'
        for code, share in zip(codes, shares, strict=False)
    ).replace("'", '"')
    found = tables(tmp_path, file_of(activity(parts)))
    assert found["activities"].height == kept
    assert found["rejected"].height == (not kept)


def test_shares_of_own_sectors_are_only_odd(tmp_path: Path) -> None:
    own = (
        '<sector code="1" vocabulary="99" percentage="40"/><sector code="2" vocabulary="99" percentage="40"/>'
    )
    found = tables(tmp_path, file_of(activity(own)))
    assert found["remarks"]["rule"].to_list() == ["own-shares"]
    assert found["rejected"].is_empty()
    dac = own.replace('"99"', '"1"')
    assert "make 80" in tables(tmp_path, file_of(activity(dac)))["rejected"]["problem"][0]


def test_regions_of_two_vocabularies_are_one_whole_or_two(tmp_path: Path) -> None:
    region = '<recipient-region code="298" vocabulary="{}" percentage="{{}}"/>'
    regions = region.format(1) + region.format(99)
    for shares, kept in (((50, 50), True), ((100, 100), True), ((100, 40), False)):
        found = tables(tmp_path, file_of(activity(regions.format(*shares))))
        assert found["activities"].height == kept


def test_what_is_odd_is_told(tmp_path: Path) -> None:
    parts = (
        '<recipient-country code="KZ"/><recipient-country code="ZZ"/>'
        '<activity-date iso-date="2013-0" type="1"/>'
        '<activity-dates/><usg:own xmlns:usg="urn:x"/>'
    )
    third = activity().replace("XX-1-A", "").replace('code="3"/>\n<act', 'code="9"/>\n<act')
    text = file_of(activity(parts + TRANSACTION), activity(), third)
    rules = tables(tmp_path, text)["remarks"].select("place_in_file", "rule").rows()
    assert set(rules) == {
        (1, "country-unknown"), (1, "no-split"), (1, "date-unreadable"), (1, "unknown-element"),
        (1, "recipients-twice"), (2, "duplicate-identifier"), (3, "no-identifier"), (3, "status-unknown"),
    }  # fmt: skip


def test_organisations(tmp_path: Path) -> None:
    found = tables(tmp_path, ORGANISATION)
    assert found["organisations"].select("identifier", "name", "default_currency").rows() == [
        ("BE-BCE-1", "Helper", "EUR")
    ]
    columns = ("kind", "status", "recipient", "place", "value", "currency", "value_date")
    assert found["organisation_budgets"].select(columns).rows() == [
        ("total-budget", "1", None, None, 4572104.0, "EUR", date(2017, 6, 30)),
        ("recipient-country-budget", "2", "TJ", "TJK", 12.0, "USD", date(2017, 1, 1)),
        ("total-expenditure", None, None, None, 7.0, "EUR", date(2016, 1, 1)),
    ]


def test_a_bad_organisation_is_set_apart(tmp_path: Path) -> None:
    found = tables(tmp_path, ORGANISATION.replace('iso-date="2017-12-31"', 'iso-date="2016-12-31"', 1))
    assert found["organisations"].is_empty()
    assert "before it begins" in found["rejected"]["problem"][0]


def test_a_folder_a_zip_and_a_gzip_hold_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "b.xml").write_text(file_of(activity()))
    (folder / "again.xml").write_text(file_of(activity()))
    (folder / "org.xml.gz").write_bytes(gzip.compress(ORGANISATION.encode()))
    (folder / "notes.txt").write_text("not IATI")
    found = read(folder, tmp_path / "scratch")
    assert sorted(found["files"]["name"]) == ["again.xml", "org.xml"]
    assert (found["activities"].height, found["organisations"].height) == (1, 1)
    (part,) = reader.parts(given(folder))
    assert (part.period, part.members) == ("2022-06-30/2025-04-03", ("again.xml", "b.xml", "org.xml"))
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "b.xml", "b.xml")
    assert read(tmp_path / "x.zip", tmp_path / "scratch")["files"]["file"][0] in set(found["files"]["file"])


def test_many_rows_go_by_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file_of(*(activity(TRANSACTION * 3).replace("XX-1-A", f"XX-{i}") for i in range(20)))
    whole = tables(tmp_path, text)
    monkeypatch.setattr(gathered, "MANY", 2)
    monkeypatch.setattr(gathered, "LAID_DOWN", 5)
    pieces = tables(tmp_path, text)
    assert all(whole[name].equals(pieces[name]) for name in whole)


def test_a_file_without_activities_or_of_version_1(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no activity"):
        tables(tmp_path, file_of())
    with pytest.raises(BadInput, match=r"version 1\.05"):
        tables(tmp_path, file_of(activity()).replace("2.03", "1.05"))


def test_other_files_are_left_to_others(tmp_path: Path) -> None:
    for number, text in enumerate(("", "<html/>", "a,b\n1,2\n", "<?xml version='1.0'?><x/>", "\x00\x01")):
        (tmp_path / str(number)).write_text(text)
        assert not reader.recognises(given(tmp_path / str(number)))
    assert "{parts}" in ACTIVITY
