"""An account is searched once; what it depends on is in the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from entrepot.analyses.corridors.account import of_pair, remembering
from entrepot.analyses.corridors.account.account import Account
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get
from little_layer import ALMATY, LIEGE

KAZ, BEL = get("KAZ"), get("BEL")


class Search:
    """Stands in for the search and counts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.refuses = False
        monkeypatch.setattr("entrepot.analyses.corridors.asking.network", lambda: None)
        monkeypatch.setattr("entrepot.analyses.corridors.asking.question", lambda *args, **more: None)
        monkeypatch.setattr(of_pair, "account", self)

    def __call__(self, network: object, asked: object) -> Account:
        self.count += 1
        if self.refuses:
            raise NoData("no terminal within reach")
        return Account(ALMATY, LIEGE, "1 FEU", 20.0, 1.0, 20_000.0)


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> Search:
    return Search(monkeypatch)


def test_the_second_time_nothing_is_searched(tmp_path: Path, search: Search) -> None:
    first, second = (remembering.account(tmp_path, KAZ, BEL) for _ in range(2))
    assert first == second
    assert first is not None and first.origin == ALMATY
    assert search.count == 1


def test_there_and_back_are_two_questions(tmp_path: Path, search: Search) -> None:
    remembering.account(tmp_path, KAZ, BEL)
    remembering.account(tmp_path, BEL, KAZ)
    assert search.count == 2


def test_where_goods_cannot_be_followed_that_is_remembered(tmp_path: Path, search: Search) -> None:
    search.refuses = True
    assert remembering.account(tmp_path, KAZ, BEL) is None
    assert remembering.account(tmp_path, KAZ, BEL) is None


def test_another_layer_or_another_engine_is_another_answer(
    tmp_path: Path, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering.account(tmp_path, KAZ, BEL)
    monkeypatch.setattr(remembering, "fingerprint", lambda: "otherwise")
    remembering.account(tmp_path, KAZ, BEL)
    assert search.count == 2


def test_the_fingerprint_covers_data_and_code() -> None:
    names = {file.name for file in remembering._files()}
    assert {"terminals.csv", "rail.csv", "seats.csv", "countries.json"} <= names
    assert {"closing.py", "find.py", "reader.py", "layer.py", "pareto.py"} <= names


def test_the_fingerprint_changes_with_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "corridors" / "osm"
    folder.mkdir(parents=True)
    monkeypatch.setattr(remembering, "_PACKAGE", tmp_path)
    seen = set()
    for content in ("a", "b"):
        (folder / "rail.csv").write_text(content)
        remembering.fingerprint.cache_clear()
        seen.add(remembering.fingerprint())
    (folder / "rail.csv").rename(folder / "road.csv")
    remembering.fingerprint.cache_clear()
    seen.add(remembering.fingerprint())
    remembering.fingerprint.cache_clear()
    assert len(seen) == 3
