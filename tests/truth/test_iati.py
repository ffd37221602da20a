"""Files that publishers really publish: against plain XPath, iatikit, the schema, and a round trip."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from lxml import etree

from entrepot.exchange.export import Edition
from entrepot.exchange.iati import Publisher, iati
from entrepot.exchange.iati_rows import write_rows
from entrepot.metadata.iati import IATI_TABLES
from entrepot.metadata.iati.vocabularies import codes
from entrepot.sources.iati.statements import drafted
from entrepot.sources.record_pack.reader import read_pack
from iati_files import read

ROOT = Path(__file__).parents[2]
# Activities, transactions, budgets with planned disbursements, and the results' rows of each file.
COUNTS = {
    "usaid-kz": (83, 484, 0, 0),
    "usaid-kg": (130, 1716, 1, 0),
    "usaid-tj": (97, 1164, 0, 0),
    "worldbank-679": (5, 400, 910, 75),
    "acfspain-ph": (6, 0, 6, 0),
    "wri-521257057-strategic-plan-2023-2027": (1, 2, 12, 24),
}
Frames = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "iati"


@pytest.fixture(scope="module")
def schema(folder: Path) -> Callable[[Path], str]:
    known = etree.XMLSchema(etree.parse(folder / "schema-2.03" / "iati-activities-schema.xsd"))

    def problem(file: Path) -> str:
        return "" if known.validate(etree.parse(file)) else str(known.error_log.last_error)

    return problem


@pytest.fixture(params=COUNTS)
def file(request: pytest.FixtureRequest, folder: Path) -> Path:
    return folder / f"{request.param}.xml"


def test_counts(file: Path, tmp_path: Path) -> None:
    found = read(file, tmp_path)
    names = ("activities", "transactions", "budgets", "results")
    assert tuple(found[name].height for name in names) == COUNTS[file.stem]
    assert found["rejected"].is_empty()


def test_sums_are_those_of_plain_xpath(file: Path, tmp_path: Path) -> None:
    found, tree = read(file, tmp_path), etree.parse(file)
    plain: dict[tuple[str, str], Decimal] = {}
    for one in tree.iterfind("iati-activity/transaction"):
        currency = one.find("value").get("currency") or one.getparent().get("default-currency")
        key = (one.find("transaction-type").get("code"), currency)
        plain[key] = plain.get(key, Decimal(0)) + Decimal(one.findtext("value"))
    ours: dict[tuple[str, str], Decimal] = {}
    for kind, currency, value in found["transactions"].select("type", "currency", "value").rows():
        ours[kind, currency] = ours.get((kind, currency), Decimal(0)) + Decimal(repr(value))
    assert ours == plain
    assert found["transactions"].filter(pl.col("value") < 0).height == sum(
        Decimal(one.text) < 0 for one in tree.iterfind("iati-activity/transaction/value")
    )


def test_places_parties_and_dates_are_those_of_plain_xpath(file: Path, tmp_path: Path) -> None:
    found, tree = read(file, tmp_path), etree.parse(file)
    own = found["recipients"].filter(pl.col("transaction") > 0)
    assert own.height == len(tree.xpath("//transaction/recipient-country | //transaction/recipient-region"))
    assert found["sectors"].height == len(tree.xpath("//iati-activity/sector | //transaction/sector"))
    parties = found["participants"]
    assert parties.height == len(tree.xpath("//participating-org"))
    assert parties["ref"].null_count() == len(tree.xpath("//participating-org[not(@ref) or @ref='']"))
    written = [one.get("iso-date")[:10] for one in tree.iter("activity-date")]
    assert [str(day) for day in found["dates"]["date"]] == written
    assert found["recipients"].filter(pl.col("kind") == "country")["place"].null_count() == 0


def test_lines_are_where_the_elements_stand(file: Path, tmp_path: Path) -> None:
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    rows = read(file, tmp_path)["transactions"]
    assert all("<transaction" in lines[line - 1] for line in rows["line"])


def test_iatikit_finds_the_same(file: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from iatikit.data.dataset import Dataset

        theirs = [
            (one.iati_identifier, one.planned_start, one.actual_start, one.planned_end, one.actual_end)
            for one in Dataset(str(file)).activities
        ]
    columns = ("identifier", "planned_start", "actual_start", "planned_end", "actual_end")
    assert read(file, tmp_path)["activities"].select(columns).rows() == theirs


def test_the_round_trip_loses_no_sum_and_no_place(
    file: Path, tmp_path: Path, schema: Callable[[Path], str]
) -> None:
    before = read(file, tmp_path)
    done = write_rows(lambda table: before[table.short_name], tmp_path / "out.xml")
    assert schema(tmp_path / "out.xml") == ""
    after = read(tmp_path / "out.xml", tmp_path / "again")
    for table in IATI_TABLES:
        name = table.short_name
        if name not in ("files", "results"):
            places = [column for column in ("file", "line") if column in before[name].columns]
            assert before[name].drop(places).equals(after[name].drop(places)), name
    assert {loss.what.split(" ", 1)[1] for loss in done.losses} <= {"rows of results are not written"}


def test_the_standards_own_examples(folder: Path, tmp_path: Path) -> None:
    found = read(folder / "examples", tmp_path)
    assert found["rejected"].is_empty()
    assert (found["activities"].height, found["organisations"].height) == (1, 1)
    assert found["recipients"]["percentage"].drop_nulls().sum() == 100.0
    assert set(found["organisation_budgets"]["kind"]) == {
        "total-budget", "recipient-org-budget", "recipient-region-budget", "recipient-country-budget",
        "total-expenditure",
    }  # fmt: skip


def test_an_organisation_of_belgium(folder: Path, tmp_path: Path) -> None:
    found = read(folder / "BE-BCE_KBO-0420656336.xml", tmp_path)
    total = found["organisation_budgets"].group_by("kind").agg(pl.col("value").sum()).sort("kind")
    assert [(kind, round(value, 2)) for kind, value in total.rows()] == [
        ("total-budget", 16763076.60),
        ("total-expenditure", 17330894.64),
    ]


def test_quotes_stand_in_the_file_and_sums_are_those_of_the_tables(file: Path, tmp_path: Path) -> None:
    found, pack = read(file, tmp_path), drafted(file).pack
    text = file.read_bytes().decode("utf-8")
    assert pack.documents[0].characters == len(text)
    for one in pack.statements:
        assert all(text[quote.start : quote.end] == quote.text for quote in one.quotes)
    rows = found["transactions"].filter(pl.col("type").is_in(["3", "4"]))
    paid = [one for one in pack.statements if one.kind == "step" and one.status == "disbursement"]
    assert round(sum(one.amount.value for one in paid if one.amount), 2) == round(rows["value"].sum(), 2)
    assert sum(one.kind == "project" for one in pack.statements) == COUNTS[file.stem][0]


def test_the_record_as_iati_is_valid(folder: Path, tmp_path: Path, schema: Callable[[Path], str]) -> None:
    edition, us = (
        Edition("Record", datetime(2026, 1, 2, tzinfo=UTC)),
        Publisher("XX-TEST", "A province", "15"),
    )
    own = read_pack(ROOT / "src" / "entrepot" / "data" / "record" / "eucam-liege.yml")
    drawn = drafted(folder / "usaid-kz.xml").pack
    transactions: list[int] = []
    for pack in (own, drawn):
        export = iati(pack.statements, edition, us, pack.documents)
        (tmp_path / "out.xml").write_text(export.text, encoding="utf-8")
        assert schema(tmp_path / "out.xml") == ""
        transactions.append(export.text.count("<transaction>"))
    # Nine contributions of the two documents have an amount, a date and a country.
    assert transactions == [9, 132]


def test_code_lists_are_those_of_the_standard(folder: Path) -> None:
    for name in ("Sector", "Currency", "TransactionType", "AidType", "Region"):
        tree: Any = etree.parse(folder / "codelists" / f"{name}.xml")
        assert list(codes(name)) == [one.findtext("code").strip() for one in tree.iter("codelist-item")]
