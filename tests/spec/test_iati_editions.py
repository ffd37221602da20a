"""Two editions of a publisher's file in the record: the newer corrects, adds and retracts; history stays."""

from pathlib import Path

import pytest

from entrepot.sources.iati.statements import pack_of
from entrepot.store.record import Record
from iati_files import BACK, TRANSACTION, activity, file_of

AID = "iati:XX-1-A:aid:USD:KAZ"


def test_a_newer_file_corrects_an_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    file, desk = tmp_path / "xx.xml", Record.open().desk("Ann")
    file.write_text(file_of(activity(TRANSACTION), activity(BACK).replace("-A", "-B")))
    first = desk.load(pack_of(file))
    assert not desk.preview(pack_of(file))
    file.write_text(
        file_of(activity(TRANSACTION.replace("31093.00", "40000")), activity(BACK).replace("-A", "-C"))
    )
    second = desk.load(pack_of(file))
    assert (first.counts or {}).keys() == {"add"}
    assert set(second.counts or {}) == {"add", "correct", "retract"}
    record = Record.open()
    values = [one.said.amount.value for one in record.history(AID) if one.said and one.said.amount]
    assert values == [31093.0, 40000.0]
    assert [one.id for one in record.statements(kinds=["project"], ids=["iati:XX-1-B"])] == []
    record.attach(file)
    assert record.passage(record.statement(AID).quotes[0]).exact.startswith("<transaction")
