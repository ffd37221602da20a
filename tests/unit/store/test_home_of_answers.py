"""Where answers that can be made again are kept."""

from pathlib import Path

import pytest

from entrepot.store.home import shared_answers
from entrepot.store.warehouse import Warehouse


def test_answers_are_beside_the_releases_unless_a_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTREPOT_CACHE", raising=False)
    warehouse = Warehouse.open(tmp_path / "home")
    assert shared_answers() is None
    assert warehouse.answers == warehouse.cache == tmp_path / "home" / "cache"
    monkeypatch.setenv("ENTREPOT_CACHE", str(tmp_path / "shared"))
    assert warehouse.answers == tmp_path / "shared"
    assert warehouse.cache == tmp_path / "home" / "cache"


def test_an_empty_name_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_CACHE", "")
    assert shared_answers() is None
