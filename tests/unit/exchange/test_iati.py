"""IATI out: from the warehouse as it came in, from the record with evidence and a list of what was lost."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from entrepot.exchange.export import Edition, Export
from entrepot.exchange.iati import Publisher, iati
from entrepot.exchange.iati_rows import write_rows
from entrepot.exchange.iati_xml import NAMESPACE
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.iati import IATI_TABLES
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount, Document, Party, Quote, Statement
from entrepot.metadata.tables import Table
from iati_files import BACK, BUDGET, TRANSACTION, activity, file_of, read, tables

EDITION = Edition("Record", datetime(2026, 1, 2, tzinfo=UTC))
US = Publisher("XX-TEST", "A province", "15")
DIGEST = hashlib.sha256(b"x").hexdigest()
KEPT = [table.short_name for table in IATI_TABLES if table.short_name not in ("files", "results")]


def statement(id_: str, kind: str = "aid", **fields: Any) -> Statement:
    known: dict[str, Any] = {
        "subtype": "", "subject": "Belgium", "property": "contribution",
        "paraphrase": {"en": f"{id_} was given"},
        "parties": (Party("Belgium", "donor"), Party("Kazakhstan", "recipient")), "places": ("BEL", "KAZ"),
        "date": StatedDate("2010-05-06"), "amount": euros(600_000),
        "quotes": (Quote(DIGEST, 3, 9, 1, 1, DIGEST),),
    }  # fmt: skip
    return Statement(id=id_, kind=kind, **(known | fields))


def euros(value: float, low: float | None = None, high: float | None = None) -> Amount:
    return Amount("", "€", value, "EUR", Interval(low or value - 0.5, high or value + 0.5))


def written(*statements: Statement) -> tuple[Any, Export]:
    export = iati(statements, EDITION, US, [Document(DIGEST, "brief.txt", 10)])
    return etree.fromstring(export.text.encode()), export


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    whole = (
        '<recipient-country code="TJ" percentage="33.34"/><recipient-region code="298" percentage="66.66"/>'
        '<sector code="15150" vocabulary="1" percentage="100"><narrative>Own &amp; words</narrative></sector>'
    )
    before = tables(
        tmp_path, file_of(activity(TRANSACTION + BACK + BUDGET), activity(whole).replace("-A", "-B"))
    )

    def held(table: Table) -> Any:
        return before[table.short_name]

    done = write_rows(held, tmp_path / "out.xml", generated="2026-01-02T00:00:00Z")
    assert (done.activities, done.losses) == (2, ())
    after = read(tmp_path / "out.xml", tmp_path / "again")
    for name in KEPT:
        places = [column for column in ("file", "line") if column in before[name].columns]
        assert before[name].drop(places).equals(after[name].drop(places)), name
    source = etree.parse(tmp_path / "out.xml").find(f".//transaction/{{{NAMESPACE}}}source")
    assert source.get("file") == before["files"]["file"][0]
    assert int(source.get("line")) == before["transactions"]["line"][0]


def test_what_rows_lack_and_lose_is_told(tmp_path: Path) -> None:
    bare = activity('<result type="1"/><activity-date iso-date="?" type="1"/>').replace(
        '<activity-status code="3"/>', ""
    )
    before = tables(tmp_path, file_of(bare))
    done = write_rows(lambda table: before[table.short_name], tmp_path / "out.xml")
    assert {loss.what for loss in done.losses} == {
        "has no activity-status, which the schema demands", "1 rows of results are not written",
        "1 dates that are no days are not written",
    }  # fmt: skip


def test_a_contribution_is_an_activity_with_its_evidence() -> None:
    tree, export = written(statement("D-1", date=StatedDate("2010")))
    transaction = tree.find("iati-activity/transaction")
    assert tree.findtext("iati-activity/iati-identifier") == "XX-TEST-D-1"
    assert transaction.find("transaction-type").get("code") == "3"
    assert transaction.find("transaction-date").get("iso-date") == "2010-12-31"
    assert (transaction.findtext("value"), transaction.find("value").get("currency")) == ("600000", "EUR")
    evidence = transaction.find(f"{{{NAMESPACE}}}evidence")
    assert (evidence.get("statement"), evidence.get("date"), evidence.get("precision")) == (
        "D-1",
        "2010",
        "year",
    )
    quote = evidence.find(f"{{{NAMESPACE}}}quote")
    assert (quote.get("document"), quote.get("name"), quote.get("start")) == (DIGEST, "brief.txt", "3")
    assert [c.get("code") for c in tree.iter("recipient-country")] == ["KZ"]
    assert export.held == ("D-1",)
    assert "2010 is written as 2010-12-31" in export.loss_report()
    assert "whether it was paid is not told" in export.loss_report()


def test_steps_decide_the_type_of_money() -> None:
    steps = [
        statement(f"S-{word}", "step", status=word, amount=euros(value), attributes={"applies_to": "D-1"})
        for word, value in (("pledge", 9), ("commitment", 8), ("disbursement", 7))
    ]
    tree, export = written(statement("D-1"), *steps)
    money = [(t.find("transaction-type").get("code"), t.findtext("value")) for t in tree.iter("transaction")]
    assert money == [("12", "9"), ("2", "8"), ("3", "7")]
    assert set(export.held) == {"D-1", "S-pledge", "S-commitment", "S-disbursement"}


def test_an_offer_is_a_pledge() -> None:
    tree, _ = written(statement("D-1", status="offered"))
    assert tree.find(".//transaction-type").get("code") == "12"


def test_a_project_holds_the_contributions_that_apply_to_it() -> None:
    project = statement(
        "P", "project", subject="Bridges", amount=None, parties=(Party("Doer", "implementer"),)
    )
    started = statement("P:started", "step", status="started", amount=None, attributes={"applies_to": ["P"]})
    tree, export = written(project, started, statement("D-1", attributes={"applies_to": "P"}))
    (made,) = tree
    assert made.findtext("title/narrative") == "Bridges"
    assert made.find("activity-status").get("code") == "2"
    assert [p.get("role") for p in made.iter("participating-org")] == ["4", "1"]
    assert len(made.findall("transaction")) == 1
    assert set(export.held) == {"P", "P:started", "D-1"}


def test_what_cannot_be_held_is_left_out_and_told() -> None:
    _, export = written(
        statement("undated", date=StatedDate("..")),
        statement("private", private=True),
        statement("gone", standing="retracted"),
        statement("detail", attributes={"content_of": "D-1"}),
        statement("people", amount=Amount("", "", 5, "persons", Interval(5, 5))),
        statement("least", amount=euros(64e6, 64e6, float("inf"))),
        statement("shared", parties=(Party("Belgium", "donor"),), places=("BEL", "KAZ", "UZB")),
    )
    told = export.loss_report()
    assert export.left_out == ("undated",)
    assert set(export.held) == {"people", "least", "shared"}
    assert "persons is no currency" in told
    assert "64,000,000 to inf EUR" in told
    assert "shares of KAZ, UZB are not known" in told
    assert "private" not in export.text


def test_text_that_xml_cannot_hold_is_cleaned() -> None:
    tree, _ = written(statement("D\x00-1", paraphrase={"en": "a\x0bb <&> \ud800"}))
    assert tree.findtext(".//description/narrative") == "ab <&> "
