"""Records to edit: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrepot.store.record import Record, load
from entrepot.store.record.desk import Desk
from sample_pack import write


@pytest.fixture(scope="session")
def _letter_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("letter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "bundled", dict)
        Record.open(folder).load(write(folder))
    yield folder


@pytest.fixture
def letters(_letter_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A record that holds the small pack alone, as a pack of the user's own (change 1)."""
    home = tmp_path / "letters"
    home.mkdir()
    shutil.copy(_letter_home / "record.db", home / "record.db")
    monkeypatch.setattr(load, "bundled", dict)
    return Record.open(home)


@pytest.fixture
def ann(letters: Record) -> Desk:
    """Where Ann edits it."""
    return letters.desk("Ann")


@pytest.fixture
def bob(letters: Record) -> Desk:
    """Where Bob edits it."""
    return letters.desk("Bob")
