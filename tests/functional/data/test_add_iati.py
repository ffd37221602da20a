"""`entrepot data add` on IATI: what it says of what was taken in and what was set apart."""

import subprocess
import sys
from pathlib import Path

import pytest

from entrepot.metadata.iati import REJECTED, TRANSACTIONS
from entrepot.store.warehouse import Warehouse
from iati_files import BACK, TRANSACTION, activity, file_of


def test_a_file_is_added_once_and_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    bad = activity(TRANSACTION.replace("31093.00", "a lot")).replace("XX-1-A", "BAD")
    (tmp_path / "xx.xml").write_text(file_of(activity(TRANSACTION + BACK), bad))
    add = [sys.executable, "-m", "entrepot", "data", "add", str(tmp_path / "xx.xml")]
    first, again = (subprocess.run(add, capture_output=True, text=True, check=True) for _ in range(2))
    said = first.stdout + first.stderr
    assert "in the store already" in again.stdout + again.stderr
    assert "1 activities with 2 transactions" in said
    assert "'a lot' is no amount" in said
    warehouse = Warehouse.open()
    assert [one.dataset for one in warehouse.releases()].count("iati") == 1
    assert warehouse.read(TRANSACTIONS)["value"].to_list() == [31093.0, -93.5]
    assert warehouse.read(REJECTED)["identifier"].to_list() == ["BAD"]
    assert warehouse.total(TRANSACTIONS, "value", ["currency"]).rows() == [("USD", 31093.0), ("EUR", -93.5)]
