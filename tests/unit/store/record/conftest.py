"""Records to edit: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from entrepot.store.record import Record, load
from entrepot.store.record.desk import Desk
from postgres_server import Databases
from sample_pack import write


@pytest.fixture(scope="session")
def _letter_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("letter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "bundled", dict)
        Record.open(folder).load(write(folder))
    yield folder


@pytest.fixture(scope="session")
def _letter_database(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = databases.make()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "bundled", dict)
        Record.open(address).load(write(tmp_path_factory.mktemp("letter")))
    yield address
    databases.drop(address)


@pytest.fixture
def _copied_file(_letter_home: Path, tmp_path: Path) -> Path:
    home = tmp_path / "letters"
    home.mkdir()
    shutil.copy(_letter_home / "record.db", home / "record.db")
    return home


@pytest.fixture
def _copied_database(_letter_database: str, databases: Databases) -> Iterator[str]:
    address = databases.copy(_letter_database)
    yield address
    databases.drop(address)


@pytest.fixture(params=["_copied_file", "_copied_database"], ids=["sqlite", "postgresql"])
def letters_home(request: pytest.FixtureRequest) -> Any:
    """Where `letters` is: a folder, then the address of a database."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def letters(letters_home: Any, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A record that holds the small pack alone, as a pack of the user's own (change 1), on either engine."""
    monkeypatch.setattr(load, "bundled", dict)
    return Record.open(letters_home)


@pytest.fixture
def ann(letters: Record) -> Desk:
    """Where Ann edits it."""
    return letters.desk("Ann")


@pytest.fixture
def bob(letters: Record) -> Desk:
    """Where Bob edits it."""
    return letters.desk("Bob")
